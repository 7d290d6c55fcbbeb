import SourceTexts

/// A quantity that means something: how much, of what, when.
public struct Figure: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case trade, arms, loan, claim, forces, casualties, share, distance, other
  }

  /// The number with its scale applied: 2100000000 for "$2.1 billion", 0.333… for "a third".
  public var value: Double
  /// ISO 4217 currency code, SI unit, or a plain word: USD, people, km, year, share.
  public var unit: String
  public var kind: Kind
  /// What it measures, in the text's words.
  public var measures: String
  /// "about", "more than", "up to": kept as the text has it; nil where exact.
  public var approximation: String?
  public var actors: [ActorCode]
  public var date: HistoricalDate?
  public var evidence: Evidence

  public var span: Span { evidence.span }

  public init(
    value: Double, unit: String, kind: Kind, measures: String, approximation: String? = nil,
    actors: [ActorCode] = [], date: HistoricalDate? = nil, evidence: Evidence
  ) {
    self.value = value
    self.unit = unit
    self.kind = kind
    self.measures = measures
    self.approximation = approximation
    self.actors = actors
    self.date = date
    self.evidence = evidence
  }
}
