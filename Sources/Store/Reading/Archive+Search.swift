import Findings
import GRDB
import SourceTexts

/// A sentence that a search found.
public struct SearchHit: Sendable, Hashable {
  public var document: Int64
  public var span: Span
  public var sentence: String
  /// The sentence in pieces: words found and what lies between them, none of them empty.
  public var pieces: [Piece]

  public struct Piece: Sendable, Hashable {
    public var text: String
    public var isFound: Bool
  }

  /// The sentence with the words found between `⟦` and `⟧`.
  public var marked: String { pieces.map { $0.isFound ? "⟦\($0.text)⟧" : $0.text }.joined() }

  /// What FTS5 puts around words found: private-use characters that hardly any text holds.
  static let opening: Unicode.Scalar = "\u{10FFFC}"
  static let closing: Unicode.Scalar = "\u{10FFFD}"

  /// Takes a sentence with marks apart, going along the sentence without them, so that a text that does hold them
  /// keeps them.
  static func pieces(of marked: String, sentence: String) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    var isFound = false
    var rest = sentence.unicodeScalars.makeIterator()
    var expected = rest.next()
    for scalar in marked.unicodeScalars {
      if scalar == expected {
        text.unicodeScalars.append(scalar)
        expected = rest.next()
      } else {
        if !text.isEmpty { pieces.append(Piece(text: text, isFound: isFound)) }
        text = ""
        isFound = scalar == opening
      }
    }
    if !text.isEmpty { pieces.append(Piece(text: text, isFound: isFound)) }
    return pieces
  }
}

extension Archive {
  /// The sentences that hold all of `words` (stemmed, case and diacritics ignored), best first by BM25, then in the
  /// order of the archive. Words in double quotes are a phrase. None where `words` holds no word.
  public func search(_ words: String, limit: Int = 100) throws -> [SearchHit] {
    guard let query = Self.fullTextQuery(words) else { return [] }
    return try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT sentence.document_id, sentence.start, sentence."end", sentence.text,
            highlight(sentence_fts, 0, ?, ?) AS marked
          FROM sentence_fts JOIN sentence ON sentence.id = sentence_fts.rowid
          WHERE sentence_fts MATCH ? ORDER BY bm25(sentence_fts), sentence.id LIMIT ?
          """, arguments: [String(SearchHit.opening), String(SearchHit.closing), query, limit]
      ).map { row in
        SearchHit(
          document: row["document_id"], span: Span(row["start"], row["end"]), sentence: row["text"],
          pieces: SearchHit.pieces(of: row["marked"], sentence: row["text"]))
      }
    }
  }

  /// What FTS5 is asked for some words; nil where they hold no word.
  static func fullTextQuery(_ words: String) -> String? {
    let phrases = phrases(in: words)
    // Each phrase is quoted, so that nothing a user types is read as FTS5 syntax.
    return phrases.isEmpty ? nil : phrases.map { "\"\($0)\"" }.joined(separator: " AND ")
  }

  /// Splits what a user typed into words and quoted phrases, without the quotation marks.
  static func phrases(in words: String) -> [String] {
    var phrases: [String] = []
    for (number, part) in words.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if number % 2 == 1 {
        phrases.append(String(part))
      } else {
        phrases += part.split(whereSeparator: \.isWhitespace).map(String.init)
      }
    }
    // A phrase without a letter or digit has no token, and FTS5 would refuse or ignore it.
    return phrases.filter {
      $0.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }
  }

  /// Names of what a sentence tells (events, statements, figures, citations, agreements), in order of their places; times
  /// and actors are left out.
  ///
  /// - Complexity: O(findings of the document).
  public func findingNames(in hit: SearchHit) throws -> [FindingName] {
    try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT finding.tail AS tail, document.name AS name
          FROM finding JOIN document ON document.id = finding.document_id
            JOIN sentence ON sentence.id = finding.sentence_id
          WHERE finding.document_id = ? AND sentence.start = ? AND finding.kind NOT IN ('time', 'actor')
            AND finding.decision IS NOT 'rejected'
          ORDER BY finding.start, finding.id
          """, arguments: [hit.document, hit.span.start]
      ).compactMap { FindingName(document: $0["name"], tail: $0["tail"]) }
    }
  }
}
