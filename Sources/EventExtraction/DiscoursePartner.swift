import Codebook
import Findings

/// The other side of what is told of one side only, from what was told of it just before.
///
/// A story of two states names them and goes on with one of them: "Peru attacked Chile. … Three days later it withdrew
/// its envoy and mobilized." Whom an attack, a threat, a refusal or an alert is meant for stays the same until another
/// is named.
enum DiscoursePartner {
  /// So many events before are looked back on.
  private static let reach = 8

  /// Fills in the side that an event lacks, where an event shortly before had its one state and exactly one other.
  ///
  /// - Complexity: linear in the number of events.
  static func complete(_ events: inout [Event]) {
    for index in events.indices {
      guard let side = missingSide(of: events[index]), let own = onlyCode(of: events[index]),
        let partner = partner(of: own, before: index, in: events)
      else { continue }
      switch side {
      case .actor: events[index].actors = [partner]
      case .recipient: events[index].recipients = [partner]
      }
      events[index].evidence.rule = "event.discourse-partner"
      events[index].evidence.confidence *= 0.6
    }
  }

  private enum Side { case actor, recipient }

  /// Which side is open, for the categories that are always done to somebody or by somebody.
  private static func missingSide(of event: Event) -> Side? {
    switch (event.category, event.actors.isEmpty, event.recipients.isEmpty) {
    case (.assault, false, true), (.threaten, false, true), (.mobilize, false, true), (.reject, false, true):
      // Two that fight each other are no single side.
      event.actors.count == 1 ? .recipient : nil
    case (.assault, true, false), (.threaten, true, false), (.mobilize, true, false), (.reject, true, false),
      (.request, true, false), (.accuse, true, false), (.agree, true, false):
      .actor
    default: nil
    }
  }

  /// The one state of the event; nil for several, none, and organizations.
  private static func onlyCode(of event: Event) -> ActorCode? {
    let codes = Set((event.actors + event.recipients).map(\.code))
    guard codes.count == 1, let code = codes.first ?? nil, !code.isKindOfOrganization else { return nil }
    return code
  }

  private static func partner(of own: ActorCode, before index: Int, in events: [Event]) -> ActorMention? {
    for event in events[max(0, index - reach)..<index].reversed() {
      let sides = event.actors + event.recipients
      let codes = Set(sides.compactMap(\.code))
      guard codes.count == 2, codes.contains(own), let other = sides.first(where: { $0.code != own && $0.code != nil })
      else { continue }
      return other
    }
    return nil
  }
}
