import SourceTexts

/// A direct quotation or reported speech.
public struct Statement: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable, Codable {
    case direct
    case indirect
  }

  public var kind: Kind
  /// As the text names the speaker.
  public var speaker: Attribution?
  /// "then-Iranian President", as the text gives it.
  public var role: String?
  public var addressee: Attribution?
  /// Whom it is about.
  public var about: [ActorCode]
  /// −1, 0 or +1 towards those it is about.
  public var stance: Int
  public var date: HistoricalDate?
  /// Where it was published, if told.
  public var outlet: String?
  public var evidence: Evidence

  public var span: Span { evidence.span }

  public init(
    kind: Kind, speaker: Attribution?, role: String? = nil, addressee: Attribution? = nil, about: [ActorCode] = [],
    stance: Int = 0, date: HistoricalDate? = nil, outlet: String? = nil, evidence: Evidence
  ) {
    self.kind = kind
    self.speaker = speaker
    self.role = role
    self.addressee = addressee
    self.about = about
    self.stance = stance
    self.date = date
    self.outlet = outlet
    self.evidence = evidence
  }
}
