import Findings
import GRDB
import SourceTexts

/// Version 2 of the schema: keys and layers of documents, coding runs, places of findings, days as numbers, occurrences,
/// decisions. What stands here is never changed again.
enum SecondVersion {
  /// "Ente", as `PRAGMA application_id` has it.
  static let applicationIdentifier: Int32 = 0x456E_7465

  static func migrate(_ db: Database) throws {
    try db.execute(sql: newTables)
    try migrateDocuments(db)
    try migrateFindings(db)
    try db.execute(sql: "PRAGMA application_id = \(applicationIdentifier)")
  }

  private static let newTables = """
    CREATE TABLE archive_state (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      revision INTEGER NOT NULL,
      derivation INTEGER NOT NULL
    ) STRICT;
    INSERT INTO archive_state VALUES (1, 0, 0);
    CREATE TABLE coding_run (
      id INTEGER PRIMARY KEY,
      coder TEXT NOT NULL,
      model TEXT NOT NULL,
      model_version TEXT NOT NULL,
      model_digest TEXT NOT NULL,
      codebook TEXT NOT NULL,
      UNIQUE (coder, model, model_version, model_digest, codebook)
    ) STRICT;
    CREATE TABLE knowledge_row (
      run_id INTEGER NOT NULL REFERENCES coding_run(id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      line INTEGER NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (run_id, name, line)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE new_document (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE CHECK (length(key) = 64),
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('text', 'data set')),
      identifier TEXT,
      title TEXT,
      published TEXT,
      publisher TEXT,
      url TEXT,
      language TEXT,
      format TEXT NOT NULL,
      text TEXT NOT NULL,
      layout TEXT NOT NULL,
      run_id INTEGER NOT NULL REFERENCES coding_run(id),
      coded_published TEXT
    ) STRICT;
    CREATE TABLE document_layer (
      document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
      layer TEXT NOT NULL CHECK (layer IN ('file', 'record', 'earlier', 'person')),
      metadata TEXT NOT NULL,
      PRIMARY KEY (document_id, layer)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE new_finding (
      id INTEGER PRIMARY KEY,
      document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('time', 'actor', 'event', 'statement', 'figure', 'citation', 'agreement')),
      ordinal INTEGER NOT NULL,
      tail TEXT NOT NULL,
      maker TEXT NOT NULL CHECK (maker IN ('machine', 'person')),
      decision TEXT CHECK (decision IN ('confirmed', 'corrected', 'rejected', 'added')),
      sentence_id INTEGER REFERENCES sentence(id) ON DELETE CASCADE,
      start INTEGER,
      "end" INTEGER CHECK ("end" >= start),
      place_start INTEGER,
      place_end INTEGER CHECK (place_end >= place_start),
      rule TEXT NOT NULL,
      confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
      resources TEXT NOT NULL,
      CHECK ((start IS NULL) = ("end" IS NULL) AND (place_start IS NULL) = (place_end IS NULL)),
      UNIQUE (document_id, kind, ordinal),
      UNIQUE (document_id, tail)
    ) STRICT;
    CREATE TABLE new_finding_date (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      edtf TEXT NOT NULL,
      first_day INTEGER,
      last_day INTEGER,
      basis TEXT NOT NULL,
      start INTEGER,
      "end" INTEGER,
      rule TEXT,
      confidence REAL NOT NULL
    ) STRICT;
    CREATE TABLE new_event (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      category TEXT NOT NULL,
      quad INTEGER NOT NULL CHECK (quad BETWEEN 1 AND 4),
      scale REAL NOT NULL CHECK (scale BETWEEN -10 AND 10),
      modes TEXT NOT NULL,
      contexts TEXT NOT NULL,
      status TEXT NOT NULL,
      trigger_start INTEGER,
      trigger_end INTEGER,
      passage INTEGER,
      token INTEGER,
      location TEXT,
      latitude REAL CHECK (latitude BETWEEN -90 AND 90),
      longitude REAL CHECK (longitude BETWEEN -180 AND 180)
    ) STRICT;
    CREATE TABLE new_party (
      finding_id INTEGER NOT NULL REFERENCES event(finding_id) ON DELETE CASCADE,
      role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
      position INTEGER NOT NULL,
      code TEXT,
      sector TEXT,
      name TEXT NOT NULL,
      identifier TEXT,
      entity TEXT,
      office TEXT,
      form TEXT NOT NULL,
      start INTEGER,
      "end" INTEGER,
      rule TEXT NOT NULL,
      confidence REAL NOT NULL,
      resources TEXT NOT NULL,
      PRIMARY KEY (finding_id, role, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE actor_key (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL,
      identifier TEXT NOT NULL,
      entity TEXT NOT NULL,
      name TEXT NOT NULL,
      UNIQUE (code, identifier, entity, name)
    ) STRICT;
    CREATE TABLE listed (
      kind INTEGER NOT NULL,
      finding_id INTEGER NOT NULL REFERENCES finding(id) ON DELETE CASCADE,
      document_id INTEGER NOT NULL,
      sentence_id INTEGER,
      start INTEGER NOT NULL,
      label TEXT NOT NULL,
      status INTEGER NOT NULL,
      basis INTEGER NOT NULL,
      decision INTEGER NOT NULL,
      is_claim INTEGER NOT NULL,
      speaker INTEGER REFERENCES actor_key(id),
      first_day INTEGER,
      last_day INTEGER,
      confidence REAL NOT NULL,
      actors INTEGER NOT NULL,
      parties BLOB NOT NULL,
      PRIMARY KEY (kind, finding_id)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX listed_finding ON listed(finding_id);
    CREATE TABLE finding_link (
      event_id INTEGER NOT NULL REFERENCES finding(id) ON DELETE CASCADE,
      finding_id INTEGER NOT NULL REFERENCES finding(id) ON DELETE CASCADE,
      PRIMARY KEY (event_id, finding_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX finding_link_finding ON finding_link(finding_id);
    CREATE TABLE occurrence (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL
    ) STRICT;
    CREATE INDEX occurrence_key ON occurrence(key);
    CREATE TABLE occurrence_member (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      occurrence_id INTEGER NOT NULL REFERENCES occurrence(id) DEFERRABLE INITIALLY DEFERRED,
      key TEXT NOT NULL,
      deed TEXT NOT NULL,
      decided_by TEXT NOT NULL CHECK (decided_by IN ('machine', 'person')),
      reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX occurrence_member_occurrence ON occurrence_member(occurrence_id);
    CREATE INDEX occurrence_member_key ON occurrence_member(key);

    CREATE TABLE decision (
      id INTEGER PRIMARY KEY,
      uid TEXT NOT NULL UNIQUE,
      time TEXT NOT NULL,
      author TEXT NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('confirm', 'correct', 'reject', 'merge', 'split', 'add', 'undo')),
      reason TEXT NOT NULL,
      field TEXT,
      old_value TEXT,
      new_value TEXT,
      undoes TEXT
    ) STRICT;
    CREATE TABLE decision_anchor (
      decision_id INTEGER NOT NULL REFERENCES decision(id),
      position INTEGER NOT NULL,
      document TEXT NOT NULL CHECK (length(document) = 64),
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      layer TEXT,
      place_start INTEGER,
      place_end INTEGER,
      start INTEGER,
      "end" INTEGER,
      label TEXT NOT NULL,
      quote TEXT NOT NULL,
      PRIMARY KEY (decision_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX decision_anchor_document ON decision_anchor(document);
    CREATE INDEX decision_anchor_digest ON decision_anchor(digest);
    CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN
      SELECT raise(ABORT, 'decisions are only added');
    END;
    CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision BEGIN
      SELECT raise(ABORT, 'decisions are only added');
    END;
    CREATE TRIGGER decision_anchor_stays BEFORE UPDATE ON decision_anchor BEGIN
      SELECT raise(ABORT, 'decisions are only added');
    END;
    CREATE TRIGGER decision_anchor_is_kept BEFORE DELETE ON decision_anchor BEGIN
      SELECT raise(ABORT, 'decisions are only added');
    END;
    CREATE TABLE decision_target (
      decision_id INTEGER NOT NULL REFERENCES decision(id),
      position INTEGER NOT NULL,
      document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
      finding_id INTEGER REFERENCES finding(id) ON DELETE CASCADE,
      PRIMARY KEY (decision_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX decision_target_document ON decision_target(document_id);
    CREATE INDEX decision_target_finding ON decision_target(finding_id);
    CREATE TABLE machine_coding (
      finding_id INTEGER PRIMARY KEY REFERENCES finding(id) ON DELETE CASCADE,
      coding TEXT NOT NULL
    ) STRICT;
    """

