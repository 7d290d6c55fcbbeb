import Findings
import Linguistics
import SourceTexts

/// The agreements of a document as they are told, so that "the deal" finds its name.
struct AgreementMemory {
  private(set) var agreements: [Agreement] = []
  private var told: Set<String> = []
  /// Identity and name of the pact told of last.
  private var last: (key: String, name: String, identifier: String?, parties: [ActorCode])?

  /// Agreements of the table with the words that named them here.
  private var knownInWords: [(words: Set<String>, key: String, name: String, parties: [ActorCode])] = []

  mutating func add(_ mention: AgreementMention, in passage: AnalysedPassage, context: SentenceContext) {
    let key: String
    var name = mention.name
    var identifier: String?
    var parties = mention.parties
    switch mention.identity {
    case .known where isNamesake(mention, in: passage, context: context):
      // "signed the Treaty of Warsaw" in 1970 isn't the one of 1920 that the table knows.
      name = passage.text(of: mention.tokens)
      key = name.lowercased()
      parties = []
    case .known(let known):
      (key, identifier) = (known, known)
      let words = Set(mention.tokens.map { passage.tokens[$0].text.lowercased() })
      knownInWords.append((words, known, name, parties))
    case .named(let named):
      // "The nuclear deal" after "the nuclear deal with Iran" is that one.
      let words = Set(named.split(separator: " ").map(String.init))
      if let same = knownInWords.last(where: { words.isSubset(of: $0.words) && words.count > 1 }) {
        (key, name, identifier) = (same.key, same.name, same.key)
        parties = parties.count < 2 ? same.parties : parties
      } else {
        key = named
      }
    case .last:
      guard let last else { return }
      (key, name, identifier) = (last.key, last.name, last.identifier)
      parties = parties.count < 2 ? last.parties : parties
    }
    if mention.isPact { last = (key, name, identifier, parties) }
    guard mention.status != nil || mention.standsAlone else { return }
    let status = mention.status ?? .inForce
    // The same news told twice is one record; a mention that tells nothing new is none.
    guard told.insert("\(key) \(status.rawValue)").inserted, mention.status != nil || told.insert(key).inserted else {
      return
    }
    told.insert(key)
    let sentence = passage.span(of: passage.sentences[passage.sentence(of: mention.head)])
    var words = mention.tokens
    if let verb = mention.verb { words = min(words.lowerBound, verb)..<max(words.upperBound, verb + 1) }
    let span = passage.span(of: words)
    agreements.append(
      Agreement(
        name: name, identifier: identifier, parties: parties,
        date: context.date(within: passage.span(of: mention.tokens)) ?? context.date(at: span, sentence: sentence),
        status: status,
        evidence: Evidence(
          span: span, rule: mention.rule, confidence: mention.confidence, resources: mention.resources)))
  }

  /// Whether a known agreement is said to be signed in another year than it was.
  private func isNamesake(_ mention: AgreementMention, in passage: AnalysedPassage, context: SentenceContext) -> Bool {
    guard mention.status == .signed, let signed = mention.signed else { return false }
    let sentence = passage.span(of: passage.sentences[passage.sentence(of: mention.head)])
    let span = passage.span(of: mention.tokens)
    guard let date = context.date(within: span) ?? context.date(at: span, sentence: sentence),
      let earliest = date.earliest?.year, let latest = date.latest?.year
    else { return false }
    return signed < earliest - 1 || signed > latest + 1
  }
}
