import SourceTexts

/// The types of TimeML 1.2.1's TIMEX3.
public enum TimeExpressionType: String, Sendable, Codable, CaseIterable {
  case date = "DATE"
  case time = "TIME"
  case duration = "DURATION"
  case set = "SET"
}

/// A TIMEX3 time expression (TimeML 1.2.1): its words, type and normalised value.
public struct TimeExpression: Hashable, Sendable, Codable {
  public var type: TimeExpressionType
  /// TIMEX3 value: `1829-02`, `P3D`, `PAST_REF`, `BC0264`, `XXXX-WXX-2`.
  public var value: String
  /// TIMEX3 `mod`: START, MID, END, APPROX, BEFORE, AFTER, LESS_THAN, …
  public var modifier: String?
  /// What it means for dating an event, an EDTF value, where it names a time on the calendar; also for one half of a
  /// range ("from 1804 to 1813" gives both halves `1804/1813`).
  public var edtf: String?
  /// explicit, or relative where it was reckoned from another time.
  public var basis: DateBasis
  public var evidence: Evidence

  public var span: Span { evidence.span }

  public init(
    type: TimeExpressionType, value: String, modifier: String? = nil, edtf: String? = nil,
    basis: DateBasis = .explicit, evidence: Evidence
  ) {
    self.type = type
    self.value = value
    self.modifier = modifier
    self.edtf = edtf
    self.basis = basis
    self.evidence = evidence
  }
}
