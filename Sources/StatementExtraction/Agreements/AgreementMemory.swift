import Findings
import Linguistics
import SourceTexts

/// The agreements of a document as they are told, so that "the deal" finds its name.
struct AgreementMemory {
  /// Identity and name of a pact told of before.
  private struct Pact {
    var key: String
    var name: String
    var known: AgreementLexicon.Known?
    var parties: [ActorCode]
  }

  /// Agreements in the order in which they are told; nil where a later sentence told more of one that was only named.
  private var records: [Agreement?] = []
  private var told: Set<String> = []
  /// Where each agreement stands that is only named so far.
  private var onlyNamed: [String: Int] = [:]
  private var last: Pact?
  /// The last pact by each noun in its name: "the alliance" is no convention.
  private var lastOfNoun: [String: Pact] = [:]
  /// Agreements of the table that the document has named.
  private var knownPacts: [Pact] = []
  private let repeating: Set<String>
  private let nouns: Set<String>

  /// - Parameters:
  ///   - repeating: Nouns that can stand for any pact.
  ///   - nouns: All nouns of agreements.
  init(repeating: Set<String>, nouns: Set<String>) {
    self.repeating = repeating
    self.nouns = nouns
  }

  var agreements: [Agreement] { records.compactMap(\.self) }

  mutating func add(_ mention: AgreementMention, in passage: AnalysedPassage, context: SentenceContext) {
    let told = date(of: mention, in: passage, context: context)
    guard let pact = pact(of: mention, told: told, in: passage) else { return }
    if mention.isPact { remember(pact) }
    guard mention.status != nil || mention.standsAlone else { return }
    var date = told
    var status = mention.status
    if let signed = pact.known?.signed.flatMap({ Self.date($0, of: mention, in: passage) }) {
      if status == nil {
        // Of an agreement that is merely named the table's day is the one to tell.
        date = date?.rule == "date.within-name" ? date : signed
        status = .signed
      } else if date == nil {
        let ended = status == .ended ? pact.known?.ended : nil
        date = ended.flatMap { Self.date($0, of: mention, in: passage) } ?? signed
      }
    }
    record(pact, mention, status: status ?? .inForce, date: date, in: passage)
  }

  private mutating func record(
    _ pact: Pact, _ mention: AgreementMention, status: Agreement.Status, date: HistoricalDate?,
    in passage: AnalysedPassage
  ) {
    // The same news told twice is one record; a mention that tells nothing new is none.
    if mention.status == nil {
      guard self.told.insert(pact.key).inserted else { return }
      onlyNamed[pact.key] = records.count
    } else {
      // Ratifying and proposing anew what has been told of already makes no further record; ending it does.
      let isAfterwards = status == .inForce || status == .proposed
      guard !(isAfterwards && self.told.contains("\(pact.key) \(Agreement.Status.signed.rawValue)")),
        self.told.insert("\(pact.key) \(status.rawValue)").inserted
      else { return }
      self.told.insert(pact.key)
      if let named = onlyNamed.removeValue(forKey: pact.key) { records[named] = nil }
    }
    var words = mention.tokens
    if let verb = mention.verb { words = min(words.lowerBound, verb)..<max(words.upperBound, verb + 1) }
    records.append(
      Agreement(
        name: pact.name, identifier: pact.known?.key, parties: pact.parties, date: date, status: status,
        evidence: Evidence(
          span: passage.span(of: words), rule: mention.rule, confidence: mention.confidence,
          resources: mention.resources)))
  }

  // MARK: Identity

  private func pact(of mention: AgreementMention, told date: HistoricalDate?, in passage: AnalysedPassage) -> Pact? {
    let parties = mention.parties
    switch mention.identity {
    case .known where Self.isNamesake(mention, told: date):
      // "signed the Treaty of Warsaw" in 1970 isn't the one of 1920 that the table knows.
      let name = passage.text(of: mention.tokens)
      return Pact(key: name.lowercased(), name: name, known: nil, parties: [])
    case .known(let known): return Pact(key: known.key, name: mention.name, known: known, parties: parties)
    case .named(let named):
      // "The nuclear deal" after "the nuclear deal with Iran" is that one.
      let words = Set(named.split(separator: " ").map(String.init))
      if mention.isDefinite, words.count > 1,
        var same = knownPacts.last(where: { $0.known?.wordSets.contains(where: words.isSubset) ?? false })
      {
        same.parties = parties.count < 2 ? same.parties : parties
        return same
      }
      return Pact(key: named, name: mention.name, known: nil, parties: parties)
    case .last(let noun):
      guard var same = lastOfNoun[noun] ?? (repeating.contains(noun) ? last : nil) else { return nil }
      same.parties = parties.count < 2 ? same.parties : parties
      return same
    }
  }

