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

  /// The numbers of the event data sets.
  public func dataSetNumbers() throws -> Set<Int64> {
    try database.read { db in Set(try Int64.fetchAll(db, sql: "SELECT id FROM document WHERE kind = 'data set'")) }
  }

  /// The text of document `id`, or nil where there is none.
  public func text(of id: Int64) throws -> String? {
    try database.read { db in
      try String.fetchOne(db, sql: "SELECT text FROM document WHERE id = ?", arguments: [id])
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

  /// The layers of what is known of document `id`, by name: file, record, earlier, person.
  public func metadataLayers(of id: Int64) throws -> [String: [String: String]] {
    try database.read { db in
      Dictionary(
        uniqueKeysWithValues: try Row.fetchAll(
          db, sql: "SELECT layer, metadata FROM document_layer WHERE document_id = ?", arguments: [id]
        ).map { ($0[0] as String, try JSONColumn.decode([String: String].self, from: $0[1])) })
    }
  }

  /// What the file of a document and the record beside it say.
  public func layers(of document: DocumentSummary) throws -> MetadataLayers {
    let layers = try metadataLayers(of: document.id)
    func metadata(_ name: String) -> DocumentMetadata? {
      layers[name].map {
        MetadataOverlay.lay($0, over: DocumentMetadata(identifier: document.metadata.identifier))
      }
    }
    return MetadataLayers(
      file: metadata("file") ?? DocumentMetadata(identifier: document.metadata.identifier), record: metadata("record"))
  }

  /// A row of a knowledge file as it was when document `id` was coded; nil where that wasn't kept.
  public func knowledgeRow(_ reference: ResourceReference, of id: Int64) throws -> String? {
    try database.read { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT knowledge_row.text FROM document JOIN knowledge_row USING (run_id)
          WHERE document.id = ? AND knowledge_row.name = ? AND line = ?
          """, arguments: [id, reference.table, reference.line])
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

  static func diagnostics(
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
        SELECT document.id AS id, key, digest, document.name AS name, document.kind AS kind, identifier, title, published,
          publisher, url, language, format, coder, model, model_version, model_digest, codebook,
          (SELECT json_group_array(name) FROM (SELECT name FROM document_author WHERE document_id = document.id ORDER BY position)) AS authors,
          (SELECT json_group_array(path) FROM (SELECT path FROM document_file WHERE document_id = document.id ORDER BY path)) AS files,
          CASE document.kind WHEN 'data set' THEN json_object('event',
            coalesce(row_count, (SELECT max(ordinal) + 1 FROM finding WHERE document_id = document.id AND kind = 'event'), 0)
              - (SELECT count(DISTINCT finding.id) FROM decision_target JOIN finding ON finding.id = finding_id
                WHERE decision_target.document_id = document.id AND finding.decision = 'rejected'))
          ELSE (SELECT json_group_object(kind, number) FROM (SELECT kind, count(*) AS number FROM finding WHERE document_id = document.id AND decision IS NOT 'rejected' GROUP BY kind)) END AS counts,
          document.kind = 'text' OR row_count IS NOT NULL AS is_complete,
          (SELECT count(*) FROM diagnostic WHERE document_id = document.id) AS diagnostics
        FROM document JOIN coding_run ON coding_run.id = run_id WHERE \(condition) ORDER BY document.id
        """, arguments: arguments
    ).map { row in
      var counts: [FindingKind: Int] = [:]
      for (name, number) in try JSONColumn.decode([String: Int].self, from: row["counts"]) {
        if let kind = FindingKind(rawValue: name) { counts[kind] = number }
      }
      return DocumentSummary(
        id: row["id"], key: row["key"], name: row["name"], digest: ContentDigest(rawValue: row["digest"]),
        kind: DocumentKind(rawValue: row["kind"]) ?? .text, isComplete: row["is_complete"],
        metadata: metadata(row, authors: JSONColumn.strings(row["authors"])),
        format: DocumentFormat(rawValue: row["format"]) ?? .plainText, files: JSONColumn.strings(row["files"]),
        counts: counts,
        versions: versions(row),
        diagnosticCount: row["diagnostics"])
    }
  }
}
