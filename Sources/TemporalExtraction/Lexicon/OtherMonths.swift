import Findings
import Linguistics
import ResourceTables

/// Months of calendars other than the Gregorian (`times/other-months.tsv`), and their days in it.
///
/// ```
/// 5 Bahman 1357      1979-01-25
/// 1 Muharram 1400    1979-11-20 or a day beside it: the tabular calendar stands for the sighting of the moon
/// ```
struct OtherMonths: Sendable {
  enum System: String, CaseIterable, Sendable {
    case solarHijri = "solar-hijri"
    case lunarHijri = "lunar-hijri"
  }

  static let tableName = "times/other-months.tsv"
  private var byFirst: [UInt16: [(symbols: [UInt16], value: Int32)]] = [:]

  init(table: ResourceTable, lexicon: inout TimeLexicon) throws {
    let name = try table.index(of: "name")
    let calendar = try table.index(of: "calendar")
    let month = try table.index(of: "month")
    for row in table.rows {
      guard let system = System(rawValue: row.fields[calendar]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(
            column: "calendar", got: row.fields[calendar],
            expected: System.allCases.map(\.rawValue).joined(separator: " or ")))
      }
      guard let number = Int32(row.fields[month]), (1...12).contains(number) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "month", got: row.fields[month], expected: "1 to 12"))
      }
      for text in row.fields[name].split(separator: "|") {
        let symbols = PhraseSymbols.symbols(of: String(text), lexicon: &lexicon)
        guard let first = symbols.first else { continue }
        byFirst[first, default: []].append((symbols, Int32(system.index) * 100 + number))
      }
    }
    for key in byFirst.keys { byFirst[key]?.sort { $0.symbols.count > $1.symbols.count } }
  }

  /// Gives the atoms of each name the sense FMONTH; the words of a longer name become one atom.
  func join(_ atoms: inout [TimeAtom], in passage: AnalysedPassage) {
    var joinedAtoms: [TimeAtom] = []
    joinedAtoms.reserveCapacity(atoms.count)
    var index = 0
    while index < atoms.count {
      var joined = atoms[index]
      var length = 1
      let first = passage.tokens[joined.token].text.utf8.first ?? 0
      if !joined.senses.isEmpty, (0x41...0x5A).contains(first), let found = match(atoms, at: index) {
        length = found.length
        joined.span = joined.span.union(atoms[index + length - 1].span)
        let sense = TimeSense(symbol: TimeWordClass.otherMonth.symbol, value: found.value)
        joined.senses = length == 1 ? joined.senses + [sense] : [sense]
      }
      joinedAtoms.append(joined)
      index += length
    }
    atoms = joinedAtoms
  }

  private func match(_ atoms: [TimeAtom], at index: Int) -> (value: Int32, length: Int)? {
    for sense in atoms[index].senses {
      for entry in byFirst[sense.symbol] ?? [] where PhraseSymbols.matches(entry.symbols, atoms, at: index) {
        return (entry.value, entry.symbols.count)
      }
    }
    return nil
  }

  /// The Gregorian day of a day of another calendar; nil where the month has no such day or the year is out of the
  /// range that the calendar was in use (1 to 1500).
  static func day(_ value: Int, day: Int, year: Int) -> CalendarDay? {
    let month = value % 100
    guard (1...1500).contains(year), (1...12).contains(month),
      System.allCases.indices.contains(value / 100), day >= 1
    else { return nil }
    switch System.allCases[value / 100] {
    case .solarHijri:
      // Six months of 31 days, five of 30, the last of 29 or 30.
      let length = month <= 6 ? 31 : month <= 11 ? 30 : isSolarLeap(year) ? 30 : 29
      guard day <= length, let epoch = CalendarDay(year: 1979, month: 3, day: 21) else { return nil }
      let before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30
      return epoch.adding(days: daysOfSolarYears(from: 1358, to: year) + before + day - 1)
    case .lunarHijri:
      // Months of 30 and 29 days in turn; eleven leap years of thirty, the civil epoch of 16 July 622 (Julian).
      let isLeap = (11 * year + 14) % 30 < 11
      let length = month % 2 == 1 || (month == 12 && isLeap) ? 30 : 29
      guard day <= length, let epoch = CalendarDay(year: 622, month: 7, day: 19) else { return nil }
      let days = (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2 + day - 1
      return epoch.adding(days: days)
    }
  }

  /// Leap years in a cycle of 33, as the Iranian calendar has had them from 1210 to 1500 and near enough before.
  private static func isSolarLeap(_ year: Int) -> Bool { [1, 5, 9, 13, 17, 22, 26, 30].contains(year % 33) }

  private static func daysOfSolarYears(from first: Int, to last: Int) -> Int {
    if last >= first { return (first..<last).reduce(0) { $0 + (isSolarLeap($1) ? 366 : 365) } }
    return -(last..<first).reduce(0) { $0 + (isSolarLeap($1) ? 366 : 365) }
  }
}
