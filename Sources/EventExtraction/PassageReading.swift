import Codebook
import Findings
import Linguistics
import SourceTexts

/// What the knowledge of verbs and clauses says of each word of a passage, for a reader that decides by itself which
/// words are triggers: what a word could name, how real its clause is, who is said to say so, and the words that show it.
package struct PassageReading {
  private let coder: PassageCoder
  private let asked: Set<Int>

  /// - Parameters:
  ///   - number: The passage's place in the document.
  ///   - mentions: The actors found in this passage.
  package init(codebook: EventCodebook, passage: AnalysedPassage, number: Int, mentions: [ActorMention]) {
    coder = PassageCoder(
      codebook: codebook, passage: passage, number: number, mentions: mentions,
      dyad: DocumentDyad(mentions: [], passages: []))
    let clause = coder.clause
    asked = passage.sentences.reduce(into: []) { $0.formUnion(clause.asked(in: $1)) }
  }

  /// Whether a word tells of nothing that happened or may: it is asked whether, or it is a game's.
  package func isUntold(_ token: Int) -> Bool { asked.contains(token) || coder.clause.isContest(token) }

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

  /// The mentions that stand in the grammatical places of a word, the same for active and passive, through control,
  /// relative clauses, light verbs and "and": each with the place's name as frames write it, the nearest place first. Places
  /// of the verb above have `up-` before their names.
  ///
  /// Mentions are numbered as they were given.
  package func places(of token: Int) -> [(mention: Int, place: String)] {
    let clause = coder.clause
    guard clause.kinds[token] != .other else { return [] }
    var found: [(mention: Int, place: String)] = []
    var seen = Set<Int>()
    func add(_ heads: [Int], _ place: String) {
      for head in heads {
        for mention in coder.parties.parties(at: head, in: clause) where seen.insert(mention).inserted {
          found.append((mention, place))
        }
      }
    }
    for name in Self.places where !(name == "mod" && clause.kinds[token] == .verb) {
      add(clause.heads(of: FrameSlot(name), trigger: token), name)
    }
    var above = token
    for _ in 0..<6 {
      guard let head = coder.passage.head(of: above) else { break }
      above = head
      guard clause.kinds[above] == .verb else { continue }
      for name in ["subj", "obj", "iobj"] { add(clause.heads(of: FrameSlot(name), trigger: above), "up-" + name) }
      break
    }
    return found
  }

  /// Places in the order in which a mention that stands in two is given to one.
  private static let places = [
    "subj", "obj", "iobj", "poss", "mod", "by", "with", "against", "to", "from", "between", "among", "on", "in", "for",
    "of", "at", "into", "over", "toward", "towards", "upon", "compsubj", "owner",
  ]

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
