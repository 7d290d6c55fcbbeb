import Linguistics

/// Short forms that a document introduces in brackets: "the Enhanced Defense Cooperation Agreement (EDCA)".
struct AgreementAcronyms: Sendable {
  struct Introduction: Sendable, Hashable {
    /// As `AgreementMention.Identity.named` has it.
    var key: String
    var name: String
  }

  /// By the short form as written.
  private(set) var introductions: [String: Introduction] = [:]

  /// - Complexity: linear in the number of tokens.
  init(_ passages: [AnalysedPassage], lexicon: AgreementLexicon) {
    for passage in passages {
      let tokens = passage.tokens
      for open in tokens.indices.dropFirst() where tokens[open].text == "(" && open + 2 < tokens.count {
        let short = tokens[open + 1].text
        guard tokens[open + 2].text == ")", (2...9).contains(short.utf8.count), Self.isAcronym(short),
          [.agreement, .common].contains(lexicon.nouns[tokens[open - 1].text.lowercased()]),
          tokens[open - 1].text.utf8.first.map({ (0x41...0x5A).contains($0) }) ?? false
        else { continue }
        var start = open - 1
        while start > 0, start > open - 14, Self.isPartOfName(tokens[start - 1]) { start -= 1 }
        while start < open - 1, tokens[start].partOfSpeech != "PROPN", tokens[start].partOfSpeech != "ADJ" {
          start += 1
        }
        let name = passage.text(of: start..<open)
        let introduction = Introduction(key: Self.key(Array(start..<open), in: passage), name: name)
        introductions[short] = introductions[short] ?? introduction
      }
    }
  }

  /// A name without articles and dates, in lower case.
  static func key(_ words: some Sequence<Int>, in passage: AnalysedPassage) -> String {
    words.filter { passage.tokens[$0].partOfSpeech != "DET" && passage.tokens[$0].entityType != "DATE" }
      .map { passage.tokens[$0].text.lowercased() }.joined(separator: " ")
  }

  private static func isAcronym(_ text: String) -> Bool {
    text.utf8.filter { (0x41...0x5A).contains($0) }.count * 2 > text.utf8.count
  }

  private static func isPartOfName(_ token: Token) -> Bool {
    token.partOfSpeech == "PROPN" || ["-", "of", "on", "for", "and", "in"].contains(token.text)
      || (token.partOfSpeech != "DET" && token.text.utf8.first.map { (0x41...0x5A).contains($0) } ?? false)
  }
}
