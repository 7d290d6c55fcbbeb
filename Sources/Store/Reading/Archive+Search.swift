import GRDB
import SourceTexts

/// A sentence that a search found.
public struct SearchHit: Sendable, Hashable {
  public var document: Int64
  public var span: Span
  public var sentence: String
  /// The sentence with the words found between `⟦` and `⟧`.
  public var marked: String
}

extension Archive {
  /// The sentences that hold all of `words` (stemmed, case and diacritics ignored), best first by BM25, then in the
  /// order of the archive. Words in double quotes are a phrase. None where `words` holds no word.
  public func search(_ words: String, limit: Int = 100) throws -> [SearchHit] {
    let phrases = Self.phrases(in: words)
    guard !phrases.isEmpty else { return [] }
    // Each phrase is quoted, so that nothing a user types is read as FTS5 syntax.
    let query = phrases.map { "\"\($0)\"" }.joined(separator: " AND ")
    return try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT sentence.document_id, sentence.start, sentence."end", sentence.text,
            highlight(sentence_fts, 0, '⟦', '⟧') AS marked
          FROM sentence_fts JOIN sentence ON sentence.id = sentence_fts.rowid
          WHERE sentence_fts MATCH ? ORDER BY bm25(sentence_fts), sentence.id LIMIT ?
          """, arguments: [query, limit]
      ).map { row in
        SearchHit(
          document: row["document_id"], span: Span(row["start"], row["end"]), sentence: row["text"],
          marked: row["marked"])
      }
    }
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
}
