import Foundation
import GRDB
import SourceTexts

/// The file in which documents and their findings are kept: SQLite in write-ahead mode.
///
/// A document and all its findings are written in one transaction, so that a killed run leaves a good archive; the
/// same content is kept once, however many files carry it. Any number of readers can read while one writes. What people
/// decide stands beside the findings and is never lost with them.
///
/// ## Topics
/// - Opening: ``open(at:)``, ``openExisting(at:)``, ``openInMemory()``
/// - Writing: ``plan(for:)``, ``store(_:)``, ``remove(document:)``
/// - Deciding: ``decide(_:)``, ``log()``, ``orphans()``
/// - Reading: ``documents()``, ``source(of:)``, ``findings(of:)``, ``table(of:)``, ``events(ids:)``, ``search(_:limit:)``
public final class Archive: Sendable {
  let database: any DatabaseWriter
  /// Nil where the file itself is open.
  private let copy: ArchiveCopy?
  private let path: String

  /// Whether only a copy is open, so that nothing can be stored.
  public var isReadOnly: Bool { copy != nil }

  private init(database: any DatabaseWriter, path: String, copy: ArchiveCopy? = nil) throws {
    self.database = database
    self.copy = copy
    self.path = path
    try ArchiveMigrator.migrator.migrate(database)
    try Derivation.bringUpToDate(database)
  }

  /// Opens the archive at `path`, makes it where there is none, and brings an older one up to date. One that can't be
  /// written is opened as a copy that goes away with the value.
  ///
  /// - Parameter isWritable: false to open a copy in any case.
  /// - Throws: ``ArchiveError`` where the file isn't an archive or is newer than this program; it is left untouched.
  public static func open(at path: String, isWritable: Bool = true) throws -> Archive {
    do {
      let content = try ArchiveFile.look(at: path)
      if content == .archive, !isWritable || !ArchiveFile.isWritable(path) {
        let copy = try ArchiveCopy(of: path)
        return try Archive(database: pool(at: copy.path), path: path, copy: copy)
      }
      return try Archive(database: pool(at: path), path: path)
    } catch let error as DatabaseError {
      throw ArchiveError(error, path: path)
    }
  }

  private static func pool(at path: String) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(30)
    configuration.label = "archive"
    configuration.prepareDatabase { db in
      // Long exports go through the tables in order of time, which is not the order of their pages.
      try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -24000")
    }
    return try DatabasePool(path: path, configuration: configuration)
  }

  /// Opens the archive at `path`, which has to exist already.
  ///
  /// - Throws: ``ArchiveError/missing(path:)`` where there is no such file.
  public static func openExisting(at path: String, isWritable: Bool = true) throws -> Archive {
    guard FileManager.default.fileExists(atPath: path) else { throw ArchiveError.missing(path: path) }
    return try open(at: path, isWritable: isWritable)
  }

  /// An archive that lives as long as the value, for tests.
  public static func openInMemory() throws -> Archive {
    try Archive(database: DatabaseQueue(), path: "memory")
  }

  /// Changes the archive in one transaction and counts the change.
  func change<Result>(_ body: (Database) throws -> Result) throws -> Result {
    if isReadOnly { throw ArchiveError.readOnly(path: path) }
    return try database.write { db in
      let result = try body(db)
      try db.execute(sql: "UPDATE archive_state SET revision = revision + 1")
      return result
    }
  }

  /// Grows with every change of the archive, by this process or another; cheap to ask.
  public func revision() throws -> Int64 {
    try database.read { db in try Int64.fetchOne(db, sql: "SELECT revision FROM archive_state") ?? 0 }
  }
}
