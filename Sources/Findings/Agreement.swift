import SourceTexts

/// A treaty, pact, deal or membership as a thing with a life.
public struct Agreement: Hashable, Sendable, Codable {
  public enum Status: String, Sendable, Codable, CaseIterable {
    case proposed
    case signed
    case inForce = "in force"
    case suspended
    case ended
  }

  public var name: String
  /// Key in the knowledge file, where it is known: `jcpoa`.
  public var identifier: String?
  public var parties: [ActorCode]
  public var date: HistoricalDate?
  public var status: Status
  public var evidence: Evidence

  public var span: Span { evidence.span }

  public init(
    name: String, identifier: String? = nil, parties: [ActorCode] = [], date: HistoricalDate? = nil, status: Status,
    evidence: Evidence
  ) {
    self.name = name
    self.identifier = identifier
    self.parties = parties
    self.date = date
    self.status = status
    self.evidence = evidence
  }
}
