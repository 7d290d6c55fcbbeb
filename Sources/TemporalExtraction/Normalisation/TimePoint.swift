import Findings

/// A period of the calendar that a TIMEX3 value names: a century, a year, a season, a day, a time of a day.
struct TimePoint: Hashable, Sendable {
  enum Grain: Int, Comparable, Sendable {
    case century, decade, year, half, quarter, season, month, week, day, time

    static func < (left: Grain, right: Grain) -> Bool { left.rawValue < right.rawValue }
  }

  var grain: Grain
  /// Astronomical; of a century or decade its first year.
  var year: Int
  /// 1 where the grain has no month.
  var month = 1
  var day = 1
  /// Number of the half, quarter or week from 1; index of the season.
  var part = 0
  /// What stands behind the day for a time: `TMO`, `T17:30`.
  var clock = ""

  static func year(_ year: Int) -> TimePoint { TimePoint(grain: .year, year: year) }

  static func month(_ year: Int, _ month: Int) -> TimePoint { TimePoint(grain: .month, year: year, month: month) }

  static func day(_ day: CalendarDay) -> TimePoint {
    TimePoint(grain: .day, year: day.year, month: day.month, day: day.day)
  }

  /// ISO 8601's week that holds `day`.
  static func week(of day: CalendarDay) -> TimePoint {
    let thursday = day.adding(days: 4 - day.weekday)
    let first = CalendarDay(year: thursday.year, month: 1, day: 1) ?? thursday
    return TimePoint(
      grain: .week, year: thursday.year, month: thursday.month, day: thursday.day,
      part: (thursday.dayNumber - first.dayNumber) / 7 + 1)
  }

  /// The first day, or the day itself.
  var firstDay: CalendarDay? {
    switch grain {
    case .century, .decade, .year: CalendarDay(year: year, month: 1, day: 1)
    case .half: CalendarDay(year: year, month: part == 2 ? 7 : 1, day: 1)
    case .quarter: CalendarDay(year: year, month: part * 3 - 2, day: 1)
    case .season: CalendarDay(year: year, month: [3, 6, 9, 12][min(part, 3)], day: 1)
    case .month: CalendarDay(year: year, month: month, day: 1)
    case .week: CalendarDay(year: year, month: month, day: day)?.adding(days: -3)
    case .day, .time: CalendarDay(year: year, month: month, day: day)
    }
  }

  /// The TIMEX3 value.
  var value: String {
    let yearText = Self.yearText(year)
    switch grain {
    case .century: return year > 0 ? Self.pad(year / 100, 2) : "BC" + Self.pad((-year) / 100, 2)
    case .decade: return year > 0 ? Self.pad(year / 10, 3) : "BC" + Self.pad((-year) / 10, 3)
    case .year: return yearText
    case .half: return yearText + "-H\(part)"
    case .quarter: return yearText + "-Q\(part)"
    case .season: return yearText + "-" + SeasonName.allCases[min(part, 3)].rawValue
    case .month: return yearText + "-" + Self.pad(month, 2)
    case .week: return yearText + "-W" + Self.pad(part, 2) + clock
    case .day: return yearText + "-" + Self.pad(month, 2) + "-" + Self.pad(day, 2)
    case .time: return yearText + "-" + Self.pad(month, 2) + "-" + Self.pad(day, 2) + clock
    }
  }

  /// The EDTF value; an interval where EDTF has no name for the period.
  var edtf: String? {
    let sign = year < 0 ? "-" : ""
    let digits = Self.pad(abs(year), 4)
    switch grain {
    case .century: return year >= 0 ? Self.pad(year / 100, 2) + "XX" : nil
    case .decade: return year >= 0 ? Self.pad(year / 10, 3) + "X" : nil
    case .year: return sign + digits
    case .season: return sign + digits + "-" + String(21 + part)
    case .month: return sign + digits + "-" + Self.pad(month, 2)
    case .day, .time: return firstDay?.description
    case .half:
      return part == 2 ? "\(sign)\(digits)-07/\(sign)\(digits)-12" : "\(sign)\(digits)-01/\(sign)\(digits)-06"
    case .quarter:
      return "\(sign)\(digits)-\(Self.pad(part * 3 - 2, 2))/\(sign)\(digits)-\(Self.pad(part * 3, 2))"
    case .week:
      guard let first = firstDay else { return nil }
      return "\(first)/\(first.adding(days: 6))"
    }
  }

