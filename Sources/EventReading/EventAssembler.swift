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

  /// The event of a decision; nil where it is none of PLOVER's categories or nobody is known to take part.
  package func event(of decision: EventDecision) -> Event? {
    guard let place = decision.classes.indices.dropFirst().max(by: { decision.classes[$0] < decision.classes[$1] }),
      let category = file.constants.categories[place]
    else { return nil }
    let evidence = gathered.evidence
    let (actors, recipients) = decision.sides(member: file.constants.partThreshold)
    if actors.parts.isEmpty, recipients.parts.isEmpty { return nil }
    let statusPlace = decision.statuses.indices.max { decision.statuses[$0] < decision.statuses[$1] } ?? 0
    let status = file.constants.statuses[statusPlace]
    let passageNumber = reading.passage(of: decision.token)
    let token = decision.token - evidence.passageStarts[passageNumber]
    let passage = gathered.passages[passageNumber]
    let clause = passage.clauseTokens(of: token)
    let proposal = reading.proposal(at: decision.token)?.event
    let agrees = proposal?.category == category
    let ownModes = agrees ? proposal?.modes.filter { AuxiliaryMode(rawValue: $0) == nil } ?? [] : []
    return Event(
      category: category, modes: ownModes + (Self.mode(of: status).map { [$0.rawValue] } ?? []),
      contexts: passage.contexts(of: clause), actors: actors.parts.compactMap { mention($0.code, $0.actorParty) },
      recipients: recipients.parts.compactMap { mention($0.code, $0.recipientParty) },
      date: date(of: decision, proposal: proposal), status: status,
      saidBy: proposal?.saidBy ?? passage.attribution(of: token),
      trigger: agrees ? proposal?.trigger ?? evidence.words[decision.token].span : evidence.words[decision.token].span,
      place: TokenPlaceReference(passage: passageNumber, token: token),
      scale: agrees ? proposal?.scale : nil,
      evidence: Evidence(
        span: document.passages[passageNumber].span(of: clause), rule: agrees ? Self.ruleWithFrame : Self.ruleAlone,
        confidence: confidence(of: decision, category: place, status: statusPlace),
        resources: agrees ? proposal?.evidence.resources ?? [] : []))
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

  private func confidence(of decision: EventDecision, category: Int, status: Int) -> Double {
    let isEvent = 1 - decision.classes[0]
    let (actors, recipients) = decision.sides(member: file.constants.partThreshold)
    return file.calibration.confidence([
      isEvent, decision.classes[category] / max(isEvent, 0.001), decision.statuses[status],
      actors.probability * recipients.probability,
      decision.dates.first?.probability ?? 1,
    ])
  }
}
