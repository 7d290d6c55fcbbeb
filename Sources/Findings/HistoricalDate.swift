import SourceTexts

/// Where an event's date comes from.
public enum DateBasis: String, Sendable, Codable, CaseIterable {
  /// Stated in the event's own clause.
  case explicit
  /// Carried from a neighbouring sentence.
  case carried
  /// Reckoned from another date: "the following month".
  case relative
  /// Only the day of publication is known; never used unless asked for.
  case publication
  /// The text doesn't tell.
  case none
}

/// When something happened, as precisely as the text allows and no more precisely.
///
/// `edtf` is a value of the Extended Date/Time Format (ISO 8601-2:2019 level 1 with the level 2 `198X` decades):
/// `1829-02`, `1804/1813`, `198X`, `1979~`, `1990/..` (open end). `earliest` and `latest` are the first and last day
/// that it admits; nil on a side that is open.
public struct HistoricalDate: Hashable, Sendable, Codable {
  public var edtf: String
  public var earliest: CalendarDay?
  public var latest: CalendarDay?
  public var basis: DateBasis
  /// The words of the document that give it, where there are any.
  public var expression: Span?
  public var rule: RuleIdentifier?
  /// Estimated probability in 0...1 that this is the event's date.
  public var confidence: Double

  /// Makes a date from an EDTF value, or nil where the value is malformed or names a day that doesn't exist.
  ///
  /// ```
  /// HistoricalDate(edtf: "1829-02", basis: .explicit)?.latest == CalendarDay("1829-02-28")
  /// HistoricalDate(edtf: "2001-02-30", basis: .explicit) == nil
  /// HistoricalDate(edtf: "", basis: .none) == nil
  /// ```
  public init?(
    edtf: String, basis: DateBasis, expression: Span? = nil, rule: RuleIdentifier? = nil, confidence: Double = 1
  ) {
    guard let bounds = ExtendedDate.bounds(of: edtf) else { return nil }
    self.edtf = edtf
    self.earliest = bounds.earliest
    self.latest = bounds.latest
    self.basis = basis
    self.expression = expression
    self.rule = rule
    self.confidence = confidence
  }
}

extension HistoricalDate {
  /// Makes a date whose bounds are known already, as an archive keeps them.
  package init(
    known edtf: String, earliest: CalendarDay?, latest: CalendarDay?, basis: DateBasis, expression: Span? = nil,
    rule: RuleIdentifier? = nil, confidence: Double = 1
  ) {
    self.edtf = edtf
    self.earliest = earliest
    self.latest = latest
    self.basis = basis
    self.expression = expression
    self.rule = rule
    self.confidence = confidence
  }
}

/// Reads the bounds of EDTF values.
public enum ExtendedDate {
  /// First and last day that `value` admits, nil on an open side; nil altogether where `value` is not EDTF as used
  /// here: `Y`, `Y-M`, `Y-M-D`, season months 21–24, `X` for unknown last digits of the year, a trailing `~`, `?` or
  /// `%`, and intervals of those with `..` or nothing for an open end.
  public static func bounds(of value: String) -> (earliest: CalendarDay?, latest: CalendarDay?)? {
    let parts = value.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1:
      guard let (low, high) = single(parts[0]) else { return nil }
      return (low, high)
    case 2:
      var low: CalendarDay?
      var high: CalendarDay?
      if parts[0] != "..", !parts[0].isEmpty {
        guard let start = single(parts[0]) else { return nil }
        low = start.0
      }
      if parts[1] != "..", !parts[1].isEmpty {
        guard let end = single(parts[1]) else { return nil }
        high = end.1
      }
      guard low != nil || high != nil else { return nil }
      if let low, let high, low > high { return nil }
      return (low, high)
    default: return nil
    }
  }

  private static func single(_ value: Substring) -> (CalendarDay, CalendarDay)? {
    var value = value
    if let last = value.last, "~?%".contains(last) { value = value.dropLast() }
    let isNegative = value.first == "-"
    if isNegative { value = value.dropFirst() }
    let fields = value.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(fields.count), fields[0].utf8.count == 4 else { return nil }
    let unknown = fields[0].reversed().prefix { $0 == "X" }.count
    guard unknown < 4, fields[0].dropLast(unknown).utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let known = Int(fields[0].dropLast(unknown))
    else { return nil }
    let scale = [1, 10, 100, 1000][unknown]
    var lowYear = known * scale
    var highYear = lowYear + scale - 1
    if isNegative { (lowYear, highYear) = (-highYear, -lowYear) }
    if fields.count == 1 {
      guard let low = CalendarDay(year: lowYear, month: 1, day: 1),
        let high = CalendarDay(year: highYear, month: 12, day: 31)
      else { return nil }
      return (low, high)
    }
    guard unknown == 0, fields[1].utf8.count == 2, let month = Int(fields[1]) else { return nil }
    if fields.count == 3 {
      guard fields[2].utf8.count == 2, let number = Int(fields[2]),
        let day = CalendarDay(year: lowYear, month: month, day: number)
      else { return nil }
      return (day, day)
    }
    // ISO 8601-2 sub-year groupings: 21 spring, 22 summer, 23 autumn, 24 winter (northern, as in EDTF level 1).
    if (21...24).contains(month) {
      let first = [3, 6, 9, 12][month - 21]
      guard let low = CalendarDay(year: lowYear, month: first, day: 1) else { return nil }
      return (low, low.adding(months: 3).adding(days: -1))
    }
    guard let low = CalendarDay(year: lowYear, month: month, day: 1) else { return nil }
    return (low, low.adding(months: 1).adding(days: -1))
  }
}