  /// Whether `next` is the decade or century right behind this one: "the 1950s and 1960s" are one stretch.
  func isFollowed(by next: TimePoint) -> Bool {
    guard grain == next.grain, grain == .decade || grain == .century else { return false }
    return next.year - year == (grain == .decade ? 10 : 100)
  }

  /// The EDTF value with which an interval begins: of a decade its first year.
  var intervalStart: String? { grain == .decade || grain == .century ? TimePoint.year(year).edtf : edtf }

  /// The EDTF value with which an interval ends: of a decade its last year.
  var intervalEnd: String? {
    switch grain {
    case .decade: TimePoint.year(year + 9).edtf
    case .century: TimePoint.year(year + 99).edtf
    default: edtf
    }
  }

  /// The period of `unit` that lies `amount` of them away from the one this point lies in, or nil where this point is
  /// too coarse to tell ("two days after 1914").
  func moved(by amount: Int, _ unit: TimeUnit) -> TimePoint? {
    switch unit {
    case .millennium: return nil
    case .century: return TimePoint(grain: .century, year: Self.floor(year, 100) + amount * 100)
    case .decade: return TimePoint(grain: .decade, year: Self.floor(year, 10) + amount * 10)
    case .year: return grain >= .year ? .year(year + amount) : nil
    case .half:
      guard grain >= .half, let first = firstDay else { return nil }
      let index = first.year * 2 + (first.month > 6 ? 1 : 0) + amount
      return TimePoint(grain: .half, year: Self.divide(index, 2), part: index - Self.divide(index, 2) * 2 + 1)
    case .quarter:
      guard grain >= .quarter, let first = firstDay else { return nil }
      let index = first.year * 4 + (first.month - 1) / 3 + amount
      return TimePoint(grain: .quarter, year: Self.divide(index, 4), part: index - Self.divide(index, 4) * 4 + 1)
    case .season:
      guard grain >= .season, let first = firstDay else { return nil }
      let current =
        grain == .season ? part : first.month == 12 ? 3 : [3, 3, 0, 0, 0, 1, 1, 1, 2, 2, 2][first.month - 1]
      let index = first.year * 4 + current + amount
      return TimePoint(grain: .season, year: Self.divide(index, 4), part: index - Self.divide(index, 4) * 4)
    case .month:
      guard grain >= .month, let first = firstDay else { return nil }
      let index = first.year * 12 + first.month - 1 + amount
      return .month(Self.divide(index, 12), index - Self.divide(index, 12) * 12 + 1)
    case .week, .fortnight:
      guard grain >= .week, let first = firstDay else { return nil }
      return .week(of: first.adding(days: amount * (unit == .week ? 7 : 14)))
    case .weekend:
      guard grain >= .week, let first = firstDay else { return nil }
      var week = TimePoint.week(of: first.adding(days: amount * 7))
      week.clock = "-WE"
      return week
    case .day:
      guard grain >= .day, let first = firstDay else { return nil }
      return .day(first.adding(days: amount))
    case .hour, .minute, .second:
      guard grain >= .day, let first = firstDay else { return nil }
      var point = TimePoint.day(first)
      point.grain = .time
      point.clock = clock
      return point
    }
  }

  static func yearText(_ year: Int) -> String { year > 0 ? pad(year, 4) : "BC" + pad(1 - year, 4) }

  static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  static func divide(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
  }

  private static func floor(_ number: Int, _ step: Int) -> Int { divide(number, step) * step }
}

extension TimePoint {
  /// The year, month or day that an EDTF value names, of an interval its beginning; nil where it is open or a season.
  init?(edtf: String) {
    let start = edtf.prefix { $0 != "/" && $0 != "~" }
    guard let first = ExtendedDate.bounds(of: String(start))?.earliest else { return nil }
    let fields = start.drop { $0 == "-" }.split(separator: "-")
    guard fields.first?.contains("X") == false, fields.count < 2 || fields[1] <= "12" else { return nil }
    switch fields.count {
    case 1: self = .year(first.year)
    case 2: self = .month(first.year, first.month)
    default: self = .day(first)
    }
  }
}
