import Findings
import Foundation
import GRDB
import SourceTexts

/// What became of a document that was handed to the archive.
public enum StoringOutcome: Sendable, Equatable {
  case added(document: Int64)
  /// The same text was there already, coded by the same versions; nothing changed except that a new file name is kept.
  case unchanged(document: Int64)
  /// The same text was there, coded by other versions or with other metadata; its findings were replaced.
  case recoded(document: Int64)

  public var document: Int64 {
    switch self {
    case .added(let document), .unchanged(let document), .recoded(let document): document
    }
  }
}

/// What is to be done with a document that was read.
public enum StoringPlan: Sendable, Equatable {
  /// The archive has it as it is; nothing need be coded.
  case unchanged(document: Int64)
  /// It has to be coded, with these metadata.
  case code(DocumentMetadata)
}

extension Archive {
  /// Answers, before anything is coded, whether the archive has a document already: same text, same versions, same
  /// metadata. A file that it wasn't read from before is noted then.
  ///
  /// - Complexity: linear in the length of the text, for its digest.
  public func plan(
    for source: SourceText, layers: MetadataLayers? = nil, files: [String], versions: CoderVersions
  ) throws -> StoringPlan {
    let layers = layers ?? MetadataLayers(file: source.metadata)
    let digest = ContentDigest(of: source.text.utf8)
    let key = DocumentKey.key(digest: digest, identifier: layers.file.identifier)
    let (plan, isNews) = try database.read { db -> (StoringPlan, Bool) in
      let known = try Self.known(key, in: db)
      let kept = try MetadataOverlay.kept(known?.id, key: key, digest: digest.rawValue, in: db)
      let effective = MetadataOverlay.effective(try Self.layers(layers, files, of: known?.id, in: db), kept)
      guard let known, known.isCoded(by: versions, as: effective) else {
        return (.code(effective), false)
      }
      let paths = try String.fetchAll(
        db, sql: "SELECT path FROM document_file WHERE document_id = ?", arguments: [known.id])
      return (.unchanged(document: known.id), !Set(files).isSubset(of: paths))
    }
    if case .unchanged(let document) = plan, isNews {
      try change { db in try Self.writeFiles(files, document: document, in: db) }
    }
    return plan
  }

  /// Writes a document with all its findings in one transaction.
  ///
  /// - Complexity: linear in the number of findings.
  @discardableResult
  public func store(_ coded: CodedDocument) throws -> StoringOutcome {
    try change { db in try Self.store(coded, in: db) }
  }

  /// Writes a document that the archive holds already anew, as after a correction of its metadata; nil, and nothing is
  /// written, where it has been removed meanwhile.
  public func restore(_ coded: CodedDocument, as document: Int64) throws -> StoringOutcome? {
    try change { db in
      let known = try Self.known(
        DocumentKey.key(digest: coded.digest, identifier: coded.layers.file.identifier), in: db)
      return known?.id == document ? try Self.store(coded, isForced: true, in: db) : nil
    }
  }

  private struct Known {
    var id: Int64
    var versions: CoderVersions
    var metadata: DocumentMetadata
    /// When it was published, as the coding took it.
    var codedPublished: String?

    func isCoded(by versions: CoderVersions, as effective: DocumentMetadata) -> Bool {
      versions == self.versions && Archive.isSame(effective, metadata) && codedPublished == effective.published
    }
  }

  private static func known(_ key: String, in db: Database) throws -> Known? {
    guard
      let row = try Row.fetchOne(
        db,
        sql: "SELECT document.*, coding_run.* FROM document JOIN coding_run ON coding_run.id = run_id WHERE key = ?",
        arguments: [key])
    else { return nil }
    let id: Int64 = row[0]
    let authors = try String.fetchAll(
      db, sql: "SELECT name FROM document_author WHERE document_id = ? ORDER BY position", arguments: [id])
    return Known(
      id: id, versions: versions(row), metadata: metadata(row, authors: authors),
      codedPublished: row["coded_published"])
  }

  static func versions(_ row: Row) -> CoderVersions {
    CoderVersions(
      coder: row["coder"], model: row["model"], modelVersion: row["model_version"], modelDigest: row["model_digest"],
      codebook: row["codebook"])
  }

