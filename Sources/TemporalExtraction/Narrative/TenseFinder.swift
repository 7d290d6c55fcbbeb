import Linguistics

/// Finds the tense of the verb that a word belongs to.
enum TenseFinder {
  /// How many words away a verb can still be a word's own where the parse doesn't tell.
  private static let reach = 80

  /// The tense of the clause that holds token `index`: by the parse where there is one, else by the nearest finite verb
  /// before it in the sentence, or after it where none stands before. Nil where the sentence has no finite verb.
  ///
  /// - Complexity: bounded, whatever the length of the sentence.
  static func tense(at index: Int, in passage: AnalysedPassage) -> VerbTense? {
    var current = index
    var steps = 0
    while let head = passage.head(of: current), steps < 64 {
      current = head
      steps += 1
      if let tense = tense(ofVerb: current, in: passage) { return tense }
    }
    guard !passage.sentences.isEmpty else { return nil }
    let sentence = passage.sentences[passage.sentence(of: index)]
    for token in sentence.prefix(upTo: index).suffix(reach).reversed() {
      if let tense = finite(passage.tokens[token].tag) { return tense }
    }
    for token in sentence.suffix(from: index).prefix(reach) {
      if let tense = finite(passage.tokens[token].tag) { return tense }
    }
    return nil
  }

  /// The tense of a verb with its auxiliaries; nil for other words and for verbs that aren't finite.
  private static func tense(ofVerb index: Int, in passage: AnalysedPassage) -> VerbTense? {
    let token = passage.tokens[index]
    guard token.tag.hasPrefix("VB") else { return nil }
    if token.tag == "VB",
      passage.children(of: index, relation: "aux").contains(where: { passage.tokens[$0].tag == "TO" })
    {
      return .future
    }
    var auxiliary: VerbTense?
    var isPerfect = false
    for child in passage.children(of: index) where passage.tokens[child].relation.hasPrefix("aux") {
      guard let tense = finite(passage.tokens[child].tag) else { continue }
      if auxiliary == nil || tense == .future { auxiliary = tense }
      if tense == .present, passage.tokens[child].relation == "aux" { isPerfect = true }
    }
    if isPerfect, auxiliary == .present, token.tag == "VBN" { return .past }
    // "may have gone"
    if auxiliary == .future, token.tag == "VBN",
      passage.children(of: index, relation: "aux").contains(where: { passage.tokens[$0].tag == "VB" })
    {
      return .past
    }
    return auxiliary ?? finite(token.tag)
  }

  private static func finite(_ tag: String) -> VerbTense? {
    switch tag {
    case "VBD": .past
    case "VBZ", "VBP": .present
    case "MD": .future
    default: nil
    }
  }
}
