import Findings
import GRDB
import SourceTexts

/// A finding that a user named.
public struct NamedFinding: Sendable, Hashable {
  /// Row number in the archive.
  public var id: Int64
  public var document: Int64
  public var name: FindingName
}

/// A name that stands for nothing in an archive, or for more than one thing.
public enum NamingError: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownFinding(String)
  case ambiguousFinding(String, [String])
  case unknownDocument(String)
  case ambiguousDocument(String, [String])

  public var description: String {
    switch self {
    case .unknownFinding(let name): "\(name): error: the archive holds no such finding"
    case .ambiguousFinding(let name, let names):
      "\(name): error: this can mean \(names.joined(separator: " or ")); say which"
    case .unknownDocument(let word): "“\(word)” names no document of the archive"
    case .ambiguousDocument(let word, let names): "“\(word)” can mean \(names.joined(separator: " or ")); say which"
    }
  }
}

extension Archive {
  /// The finding that a name means. A name from when fewer documents or findings shared its beginning is understood
  /// where it still means one.
  ///
  /// - Throws: ``NamingError``.
  public func finding(named name: FindingName) throws -> NamedFinding {
    try database.read { db in
      func rows(_ condition: String) throws -> [Row] {
        try Row.fetchAll(
          db,
          sql: """
            SELECT finding.id, document_id, document.name, finding.tail FROM document
              JOIN finding ON finding.document_id = document.id
            WHERE document.key >= ?1 AND document.key < ?1 || 'g' AND (\(condition)) ORDER BY document_id, finding.id
            """, arguments: [name.document, name.tail])
      }
      let exact = try rows("tail = ?2")
      // A longer tail begins with a shorter one's place: "e12" with "e12-15" and "e12-15" with "e12-15x1".
      let found = try
        (exact.isEmpty
        ? rows("tail >= ?2 || '-' AND tail < ?2 || '.' OR tail >= ?2 || 'x' AND tail < ?2 || 'y'") : exact).compactMap {
          row in
          FindingName(document: row[2], tail: row[3]).map { NamedFinding(id: row[0], document: row[1], name: $0) }
        }
      guard let first = found.first else { throw NamingError.unknownFinding(name.description) }
      guard found.count == 1 else {
        throw NamingError.ambiguousFinding(name.description, found.map(\.name.description))
      }
      return first
    }
  }

  /// The document that a word names: its number, a file's name, the identifier of its record, or eight or more of the
  /// first digits of its key.
  ///
  /// - Throws: ``NamingError`` where it names none or several.
  public func document(named word: String) throws -> DocumentSummary {
    try DocumentWord.resolve(word, in: try documents())
  }
}

/// How documents are called on the command line and in addresses.
public enum DocumentWord {
  /// - Throws: ``NamingError``.
  /// - Complexity: linear in the number of documents.
  public static func resolve(_ word: String, in documents: [DocumentSummary]) throws -> DocumentSummary {
    guard !word.isEmpty else { throw NamingError.unknownDocument(word) }
    var found: [DocumentSummary] = []
    func add(_ document: DocumentSummary) {
      if !found.contains(where: { $0.id == document.id }) { found.append(document) }
    }
    let isPrefix =
      (8...64).contains(word.utf8.count)
      && word.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    for document in documents {
      if String(document.id) == word || document.metadata.identifier == word
        || document.files.contains(where: { $0 == word || $0.split(separator: "/").last.map(String.init) == word })
        || isPrefix && (document.key.hasPrefix(word) || document.digest.rawValue.hasPrefix(word))
      {
        add(document)
      }
    }
    guard let first = found.first else { throw NamingError.unknownDocument(word) }
    guard found.count == 1 else {
      throw NamingError.ambiguousDocument(word, found.map { "\($0.id) (\($0.displayTitle))" })
    }
    return first
  }
}
