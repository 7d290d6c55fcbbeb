import Findings
import GRDB
import SourceTexts

/// What is known of a document, in layers: the file's own words, the record's beside it, what an archive of version 1
/// had, and what people say. Each lies over the ones before it.
enum MetadataOverlay {
  /// The fields that can be corrected, with their values as text; authors a line each.
  static let fields = ["title", "authors", "published", "publisher", "url", "language"]

  static func texts(_ metadata: DocumentMetadata) -> [String: String] {
    var texts: [String: String] = [:]
    for field in fields { texts[field] = text(field, of: metadata) }
    return texts
  }

  static func text(_ field: String, of metadata: DocumentMetadata) -> String? {
    switch field {
    case "title": metadata.title
    case "authors": metadata.authors.isEmpty ? nil : metadata.authors.joined(separator: "\n")
    case "published": metadata.published
    case "publisher": metadata.publisher
    case "url": metadata.url
    case "language": metadata.language
    default: nil
    }
  }

  /// Lays texts over metadata; an empty one takes away what was known.
  static func lay(_ texts: [String: String], over metadata: DocumentMetadata) -> DocumentMetadata {
    var metadata = metadata
    func value(_ field: String, _ old: String?) -> String? {
      guard let text = texts[field] else { return old }
      return text.isEmpty ? nil : text
    }
    metadata.title = value("title", metadata.title)
    if let authors = texts["authors"] { metadata.authors = authors.split(separator: "\n").map(String.init) }
    metadata.published = value("published", metadata.published)
    metadata.publisher = value("publisher", metadata.publisher)
    metadata.url = value("url", metadata.url)
    metadata.language = value("language", metadata.language)
    return metadata
  }

  /// What the archive keeps of the layers of a document that it may have already.
  struct Kept {
    var earlier: [String: String] = [:]
    var person: [String: String] = [:]
  }

  /// - Parameters:
  ///   - document: its row number, nil where the archive doesn't have it.
  ///   - key: decisions can stand on a document that isn't there yet.
  static func kept(_ document: Int64?, key: String, digest: String, in db: Database) throws -> Kept {
    var kept = Kept()
    if let document,
      let text = try String.fetchOne(
        db, sql: "SELECT metadata FROM document_layer WHERE document_id = ? AND layer = 'earlier'",
        arguments: [document])
    {
      kept.earlier = try JSONColumn.decode([String: String].self, from: text)
    }
    kept.person = try DecisionLog(db: db).documentCorrections(key: key, digest: digest)
    return kept
  }

  /// The metadata that hold.
  static func effective(_ layers: MetadataLayers, _ kept: Kept) -> DocumentMetadata {
    var metadata = layers.file
    if let record = layers.record { metadata = metadata.overridden(by: record) }
    let read = texts(metadata)
    // What a file read again says as before was its own.
    metadata = lay(kept.earlier.filter { read[$0.key] != $0.value }, over: metadata)
    metadata = lay(kept.person, over: metadata)
    metadata.identifier = layers.file.identifier
    return metadata
  }

  static func write(
    _ layers: MetadataLayers, _ kept: Kept, document: Int64, in db: Database
  ) throws {
    var read = layers.file
    if let record = layers.record { read = read.overridden(by: record) }
    let own = texts(read)
    let all: [(String, [String: String]?)] = [
      ("file", texts(layers.file)), ("record", layers.record.map(texts)),
      ("earlier", kept.earlier.filter { own[$0.key] != $0.value }), ("person", kept.person),
    ]
    for (name, values) in all {
      if let values, !values.isEmpty {
        try db.execute(
          sql: "INSERT OR REPLACE INTO document_layer VALUES (?, ?, ?)",
          arguments: [document, name, try JSONColumn.encode(values)])
      } else {
        try db.execute(
          sql: "DELETE FROM document_layer WHERE document_id = ? AND layer = ?", arguments: [document, name])
      }
    }
  }

  /// Writes the metadata that hold into the document's row.
  static func writeEffective(_ metadata: DocumentMetadata, document: Int64, in db: Database) throws {
    try db.execute(
      sql: "UPDATE document SET title = ?, published = ?, publisher = ?, url = ?, language = ? WHERE id = ?",
      arguments: [
        metadata.title, metadata.published, metadata.publisher, metadata.url, metadata.language, document,
      ])
    try db.execute(sql: "DELETE FROM document_author WHERE document_id = ?", arguments: [document])
    for (position, name) in metadata.authors.enumerated() {
      try db.execute(sql: "INSERT INTO document_author VALUES (?, ?, ?)", arguments: [document, position, name])
    }
  }
}
