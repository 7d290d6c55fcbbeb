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
    for token in order {
      guard clause.kinds[token] != .other, !absorbed.contains(token), let match = matcher.match(at: token),
        let event = assemble(match, sentence)
      else { continue }
      found.append((token, event))
      for head in match.absorbed { absorb(head, into: &absorbed) }
    }
    return withoutAsides(found).sorted { $0.trigger < $1.trigger }.map(\.event)
  }

  /// Leaves out what a sentence only mentions in passing: an event below another event's clause that names no second
  /// party.
  private func withoutAsides(_ found: [(trigger: Int, event: Event)]) -> [(trigger: Int, event: Event)] {
    found.filter { candidate in
      let codes = Set((candidate.event.actors + candidate.event.recipients).compactMap(\.code))
      let above = passage.ancestors(of: candidate.trigger)
      // "arrived on a visit" is one event, told by verb and noun.
      let isRepeated = found.contains { other in
        other.trigger != candidate.trigger && above.contains(other.trigger)
          && other.event.category == candidate.event.category && clause.kinds[candidate.trigger] == .noun
          && codes.isSubset(of: (other.event.actors + other.event.recipients).compactMap(\.code))
          && !(clause.kinds[other.trigger] == .noun && isCoordinate(candidate.trigger, other.trigger))
      }
      if isRepeated { return false }
      if codes.count > 1 { return true }
      return !found.contains { other in
        other.trigger != candidate.trigger && above.contains(other.trigger)
          && !isCoordinate(candidate.trigger, other.trigger)
      }
    }
  }

  /// Whether two words stand side by side ("condemned … and expelled …", "the arms trade and nuclear cooperation").
  private func isCoordinate(_ lower: Int, _ upper: Int) -> Bool {
    var current = lower
    while current != upper {
      guard clause.relations[current] == .conjunct, let head = passage.head(of: current) else { return false }
      current = head
    }
    return true
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
    guard absorbed.insert(head).inserted else { return }
    for child in passage.children(of: head) {
      switch clause.relations[child] {
      case .relativeClause, .apposition, .parataxis: continue
      case .adverbialClause where !clause.isInfinitive(child): continue
      default: absorb(child, into: &absorbed)
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
    let own = Set(actors.compactMap(\.code))
    if own.count == 1, DocumentDyad.isMutualByNature(frame.category), !frame.isDomestic,
      Set(recipients.compactMap(\.code)) == own, let partner = dyad.partner(of: own.sorted())
    {
      // A state praises or grants what is its own towards somebody else.
      recipients = [partner]
      confidence *= 0.7
    }
    var rule: RuleIdentifier =
      switch frame.form {
      case .verb: "event.verb-frame"
      case .noun: "event.noun-frame"
      case .adjective: "event.adjective-frame"
      }
    if completeFromDyad(frame, &actors, &recipients, sentence) {
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
    guard let verdict = judge(frame, reality) else { return nil }
    let span = clauseSpan(of: match.trigger)
    let lemmas = span.map { passage.tokens[$0].lemma.lowercased() }
    let mode = frame.mode.flatMap { codebook.modes.has($0, for: verdict.category) ? $0 : nil }
    var resources = [frame.reference] + reality.references
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

  /// Fills in a side that the text leaves unsaid: from another state of the same sentence, else from the document's two
  /// states; true where it did.
  private func completeFromDyad(
    _ frame: EventFrame, _ actors: inout [ActorMention], _ recipients: inout [ActorMention], _ sentence: Range<Int>
  ) -> Bool {
    guard let states = dyad.states else { return false }
    let codes = Set((actors + recipients).compactMap(\.code))
    if codes.isEmpty {
      guard frame.takesDyad else { return false }
      actors = [states.0, states.1]
      recipients = []
      return true
    }
    guard frame.takesDyad || DocumentDyad.isMutualByNature(frame.category), codes.count == 1,
      actors.isEmpty || recipients.isEmpty, frame.isMutual || !frame.recipient.isEmpty,
      let partner = partner(of: codes, in: sentence, mayBeFar: frame.takesDyad)
    else { return false }
    if frame.isMutual {
      actors.append(partner)
    } else if recipients.isEmpty {
      recipients = [partner]
    } else {
      actors = [partner]
    }
    return true
  }

  /// Whom pressure, protest or concern is put on where the noun only says under or despite what somebody acts: the subject
  /// of that clause ("under pressure from X, **Y** froze the sale").
  private func whoActsUnder(_ noun: Int, _ actors: [ActorMention]) -> [ActorMention] {
    guard clause.kinds[noun] == .noun, clause.relations[noun] == .prepositionalObject,
      let preposition = passage.head(of: noun),
      codebook.classes["CIRCUMSTANCE"]?.words.contains(clause.lemma(preposition)) == true,
      let verb = passage.head(of: preposition), clause.kinds[verb] == .verb, let subject = clause.subject(of: verb)
    else { return [] }
    let codes = Set(actors.compactMap(\.code))
    let found = parties.parties(at: subject, in: clause).map { parties.mentions[$0] }
    return found.filter { $0.code.map { !codes.contains($0) } ?? false }
  }

  /// Whether a noun stands in its clause as subject, object or after a preposition, and not as a possessor or adjective.
  private func isArgument(_ token: Int) -> Bool {
    switch clause.relations[token] {
    case .subject, .passiveSubject, .object, .dative, .prepositionalObject, .conjunct: true
    default: false
    }
  }

  /// The one other state that the sentence names, else the other state of the document's two where the passage names it
  /// or, for what is always done between two, the document does.
  private func partner(of codes: Set<ActorCode>, in sentence: Range<Int>, mayBeFar: Bool) -> ActorMention? {
    func isState(_ mention: ActorMention) -> Bool {
      mention.code.map { !$0.isKindOfOrganization && !codes.contains($0) } ?? false
    }
    let near = parties.mentions.filter { mention in
      isState(mention) && mention.headToken.map { sentence.contains($0) && isArgument($0) } ?? false
    }
    let nearCodes = Set(near.compactMap(\.code))
    if nearCodes.count == 1, let only = near.first { return only }
    guard let partner = dyad.partner(of: codes.sorted()) else { return nil }
    if let inSentence = near.first(where: { $0.code == partner.code }) { return inSentence }
    return mayBeFar || parties.mentions.contains { $0.code == partner.code } ? partner : nil
  }

  /// Nobody is named who attacked: the state where it happened, if that isn't the victim's own, stands for its unknown
  /// armed men.
  private func placeOfAttack(_ frame: EventFrame, _ trigger: Int, _ recipients: [ActorMention]) -> ActorMention? {
    guard frame.category == .assault, frame.form == .verb, clause.isPassive(trigger) else { return nil }
    let victims = Set(recipients.compactMap(\.code))
    for child in passage.children(of: trigger) where clause.relations[child] == .preposition {
      guard let object = clause.child(of: child, .prepositionalObject) else { continue }
      for index in parties.parties(at: object, in: clause) {
        var place = parties.mentions[index]
        guard let code = place.code, !code.isKindOfOrganization, !victims.contains(code) else { continue }
        place.sector = .unidentifiedArmed
        return place
      }
    }
    return nil
  }

  /// Whom a people's protest or a state's repression is against where nobody else is named: its own state or people.
  ///
  /// PLOVER wants a recipient for every PROTEST, and describes COERCE as repression.
  private func ownState(_ frame: EventFrame, _ actors: [ActorMention]) -> ActorMention? {
    guard let actor = actors.first(where: { $0.code.map { !$0.isKindOfOrganization } ?? false }) else { return nil }
    var own = actor
    switch frame.category {
    case .protest: own.sector = .government
    case .coerce where frame.isDomestic: own.sector = .civilian
    default: return nil
    }
    return own
  }

  private struct Verdict {
    var category: PloverCategory
    var status: EventStatus
    var auxiliary: [AuxiliaryMode]
  }

  /// Category and status after what the text says of the event's reality, or nil where nothing is left of it.
  private func judge(_ frame: EventFrame, _ reality: Reality) -> Verdict? {
    func outcome(_ own: EventFrame.Outcome, _ aspect: CategoryOutcomes.Aspect) -> EventFrame.Outcome {
      own == .usual ? codebook.outcomes.outcome(of: frame.category, aspect) : own
    }
    let chosen: (outcome: EventFrame.Outcome, status: EventStatus, auxiliary: AuxiliaryMode?)
    let told: EventStatus = reality.isPresent ? .ongoing : .occurred
    if reality.isObliged, !reality.isNegated {
      chosen = reality.source != nil ? (.category(.request), .occurred, nil) : (.same, .hypothetical, .hypothetical)
    } else if reality.isCeased {
      chosen = (outcome(.usual, .ceased), .occurred, .negation)
    } else if reality.isNegated, reality.isFuture {
      chosen = (outcome(frame.denied, .unwilling), .denied, .negation)
    } else if reality.isNegated {
      chosen = (outcome(frame.denied, .denied), .denied, .negation)
    } else if reality.isPossible {
      chosen = (outcome(frame.hypothetical, .possible), .hypothetical, .hypothetical)
    } else if reality.isFuture {
      chosen = (outcome(frame.future, .future), .expected, .future)
    } else if reality.isDesired {
      chosen = (outcome(frame.future, .desired), told, .future)
    } else {
      chosen = (.same, reality.isOngoing ? .ongoing : .occurred, nil)
    }
    switch chosen.outcome {
    case .nothing: return nil
    case .category(let category) where category != frame.category:
      let status: EventStatus = chosen.status == .denied ? .occurred : chosen.status
      return Verdict(category: category, status: status, auxiliary: [])
    default:
      return Verdict(category: frame.category, status: chosen.status, auxiliary: chosen.auxiliary.map { [$0] } ?? [])
    }
  }

  private func attribution(_ reality: Reality) -> Attribution? {
    guard let source = reality.source else { return nil }
    let range = nounPhrase(at: source)
    let speaker = parties.parties(at: source, in: clause).first.map { parties.mentions[$0] }
    return Attribution(
      name: passage.text(of: range), code: speaker?.code, sector: speaker?.sector, span: passage.span(of: range))
  }

  // MARK: Places

  /// From the first to the last word of a noun phrase, clauses that hang on it left out.
  private func nounPhrase(at head: Int) -> Range<Int> {
    extent(of: head) { relation in
      switch relation {
      case .relativeClause, .adjectivalClause, .adverbialClause, .parataxis, .apposition: false
      default: true
      }
    }
  }

  /// The clause that reports the trigger: its own words without further clauses joined to it; for a noun, its phrase.
  private func clauseSpan(of trigger: Int) -> Range<Int> {
    let isVerb = clause.kinds[trigger] == .verb
    let head = isVerb ? trigger : clause.lightGovernor(of: trigger) ?? trigger
    return extent(of: head) { relation in
      switch relation {
      case .adverbialClause, .parataxis, .relativeClause: false
      case .conjunct: !isVerb
      default: true
      }
    }
  }

  private func extent(of head: Int, keeping: (Relation) -> Bool) -> Range<Int> {
    var low = head
    var high = head
    var open = [head]
    while let next = open.popLast() {
      low = min(low, next)
      high = max(high, next)
      for child in passage.children(of: next) {
        let isTop = next == head
        if isTop ? keeping(clause.relations[child]) : clause.relations[child] != .relativeClause { open.append(child) }
      }
    }
    while high > head, passage.tokens[high].partOfSpeech == "PUNCT" { high -= 1 }
    while low < head, passage.tokens[low].partOfSpeech == "PUNCT" { low += 1 }
    return low..<(high + 1)
  }

  /// The trigger and, where it stands close by, the word that completes it ("imposed sanctions").
  private func triggerSpan(_ match: FrameMatch) -> Span {
    var low = match.trigger
    var high = match.trigger
    for word in match.matched where abs(word - match.trigger) <= 6 {
      low = min(low, word)
      high = max(high, word)
    }
    return passage.span(of: low..<(high + 1))
  }
}
