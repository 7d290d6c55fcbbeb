import Findings
import SourceTexts

/// The time expressions of a document and those that were refused.
public struct TimeReading: Hashable, Sendable, Codable {
  public var expressions: [TimeExpression]
  public var refusals: [TimeRefusal]
}

/// Words that look like a date and name no day: "30 February 1932".
public struct TimeRefusal: Hashable, Sendable, Codable {
  public var span: Span
  public var rule: RuleIdentifier
  /// What is impossible about it.
  public var reason: String
}
