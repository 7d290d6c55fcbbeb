import GRDB

/// The archive's schema and how older archives become newer ones. Migrations are only ever added.
enum ArchiveMigrator {
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("2026-11-21 documents and findings") { db in
      try db.execute(sql: FirstVersion.documentsAndFindings)
    }
    migrator.registerMigration("2026-11-21 document numbers are used once") { db in
      try db.execute(sql: FirstVersion.documentNumbers)
    }
    migrator.registerMigration("2026-11-30 decisions, occurrences and days") { db in
      try SecondVersion.migrate(db)
    }
    migrator.registerMigration("2026-12-01 rows of event data sets") { db in
      try ThirdVersion.migrate(db)
    }
    migrator.registerMigration("2026-12-01 what happenings are merged by") { db in
      try HappeningTables.migrate(db)
    }
    return migrator
  }()

  /// What archives of every version begin with.
  static let firstMigration = "2026-11-21 documents and findings"
}
