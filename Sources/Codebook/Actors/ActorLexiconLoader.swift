import Findings
import ResourceTables

/// The formats of actors' tables, by file name.
enum ActorTableKind {
  case states, polities, people, organizations, groups, bodies, places, groupings, blocked

  /// Nil for tables that hold no actors.
  init?(tableName: String) {
    let file = tableName.split(separator: "/").last.map(String.init) ?? tableName
    switch file {
    case "states.tsv": self = .states
    case "polities.tsv": self = .polities
    case "organizations.tsv": self = .organizations
    case "groups.tsv": self = .groups
    case "bodies.tsv": self = .bodies
    case "places.tsv": self = .places
    case "groupings.tsv": self = .groupings
    case "blocked.tsv": self = .blocked
    case let name where name.hasPrefix("people-") || name == "people.tsv": self = .people
    default: return nil
    }
  }

  var actorKind: ActorKind {
    switch self {
    case .states: .state
    case .polities: .polity
    case .people: .person
    case .organizations: .organization
    case .groups: .group
    case .bodies: .body
    case .places: .place
    case .groupings: .grouping
    case .blocked: .blocked
    }
  }
}

/// Puts rows of tables into a lexicon.
struct ActorLexiconLoader {
  private var recordOfKey: [UInt64: Int32] = [:]
  private var lastOfKey: [UInt64: Int32] = [:]
  private var wordHashes: [UInt64] = []
  private static let sectors: [UInt32: Sector] = Dictionary(
    uniqueKeysWithValues: Sector.allCases.map { (packed(Array($0.rawValue.utf8)[...]), $0) })

  init() {
    recordOfKey.reserveCapacity(16_384)
    lastOfKey.reserveCapacity(16_384)
    wordHashes.reserveCapacity(32)
  }

