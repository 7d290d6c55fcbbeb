import ResourceTables

/// Words that time expressions are made of, and what each can stand for.
///
/// Reads `times/words.tsv` (one word, class and value a row) and takes on the literal words of the rules.
struct TimeLexicon: Sendable {
  /// What must hold of a token for a sense to count.
  struct Entry: Sendable {
    var sense: TimeSense
    /// Only where the word is written with a capital ("March").
    var needsCapital: Bool
    /// Only where the tagger saw no verb ("may", "march", "fall").
    var isNominal: Bool
    /// Only where the tagger saw a noun ("a second").
    var isNoun: Bool
    /// Only behind a preposition or before a year ("in the fall"; not "the fall of prices").
    var isAdverbial: Bool
  }

  static let firstLiteral = UInt16(TimeWordClass.allCases.count)

  private var entries: [[UInt8]: [Entry]] = [:]
  private var literals: [String: UInt16] = [:]
  /// Byte lengths of the longest word and a set of possible first bytes, so that most words of a text are passed over
  /// without a look-up.
  private var longest = 0
  private var firstBytes = [Bool](repeating: false, count: 256)

  init(words table: ResourceTable) throws {
    let word = try table.index(of: "word")
    let kind = try table.index(of: "class")
    let value = try table.index(of: "value")
    let condition = try table.index(of: "only")
    for row in table.rows {
      guard let wordClass = TimeWordClass(rawValue: row.fields[kind]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .unknown(
            column: "class", what: "class", got: row.fields[kind], among: TimeWordClass.allCases.map(\.rawValue)))
      }
      guard let number = Self.number(of: row.fields[value], in: wordClass) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "value", got: row.fields[value], expected: "a number or a name that the class knows"))
      }
      let only = row.fields[condition].split(separator: "|")
      for text in row.fields[word].split(separator: "|") {
        add(
          String(text),
          Entry(
            sense: TimeSense(symbol: wordClass.symbol, value: number), needsCapital: only.contains("capital"),
            isNominal: only.contains("nominal"), isNoun: only.contains("noun"), isAdverbial: only.contains("adverbial"))
        )
      }
    }
  }

  /// The symbol of a word that a rule names, adding it where it is new.
  mutating func literal(_ word: String) -> UInt16 {
    let word = word.lowercased()
    if let symbol = literals[word] { return symbol }
    let symbol = Self.firstLiteral + UInt16(literals.count)
    literals[word] = symbol
    add(
      word,
      Entry(
        sense: TimeSense(symbol: symbol, value: 0), needsCapital: false, isNominal: false, isNoun: false,
        isAdverbial: false))
    return symbol
  }

  /// The entries of a word given as lower-case UTF-8; empty for most words.
  func entries(lowercase word: UnsafeBufferPointer<UInt8>) -> [Entry] {
    guard let first = word.first, word.count <= longest, firstBytes[Int(first)] else { return [] }
    return entries[Array(word)] ?? []
  }

  private mutating func add(_ word: String, _ entry: Entry) {
    let bytes = Array(word.lowercased().utf8)
    guard let first = bytes.first else { return }
    entries[bytes, default: []].append(entry)
    longest = max(longest, bytes.count)
    firstBytes[Int(first)] = true
  }

  private static func number(of field: String, in wordClass: TimeWordClass) -> Int32? {
    switch wordClass {
    case .unit, .units, .periodic: TimeUnit(name: field).map { Int32($0.rawValue) }
    case .season: SeasonName(rawValue: field).map { Int32($0.index) }
    case .part, .edge: PartName(rawValue: field).map { Int32($0.index) }
    case .dayPart: DayPart(rawValue: field).map { Int32($0.index) }
    default: field.isEmpty ? 0 : Int32(field)
    }
  }
}

/// TIMEX3's codes of the seasons.
enum SeasonName: String, CaseIterable, Sendable {
  case spring = "SP"
  case summer = "SU"
  case autumn = "FA"
  case winter = "WI"
}

/// TIMEX3's modifiers for a part of a period.
enum PartName: String, CaseIterable, Sendable {
  case start = "START"
  case mid = "MID"
  case end = "END"
}

/// TIMEX3's codes of the parts of a day.
enum DayPart: String, CaseIterable, Sendable {
  case morning = "MO"
  case midday = "MI"
  case afternoon = "AF"
  case evening = "EV"
  case night = "NI"
  case daytime = "DT"
}

extension CaseIterable where Self: Equatable, AllCases == [Self] {
  /// Position among all cases, for packing into a sense's value.
  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  init?(index: Int32) {
    guard Self.allCases.indices.contains(Int(index)) else { return nil }
    self = Self.allCases[Int(index)]
  }
}
