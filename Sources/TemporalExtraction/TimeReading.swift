import Findings
import SourceTexts

/// The time expressions of a document and those that were refused.
public struct TimeReading: Hashable, Sendable, Codable {
  public var expressions: [TimeExpression]
  public var refusals: [TimeRefusal]
}
