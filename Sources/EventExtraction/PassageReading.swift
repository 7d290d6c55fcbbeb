import Codebook
import Findings
import Linguistics
import SourceTexts

/// What the knowledge of verbs and clauses says of each word of a passage, for a reader that decides by itself which
/// words are triggers: what a word could name, how real its clause is, who is said to say so, and the words that show it.
package struct PassageReading {
  private let coder: PassageCoder

  /// - Parameters:
  ///   - number: The passage's place in the document.
  ///   - mentions: The actors found in this passage.
  package init(codebook: EventCodebook, passage: AnalysedPassage, number: Int, mentions: [ActorMention]) {
    coder = PassageCoder(
      codebook: codebook, passage: passage, number: number, mentions: mentions,
      dyad: DocumentDyad(mentions: [], passages: []))
  }

  /// Whether a word could be a trigger: a verb, noun or adjective.
  package func isContentWord(_ token: Int) -> Bool { coder.clause.kinds[token] != .other }

  /// The categories of the frames that the word's lemma triggers, without repetition, in the codebook's order.
  package func lemmaCategories(_ token: Int) -> [PloverCategory] {
    let form: EventFrame.Form
    switch coder.clause.kinds[token] {
    case .verb: form = .verb
    case .noun: form = .noun
    case .adjective: form = .adjective
    case .other: return []
    }
    let found = Set(
      coder.codebook.frames(form: form, trigger: coder.clause.lemma(token)).map { coder.codebook.frames[$0].category })
    return PloverCategory.allCases.filter(found.contains)
  }

  /// How real the clause of a word is.
  package func modality(of token: Int) -> Modality {
    let reality = RealityReader(clause: coder.clause).reality(of: token)
    var modality: Modality = []
    if reality.isNegated { modality.insert(.negated) }
    if reality.isFuture || reality.isWeighed { modality.insert(.future) }
    if reality.isDesired { modality.insert(.desired) }
    if reality.isPossible { modality.insert(.possible) }
    if reality.isConditional { modality.insert(.conditional) }
    if reality.isPurpose { modality.insert(.purpose) }
    if reality.isObliged { modality.insert(.obliged) }
    if reality.isCeased { modality.insert(.ceased) }
    if reality.isOngoing { modality.insert(.ongoing) }
    if reality.isReported { modality.insert(.reported) }
    return modality
  }

  /// Who asserts the clause of a word, where it isn't the author.
  package func attribution(of token: Int) -> Attribution? {
    coder.attribution(RealityReader(clause: coder.clause).reality(of: token))
  }

  /// The clause that reports what a word names; for a noun, its phrase.
  package func clauseTokens(of token: Int) -> Range<Int> { coder.clauseSpan(of: token) }

  /// PLOVER's contexts of those words.
  package func contexts(of tokens: Range<Int>) -> [String] {
    let lemmas = tokens.map { coder.passage.tokens[$0].lemma.lowercased() }
    return coder.codebook.contexts.contexts(of: lemmas[...])
  }

  /// What stands around a clause and says how real it is.
  package struct Modality: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let negated = Modality(rawValue: 1)
    package static let future = Modality(rawValue: 2)
    package static let desired = Modality(rawValue: 4)
    package static let possible = Modality(rawValue: 8)
    package static let conditional = Modality(rawValue: 16)
    package static let purpose = Modality(rawValue: 32)
    package static let obliged = Modality(rawValue: 64)
    package static let ceased = Modality(rawValue: 128)
    package static let ongoing = Modality(rawValue: 256)
    package static let reported = Modality(rawValue: 512)
  }
}
