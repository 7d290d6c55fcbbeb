import SourceTexts

extension AnalysedPassage {
  /// Builds a passage from a table, one token a line, blank line between sentences: text, lemma, tag, relation, head
  /// (counted from 1 in the sentence, 0 for the root), and optionally an entity label (`B-GPE`, `I-GPE`).
  ///
  /// ```
  /// Russia  Russia NNP nsubj 2 B-GPE
  /// invaded invade VBD ROOT  0
  /// Persia  Persia NNP dobj  2 B-GPE
  /// ```
  ///
  /// So that a test can hand an extractor a sentence without a model. Words stand one blank apart, from byte 0.
  /// Returns nil where a line has fewer than five fields or a head that isn't in its sentence.
  public init?(notation: String, passageStart: Int = 0) {
    var tokens: [Token] = []
    var sentenceStart = 0
    var offset = passageStart
    var pendingStart = true
    for line in notation.split(separator: "\n", omittingEmptySubsequences: false) {
      let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
      if fields.isEmpty {
        if tokens.count > sentenceStart {
          sentenceStart = tokens.count
          pendingStart = true
        }
        continue
      }
      guard fields.count >= 5, let head = Int(fields[4]) else { return nil }
      let index = tokens.count
      let end = offset + fields[0].utf8.count
      var boundary = EntityBoundary.outside
      var type = ""
      if fields.count > 5, let first = fields[5].first {
        boundary = EntityBoundary(rawValue: String(first)) ?? .outside
        type = String(fields[5].dropFirst(2))
      }
      tokens.append(
        Token(
          text: fields[0], span: Span(offset, end), lemma: fields[1], tag: fields[2],
          partOfSpeech: Self.coarse(fields[2]), relation: fields[3], head: head == 0 ? index : sentenceStart + head - 1,
          startsSentence: pendingStart, entityBoundary: boundary, entityType: type))
      pendingStart = false
      offset = end + 1
    }
    guard tokens.allSatisfy({ tokens.indices.contains($0.head) }) else { return nil }
    self.init(tokens: tokens)
  }

  /// The universal part of speech that a Penn tag mostly stands for.
  private static func coarse(_ tag: String) -> String {
    switch tag {
    case "NNP", "NNPS": "PROPN"
    case "NN", "NNS": "NOUN"
    case "MD": "AUX"
    case "CD": "NUM"
    case "IN", "RP": "ADP"
    case "DT", "PDT", "WDT": "DET"
    case "PRP", "PRP$", "WP", "WP$", "EX": "PRON"
    case "CC": "CCONJ"
    case "TO": "PART"
    case let other where other.hasPrefix("VB"): "VERB"
    case let other where other.hasPrefix("JJ"): "ADJ"
    case let other where other.hasPrefix("RB"): "ADV"
    case let other where other.first.map { !$0.isLetter } ?? false: "PUNCT"
    default: "X"
    }
  }
}