  /// The layers to go by: a second file with the same text, without a record of its own, doesn't change what the first
  /// said of itself.
  private static func layers(
    _ layers: MetadataLayers, _ files: [String], of document: Int64?, in db: Database
  ) throws -> MetadataLayers {
    guard let document else { return layers }
    let paths = try String.fetchAll(
      db, sql: "SELECT path FROM document_file WHERE document_id = ?", arguments: [document])
    if files.contains(where: paths.contains) { return layers }
    let rows = try Row.fetchAll(
      db, sql: "SELECT layer, metadata FROM document_layer WHERE document_id = ?", arguments: [document])
    var kept: [String: DocumentMetadata] = [:]
    for row in rows {
      let texts = try JSONColumn.decode([String: String].self, from: row["metadata"])
      kept[row["layer"]] = MetadataOverlay.lay(texts, over: DocumentMetadata(identifier: layers.file.identifier))
    }
    return MetadataLayers(file: kept["file"] ?? layers.file, record: layers.record ?? kept["record"])
  }

  private static func isSame(_ left: DocumentMetadata, _ right: DocumentMetadata) -> Bool {
    var (left, right) = (left, right)
    left.identifier = nil
    right.identifier = nil
    return left == right
  }

  /// - Parameter isForced: whether the findings are replaced even where nothing seems to have changed.
  static func store(
    _ coded: CodedDocument, isForced: Bool = false, in db: Database
  ) throws -> StoringOutcome {
    let digest = coded.digest.rawValue
    let key = DocumentKey.key(digest: coded.digest, identifier: coded.layers.file.identifier)
    let known = try Self.known(key, in: db)
    let kept = try MetadataOverlay.kept(known?.id, key: key, digest: digest, in: db)
    let layers = try layers(coded.layers, coded.files, of: known?.id, in: db)
    let effective = MetadataOverlay.effective(layers, kept)
    if let known, !isForced, known.isCoded(by: coded.versions, as: effective) {
      try writeFiles(coded.files, document: known.id, in: db)
      return .unchanged(document: known.id)
    }
    let run = try self.run(coded.versions, in: db)
    var oldKeys: [String] = []
    let id: Int64
    if let known {
      id = known.id
      oldKeys = try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT key FROM finding JOIN occurrence_member ON occurrence_member.finding_id = finding.id
          WHERE document_id = ?
          """, arguments: [id])
      for table in ["finding", "sentence", "diagnostic", "document_author"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE document_id = ?", arguments: [id])
      }
      try db.execute(
        sql: "UPDATE document SET format = ?, layout = ?, run_id = ?, coded_published = ? WHERE id = ?",
        arguments: [
          coded.source.format.rawValue, try JSONColumn.encode(DocumentLayout(coded.source)), run,
          coded.source.metadata.published, id,
        ])
    } else {
      id = try nextNumber(in: db)
      try db.execute(
        sql: """
          INSERT INTO document (id, key, digest, name, kind, identifier, format, text, layout, run_id, coded_published)
          VALUES (?, ?, ?, ?, 'text', ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id, key, digest, try name(for: key, in: db), coded.layers.file.identifier, coded.source.format.rawValue,
          coded.source.text, try JSONColumn.encode(DocumentLayout(coded.source)), run,
          coded.source.metadata.published,
        ])
    }
    try MetadataOverlay.write(layers, kept, document: id, in: db)
    try MetadataOverlay.writeEffective(effective, document: id, in: db)
    try writeFiles(coded.files, document: id, in: db)
    for diagnostic in coded.source.diagnostics { try Self.write(diagnostic, document: id, in: db) }
    try write(coded.knowledge, run: run, in: db)
    var sentences: [(span: Span, row: Int64)] = []
    let insertion = try db.cachedStatement(
      sql: "INSERT INTO sentence (document_id, position, start, \"end\", text) VALUES (?, ?, ?, ?, ?)")
    for (position, sentence) in coded.sentences.enumerated() {
      try insertion.execute(arguments: [id, position, sentence.span.start, sentence.span.end, sentence.text])
      sentences.append((sentence.span, db.lastInsertedRowID))
    }
    try FindingWriter(db: db, document: id, text: coded.source.text, sentences: sentences).write(coded.findings)
    try LinkWriter(db: db).write(document: id)
    let occurrences = OccurrenceWriter(db: db)
    try occurrences.update(document: id)
    try occurrences.update(keys: oldKeys)
    try DecisionApplier(db: db).apply(to: id)
    return known == nil ? .added(document: id) : .recoded(document: id)
  }

  /// A number that no document of the archive has had, not even one that is gone: pages and notes may refer to it still.
  static func nextNumber(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT last + 1 FROM document_number") ?? 1
  }

  static func run(_ versions: CoderVersions, in db: Database) throws -> Int64 {
    let values: StatementArguments = [
      versions.coder, versions.model, versions.modelVersion, versions.modelDigest, versions.codebook,
    ]
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO coding_run (coder, model, model_version, model_digest, codebook) VALUES (?, ?, ?, ?, ?)
        """, arguments: values)
    return try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM coding_run
        WHERE coder = ? AND model = ? AND model_version = ? AND model_digest = ? AND codebook = ?
        """, arguments: values) ?? 0
  }

  private static func write(_ knowledge: [ResourceReference: String], run: Int64, in db: Database) throws {
    let insertion = try db.cachedStatement(sql: "INSERT OR IGNORE INTO knowledge_row VALUES (?, ?, ?, ?)")
    for (reference, text) in knowledge.sorted(by: { ($0.key.table, $0.key.line) < ($1.key.table, $1.key.line) }) {
      try insertion.execute(arguments: [run, reference.table, reference.line, text])
    }
  }

  /// As many digits as tell a document apart from all others, eight at least; names that were shorter get longer.
  static func name(for key: String, in db: Database) throws -> String {
    var length = 8
    let twins = try Row.fetchAll(
      db, sql: "SELECT id, key, name FROM document WHERE substr(key, 1, 8) = ? AND key <> ?",
      arguments: [String(key.prefix(8)), key])
    func shared(_ left: String, _ right: String) -> Int { zip(left, right).prefix { $0 == $1 }.count }
    for twin in twins {
      let needed = min(64, shared(twin["key"], key) + 1)
      length = max(length, needed)
      if (twin["name"] as String).utf8.count < needed {
        try db.execute(
          sql: "UPDATE document SET name = substr(key, 1, ?) WHERE id = ?", arguments: [needed, twin["id"] as Int64])
      }
    }
    return String(key.prefix(length))
  }

  /// Removes a document with all its findings; false where there was none. Decisions on it stay in the log.
  @discardableResult
  public func remove(document id: Int64) throws -> Bool {
    try change { db in
      let keys = try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT key FROM finding JOIN occurrence_member ON occurrence_member.finding_id = finding.id
          WHERE document_id = ?
          """, arguments: [id])
      // What stood on it may stand on another record of the text, or on what has become of the file.
      let heirs = try Int64.fetchAll(
        db,
        sql: """
          SELECT other.id FROM document JOIN document AS other ON other.id <> document.id WHERE document.id = ?1
            AND EXISTS (SELECT 1 FROM decision_target WHERE document_id = ?1)
            AND (other.digest = document.digest OR EXISTS (SELECT 1 FROM document_file AS mine
              JOIN document_file AS theirs ON theirs.path = mine.path
              WHERE mine.document_id = document.id AND theirs.document_id = other.id))
          ORDER BY other.id
          """, arguments: [id])
      try db.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id])
      let isGone = db.changesCount > 0
      try OccurrenceWriter(db: db).update(keys: keys)
      for heir in heirs { try DecisionApplier(db: db).apply(to: heir) }
      try DecisionApplier(db: db).applyMergers()
      return isGone
    }
  }

  /// Keeps a file's failure, so that the archive can tell what it does not hold. The same one twice is kept once.
  public func record(_ diagnostic: ReadingDiagnostic) throws {
    try change { db in
      try db.execute(
        sql: "DELETE FROM diagnostic WHERE document_id IS NULL AND file = ? AND code = ? AND line IS ?",
        arguments: [diagnostic.file, diagnostic.code.rawValue, diagnostic.line])
      try Self.write(diagnostic, document: nil, in: db)
    }
  }

  static func writeFiles(_ files: [String], document: Int64, in db: Database) throws {
    for file in files {
      try db.execute(sql: "INSERT OR IGNORE INTO document_file VALUES (?, ?)", arguments: [document, file])
      // What failed once and has been read now is no longer missing.
      try db.execute(
        sql: "DELETE FROM diagnostic WHERE document_id IS NULL AND file = ? AND line IS NULL", arguments: [file])
    }
  }

  private static func write(_ diagnostic: ReadingDiagnostic, document: Int64?, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO diagnostic (document_id, severity, code, file, line, byte, page, message)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        document, diagnostic.severity.rawValue, diagnostic.code.rawValue, diagnostic.file, diagnostic.line,
        diagnostic.byte, diagnostic.page, diagnostic.message,
      ])
  }
}
