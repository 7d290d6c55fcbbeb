import Findings
import ResourceTables

/// What a role noun stands for.
public enum RoleKind: String, Sendable, CaseIterable {
  /// One who holds an office: "foreign minister", "ambassador".
  case office
  /// Many at once: "government", "troops", "parliament".
  case collective
  /// People without office: "protesters", "refugees".
  case people
  /// The state itself: "the country".
  case country
  /// Only with "both" or "two": "both sides".
  case side
  /// Another than the one it belongs to: "its neighbour", "Iran's ally".
  case relation
  /// Somebody of the same office elsewhere: "his Russian counterpart".
  case counterpart
}

/// Role nouns, and the small words of names.
///
/// `actors/roles.tsv` has phrases with sector and kind, and a state's code with years where the phrase alone tells it
/// ("the shah"); `actors/name-words.tsv` has articles, particles and honorifics; `actors/compound-prefixes.tsv` what
/// stands before a hyphen ("Franco-").
package struct RoleLexicon: Sendable {
  package struct Role: Sendable {
    package var phrase: String
    package var sector: Sector?
    package var kind: RoleKind
    package var code: ActorCode?
    package var days: DayRange
    package var resource: ResourceReference

    /// Written with an accent that tells it from another word: "chargé", not "charge".
    package var isAccented: Bool { phrase.utf8.contains { $0 >= 0x80 } }
  }

  package enum Prefix: Sendable, Hashable {
    /// Stands for a state: "Sino-".
    case code(ActorCode)
    /// The name behind it names no actor: "anti-".
    case excludes
    /// Says nothing: "ex-".
    case ignored
  }

  package static let table = "actors/roles.tsv"

  package private(set) var roles: [Role] = []
  package private(set) var index = NameIndex(capacity: 2048)
  package private(set) var prefixes: [UInt64: Prefix] = [:]
  package private(set) var articles: Set<UInt64> = []
  package private(set) var nameParticles: Set<UInt64> = []
  /// The particles' letters, longest first.
  private(set) var particleLetters: [[UInt8]] = []
  package private(set) var honorifics: Set<UInt64> = []
  /// The states that a noun can mean, for nouns that fit some only: "the island".
  package private(set) var statesCalled: [String: Set<ActorCode>] = [:]
  /// States where the family name comes first.
  package private(set) var familyNameFirst: Set<ActorCode> = []

  init(folding: NameFolding, knowledge: KnowledgeTables) throws {
    try readWords(folding, knowledge)
    try readPrefixes(folding, knowledge)
    try readRoles(folding, knowledge)
    let table = try knowledge.table("actors/country-nouns.tsv")
    let (noun, codes) = (try table.index(of: "noun"), try table.index(of: "codes"))
    for row in table.rows {
      statesCalled[row.fields[noun]] = Set(
        row.fields[codes].split(separator: "|").map { ActorCode(rawValue: String($0)) })
    }
  }

  /// The role whose phrase has these words; of several the one that holds on `day`.
  package func role(of hash: UInt64, on day: Int32?) -> Role? {
    var best: Role?
    for posting in index.postings(of: hash) {
      let role = roles[Int(posting.record)]
      if let day, !role.days.contains(day) { continue }
      if best == nil || best?.code == nil { best = role }
    }
    return best
  }

  private mutating func readRoles(_ folding: NameFolding, _ knowledge: KnowledgeTables) throws {
    let table = try knowledge.table(Self.table)
    let (phrase, sector, kind) = (
      try table.index(of: "phrase"), try table.index(of: "sector"), try table.index(of: "kind")
    )
    let (code, from, to) = (try table.index(of: "code"), try table.index(of: "from"), try table.index(of: "to"))
    for row in table.rows {
      func value(_ column: Int, _ expected: String) -> ResourceError {
        ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: table.columns[column], got: row.fields[column], expected: expected))
      }
      guard let roleKind = RoleKind(rawValue: row.fields[kind]) else {
        throw value(kind, RoleKind.allCases.map(\.rawValue).joined(separator: ", "))
      }
      var roleSector: Sector?
      if !row.fields[sector].isEmpty {
        guard let known = Sector(rawValue: row.fields[sector]) else { throw value(sector, "a PLOVER sector") }
        roleSector = known
      }
      var days = DayRange.always
      if !row.fields[from].isEmpty {
        guard let year = Int(row.fields[from]), let day = CalendarDay(year: year, month: 1, day: 1) else {
          throw value(from, "a year")
        }
        days.first = Int32(clamping: day.dayNumber)
      }
      if !row.fields[to].isEmpty {
        guard let year = Int(row.fields[to]), let day = CalendarDay(year: year, month: 12, day: 31) else {
          throw value(to, "a year")
        }
        days.last = Int32(clamping: day.dayNumber)
      }
      let role = Role(
        phrase: row.fields[phrase], sector: roleSector, kind: roleKind,
        code: row.fields[code].isEmpty ? nil : ActorCode(rawValue: row.fields[code]), days: days,
        resource: ResourceReference(table: row.table, line: row.line))
      let words = folding.words(of: role.phrase)
      guard !words.isEmpty else { throw value(phrase, "words") }
      index.add(
        words.map(\.hash),
        posting: NameIndex.Posting(
          record: Int32(roles.count), next: -1, days: days, capitals: 0, possessives: 0, form: .name,
          isAcronym: false))
      roles.append(role)
    }
  }

  private mutating func readWords(_ folding: NameFolding, _ knowledge: KnowledgeTables) throws {
    let table = try knowledge.table("actors/name-words.tsv")
    let (word, kind) = (try table.index(of: "word"), try table.index(of: "kind"))
    for row in table.rows {
      guard let hash = folding.words(of: row.fields[word]).first?.hash else { continue }
      switch row.fields[kind] {
      case "article": articles.insert(hash)
      case "particle":
        nameParticles.insert(hash)
        particleLetters.append(Array(row.fields[word].utf8))
      case "honorific": honorifics.insert(hash)
      case "family-first": familyNameFirst.insert(ActorCode(rawValue: row.fields[word]))
      case let other:
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "kind", got: other, expected: "article, particle, honorific or family-first"))
      }
    }
  }

  /// `word` without a particle that is written together with it ("alsisi"), or nil where there is none.
  func withoutParticle(_ word: [UInt8]) -> [UInt8]? {
    let found = particleLetters.first { $0.count == 2 && word.count >= 6 && word.starts(with: $0) }
    return found.map { Array(word.dropFirst($0.count)) }
  }

  private mutating func readPrefixes(_ folding: NameFolding, _ knowledge: KnowledgeTables) throws {
    let table = try knowledge.table("actors/compound-prefixes.tsv")
    let (prefix, effect, code) = (
      try table.index(of: "prefix"), try table.index(of: "effect"), try table.index(of: "code")
    )
    for row in table.rows {
      guard let hash = folding.words(of: row.fields[prefix]).first?.hash else { continue }
      switch row.fields[effect] {
      case "code": prefixes[hash] = .code(ActorCode(rawValue: row.fields[code]))
      case "excludes": prefixes[hash] = .excludes
      case "ignored": prefixes[hash] = .ignored
      case let other:
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "effect", got: other, expected: "code, excludes or ignored"))
      }
    }
  }
}
