import Findings
import ResourceTables

/// Reads actors' tables row by row without making strings, since there are tens of thousands of names.
struct ActorTableReader {
  let table: String
  /// The lexicon's bytes, of which `region` is this table.
  let bytes: UnsafeBufferPointer<UInt8>
  let region: Range<Int>
  private(set) var columns: [String] = []
  private(set) var version: String?
  /// Line of the row read last, from 1.
  private(set) var line = 0
  /// Fields of the row read last.
  private(set) var fields: [Range<Int>] = []
  private var offset: Int

  /// Reads up to the line that names the columns.
  ///
  /// - Throws: ``ResourceError`` where there is none.
  init(table: String, bytes: UnsafeBufferPointer<UInt8>, region: Range<Int>) throws {
    self.table = table
    self.bytes = bytes
    self.region = region
    self.offset = region.lowerBound
    while let range = nextLine() {
      if bytes[range.lowerBound] == 0x23 {
        let text = string(range)
        if let prefix = text.range(ofPrefix: "# version:") { version = prefix }
        continue
      }
      split(range)
      columns = fields.map { string($0) }
      return
    }
    throw ResourceError(table: table, line: line, reason: .noColumns)
  }

  /// Index of a column that the table must have.
  func index(of column: String) throws -> Int {
    guard let index = columns.firstIndex(of: column) else {
      throw ResourceError(table: table, line: 1, reason: .missingColumn(column, among: columns))
    }
    return index
  }

  /// Reads the next row into ``fields``; false at the end.
  ///
  /// - Throws: ``ResourceError`` where it has another number of fields than there are columns.
  mutating func readRow() throws -> Bool {
    while let range = nextLine() {
      if bytes[range.lowerBound] == 0x23 { continue }
      split(range)
      guard fields.count == columns.count else {
        throw ResourceError(
          table: table, line: line, reason: .fieldCount(got: fields.count, expected: columns.count))
      }
      return true
    }
    return false
  }

  /// The next line that isn't blank.
  private mutating func nextLine() -> Range<Int>? {
    while offset < region.upperBound {
      let start = offset
      while offset < region.upperBound, bytes[offset] != 0x0A { offset += 1 }
      var end = offset
      offset += 1
      line += 1
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      if end > start { return start..<end }
    }
    return nil
  }

  private mutating func split(_ range: Range<Int>) {
    fields.removeAll(keepingCapacity: true)
    var start = range.lowerBound
    for place in range where bytes[place] == 0x09 {
      fields.append(start..<place)
      start = place + 1
    }
    fields.append(start..<range.upperBound)
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  func text(_ field: Int) -> ActorText {
    let range = fields[field]
    return ActorText(start: Int32(range.lowerBound), count: Int32(range.count))
  }

  /// Calls `body` for each item of a `|`-separated field with its words' range and its period (`NAME@FROM-TO`).
  func forEachItem(of field: Int, _ body: (Range<Int>, DayRange) -> Void) throws {
    let range = fields[field]
    var start = range.lowerBound
    var place = start
    while place <= range.upperBound {
      if place == range.upperBound || bytes[place] == 0x7C {
        if place > start { try item(start..<place, field: field, body) }
        start = place + 1
      }
      place += 1
    }
  }

  private func item(_ range: Range<Int>, field: Int, _ body: (Range<Int>, DayRange) -> Void) throws {
    guard let at = range.last(where: { bytes[$0] == 0x40 }) else {
      body(range, .always)
      return
    }
    // The hyphen that parts the years is the one that isn't a sign or part of a date: the middle one of an odd number.
    let period = (at + 1)..<range.upperBound
    let hyphens = period.filter {
      bytes[$0] == 0x2D && $0 > period.lowerBound || bytes[$0] == 0x2D && period.count == 1
    }
    let leading = !period.isEmpty && bytes[period.lowerBound] == 0x2D
    let middle = leading ? period.lowerBound : hyphens.isEmpty ? nil : hyphens[hyphens.count / 2]
    guard let middle, let first = day(period.lowerBound..<middle, last: false),
      let last = day((middle + 1)..<period.upperBound, last: true)
    else { throw fieldError(field, expected: "NAME@FROM-TO in years") }
    body(range.lowerBound..<at, DayRange(first: first, last: last))
  }

  /// The days from field `from` to field `to`.
  func days(from: Int, to: Int) throws -> DayRange {
    guard let first = day(fields[from], last: false) else {
      throw fieldError(from, expected: "YYYY, YYYY-MM or YYYY-MM-DD")
    }
    guard let last = day(fields[to], last: true) else { throw fieldError(to, expected: "YYYY, YYYY-MM or YYYY-MM-DD") }
    return DayRange(first: first, last: last)
  }

  func fieldError(_ field: Int, expected: String) -> ResourceError {
    ResourceError(
      table: table, line: line, reason: .value(column: columns[field], got: string(fields[field]), expected: expected))
  }

  /// First or last day of a year, month or day; an empty range is open; nil where malformed.
  private func day(_ range: Range<Int>, last: Bool) -> Int32? {
    if range.isEmpty { return last ? .max : .min }
    var place = range.lowerBound
    let isNegative = bytes[place] == 0x2D
    if isNegative { place += 1 }
    var parts = (0, 0, 0)
    var part = 0
    var digits = 0
    while place < range.upperBound {
      let byte = bytes[place]
      if byte == 0x2D {
        guard digits > 0, part < 2 else { return nil }
        part += 1
        digits = 0
      } else {
        guard byte >= 0x30, byte <= 0x39, digits < 6 else { return nil }
        let digit = Int(byte - 0x30)
        digits += 1
        switch part {
        case 0: parts.0 = parts.0 * 10 + digit
        case 1: parts.1 = parts.1 * 10 + digit
        default: parts.2 = parts.2 * 10 + digit
        }
      }
      place += 1
    }
    guard digits > 0 else { return nil }
    let year = isNegative ? -parts.0 : parts.0
    let month = part >= 1 ? parts.1 : last ? 12 : 1
    guard (1...12).contains(month) else { return nil }
    let day = part == 2 ? parts.2 : last ? CalendarDay.days(inMonth: month, year: year) : 1
    return CalendarDay(year: year, month: month, day: day).map { Int32(clamping: $0.dayNumber) }
  }
}

extension String {
  /// What follows `prefix`, without blanks around it, or nil where this doesn't begin with it.
  fileprivate func range(ofPrefix prefix: String) -> String? {
    guard hasPrefix(prefix) else { return nil }
    return String(dropFirst(prefix.count).drop { $0 == " " })
  }
}
