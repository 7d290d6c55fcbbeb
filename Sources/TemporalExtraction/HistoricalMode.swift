import Findings

/// Marks events that a text looks back on: PLOVER's auxiliary mode `historical`.
///
/// An event is historical where the last day on which it can have happened lies more than a year before the text was
/// published. Where either day isn't known nothing is marked.
public struct HistoricalMode: Sendable {
  public init() {}

  /// `events` with the mode added, behind the modes that they have.
  public func mark(_ events: [Event], published: CalendarDay?) -> [Event] {
    guard let limit = published?.adding(months: -12) else { return events }
    return events.map { event in
      guard let latest = event.date?.latest, latest < limit, event.status == .occurred || event.status == .ongoing,
        !event.modes.contains(AuxiliaryMode.historical.rawValue)
      else { return event }
      var marked = event
      marked.modes.append(AuxiliaryMode.historical.rawValue)
      return marked
    }
  }
}
