import Findings
import Store

/// How two actors stand in one event.
enum SideRelation: String, CaseIterable, Sendable {
  /// On opposite sides, or among the actors of an event that is towards nobody else.
  case between
  /// On the same side of an event that concerns a third.
  case together

  /// Nil where not both are concerned.
  init?(of first: ActorCode, and second: ActorCode, in key: FindingKey) {
    guard key.codes.contains(first), key.codes.contains(second) else { return nil }
    let isOpposed =
      key.actors.contains(first) && key.recipients.contains(second)
      || key.actors.contains(second) && key.recipients.contains(first)
    let isMutual = key.recipients.isEmpty && !key.hasOtherRecipients
    self = isOpposed || isMutual ? .between : .together
  }

  var words: String {
    switch self {
    case .between: "between them"
    case .together: "together, towards others"
    }
  }
}
