import Findings

/// What time a narrative has reached: the last year, month and day that its main line named.
struct NarrativeClock: Sendable {
  private(set) var last: TimePoint?
  private var lastDay: TimePoint?
  private var lastMonth: TimePoint?

  /// The last time told that is fine enough for counting in `unit`s, where no later one contradicts it.
  func anchor(for unit: TimeUnit) -> TimePoint? {
    switch unit {
    case .second, .minute, .hour, .day, .week, .weekend, .fortnight: lastDay ?? last
    case .month, .quarter, .half, .season: lastMonth ?? last
    case .year, .decade, .century, .millennium: last
    }
  }

  /// The day told last, as long as no other month or year was told after it.
  var day: CalendarDay? { lastDay?.firstDay }

  var year: Int? { last?.year }

  var month: (year: Int, month: Int)? { lastMonth.map { ($0.year, $0.month) } }

  mutating func tell(_ point: TimePoint) {
    guard point.grain >= .year else { return }
    last = point
    switch point.grain {
    case .day, .time:
      lastDay = point
      lastMonth = point
    case .month:
      if lastDay?.year != point.year || lastDay?.month != point.month { lastDay = nil }
      lastMonth = point
    default:
      if lastMonth?.year != point.year { lastMonth = nil }
      if lastDay?.year != point.year { lastDay = nil }
    }
  }
}
