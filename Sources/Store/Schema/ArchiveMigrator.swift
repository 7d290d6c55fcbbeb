import GRDB

/// The archive's schema and how older archives become newer ones. Migrations are only ever added.
enum ArchiveMigrator {
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("2026-11-21 documents and findings") { db in
      try db.execute(sql: documentsAndFindings)
    }
    migrator.registerMigration("2026-11-21 document numbers are used once") { db in
      try db.execute(sql: documentNumbers)
    }
    migrator.registerMigration("2026-11-30 decisions, occurrences and days") { db in
      try SecondVersion.migrate(db)
    }
    migrator.registerMigration("2026-12-01 what happenings are merged by") { db in
      try HappeningTables.migrate(db)
    }
    return migrator
  }()

  /// What archives of every version begin with.
  static let firstMigration = "2026-11-21 documents and findings"

  /// One row that holds the highest number which a document has had.
  private static let documentNumbers = """
    CREATE TABLE document_number (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      last INTEGER NOT NULL
    ) STRICT;
    INSERT INTO document_number (id, last) SELECT 1, coalesce(max(id), 0) FROM document;
    CREATE TRIGGER document_numbered AFTER INSERT ON document BEGIN
      UPDATE document_number SET last = max(last, new.id);
    END;
    """

  /// Offsets are UTF-8 bytes of `document.text`; days are ISO 8601 text, so that they sort. A `finding` holds what all
  /// findings share (place, rule, confidence); its kind's table holds the rest.
  private static let documentsAndFindings = """
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
      identifier TEXT,
      title TEXT,
      published TEXT,
      publisher TEXT,
      url TEXT,
      language TEXT,
      format TEXT NOT NULL,
      text TEXT NOT NULL,
      layout TEXT NOT NULL,
      coder TEXT NOT NULL,
      model TEXT NOT NULL,
      codebook TEXT NOT NULL
    ) STRICT;
    CREATE TABLE document_author (
      document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (document_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE document_file (
      document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
      path TEXT NOT NULL,
      PRIMARY KEY (document_id, path)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE diagnostic (
      id INTEGER PRIMARY KEY,
      document_id INTEGER REFERENCES document(id) ON DELETE CASCADE,
      severity TEXT NOT NULL,
      code TEXT NOT NULL,
      file TEXT NOT NULL,
      line INTEGER,
      byte INTEGER,
      page INTEGER,
      message TEXT NOT NULL
    ) STRICT;
    CREATE INDEX diagnostic_document ON diagnostic(document_id);

    CREATE TABLE sentence (
      id INTEGER PRIMARY KEY,
      document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL CHECK ("end" >= start),
      text TEXT NOT NULL,
      UNIQUE (document_id, position)
    ) STRICT;
    CREATE VIRTUAL TABLE sentence_fts USING fts5(text, content='sentence', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
    CREATE TRIGGER sentence_inserted AFTER INSERT ON sentence BEGIN
      INSERT INTO sentence_fts(rowid, text) VALUES (new.id, new.text);
    END;
    CREATE TRIGGER sentence_deleted AFTER DELETE ON sentence BEGIN
      INSERT INTO sentence_fts(sentence_fts, rowid, text) VALUES ('delete', old.id, old.text);
    END;

    CREATE TABLE finding (
      id INTEGER PRIMARY KEY,
      document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('time', 'actor', 'event', 'statement', 'figure', 'citation', 'agreement')),
      ordinal INTEGER NOT NULL,
      sentence_id INTEGER REFERENCES sentence(id) ON DELETE CASCADE,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL CHECK ("end" >= start),
      rule TEXT NOT NULL,
      confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
      resources TEXT NOT NULL,
      UNIQUE (document_id, kind, ordinal)
    ) STRICT;
    CREATE INDEX finding_sentence ON finding(sentence_id);

    CREATE TABLE finding_date (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      edtf TEXT NOT NULL,
      earliest TEXT,
      latest TEXT,
      basis TEXT NOT NULL,
      start INTEGER,
      "end" INTEGER,
      rule TEXT,
      confidence REAL NOT NULL
    ) STRICT;
    CREATE INDEX finding_date_earliest ON finding_date(earliest);
    CREATE TABLE attribution (
      finding_id INTEGER NOT NULL REFERENCES finding(id) ON DELETE CASCADE,
      role TEXT NOT NULL CHECK (role IN ('said_by', 'speaker', 'addressee')),
      name TEXT NOT NULL,
      code TEXT,
      sector TEXT,
      start INTEGER,
      "end" INTEGER,
      PRIMARY KEY (finding_id, role)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE concerned (
      finding_id INTEGER NOT NULL REFERENCES finding(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      code TEXT NOT NULL,
      PRIMARY KEY (finding_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX concerned_code ON concerned(code);

    CREATE TABLE time_expression (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      type TEXT NOT NULL,
      value TEXT NOT NULL,
      modifier TEXT,
      edtf TEXT,
      basis TEXT NOT NULL
    ) STRICT;
    CREATE TABLE actor_mention (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      code TEXT,
      sector TEXT,
      name TEXT NOT NULL,
      identifier TEXT,
      office TEXT,
      form TEXT NOT NULL
    ) STRICT;
    CREATE INDEX actor_mention_code ON actor_mention(code);
    CREATE INDEX actor_mention_identifier ON actor_mention(identifier);
    CREATE TABLE event (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      category TEXT NOT NULL,
      quad INTEGER NOT NULL CHECK (quad BETWEEN 1 AND 4),
      scale REAL NOT NULL CHECK (scale BETWEEN -10 AND 10),
      modes TEXT NOT NULL,
      contexts TEXT NOT NULL,
      status TEXT NOT NULL,
      trigger_start INTEGER NOT NULL,
      trigger_end INTEGER NOT NULL,
      passage INTEGER,
      token INTEGER
    ) STRICT;
    CREATE INDEX event_category ON event(category);
    CREATE TABLE party (
      finding_id INTEGER NOT NULL REFERENCES event(finding_id) ON DELETE CASCADE,
      role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
      position INTEGER NOT NULL,
      code TEXT,
      sector TEXT,
      name TEXT NOT NULL,
      identifier TEXT,
      office TEXT,
      form TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      rule TEXT NOT NULL,
      confidence REAL NOT NULL,
      resources TEXT NOT NULL,
      PRIMARY KEY (finding_id, role, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX party_code ON party(code, finding_id);
    CREATE TABLE statement (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      role TEXT,
      stance INTEGER NOT NULL CHECK (stance BETWEEN -1 AND 1),
      outlet TEXT
    ) STRICT;
    CREATE TABLE figure (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      value REAL NOT NULL,
      unit TEXT NOT NULL,
      kind TEXT NOT NULL,
      measures TEXT NOT NULL,
      approximation TEXT
    ) STRICT;
    CREATE TABLE citation (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      reference TEXT NOT NULL,
      reference_start INTEGER NOT NULL,
      reference_end INTEGER NOT NULL,
      label TEXT,
      outlet TEXT,
      authors TEXT NOT NULL,
      title TEXT,
      published TEXT,
      language TEXT
    ) STRICT;
    CREATE TABLE agreement (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      identifier TEXT,
      status TEXT NOT NULL
    ) STRICT;
    CREATE INDEX agreement_identifier ON agreement(identifier);
    """
}
