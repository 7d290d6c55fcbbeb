import SourceTexts

/// The stable name of a rule: lower-case words in dotted groups, `time.month-day-year`, `event.verb-frame`.
///
/// It is kept with every finding and never reused for another rule.
public struct RuleIdentifier: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public init(stringLiteral value: String) { self.rawValue = value }
}

/// A row of a knowledge file that took part in a finding.
public struct ResourceReference: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The file's name, such as `actors/states.tsv`.
  public var table: String
  /// Line from 1.
  public var line: Int

  /// `actors/states.tsv:12`
  public var description: String { "\(table):\(line)" }

  public init(table: String, line: Int) {
    self.table = table
    self.line = line
  }
}

/// Why a finding was made, and where: the words, the rule, the rows of knowledge, and how sure the coder is.
public struct Evidence: Hashable, Sendable, Codable {
  /// The words of the document that show it.
  public var span: Span
  public var rule: RuleIdentifier
  /// Estimated probability in 0...1 that the finding is right.
  public var confidence: Double
  public var resources: [ResourceReference]

  public init(span: Span, rule: RuleIdentifier, confidence: Double = 1, resources: [ResourceReference] = []) {
    self.span = span
    self.rule = rule
    self.confidence = confidence
    self.resources = resources
  }
}
