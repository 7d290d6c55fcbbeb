import Findings

/// An actor as a filter asks for it: everything of a state, what it was at a time, or one person or body.
public enum ActorTerm: Sendable, Hashable {
  /// `VNM`: both Vietnams and what came of them.
  case code(ActorCode)
  /// `polity:north-vietnam`: that state alone.
  case entity(String)
  /// `person:mohammad-khatami`: that person, body or organization alone.
  case identifier(String)

  /// As a filter's words have it, and as they can be read again.
  public var text: String {
    switch self {
    case .code(let code): code.rawValue
    case .entity(let key), .identifier(let key): key
    }
  }

  public var code: ActorCode? {
    if case .code(let code) = self { return code }
    return nil
  }

  func matches(_ key: ActorKey) -> Bool {
    switch self {
    case .code(let code): key.code == code.rawValue
    case .entity(let entity): key.entity == entity || key.identifier == entity
    case .identifier(let identifier): key.identifier == identifier
    }
  }
}

/// Who a party of a finding is: what lists filter and count by.
public struct ActorKey: Sendable, Hashable {
  /// Empty where the actor has none.
  public var code: String
  public var identifier: String
  public var entity: String
  /// Of speakers, as the text names them.
  public var name: String

  public init(code: String, identifier: String = "", entity: String = "", name: String = "") {
    self.code = code
    self.identifier = identifier
    self.entity = entity
    self.name = name
  }
}
