import Findings
import GRDB
import SourceTexts

extension Archive {
  /// All documents, in the order in which they came.
  public func documents() throws -> [DocumentSummary] {
    try database.read { db in try Self.documents(in: db, where: "1", arguments: []) }
  }

  /// The document with row number `id`, or nil.
  public func document(_ id: Int64) throws -> DocumentSummary? {
    try database.read { db in try Self.documents(in: db, where: "document.id = ?", arguments: [id]).first }
  }

  /// The documents whose digest begins with `prefix`.
  public func documents(digestPrefix prefix: String) throws -> [DocumentSummary] {
    guard !prefix.isEmpty, prefix.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
      return []
    }
    return try database.read { db in
      try Self.documents(in: db, where: "document.digest LIKE ? || '%'", arguments: [prefix])
    }
  }

  /// The text and layout of document `id`, as its reader made it, or nil where there is none.
  public func source(of id: Int64) throws -> SourceText? {
    try database.read { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM document WHERE id = ?", arguments: [id]) else {
        return nil
      }
      let layout = try JSONColumn.decode(DocumentLayout.self, from: row["layout"])
      let authors = try String.fetchAll(
        db, sql: "SELECT name FROM document_author WHERE document_id = ? ORDER BY position", arguments: [id])
      return SourceText(
        text: row["text"], blocks: layout.blocks, notes: layout.notes, links: layout.links,
        omissions: layout.omissions, pages: layout.pages, metadata: Self.metadata(row, authors: authors),
        format: DocumentFormat(rawValue: row["format"]) ?? .plainText, origin: layout.origin,
        diagnostics: try Self.diagnostics(in: db, where: "document_id = ?", arguments: [id]))
    }
  }

  /// The sentences of document `id`, in order.
  public func sentences(of id: Int64) throws -> [SentenceRecord] {
    try database.read { db in
      try Row.fetchAll(
        db, sql: "SELECT start, \"end\", text FROM sentence WHERE document_id = ? ORDER BY position", arguments: [id]
      ).map { SentenceRecord(span: Span($0["start"], $0["end"]), text: $0["text"]) }
    }
  }

  /// What could not be read, in the order of files and lines.
  public func failures() throws -> [ReadingDiagnostic] {
    try database.read { db in try Self.diagnostics(in: db, where: "document_id IS NULL", arguments: []) }
  }

  private static func diagnostics(
    in db: Database, where condition: String, arguments: StatementArguments
  ) throws -> [ReadingDiagnostic] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM diagnostic WHERE \(condition) ORDER BY file, line, id", arguments: arguments
    ).compactMap { row in
      guard let severity = ReadingDiagnostic.Severity(rawValue: row["severity"]),
        let code = ReadingDiagnostic.Code(rawValue: row["code"])
      else { return nil }
      return ReadingDiagnostic(
        severity, code, file: row["file"], line: row["line"], byte: row["byte"], page: row["page"],
        message: row["message"])
    }
  }

  static func metadata(_ row: Row, authors: [String]) -> DocumentMetadata {
    DocumentMetadata(
      identifier: row["identifier"], title: row["title"], authors: authors, published: row["published"],
      publisher: row["publisher"], url: row["url"], language: row["language"])
  }

  static func documents(
    in db: Database, where condition: String, arguments: StatementArguments
  ) throws -> [DocumentSummary] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, digest, identifier, title, published, publisher, url, language, format, coder, model, codebook,
          (SELECT json_group_array(name) FROM (SELECT name FROM document_author WHERE document_id = document.id ORDER BY position)) AS authors,
          (SELECT json_group_array(path) FROM (SELECT path FROM document_file WHERE document_id = document.id ORDER BY path)) AS files,
          (SELECT json_group_object(kind, number) FROM (SELECT kind, count(*) AS number FROM finding WHERE document_id = document.id GROUP BY kind)) AS counts,
          (SELECT count(*) FROM diagnostic WHERE document_id = document.id) AS diagnostics
        FROM document WHERE \(condition) ORDER BY id
        """, arguments: arguments
    ).map { row in
      var counts: [FindingKind: Int] = [:]
      for (name, number) in try JSONColumn.decode([String: Int].self, from: row["counts"]) {
        if let kind = FindingKind(rawValue: name) { counts[kind] = number }
      }
      return DocumentSummary(
        id: row["id"], digest: ContentDigest(rawValue: row["digest"]),
        metadata: metadata(row, authors: JSONColumn.strings(row["authors"])),
        format: DocumentFormat(rawValue: row["format"]) ?? .plainText, files: JSONColumn.strings(row["files"]),
        counts: counts,
        versions: CoderVersions(coder: row["coder"], model: row["model"], codebook: row["codebook"]),
        diagnosticCount: row["diagnostics"])
    }
  }
}
