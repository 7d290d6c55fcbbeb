import Findings

/// Who a name stands for at a date.
public struct ActorResolution: Hashable, Sendable {
  public var code: ActorCode?
  public var sector: Sector?
  /// The usual name in the knowledge files.
  public var name: String
  /// The key in the knowledge files: `person:mohammad-khatami`.
  public var identifier: String
  /// The office held at the date, or, where the person held none then, the nearest one before or after.
  public var office: String?
  public var kind: ActorKind
  /// Estimated probability in 0...1 that this is who is meant.
  public var confidence: Double
  public var resource: ResourceReference
}
