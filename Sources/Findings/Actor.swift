import SourceTexts

/// PLOVER's actor code: the ISO 3166-1 alpha-3 code of a state, or one of IGO, UNO, EUR, NGO, ISM, IMG, MNC.
public struct ActorCode: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral, Comparable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public init(stringLiteral value: String) { self.rawValue = value }

  /// Whether it names a kind of organization and not a state.
  public var isKindOfOrganization: Bool {
    ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"].contains(rawValue)
  }

  public static func < (left: ActorCode, right: ActorCode) -> Bool { left.rawValue < right.rawValue }
}

/// PLOVER's sector codes, the primary ones first.
public enum Sector: String, Sendable, Codable, CaseIterable {
  case police = "COP"
  case government = "GOV"
  case judiciary = "JUD"
  case legislature = "LEG"
  case military = "MIL"
  case opposition = "OPP"
  case paramilitary = "PRM"
  case party = "PTY"
  case rebel = "REB"
  case intelligence = "SPY"
  case unidentifiedArmed = "UAF"
  case unknown = "UNK"
  case agriculture = "AGR"
  case business = "BUS"
  case crime = "CRM"
  case civilian = "CVL"
  case education = "EDU"
  case elite = "ELI"
  case journalist = "JRN"
  case labor = "LAB"
  case medical = "MED"
  case refugee = "REF"
  case religious = "REL"
  case social = "SOC"
}

/// Words of a text that stand for a political actor, and who that is at the time told of.
///
/// A mention of several ("both countries", "the two leaders") is several mentions with the same span.
public struct ActorMention: Hashable, Sendable, Codable {
  public enum Form: String, Sendable, Codable {
    /// A proper name: "Iran", "Vladimir Putin".
    case name
    /// An adjective or demonym that stands for the state: "Russian troops", "the Iranians".
    case demonym
    /// A description: "the foreign minister", "both countries".
    case nominal
    case pronoun
  }

  /// Nil where the actor is a political one whose state or kind isn't known.
  public var code: ActorCode?
  public var sector: Sector?
  /// The actor's usual name in the knowledge files ("Iran"), else the words themselves.
  public var name: String
  /// The actor's key in the knowledge files, where it is known: `state:IRN`, `person:mohammad-khatami`.
  public var identifier: String?
  /// Office held at the time told of.
  public var office: String?
  /// The key of the state that it was or belonged to at the time told of, where that is more than its code says:
  /// `polity:north-vietnam`.
  public var entity: String?
  public var form: Form
  /// The head word's place in the parse, so that coders can find it by token. Nil where it stands outside a passage.
  public var passage: Int?
  /// Tokens of that passage that the mention covers.
  public var tokens: Range<Int>?
  /// Its syntactic head among `tokens`.
  public var headToken: Int?
  public var evidence: Evidence

  public var span: Span { evidence.span }

  public init(
    code: ActorCode?, sector: Sector? = nil, name: String, identifier: String? = nil, office: String? = nil,
    form: Form = .name, passage: Int? = nil, tokens: Range<Int>? = nil, headToken: Int? = nil, evidence: Evidence
  ) {
    self.code = code
    self.sector = sector
    self.name = name
    self.identifier = identifier
    self.office = office
    self.form = form
    self.passage = passage
    self.tokens = tokens
    self.headToken = headToken
    self.evidence = evidence
  }
}
