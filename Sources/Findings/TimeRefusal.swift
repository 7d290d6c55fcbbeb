import SourceTexts

/// Words that look like a date and name no day: "30 February 1932".
public struct TimeRefusal: Hashable, Sendable, Codable {
  public var span: Span
  public var rule: RuleIdentifier
  /// What is impossible about it.
  public var reason: String

  public init(span: Span, rule: RuleIdentifier, reason: String) {
    self.span = span
    self.rule = rule
    self.reason = reason
  }
}
