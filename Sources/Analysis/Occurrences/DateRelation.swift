import Findings

/// How the dates of two reports stand to each other.
///
/// A date whose year the text doesn't say is soft: its month and day are compared, its year isn't.
enum DateRelation: Sendable {
  /// One of them has no date, or they can't be compared.
  case unknown
  case sameDay, withinMonth, withinYear, withinAge
  /// At most two days apart, neither vaguer than a month.
  case near
  /// At most a month apart.
  case off
  case apart
  case softDay, softNear, softFar, softMonth

  var feature: PairFeature {
    switch self {
    case .unknown: .dateUnknown
    case .sameDay: .dateSameDay
    case .withinMonth: .dateWithinMonth
    case .withinYear: .dateWithinYear
    case .withinAge: .dateWithinAge
    case .near: .dateNear
    case .off: .dateOff
    case .apart: .dateApart
    case .softDay: .dateSoftDay
    case .softNear: .dateSoftNear
    case .softFar: .dateSoftFar
    case .softMonth: .dateSoftMonth
    }
  }

  init(_ left: ReportSignature, _ right: ReportSignature) {
    guard let leftDate = left.date, let rightDate = right.date, let (leftFirst, leftLast) = Self.days(left),
      let (rightFirst, rightLast) = Self.days(right)
    else {
      self = .unknown
      return
    }
    let gap = max(leftFirst, rightFirst) - min(leftLast, rightLast)
    let width = max(leftLast - leftFirst, rightLast - rightFirst)
    if gap > 0, !(left.isYearStated && right.isYearStated) {
      guard let one = Self.monthAndDay(leftDate), let other = Self.monthAndDay(rightDate) else {
        self = .unknown
        return
      }
      guard one.month == other.month else {
        self = .softMonth
        return
      }
      guard let day = one.day, let otherDay = other.day else {
        self = .softDay
        return
      }
      self = day == otherDay ? .softDay : abs(day - otherDay) <= 2 ? .softNear : .softFar
      return
    }
    if gap <= 0 {
      self = width == 0 ? .sameDay : width <= 31 ? .withinMonth : width <= 366 ? .withinYear : .withinAge
    } else if gap <= 2, width <= 31 {
      self = .near
    } else {
      self = gap <= 31 ? .off : .apart
    }
  }

  /// First and last day; what goes on from a day is taken for the month from it, what ended by a day for the generation
  /// before it.
  private static func days(_ report: ReportSignature) -> (Int, Int)? {
    switch (report.firstDay, report.lastDay) {
    case (let first?, let last?): (first, last)
    case (let first?, nil): (first, first + 31)
    case (nil, let last?): (last - 30 * 366, last)
    case (nil, nil): nil
    }
  }

  /// Month and day of `2014-03-17` and `2014-03`; nil for what is vaguer or an interval.
  private static func monthAndDay(_ edtf: String) -> (month: Int, day: Int?)? {
    guard !edtf.contains("/") else { return nil }
    let fields = edtf.drop { $0 == "-" }.split(separator: "-")
    guard fields.count > 1, let month = Int(fields[1].filter { !"~?%".contains($0) }) else { return nil }
    return (month, fields.count > 2 ? Int(fields[2].filter { !"~?%".contains($0) }) : nil)
  }
}
