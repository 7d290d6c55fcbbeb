import Findings
import Linguistics
import ResourceTables

/// Feasts and other days with a name (`times/days.tsv`), and when they fall in a year.
struct NamedDays: Sendable {
  enum Rule: Sendable {
    case fixed(month: Int, day: Int)
    /// Days from Easter Sunday of the Western churches.
    case easter(offset: Int)
    /// Days from Easter Sunday of the Orthodox churches.
    case orthodoxEaster(offset: Int)
    /// The nth weekday (1 is Monday) of a month; the last where n is −1.
    case weekday(number: Int, weekday: Int, month: Int)
    /// Moves by another calendar: only the year can be told.
    case moving
  }

  struct Entry: Sendable {
    var symbols: [UInt16]
    var rule: Rule
    var line: Int
  }

  static let tableName = "times/days.tsv"
  private(set) var entries: [Entry] = []
  /// Indices of `entries` by their first symbol, longest name first.
  private var byFirst: [UInt16: [Int]] = [:]

  init(table: ResourceTable, lexicon: inout TimeLexicon) throws {
    let name = try table.index(of: "name")
    let rule = try table.index(of: "rule")
    for row in table.rows {
      guard let dayRule = Rule(row.fields[rule]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(
            column: "rule", got: row.fields[rule],
            expected: "MM-DD, easter+N, orthodox+N, MM:weekday:n or moving"))
      }
      for text in row.fields[name].split(separator: "|") {
        let symbols = PhraseSymbols.symbols(of: String(text), lexicon: &lexicon)
        guard let first = symbols.first else { continue }
        byFirst[first, default: []].append(entries.count)
        entries.append(Entry(symbols: symbols, rule: dayRule, line: row.line))
      }
    }
    let entries = entries
    for key in byFirst.keys { byFirst[key]?.sort { entries[$0].symbols.count > entries[$1].symbols.count } }
  }

  /// The day in `year`, or nil where only the year is sure.
  func day(_ index: Int, year: Int) -> CalendarDay? {
    guard entries.indices.contains(index) else { return nil }
    switch entries[index].rule {
    case .fixed(let month, let day): return CalendarDay(year: year, month: month, day: day)
    case .easter(let offset): return Self.easter(year)?.adding(days: offset)
    case .orthodoxEaster(let offset): return Self.orthodoxEaster(year)?.adding(days: offset)
    case .weekday(let number, let weekday, let month):
      guard let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
      if number < 0 {
        let last = first.adding(months: 1).adding(days: -1)
        return last.adding(days: -((last.weekday - weekday + 7) % 7))
      }
      return first.adding(days: (weekday - first.weekday + 7) % 7 + 7 * (number - 1))
    case .moving: return nil
    }
  }

  /// Joins the atoms of each name into one of class NAMEDDAY.
  func join(_ atoms: inout [TimeAtom], in passage: AnalysedPassage) {
    var joinedAtoms: [TimeAtom] = []
    joinedAtoms.reserveCapacity(atoms.count)
    var index = 0
    while index < atoms.count {
      var joined = atoms[index]
      var length = 1
      if !joined.senses.isEmpty, let found = match(atoms, at: index) {
        // A feast's name is a name: it begins with a capital.
        let first = passage.tokens[joined.token].text.utf8.first ?? 0
        if (0x41...0x5A).contains(first) || first >= 0x80 || found.length > 1 {
          length = found.length
          joined.span = joined.span.union(atoms[index + length - 1].span)
          let sense = TimeSense(symbol: TimeWordClass.namedDay.symbol, value: Int32(found.entry))
          joined.senses = length == 1 ? joined.senses + [sense] : [sense]
        }
      }
      joinedAtoms.append(joined)
      index += length
    }
    atoms = joinedAtoms
  }

  private func match(_ atoms: [TimeAtom], at index: Int) -> (entry: Int, length: Int)? {
    for sense in atoms[index].senses {
      for entry in byFirst[sense.symbol] ?? [] where PhraseSymbols.matches(entries[entry].symbols, atoms, at: index) {
        return (entry, entries[entry].symbols.count)
      }
    }
    return nil
  }

  /// Easter Sunday in the Gregorian calendar (Meeus, "Astronomical Algorithms", chapter 8).
  static func easter(_ year: Int) -> CalendarDay? {
    let a = year % 19
    let b = year / 100
    let c = year % 100
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114
    return CalendarDay(year: year, month: f / 31, day: f % 31 + 1)
  }

  /// Easter Sunday by the Julian computus (Meeus, chapter 8), as a Gregorian day.
  static func orthodoxEaster(_ year: Int) -> CalendarDay? {
    guard year > 0 else { return nil }
    let d = (19 * (year % 19) + 15) % 30
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    let f = d + e + 114
    // What the Julian calendar lags behind.
    let lag = year / 100 - year / 400 - 2
    return CalendarDay(year: year, month: f / 31, day: f % 31 + 1)?.adding(days: lag)
  }
}

extension NamedDays.Rule {
  init?(_ text: String) {
    if text == "moving" {
      self = .moving
    } else if text.hasPrefix("orthodox"), let offset = Int(text.dropFirst(8)) {
      self = .orthodoxEaster(offset: offset)
    } else if text.hasPrefix("easter"), let offset = Int(text.dropFirst(6)) {
      self = .easter(offset: offset)
    } else {
      let fields = text.split(separator: ":").compactMap { Int($0) }
      if fields.count == 3, (1...12).contains(fields[0]), (1...7).contains(fields[1]), (-1...5).contains(fields[2]) {
        self = .weekday(number: fields[2], weekday: fields[1], month: fields[0])
        return
      }
      let parts = text.split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2, CalendarDay(year: 2000, month: parts[0], day: parts[1]) != nil else { return nil }
      self = .fixed(month: parts[0], day: parts[1])
    }
  }
}

/// Names of several words as sequences of symbols.
enum PhraseSymbols {
  static func symbols(of name: String, lexicon: inout TimeLexicon) -> [UInt16] {
    var symbols: [UInt16] = []
    var word = ""
    func flush(_ lexicon: inout TimeLexicon) {
      if !word.isEmpty { symbols.append(lexicon.literal(word)) }
      word = ""
    }
    for scalar in name.unicodeScalars {
      switch scalar {
      case " ": flush(&lexicon)
      case "'", "’":
        flush(&lexicon)
        symbols.append(TimeWordClass.apostrophe.symbol)
      case "-":
        flush(&lexicon)
        symbols.append(TimeWordClass.dash.symbol)
      default: word.unicodeScalars.append(scalar)
      }
    }
    flush(&lexicon)
    return symbols
  }

  static func matches(_ symbols: [UInt16], _ atoms: [TimeAtom], at index: Int) -> Bool {
    guard index + symbols.count <= atoms.count else { return false }
    for (offset, symbol) in symbols.enumerated() where !atoms[index + offset].has(symbol) { return false }
    return true
  }
}