  private static func packed(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func load(
    _ name: String, kind: ActorTableKind, bytes: UnsafeBufferPointer<UInt8>, into lexicon: inout ActorLexicon
  ) throws {
    let start = lexicon.bytes.count
    lexicon.bytes.append(contentsOf: bytes)
    try read(name, kind: kind.actorKind, region: start..<lexicon.bytes.count, isUserDefined: false, into: &lexicon)
  }

  /// A user's table, whose rows may be of any kind.
  mutating func load(userTable: ResourceTable, kind: ActorKind?, into lexicon: inout ActorLexicon) throws {
    _ = try userTable.index(of: "name")
    _ = try userTable.index(of: "code")
    // Written out again line by line, so that a row keeps the number it has in the user's file.
    let start = lexicon.bytes.count
    var line = 1
    lexicon.bytes.append(contentsOf: userTable.columns.joined(separator: "\t").utf8)
    for row in userTable.rows {
      while line < row.line {
        lexicon.bytes.append(0x0A)
        line += 1
      }
      lexicon.bytes.append(contentsOf: row.fields.joined(separator: "\t").utf8)
    }
    try read(userTable.name, kind: kind, region: start..<lexicon.bytes.count, isUserDefined: true, into: &lexicon)
    lexicon.tables[lexicon.tables.count - 1].version = userTable.head["version"]
  }

  private mutating func read(
    _ name: String, kind: ActorKind?, region: Range<Int>, isUserDefined: Bool, into lexicon: inout ActorLexicon
  ) throws {
    let bytes = lexicon.bytes
    let number = UInt8(clamping: lexicon.tables.count)
    lexicon.tables.append(ActorLexicon.Table(name: name, version: nil, isUserDefined: isUserDefined))
    try bytes.withUnsafeBufferPointer { buffer in
      var reader = try ActorTableReader(table: name, bytes: buffer, region: region)
      lexicon.tables[Int(number)].version = reader.version
      let columns = Columns(reader.columns)
      guard let nameColumn = columns.name else {
        throw ResourceError(table: name, line: 1, reason: .missingColumn("name", among: reader.columns))
      }
      while try reader.readRow() {
        let isPerson = columns.office.map { !reader.fields[$0].isEmpty } ?? false
        var kind = kind ?? (isPerson ? .person : .group)
        if isUserDefined {
          if let column = columns.kind, !reader.fields[column].isEmpty {
            guard let given = ActorKind(rawValue: reader.string(reader.fields[column])) else {
              throw reader.fieldError(column, expected: ActorKind.allCases.map(\.rawValue).joined(separator: ", "))
            }
            kind = given
          }
        }
        var record = ActorRecord(
          kind: kind, table: number, line: reader.line,
          key: reader.text(columns.key ?? columns.code ?? nameColumn), name: reader.text(nameColumn),
          isUserDefined: isUserDefined)
        if let column = columns.office { record.office = reader.text(column) }
        if let column = columns.aliases { record.aliases = reader.text(column) }
        if isUserDefined, columns.key == nil { record.key = record.name }
        if kind == .place { record.key = record.name }
        if let column = columns.code ?? columns.codes { record.setCode(packed: try code(column, reader)) }
        if let column = columns.sector {
          // A kind of organization in the sector's place: who heads one speaks for it and not for a state.
          if let kind = Self.kindOfOrganization(reader.fields[column], reader.bytes) {
            record.code = kind
            record.sector = .government
          } else {
            record.sector = try sector(column, reader)
          }
        }
        if let from = columns.from, let to = columns.to { record.days = try reader.days(from: from, to: to) }
        try add(record, reader: reader, columns: columns, into: &lexicon)
      }
    }
  }

  /// The letters of the first code of a field in one number; 0 where there is none.
  private func code(_ column: Int, _ reader: ActorTableReader) throws -> UInt32 {
    var range = reader.fields[column]
    if let bar = range.first(where: { reader.bytes[$0] == 0x7C }) { range = range.lowerBound..<bar }
    if range.isEmpty || range.count == 3 && reader.bytes[range.lowerBound] == 0x2D { return 0 }
    guard range.count == 3, range.allSatisfy({ reader.bytes[$0] >= 0x41 && reader.bytes[$0] <= 0x5A }) else {
      throw reader.fieldError(column, expected: "three capitals, such as an ISO 3166-1 alpha-3 code")
    }
    return Self.packed(reader.bytes[range])
  }

  private static func kindOfOrganization(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> ActorCode? {
    guard range.count == 3, sectors[packed(bytes[range])] == nil else { return nil }
    let code = ActorCode(rawValue: String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self))
    return code.isKindOfOrganization ? code : nil
  }

  private func sector(_ column: Int, _ reader: ActorTableReader) throws -> Sector? {
    let range = reader.fields[column]
    if range.isEmpty { return nil }
    guard let sector = Self.sectors[Self.packed(reader.bytes[range])] else {
      throw reader.fieldError(column, expected: "a PLOVER sector such as GOV")
    }
    return sector
  }

  private mutating func add(
    _ made: ActorRecord, reader: ActorTableReader, columns: Columns, into lexicon: inout ActorLexicon
  ) throws {
    var record = made
    let number = Int32(lexicon.records.count)
    // Kind and key make one actor of several rows.
    var keyHash: UInt64 = 0xCBF2_9CE4_8422_2325
    // The whole kind: persons, polities and places begin alike.
    for byte in record.kind.rawValue.utf8 { keyHash = (keyHash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let keyStart = Int(record.key.start)
    for place in keyStart..<(keyStart + Int(record.key.count)) {
      keyHash = (keyHash ^ UInt64(reader.bytes[place])) &* 0x0000_0100_0000_01B3
    }
    let isTerm = record.kind == .person || record.kind == .organization
    if isTerm, let last = lastOfKey[keyHash] {
      lexicon.records[Int(last)].next = number
      record.previous = last
    }
    if recordOfKey[keyHash] == nil || !isTerm { recordOfKey[keyHash] = number }
    lastOfKey[keyHash] = number
    lexicon.records.append(record)
    // A person's names lead to the first term.
    let target = isTerm ? recordOfKey[keyHash] ?? number : number
    if record.kind == .state, let code = record.code, lexicon.stateOfCode[code] == nil {
      lexicon.stateOfCode[code] = number
    }

    func put(_ range: Range<Int>, _ form: NameForm, _ days: DayRange = .always) {
      addName(range, form, days, target: target, bytes: reader.bytes, into: &lexicon)
    }
    if let name = columns.name { put(reader.fields[name], .name) }
    if record.kind == .person, let name = columns.name {
      addSurname(of: reader.fields[name], target: target, bytes: reader.bytes, into: &lexicon)
    }
    if let column = columns.formalNames { try reader.forEachItem(of: column) { put($0, .formal, $1) } }
    if let column = columns.aliases { try reader.forEachItem(of: column) { put($0, .alias, $1) } }
    if let column = columns.adjectives { try reader.forEachItem(of: column) { put($0, .adjective, $1) } }
    if let column = columns.demonyms { try reader.forEachItem(of: column) { put($0, .demonym, $1) } }
    if let column = columns.capital { try reader.forEachItem(of: column) { put($0, .capital, $1) } }
    if let column = columns.seats { try reader.forEachItem(of: column) { put($0, .seat, $1) } }
  }

  private mutating func addName(
    _ range: Range<Int>, _ form: NameForm, _ days: DayRange, target: Int32, bytes: UnsafeBufferPointer<UInt8>,
    into lexicon: inout ActorLexicon
  ) {
    wordHashes.removeAll(keepingCapacity: true)
    var capitals: UInt16 = 0
    var possessives: UInt16 = 0
    var letters = 0
    var isUppercase = true
    lexicon.folding.forEachWord(in: UnsafeBufferPointer(rebasing: bytes[range])) { word in
      // A leading article is no part of a name.
      if wordHashes.isEmpty, !word.isCapitalised, lexicon.roles.articles.contains(word.hash) { return }
      let place = wordHashes.count
      if place < 16 {
        if word.isCapitalised { capitals |= 1 << UInt16(place) }
        if word.isPossessive { possessives |= 1 << UInt16(place) }
      }
      letters += word.letterCount
      isUppercase = isUppercase && (word.isUppercase || word.letterCount == 1 && word.isCapitalised)
      wordHashes.append(word.hash)
    }
    if !wordHashes.isEmpty, wordHashes.count <= 16 { possessives &= ~(1 << UInt16(wordHashes.count - 1)) }
    lexicon.index.add(
      wordHashes,
      posting: NameIndex.Posting(
        record: target, next: -1, days: days, capitals: capitals, possessives: possessives, form: form,
        isAcronym: isUppercase && letters <= 8))
  }

  /// The family name of a full name: its last word, with the particles before it too.
  private mutating func addSurname(
    of range: Range<Int>, target: Int32, bytes: UnsafeBufferPointer<UInt8>, into lexicon: inout ActorLexicon
  ) {
    var words: [NameWord] = []
    lexicon.folding.forEachWord(in: UnsafeBufferPointer(rebasing: bytes[range])) { words.append($0) }
    guard words.count > 1 else { return }
    let isFamilyFirst = lexicon.records[Int(target)].code.map { lexicon.roles.familyNameFirst.contains($0) } ?? false
    let last = isFamilyFirst ? words[0] : words[words.count - 1]
    guard last.letterCount > 2, last.isCapitalised, !last.isRegnalNumber else { return }
    func shifted(_ inner: Range<Int>) -> Range<Int> {
      (range.lowerBound + inner.lowerBound)..<(range.lowerBound + inner.upperBound)
    }
    addName(shifted(last.range), .surname, .always, target: target, bytes: bytes, into: &lexicon)
    guard !isFamilyFirst else { return }
    var first = words.count - 1
    while first > 1, lexicon.roles.nameParticles.contains(words[first - 1].hash) { first -= 1 }
    if first < words.count - 1 {
      addName(
        shifted(words[first].range.lowerBound..<last.range.upperBound), .surname, .always, target: target,
        bytes: bytes, into: &lexicon)
    }
  }

  /// Where the columns of a table stand.
  private struct Columns {
    var name: Int?, key: Int?, code: Int?, codes: Int?, kind: Int?, sector: Int?, office: Int?, from: Int?, to: Int?
    var aliases: Int?, formalNames: Int?, adjectives: Int?, demonyms: Int?, capital: Int?, seats: Int?

    init(_ columns: [String]) {
      func place(_ name: String) -> Int? { columns.firstIndex(of: name) }
      (name, key, code, codes, kind) = (place("name"), place("key"), place("code"), place("codes"), place("kind"))
      (sector, office, from, to) = (place("sector"), place("office"), place("from"), place("to"))
      (aliases, formalNames, adjectives) = (place("aliases"), place("formal_names"), place("adjectives"))
      (demonyms, capital, seats) = (place("demonyms"), place("capital"), place("seats"))
    }
  }
}
