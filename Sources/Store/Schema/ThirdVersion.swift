import GRDB

/// Version 3 of the schema: rows of event data sets. What stands here is never changed again.
enum ThirdVersion {
  /// `row_count` is null while a data set is being written; `row` of an anchor is the place of a data set's row, from 1.
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE document ADD COLUMN row_count INTEGER CHECK (row_count >= 0);
        ALTER TABLE decision_anchor ADD COLUMN row INTEGER CHECK (row > 0);
        """)
  }
}
