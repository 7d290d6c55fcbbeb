import Findings
import ResourceTables

/// The actors known by name: states and what they were called, people with their terms of office, organizations,
/// armed groups, government bodies, places.
///
/// Names hold at dates: ``resolve(name:on:)`` gives the one meant at a day.
///
/// ```
/// let lexicon = try ActorLexicon.load()
/// lexicon.resolve(name: "Persia", on: CalendarDay("1921-02-26"))?.code   // IRN
/// ```
///
/// A user's tables come on top (see ``load(userTables:)``).
///
/// - Complexity: loading is linear in the tables' bytes, about 2 ms for each 1,000 rows with their names.
public struct ActorLexicon: Sendable {
  package internal(set) var bytes: [UInt8] = []
  package internal(set) var tables: [Table] = []
  package internal(set) var records: [ActorRecord] = []
  package internal(set) var index: NameIndex
  /// Words before a name that aren't part of it, by hash.
  package internal(set) var honorifics: Set<UInt64> = []
  package let folding: NameFolding
  package let transliteration: Transliteration
  package let roles: RoleLexicon
  public let memberships: Memberships
  let people: LazyValue<PeopleIndex>
  /// State codes' main records, for names by code.
  package internal(set) var stateOfCode: [ActorCode: Int32] = [:]

  /// A table that was loaded.
  package struct Table: Sendable {
    package var name: String
    package var version: String?
    package var isUserDefined: Bool
  }

  init(knowledge: KnowledgeTables) throws {
    index = NameIndex(capacity: 1 << 16)
    folding = try NameFolding()
    transliteration = try Transliteration()
    roles = try RoleLexicon(folding: folding, knowledge: knowledge)
    memberships = try Memberships(knowledge)
    people = LazyValue()
  }

  /// Reads the embedded tables, then the user's.
  ///
  /// A user's table has the columns `name` and `code` and any of `kind` (state, person, organization, group, body,
  /// place, blocked; person where `office` is given, else group), `aliases`, `adjectives` (`|`-separated), `sector`,
  /// `office`, `from`, `to`, `key`. Its names come before those of the embedded tables; `blocked` makes a name no
  /// actor at all.
  ///
  /// - Throws: ``ResourceError`` with file and line of the first malformed row.
  public static func load(
    userTables: [ResourceTable] = [], knowledge: KnowledgeTables = .embedded
  ) throws -> ActorLexicon {
    var lexicon = try ActorLexicon(knowledge: knowledge)
    var loader = ActorLexiconLoader()
    for name in EmbeddedTables.names where name.hasPrefix("actors/") {
      guard let kind = ActorTableKind(tableName: name), let bytes = EmbeddedTables.bytes(of: name) else { continue }
      try loader.load(name, kind: kind, bytes: bytes, into: &lexicon)
    }
    for overlay in knowledge.overlays {
      let kind = ActorTableKind(tableName: overlay.target)
      guard kind != nil || overlay.target == KnowledgeOverlay.names else { continue }
      try loader.load(userTable: overlay.table, kind: kind?.actorKind, into: &lexicon)
    }
    for table in userTables { try loader.load(userTable: table, kind: nil, into: &lexicon) }
    return lexicon
  }

  /// The characters of `text`.
  package func string(_ text: ActorText) -> String {
    let start = Int(text.start)
    return String(decoding: bytes[start..<(start + Int(text.count))], as: UTF8.self)
  }

  /// The key that findings keep: `state:IRN`, `person:mohammad-khatami`.
  package func identifier(of record: ActorRecord) -> String {
    record.kind.rawValue + ":" + string(record.key)
  }

  /// The row of the file that made `record`.
  package func reference(to record: ActorRecord) -> ResourceReference {
    ResourceReference(table: tables[Int(record.table)].name, line: Int(record.line))
  }

  /// The records with the same key as `record`, it included, by the order of the tables: a person's terms of office.
  package func terms(of record: Int32) -> [Int32] {
    var terms: [Int32] = []
    var next = record
    while next >= 0 {
      terms.append(next)
      next = records[Int(next)].next
    }
    return terms
  }

  /// The first record with the key of `record`.
  package func firstTerm(of record: Int32) -> Int32 {
    var first = record
    while records[Int(first)].previous >= 0 { first = records[Int(first)].previous }
    return first
  }

  /// The usual name of the state with this code.
  package func stateName(of code: ActorCode) -> String? {
    stateOfCode[code].map { string(records[Int($0)].name) }
  }
}
