// The interface that Pipeline calls, empty: delete this file when the target's own types land (Pipeline must still build;
// adapt Sources/Pipeline where the real signature is better).
import Findings
import ResourceTables
public struct ActorResolution: Sendable { public var code: ActorCode?; public var sector: Sector?; public var name: String; public var office: String? }
public struct ActorLexicon: Sendable {
  public static func load(userTables: [ResourceTable] = []) throws -> ActorLexicon { ActorLexicon() }
  public func resolve(name: String, on: CalendarDay?) -> ActorResolution? { nil }
}