  private mutating func remember(_ pact: Pact) {
    last = pact
    for word in pact.name.lowercased().split(separator: " ") where nouns.contains(String(word)) {
      lastOfNoun[String(word)] = pact
    }
    guard let known = pact.known, knownPacts.last?.known != known else { return }
    // Each stands once, the one named last at the end.
    knownPacts.removeAll { $0.known == known }
    knownPacts.append(pact)
  }

  /// Whether a known agreement is said to be signed in another year than it was.
  private static func isNamesake(_ mention: AgreementMention, told date: HistoricalDate?) -> Bool {
    guard mention.status == .signed, let signed = mention.signed, let earliest = date?.earliest?.year,
      let latest = date?.latest?.year
    else { return false }
    return signed < earliest - 1 || signed > latest + 1
  }

  // MARK: Date

  /// When what is told of an agreement was: the date that its words or its verb carry, else that of its sentence.
  private func date(
    of mention: AgreementMention, in passage: AnalysedPassage, context: SentenceContext
  ) -> HistoricalDate? {
    let sentence = passage.span(of: passage.sentences[passage.sentence(of: mention.head)])
    let within = context.date(within: passage.span(of: mention.tokens))
    var attached: TimeExpression?
    var ofVerb: (time: TimeExpression, distance: Int)?
    for time in context.calendarTimes(in: sentence, near: passage.span(of: mention.tokens)) {
      guard let token = passage.token(at: time.span.start) else { continue }
      switch owner(of: token, mention, in: passage) {
      case mention.head: attached = attached ?? time
      case let owner? where owner == mention.verb:
        // Dates stand behind what they date; one in front is for all that follows.
        let distance = token > mention.head ? token - mention.head : mention.head - token + passage.tokens.count
        if ofVerb.map({ distance < $0.distance }) ?? true { ofVerb = (time, distance) }
      default: continue
      }
    }
    if let date = within ?? attached.flatMap(Self.date) ?? ofVerb.flatMap({ Self.date($0.time) }) { return date }
    var words = mention.tokens
    if let verb = mention.verb { words = min(words.lowerBound, verb)..<max(words.upperBound, verb + 1) }
    return context.date(at: passage.span(of: words), sentence: sentence)
  }

  /// The word that a time hangs on: the agreement's head, its verb, or the nearest other verb or agreement.
  private func owner(of time: Int, _ mention: AgreementMention, in passage: AnalysedPassage) -> Int? {
    var current = time
    for _ in 0..<10 {
      if current == mention.head || current == mention.verb { return current }
      let token = passage.tokens[current]
      if current != time, ["VERB", "AUX"].contains(token.partOfSpeech) || nouns.contains(token.lemma.lowercased()) {
        return current
      }
      guard let next = passage.head(of: current) else { return nil }
      current = next
    }
    return nil
  }

  private static func date(_ time: TimeExpression) -> HistoricalDate? {
    time.edtf.flatMap {
      HistoricalDate(edtf: $0, basis: time.basis, expression: time.span, rule: "date.agreement-clause", confidence: 0.8)
    }
  }

  private static func date(
    _ edtf: String, of mention: AgreementMention, in passage: AnalysedPassage
  ) -> HistoricalDate? {
    HistoricalDate(
      edtf: edtf, basis: .none, expression: passage.span(of: mention.tokens), rule: "date.agreement-table",
      confidence: 0.7)
  }
}

extension AnalysedPassage {
  /// The token that holds the byte at `offset` of the document.
  ///
  /// - Complexity: O(log tokens).
  fileprivate func token(at offset: Int) -> Int? {
    let next = tokens.partitioningIndex { $0.span.start > offset }
    return next > 0 ? next - 1 : nil
  }
}
