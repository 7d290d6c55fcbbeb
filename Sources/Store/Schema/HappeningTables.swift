import Analysis
import GRDB

/// What merging keeps beside events: what each is compared by, and keys that lead to those it may be one with.
enum HappeningTables {
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE happening_report (
          finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
          signature TEXT NOT NULL,
          component INTEGER NOT NULL,
          origin INTEGER NOT NULL,
          origin_kind TEXT NOT NULL,
          mended TEXT,
          mended_by INTEGER
        ) STRICT;
        CREATE INDEX happening_report_component ON happening_report(component);
        CREATE TABLE happening_key (
          key INTEGER NOT NULL,
          sentence_id INTEGER NOT NULL REFERENCES sentence(id) ON DELETE CASCADE,
          PRIMARY KEY (key, sentence_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX happening_key_sentence ON happening_key(sentence_id);
        CREATE TABLE happening_document (
          document_id INTEGER PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
          named TEXT NOT NULL,
          sentences INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE happening_freed (
          kind TEXT NOT NULL CHECK (kind IN ('component', 'key')),
          number INTEGER NOT NULL,
          PRIMARY KEY (kind, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER happening_report_gone AFTER DELETE ON happening_report BEGIN
          INSERT OR IGNORE INTO happening_freed VALUES ('component', old.component);
        END;
        CREATE TRIGGER happening_key_gone AFTER DELETE ON happening_key
        WHEN (SELECT count(*) FROM (SELECT 1 FROM happening_key WHERE key = old.key LIMIT \(ReportBlocks.limit + 1)))
          = \(ReportBlocks.limit) BEGIN
          INSERT OR IGNORE INTO happening_freed VALUES ('key', old.key);
        END;
        CREATE INDEX occurrence_member_new ON occurrence_member(finding_id) WHERE occurrence_id = 0;
        """)
  }
}
