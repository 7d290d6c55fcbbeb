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
}

extension Archive {
  /// Writes a document with all its findings in one transaction.
  ///
  /// - Complexity: linear in the number of findings.
  @discardableResult
  public func store(_ coded: CodedDocument) throws -> StoringOutcome {
    try database.write { db in try Self.store(coded, in: db) }
  }

  /// Writes a document that the archive holds already anew, as after a correction of its metadata; nil, and nothing is
  /// written, where it has been removed meanwhile.
  public func restore(_ coded: CodedDocument, as document: Int64) throws -> StoringOutcome? {
    try database.write { db in
      let known = try Int64.fetchOne(
        db, sql: "SELECT id FROM document WHERE digest = ?", arguments: [coded.digest.rawValue])
      return known == document ? try Self.store(coded, in: db) : nil
    }
  }

  private static func store(_ coded: CodedDocument, in db: Database) throws -> StoringOutcome {
    let digest = coded.digest.rawValue
    let known = try Row.fetchOne(
      db,
      sql: """
        SELECT id, coder, model, codebook, title, published, publisher, url, language, identifier,
          (SELECT json_group_array(name) FROM (SELECT name FROM document_author WHERE document_id = document.id ORDER BY position)) AS authors
        FROM document WHERE digest = ?
        """, arguments: [digest])
    let metadata = coded.source.metadata
    if let known, Self.isSame(known, coded) {
      let id: Int64 = known["id"]
      try Self.writeFiles(coded.files, document: id, in: db)
      return .unchanged(document: id)
    }
    var files = coded.files
    if let known {
      let id: Int64 = known["id"]
      files += try String.fetchAll(
        db, sql: "SELECT path FROM document_file WHERE document_id = ? ORDER BY path", arguments: [id])
      try db.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id])
    }
    let number: Int64 = if let known { known["id"] } else { try nextNumber(in: db) }
    try db.execute(
      sql: """
        INSERT INTO document (id, digest, identifier, title, published, publisher, url, language, format, text, layout,
          coder, model, codebook) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number, digest, metadata.identifier, metadata.title, metadata.published, metadata.publisher,
        metadata.url, metadata.language, coded.source.format.rawValue, coded.source.text,
        try JSONColumn.encode(DocumentLayout(coded.source)), coded.versions.coder, coded.versions.model,
        coded.versions.codebook,
      ])
    let id = db.lastInsertedRowID
    for (position, name) in metadata.authors.enumerated() {
      try db.execute(
        sql: "INSERT INTO document_author VALUES (?, ?, ?)", arguments: [id, position, name])
    }
    try Self.writeFiles(files, document: id, in: db)
    for diagnostic in coded.source.diagnostics { try Self.write(diagnostic, document: id, in: db) }
    var sentences: [(span: Span, row: Int64)] = []
    let insertion = try db.makeStatement(
      sql: "INSERT INTO sentence (document_id, position, start, \"end\", text) VALUES (?, ?, ?, ?, ?)")
    for (position, sentence) in coded.sentences.enumerated() {
      try insertion.execute(arguments: [id, position, sentence.span.start, sentence.span.end, sentence.text])
      sentences.append((sentence.span, db.lastInsertedRowID))
    }
    try FindingWriter(db: db, document: id, sentences: sentences).write(coded.findings)
    return known == nil ? .added(document: id) : .recoded(document: id)
  }

  /// A number that no document of the archive has had, not even one that is gone: pages and notes may refer to it still.
  private static func nextNumber(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT last + 1 FROM document_number") ?? 1
  }

  /// Removes a document with all its findings; false where there was none.
  @discardableResult
  public func remove(document id: Int64) throws -> Bool {
    try database.write { db in
      try db.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id])
      return db.changesCount > 0
    }
  }

  /// Keeps a file's failure, so that the archive can tell what it does not hold. The same one twice is kept once.
  public func record(_ diagnostic: ReadingDiagnostic) throws {
    try database.write { db in
      try db.execute(
        sql: "DELETE FROM diagnostic WHERE document_id IS NULL AND file = ? AND code = ? AND line IS ?",
        arguments: [diagnostic.file, diagnostic.code.rawValue, diagnostic.line])
      try Self.write(diagnostic, document: nil, in: db)
    }
  }

  private static func isSame(_ known: Row, _ coded: CodedDocument) -> Bool {
    let metadata = coded.source.metadata
    let authors: String = known["authors"]
    let isCodedAlike =
      known["coder"] == coded.versions.coder && known["model"] == coded.versions.model
      && known["codebook"] == coded.versions.codebook
    // A second file with the same text doesn't change what the first said of itself.
    guard isCodedAlike, coded.statesMetadata else { return isCodedAlike }
    return known["title"] == metadata.title
      && known["published"] == metadata.published && known["publisher"] == metadata.publisher
      && known["url"] == metadata.url && known["language"] == metadata.language
      && known["identifier"] == metadata.identifier && JSONColumn.strings(authors) == metadata.authors
  }

  private static func writeFiles(_ files: [String], document: Int64, in db: Database) throws {
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

/// What a document looks like beside its text and metadata.
struct DocumentLayout: Codable {
  var blocks: [Block]
  var notes: [Note]
  var links: [Link]
  var omissions: [Span]
  var pages: [Page]
  var origin: TextOrigin

  init(_ source: SourceText) {
    blocks = source.blocks
    notes = source.notes
    links = source.links
    omissions = source.omissions
    pages = source.pages
    origin = source.origin
  }
}

/// Lists in a column, as JSON with sorted keys, so that the same findings are the same bytes.
enum JSONColumn {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  static func strings(_ text: String) -> [String] { (try? decode([String].self, from: text)) ?? [] }
}
