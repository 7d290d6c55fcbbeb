import Codebook
import Findings
import Linguistics
import SourceTexts

/// Codes one passage.
struct PassageCoder {
  let codebook: EventCodebook
  let passage: AnalysedPassage
  let number: Int
  let parties: PartyIndex
  let clause: ClauseReader
  let dyad: DocumentDyad
  let matcher: FrameMatcher

  init(
    codebook: EventCodebook, passage: AnalysedPassage, number: Int, mentions: [ActorMention], dyad: DocumentDyad
  ) {
    self.codebook = codebook
    self.passage = passage
    self.number = number
    self.dyad = dyad
    parties = PartyIndex(mentions: mentions, tokenCount: passage.tokens.count)
    clause = ClauseReader(passage: passage, codebook: codebook)
    matcher = FrameMatcher(codebook: codebook, clause: clause, parties: parties)
  }

  func events() -> [Event] {
    if parties.isEmpty, dyad.states == nil { return [] }
    var events: [Event] = []
    for sentence in passage.sentences { events += coded(sentence) }
    return events
  }

  private func coded(_ sentence: Range<Int>) -> [Event] {
    // From the top of the tree down, so that what governs a clause can take it in.
    let order = sentence.map { ($0, depth(of: $0)) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    var absorbed = Set<Int>()
    var found: [(trigger: Int, event: Event)] = []
    let asked = clause.asked(in: sentence)
    for token in order {
      guard clause.kinds[token] != .other, !absorbed.contains(token), !isInsideName(token), !asked.contains(token),
        !clause.isContest(token), !clause.isTimeTold(token),
        let match = matcher.match(at: token), let event = assemble(match, sentence)
      else { continue }
      found.append((token, event))
      for head in match.absorbed { absorb(head, into: &absorbed) }
    }
    return withoutAsides(found).sorted { $0.trigger < $1.trigger }.map(\.event)
  }

  /// Whether a noun is only a piece of a proper name: "World **Trade** Organization", "Minister for **Trade**", "**War**
  /// College", "the Treaty of **Friendship**".
  private func isInsideName(_ token: Int) -> Bool {
    guard passage.tokens[token].partOfSpeech == "PROPN", let head = passage.head(of: token) else { return false }
    let isOwnName = parties.mentions(covering: token).contains { index in
      parties.mentions[index].form == .name && parties.mentions[index].tokens.map { $0.count > 1 } ?? false
    }
    if isOwnName { return true }
    func isName(_ word: Int) -> Bool {
      passage.tokens[word].partOfSpeech == "PROPN" || !parties.mentions(covering: word).isEmpty
    }
    switch clause.relations[token] {
    case .compound, .nounModifier: return isName(head)
    case .conjunct: return isName(head) && clause.relations[head] != .subject && isInsideName(head)
    case .prepositionalObject:
      guard let noun = passage.head(of: head) else { return false }
      return clause.kinds[noun] == .noun && isName(noun)
    default: return false
    }
  }

  /// Leaves out what a sentence only mentions in passing: an event below another event's clause that names no second
  /// party.
  private func withoutAsides(_ found: [(trigger: Int, event: Event)]) -> [(trigger: Int, event: Event)] {
    let places = Dictionary(found.enumerated().map { ($1.trigger, $0) }) { first, _ in first }
    return found.filter { candidate in
      let codes = Set((candidate.event.actors + candidate.event.recipients).compactMap(\.code))
      var current = candidate.trigger
      var isJoined = true
      for _ in 0..<ClauseReader.reach {
        guard let head = passage.head(of: current), !clause.standsBeside(current, head) else { break }
        isJoined = isJoined && clause.relations[current] == .conjunct
        current = head
        guard let other = places[head].map({ found[$0] }) else { continue }
        // "arrived on a visit" is one event, told by verb and noun.
        let isRepeated =
          other.event.category == candidate.event.category && clause.kinds[candidate.trigger] == .noun
          && codes.isSubset(of: (other.event.actors + other.event.recipients).compactMap(\.code))
          && !(clause.kinds[other.trigger] == .noun && isJoined)
        // An attack on somebody is told even in passing: "after the attack on Peru".
        let isAttack =
          candidate.event.category == .assault && !candidate.event.recipients.isEmpty
          && clause.kinds[candidate.trigger] == .noun
        if isRepeated || (codes.count < 2 && !isJoined && !isAttack) { return false }
      }
      return true
    }
  }

  private func depth(of token: Int) -> Int {
    var depth = 0
    var current = token
    while let head = passage.head(of: current), depth < 200 {
      depth += 1
      current = head
    }
    return depth
  }

  /// Marks a phrase as told by another event, without the clauses that only add to it.
  private func absorb(_ head: Int, into absorbed: inout Set<Int>) {
    var open = [head]
    while let next = open.popLast() {
      guard absorbed.insert(next).inserted else { continue }
      for child in passage.children(of: next) {
        switch clause.relations[child] {
        case .relativeClause, .apposition, .parataxis: continue
        case .adverbialClause where !clause.isInfinitive(child): continue
        default: open.append(child)
        }
      }
    }
  }

  // MARK: From match to event

  private func assemble(_ match: FrameMatch, _ sentence: Range<Int>) -> Event? {
    let frame = codebook.frames[match.frame]
    var actors = match.actors.map { parties.mentions[$0] }
    var recipients = match.recipients.map { parties.mentions[$0] }
    var confidence = frame.confidence
    if match.recipientsAreGuessed { confidence *= 0.85 }
    if recipients.isEmpty, !frame.isMutual {
      recipients = whoActsUnder(match.trigger, actors)
      if !recipients.isEmpty { confidence *= 0.85 }
    }
    if frame.isMutual, frame.form == .noun, actors.count == 1, let other = otherSide(of: match.trigger, actors) {
      actors += other
      confidence *= 0.85
    }
    if actors.isEmpty, recipients.count == 2, let joint = between(match) {
      // "The treaty ended the war between X and Y": both did.
      (actors, recipients) = (joint, [])
    }
    if recipients.isEmpty, !frame.isMutual, frame.form == .verb, frame.takesAddressee {
      let told = clause.addressee(above: match.trigger).map { parties.parties(at: $0, in: clause) } ?? []
      let codes = Set(actors.compactMap(\.code))
      recipients = told.map { parties.mentions[$0] }.filter { $0.code.map { !codes.contains($0) } ?? false }
    }
    let own = Set(actors.compactMap(\.code))
    if own.count == 1, DocumentDyad.isMutualByNature(frame.category), !frame.isDomestic,
      Set(recipients.compactMap(\.code)) == own
    {
      // A state praises or grants what is its own towards somebody else; its envoys are its own side.
      if let partner = dyad.partner(of: own.sorted()) {
        recipients = [partner]
        confidence *= 0.7
      } else if frame.category == .consult {
        recipients = []
      }
    }
    var rule: RuleIdentifier =
      switch frame.form {
      case .verb: "event.verb-frame"
      case .noun: "event.noun-frame"
      case .adjective: "event.adjective-frame"
      }
    let named = agreement(in: match)
    if let named {
      actors = withoutPlaceName(in: named, actors, frame)
      recipients = withoutPlaceName(in: named, recipients, frame)
    }
    if completeFromAgreement(named, frame, &actors, &recipients) {
      rule = "event.agreement-parties"
      confidence *= 0.75
    } else if completeFromDyad(frame, &actors, &recipients, sentence) {
      rule = "event.document-dyad"
      confidence *= 0.7
    }
    guard (actors + recipients).contains(where: { $0.code != nil }) else { return nil }
    if actors.isEmpty, let place = placeOfAttack(frame, match.trigger, recipients) {
      actors = [place]
      rule = "event.actor-from-place"
      confidence *= 0.6
    }
    if recipients.isEmpty, let own = ownState(frame, actors) {
      recipients = [own]
      rule = "event.own-state"
      confidence *= 0.8
    }
    // "Russian-Iranian cooperation" has two sides; "the cooperation of Russia" with nobody named isn't told.
    if frame.isMutual, frame.form != .verb, frame.category != .assault, frame.category != .consult,
      Set((actors + recipients).compactMap(\.code)).count < 2, actors.count < 2
    {
      return nil
    }

    let reality = RealityReader(clause: clause).reality(of: match.trigger)
    if reality.isObliged, !reality.isNegated, let source = reality.source {
      // "X said that Y must …": X asks it of Y.
      let speakers = parties.parties(at: source, in: clause).map { parties.mentions[$0] }
      if speakers.contains(where: { $0.code != nil }) {
        (actors, recipients) = (speakers, actors.isEmpty ? recipients : actors)
      }
    }
    guard var verdict = EventVerdict(of: frame, told: reality, outcomes: codebook.outcomes) else { return nil }
    if let status = intention(match, frame), verdict.status == .occurred || verdict.status == .ongoing {
      verdict.status = status
    }
    let span = clauseSpan(of: match.trigger)
    let lemmas = span.map { passage.tokens[$0].lemma.lowercased() }
    let mode = frame.mode.flatMap { codebook.modes.has($0, for: verdict.category) ? $0 : nil }
    var resources = [frame.reference] + reality.references
    if let named { resources.append(named.reference) }
    if verdict.category != frame.category, let row = codebook.outcomes.reference(of: frame.category) {
      resources.append(row)
    }
    return Event(
      category: verdict.category, modes: (mode.map { [$0] } ?? []) + verdict.auxiliary.map(\.rawValue),
      contexts: codebook.contexts.contexts(of: lemmas[...]), actors: actors, recipients: recipients,
      status: verdict.status, saidBy: attribution(reality), trigger: triggerSpan(match),
      place: TokenPlaceReference(passage: number, token: match.trigger),
      scale: codebook.modes.score(of: verdict.category, mode: mode),
      evidence: Evidence(span: passage.span(of: span), rule: rule, confidence: confidence, resources: resources))
  }

  /// How far a frame whose trigger only speaks of a mind made up ("planned to attack", "was ready to help") is from
  /// being said or done.
  private func intention(_ match: FrameMatch, _ frame: EventFrame) -> EventStatus? {
    let isVerb = frame.form == .verb
    guard isVerb || frame.form == .adjective, frame.category == .threaten || frame.category == .agree else {
      return nil
    }
    switch codebook.embedding(isVerb ? .verb : .adjective, frame.trigger)?.effect {
    case .intend: return .expected
    case .weigh: return .hypothetical
    case .desire where frame.category == .threaten: return .hypothetical
    default: return nil
    }
  }

  func attribution(_ reality: Reality) -> Attribution? {
    guard let source = reality.source else { return nil }
    let range = nounPhrase(at: source)
    let speaker = parties.parties(at: source, in: clause).first.map { parties.mentions[$0] }
    return Attribution(
      name: passage.text(of: range), code: speaker?.code, sector: speaker?.sector, span: passage.span(of: range))
  }
}
