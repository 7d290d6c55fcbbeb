import Analysis
import Codebook
import Findings
import ResourceTables

/// How users call actors, on the command line and on the page: by code (VNM: all that has that code), by key
/// (`polity:north-vietnam`), or by name ("North Vietnam": that state; "Khatami": that person).
public struct ActorNaming: Sendable {
  private let lexicon: ActorLexicon
  private let aliases: CodeAliases

  /// - Throws: `ResourceError` where a table is malformed.
  public init(lexicon: ActorLexicon) throws {
    self.lexicon = lexicon
    aliases = try CodeAliases()
  }

  /// What a user's word was taken for.
  public struct Reading: Sendable, Hashable {
    public var term: ActorTerm
    /// The usual name; nil where the word was a code or a key.
    public var name: String?
    public var code: ActorCode?
    public var identifier: String?
  }

  /// Who is meant; nil where nobody is known by the word.
  ///
  /// - Parameter knows: whether a code is known that no table has, such as one that an archive holds.
  public func read(_ text: String, knows: (ActorCode) -> Bool = { _ in false }) -> Reading? {
    let code = aliases.code(text)
    if text.utf8.count == 3,
      code.isKindOfOrganization || Sector(rawValue: code.rawValue) != nil && knows(code)
        || lexicon.stateName(of: code) != nil || knows(code)
    {
      return Reading(term: .code(code), code: code)
    }
    if let colon = text.firstIndex(of: ":"), let kind = ActorKind(rawValue: String(text[..<colon])) {
      let isKnown = lexicon.listing(kind: kind).first { $0.identifier == text }
      guard let isKnown else { return nil }
      let term: ActorTerm = kind == .state || kind == .polity ? .entity(text) : .identifier(text)
      return Reading(term: term, code: isKnown.code, identifier: text)
    }
    guard let found = lexicon.resolve(name: text, on: nil) else { return nil }
    switch found.kind {
    case .polity:
      return Reading(term: .entity(found.identifier), name: found.name, code: found.code, identifier: found.identifier)
    case .person, .organization, .group, .body:
      return Reading(
        term: .identifier(found.identifier), name: found.name, code: found.code, identifier: found.identifier)
    case .state, .place, .grouping, .blocked:
      return found.code.map {
        Reading(
          term: .code($0), name: lexicon.stateName(of: $0) ?? found.name, code: $0, identifier: "state:\($0.rawValue)")
      }
    }
  }

  /// The usual name of what has a code.
  public func name(of code: ActorCode) -> String { lexicon.stateName(of: code) ?? code.rawValue }

  /// Names of states, organizations and people that a mistyped one may have meant, at most three.
  ///
  /// - Complexity: linear in the number of names known.
  public func namesLike(_ text: String) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    func add(_ name: String) { if seen.insert(name).inserted { names.append(name) } }
    for kind in [ActorKind.state, .polity, .organization, .person] {
      for row in lexicon.listing(kind: kind) {
        add(row.name)
        if kind == .person {
          add(row.name.split(separator: " ").last.map(String.init) ?? row.name)
        } else {
          row.otherNames.forEach(add)
        }
      }
    }
    return NearMiss.candidates(for: text, among: names, limit: 3)
  }
}