  private static func migrateDocuments(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO coding_run (coder, model, model_version, model_digest, codebook)
          SELECT DISTINCT coder, model, '', '', codebook FROM document ORDER BY id
        """)
    let rows = try Row.fetchAll(db, sql: "SELECT id, digest, identifier FROM document ORDER BY id")
    for row in rows {
      let key = DocumentKey.key(digest: ContentDigest(rawValue: row["digest"]), identifier: row["identifier"])
      try db.execute(
        sql: """
          INSERT INTO new_document (id, key, digest, name, kind, identifier, title, published, publisher, url, language,
            format, text, layout, run_id, coded_published)
          SELECT document.id, ?, digest, substr(?, 1, 8), 'text', identifier, title, published, publisher, url, language,
            format, text, layout, coding_run.id, published
          FROM document JOIN coding_run USING (coder, model, codebook) WHERE document.id = ?
          """, arguments: [key, key, row["id"] as Int64])
      // Version 1 didn't say whether the file or a person told it. What the file tells otherwise, when it is read
      // again, was a person's.
      let metadata = try earlierMetadata(of: row["id"], in: db)
      try db.execute(
        sql: "INSERT INTO document_layer VALUES (?, 'earlier', ?)",
        arguments: [row["id"] as Int64, try JSONColumn.encode(metadata)])
    }
    try db.execute(
      sql: """
        DROP TABLE document;
        ALTER TABLE new_document RENAME TO document;
        CREATE INDEX document_digest ON document(digest);
        CREATE TRIGGER document_numbered AFTER INSERT ON document BEGIN
          UPDATE document_number SET last = max(last, new.id);
        END;
        """)
  }

  private static func earlierMetadata(of document: Int64, in db: Database) throws -> [String: String] {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM document WHERE id = ?", arguments: [document]) else {
      return [:]
    }
    var metadata: [String: String] = [:]
    for name in ["title", "published", "publisher", "url", "language"] {
      if let text = row[name] as String? { metadata[name] = text }
    }
    let authors = try String.fetchAll(
      db, sql: "SELECT name FROM document_author WHERE document_id = ? ORDER BY position", arguments: [document])
    if !authors.isEmpty { metadata["authors"] = authors.joined(separator: "\n") }
    return metadata
  }

  private static func migrateFindings(_ db: Database) throws {
    let insertion = try db.makeStatement(
      sql: """
        INSERT INTO new_finding (id, document_id, kind, ordinal, tail, maker, sentence_id, start, "end", place_start,
          place_end, rule, confidence, resources)
        SELECT id, document_id, kind, ordinal, ?, 'machine', sentence_id, start, "end", ?, ?, rule, confidence, resources
        FROM finding WHERE id = ?
        """)
    for document in try Int64.fetchAll(db, sql: "SELECT id FROM document ORDER BY id") {
      let text = try String.fetchOne(db, sql: "SELECT text FROM document WHERE id = ?", arguments: [document]) ?? ""
      let index = CodePointIndex(text)
      for kind in FindingKind.allCases {
        let rows = try Row.fetchAll(db, sql: places(of: kind), arguments: [document])
        let spans = rows.map { Span($0[1], $0[2]) }
        let tails = FindingPlaces.tails(
          of: kind,
          at: spans.map { Span(index.codePoint(atByte: $0.start), index.codePoint(atByte: $0.end)) })
        for (row, (span, tail)) in zip(rows, zip(spans, tails)) {
          try insertion.execute(arguments: [tail, span.start, span.end, row[0] as Int64])
        }
      }
    }
    let dates = try db.makeStatement(
      sql: "INSERT INTO new_finding_date VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM finding_date")
    while let row = try rows.next() {
      func day(_ name: String) -> Int? { (row[name] as String?).flatMap { CalendarDay($0)?.dayNumber } }
      try dates.execute(arguments: [
        row["finding_id"] as Int64, row["edtf"] as String, day("earliest"), day("latest"), row["basis"] as String,
        row["start"] as Int?, row["end"] as Int?, row["rule"] as String?, row["confidence"] as Double,
      ])
    }
    try db.execute(
      sql: """
        INSERT INTO new_event SELECT finding_id, category, quad, scale, modes, contexts, status, trigger_start,
          trigger_end, passage, token, NULL, NULL, NULL FROM event;
        INSERT INTO new_party SELECT finding_id, role, position, code, sector, name, identifier, NULL, office, form, start,
          "end", rule, confidence, resources FROM party;
        DROP TABLE party;
        DROP TABLE event;
        DROP TABLE finding_date;
        DROP TABLE finding;
        ALTER TABLE new_finding RENAME TO finding;
        ALTER TABLE new_finding_date RENAME TO finding_date;
        ALTER TABLE new_event RENAME TO event;
        ALTER TABLE new_party RENAME TO party;
        CREATE INDEX finding_sentence ON finding(sentence_id);
        """)
  }

  /// Number and place of each finding of a layer, in order.
  private static func places(of kind: FindingKind) -> String {
    let (columns, join) =
      switch kind {
      case .event: ("event.trigger_start, event.trigger_end", "JOIN event ON event.finding_id = finding.id")
      case .citation:
        ("citation.reference_start, citation.reference_end", "JOIN citation ON citation.finding_id = finding.id")
      default: ("finding.start, finding.\"end\"", "")
      }
    return """
      SELECT finding.id, \(columns) FROM finding \(join)
      WHERE finding.document_id = ? AND finding.kind = '\(kind.rawValue)' ORDER BY finding.ordinal
      """
  }
}
