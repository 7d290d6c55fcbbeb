import EventExtraction
import Findings
import Linguistics
import SourceTexts

/// Makes events of the learned reader's decisions: with mentions, dates and clauses of the text, and with the rules' own
/// event where there is one at the same word.
package struct EventAssembler {
  private let file: ReaderFile
  private let document: AnalysedDocument
  private let gathered: GatheredDocument
  private let reading: DocumentReading

  package init(file: ReaderFile, document: AnalysedDocument, gathered: GatheredDocument) {
    self.file = file
    self.document = document
    self.gathered = gathered
    reading = DocumentReading(gathered.evidence)
  }

  /// What the reader and a frame say alike.
  package static let ruleWithFrame: RuleIdentifier = "event.learned-and-frame"
  /// What the reader alone says.
  package static let ruleAlone: RuleIdentifier = "event.learned"
  static let dateRule: RuleIdentifier = "date.learned"

  /// The events of a document's decisions, in its order. What one word tells again of another's event in the same
  /// construction ("**launched** an **invasion**") is left out.
  package func events(of decisions: [EventDecision]) -> [Event] {
    var found: [(decision: EventDecision, event: Event)] = []
    for decision in decisions {
      guard let event = event(of: decision),
        event.evidence.rule == Self.ruleWithFrame || event.evidence.confidence >= Double(file.constants.leastConfidence)
      else { continue }
      found.append((decision, event))
    }
    let surest = found.indices.sorted { left, right in
      let (a, b) = (found[left].decision.classes[0], found[right].decision.classes[0])
      return a != b ? a < b : left < right
    }
    var kept: [Int: [Int]] = [:]
    var isKept = [Bool](repeating: false, count: found.count)
    for index in surest {
      let sentence = reading.sentenceOf[found[index].decision.token]
      let isTold = (kept[sentence] ?? []).contains { tellsAgain(found[index], found[$0]) }
      if isTold { continue }
      kept[sentence, default: []].append(index)
      isKept[index] = true
    }
    return reported(found.indices.filter { isKept[$0] }.map { found[$0].event })
  }

  /// A text of one sentence is the head of a report: beside what a frame supports and what is likelier right than not, only
  /// the surest of its events is what it reports, and the others are what it mentions.
  private func reported(_ events: [Event]) -> [Event] {
    guard gathered.evidence.sentences.count == 1, let best = events.map(\.evidence.confidence).max() else {
      return events
    }
    return events.filter {
      $0.evidence.rule == Self.ruleWithFrame || $0.evidence.confidence >= min(best, Self.likelyRight)
    }
  }

  private static let likelyRight = 0.5

  /// Whether `one` is of the same category as `other`, names nobody more, and stands with it in one construction.
  private func tellsAgain(
    _ one: (decision: EventDecision, event: Event), _ other: (decision: EventDecision, event: Event)
  ) -> Bool {
    guard one.event.category == other.event.category else { return false }
    let codes = Set((one.event.actors + one.event.recipients).compactMap(\.code))
    guard codes.isSubset(of: (other.event.actors + other.event.recipients).compactMap(\.code)) else { return false }
    return isBelow(one.decision.token, other.decision.token) || isBelow(other.decision.token, one.decision.token)
  }

  /// Relations over which one event's construction doesn't reach.
  private static let bounds: Set<String> = ["conj", "advcl", "relcl", "ccomp", "parataxis"]

  private func isBelow(_ token: Int, _ above: Int) -> Bool {
    var current = token
    for _ in 0..<3 {
      let word = gathered.evidence.words[current]
      if word.head == current || Self.bounds.contains(word.relation) { return false }
      current = word.head
      if current == above { return true }
    }
    return false
  }

  /// The event of a decision; nil where it is none of PLOVER's categories or nobody is known to take part.
  ///
  /// Where the reader isn't sure of a field and the rules have an event at the same word, theirs stands.
  package func event(of decision: EventDecision) -> Event? {
    let evidence = gathered.evidence
    let proposal = reading.proposal(at: decision.token)
    guard let verdict = EventVerdict(decision, proposal: proposal, constants: file.constants) else { return nil }
    let category = verdict.category
    let (actors, recipients) = sides(of: verdict, proposal)
    if actors.isEmpty, recipients.isEmpty { return nil }
    let status = verdict.status
    let passageNumber = reading.passage(of: decision.token)
    let token = decision.token - evidence.passageStarts[passageNumber]
    let passage = gathered.passages[passageNumber]
    let clause = passage.clauseTokens(of: token)
    let framed = proposal?.event.category == category ? proposal?.event : nil
    let ownModes = framed?.modes.filter { AuxiliaryMode(rawValue: $0) == nil } ?? []
    return Event(
      category: category, modes: ownModes + (Self.mode(of: status).map { [$0.rawValue] } ?? []),
      contexts: passage.contexts(of: clause), actors: actors, recipients: recipients,
      date: date(of: decision, proposal: proposal?.event), status: status,
      saidBy: proposal.map(\.event.saidBy) ?? passage.attribution(of: token),
      trigger: framed?.trigger ?? evidence.words[decision.token].span,
      place: TokenPlaceReference(passage: passageNumber, token: token), scale: framed?.scale,
      evidence: Evidence(
        span: document.passages[passageNumber].span(of: clause),
        rule: framed == nil ? Self.ruleAlone : Self.ruleWithFrame,
        confidence: confidence(
          of: decision, verdict,
          agreement: proposal.map { $0.event.category == file.constants.categories[verdict.classPlace] ? 1 : 0.5 } ?? 0),
        resources: framed?.evidence.resources ?? []))
  }

  private func sides(
    of verdict: EventVerdict, _ proposal: ReadingEvidence.Proposal?
  ) -> (actors: [ActorMention], recipients: [ActorMention]) {
    if verdict.takesRulesSides, let event = proposal?.event { return (event.actors, event.recipients) }
    return (
      verdict.actors.parts.compactMap { mention($0.code, $0.actorParty) },
      verdict.recipients.parts.compactMap { mention($0.code, $0.recipientParty) }
    )
  }

  /// The words that name a side; for one that only the document tells, where it names it first.
  private func mention(_ code: ActorCode, _ party: Int?) -> ActorMention? {
    (party ?? reading.firstOf[code]).map { gathered.evidence.parties[$0].mention }
  }

  private static func mode(of status: EventStatus) -> AuxiliaryMode? {
    switch status {
    case .expected: .future
    case .hypothetical: .hypothetical
    case .denied: .negation
    case .occurred, .ongoing: nil
    }
  }

  private func date(of decision: EventDecision, proposal: Event?) -> HistoricalDate? {
    guard let best = decision.dates.first, !best.edtf.isEmpty else { return nil }
    if let own = proposal?.date, own.edtf == best.edtf { return own }
    if let ruled = gathered.evidence.words[decision.token].date, ruled.edtf == best.edtf { return ruled }
    guard let number = best.time else { return nil }
    let time = gathered.evidence.times[number]
    let isHere = reading.sentenceOf[time.head] == reading.sentenceOf[decision.token]
    return HistoricalDate(
      edtf: best.edtf, basis: isHere || time.basis != .explicit ? time.basis : .carried, expression: time.span,
      rule: Self.dateRule, confidence: Double(best.probability))
  }

  private func confidence(of decision: EventDecision, _ verdict: EventVerdict, agreement: Float) -> Double {
    let isEvent = 1 - decision.classes[0]
    return file.calibration.confidence(
      [
        isEvent, decision.classes[verdict.classPlace] / max(isEvent, 0.001), decision.statuses[verdict.statusPlace],
        verdict.actors.probability * verdict.recipients.probability, decision.dates.first?.probability ?? 1,
      ], agreement: agreement)
  }
}
