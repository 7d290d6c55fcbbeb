import Findings

/// What stands of a decision: the reader's choice of each field, or the rules' where it isn't sure and they have an event
/// at the same word.
struct EventVerdict {
  var category: PloverCategory
  /// Place of the reader's own choice among its classes, and of its status.
  var classPlace: Int
  var statusPlace: Int
  var status: EventStatus
  /// Whether the sides are the rules'.
  var takesRulesSides: Bool
  var actors: EventDecision.Side
  var recipients: EventDecision.Side

  /// - Returns: nil where it is none of PLOVER's categories or nobody is known to take part.
  init?(_ decision: EventDecision, proposal: ReadingEvidence.Proposal?, constants: ReadingConstants) {
    guard let place = decision.classes.indices.dropFirst().max(by: { decision.classes[$0] < decision.classes[$1] })
    else { return nil }
    let own = constants.categories[place]
    let isSure = decision.classes[place] / max(1 - decision.classes[0], 0.001) >= constants.ruleCategory
    guard let category = isSure ? own : proposal?.event.category ?? own else { return nil }
    self.category = category
    classPlace = place
    statusPlace = decision.statuses.indices.max { decision.statuses[$0] < decision.statuses[$1] } ?? 0
    let isStatusSure = decision.statuses[statusPlace] >= constants.ruleStatus
    status =
      isStatusSure ? constants.statuses[statusPlace] : proposal?.event.status ?? constants.statuses[statusPlace]
    (actors, recipients) = decision.sides(member: constants.partThreshold)
    takesRulesSides = false
    if let event = proposal?.event, actors.probability * recipients.probability < constants.ruleSides {
      let told = Set(event.actors.compactMap(\.code))
      takesRulesSides = !told.isEmpty && event.recipients.contains { $0.code != nil } || told.count > 1
    }
    if !takesRulesSides, actors.parts.isEmpty, recipients.parts.isEmpty { return nil }
  }

  /// As what comes after it sees it.
  func told(_ decision: EventDecision, proposal: ReadingEvidence.Proposal?) -> ToldEvent {
    let event = takesRulesSides ? proposal?.event : nil
    return ToldEvent(
      token: decision.token, category: category,
      actors: Set(event?.actors.compactMap(\.code) ?? actors.parts.map(\.code)),
      recipients: Set(event?.recipients.compactMap(\.code) ?? recipients.parts.map(\.code)),
      date: decision.dates.first?.edtf ?? "")
  }
}
