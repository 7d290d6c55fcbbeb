/// What a numeral can stand for by its look.
///
/// ```
/// "1915"  a year (and a number)     "7th"     the ordinal 7        "10:57"   a time of day
/// "31"    a day, a short year       "1920s"   a decade             "22.8"    a decimal
/// ```
enum NumeralShape {
  /// Reads the numeral that begins at `start`, adds its senses, and gives the offset behind it.
  static func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into senses: inout [TimeSense]) -> Int {
    var offset = start
    var value = 0
    while offset < bytes.count, bytes[offset].isASCIIDigit {
      value = min(value * 10 + Int(bytes[offset] - 0x30), 99_999_999)
      offset += 1
    }
    let width = offset - start
    func add(_ wordClass: TimeWordClass, _ number: Int) {
      senses.append(TimeSense(symbol: wordClass.symbol, value: Int32(number)))
    }
    func digits(at position: Int, count: Int) -> Int? {
      guard position + count <= bytes.count else { return nil }
      var number = 0
      for index in position..<(position + count) {
        guard bytes[index].isASCIIDigit else { return nil }
        number = number * 10 + Int(bytes[index] - 0x30)
      }
      if position + count < bytes.count, bytes[position + count].isASCIIDigit { return nil }
      return number
    }

    // "10:57", "10:57:30"
    if width <= 2, value <= 24, offset < bytes.count, bytes[offset] == 0x3A,
      let minutes = digits(at: offset + 1, count: 2), minutes < 60
    {
      offset += 3
      if offset < bytes.count, bytes[offset] == 0x3A, let seconds = digits(at: offset + 1, count: 2), seconds < 60 {
        offset += 3
      }
      add(.clock, value * 60 + minutes)
      return offset
    }
    // "20,000"
    var isGrouped = false
    while width <= 3, offset < bytes.count, bytes[offset] == 0x2C, let group = digits(at: offset + 1, count: 3) {
      value = min(value * 1000 + group, 99_999_999)
      offset += 4
      isGrouped = true
    }
    // "22.8"; a stop that ends the token is no decimal point
    if offset + 1 < bytes.count, bytes[offset] == 0x2E, bytes[offset + 1].isASCIIDigit {
      var fraction = 0
      var scale = 1000
      var end = offset + 1
      while end < bytes.count, bytes[end].isASCIIDigit {
        scale /= 10
        fraction += Int(bytes[end] - 0x30) * scale
        end += 1
      }
      // "23.11.1946" is three numerals.
      let isDotted = end < bytes.count && bytes[end] == 0x2E && end + 1 < bytes.count && bytes[end + 1].isASCIIDigit
      if !isDotted, !isPartOfDottedDate(bytes, before: start) {
        add(.decimal, min(value, 2_000_000) * 1000 + fraction)
        return end
      }
    }
    if isGrouped {
      add(.number, value)
      add(.digits, value)
      return offset
    }
    let rest = bytes.count - offset
    // "7th"
    if rest >= 2, isOrdinalEnding(bytes[offset], bytes[offset + 1]),
      rest == 2 || !bytes[offset + 2].isASCIILetter
    {
      add(.ordinal, value)
      return offset + 2
    }
    // "1920s", "90s", "1920's"
    if width == 4 || width == 2, value % 10 == 0 {
      if rest >= 1, bytes[offset] | 0x20 == 0x73, rest == 1 || !bytes[offset + 1].isASCIILetter {
        add(width == 4 ? .decade : .shortDecade, value)
        return offset + 1
      }
    }
    // "0530" hours
    if width == 4, bytes[start] == 0x30, value % 100 < 60 {
      add(.clock, value / 100 * 60 + value % 100)
      return offset
    }
    add(.number, value)
    add(.digits, value)
    if width <= 2, (1...31).contains(value) { add(.day, value) }
    if width == 2 { add(.shortYear, value) }
    if width == 4, (1000...2199).contains(value) { add(.year, value) }
    return offset
  }

  private static func isOrdinalEnding(_ first: UInt8, _ second: UInt8) -> Bool {
    switch (first | 0x20, second | 0x20) {
    case (0x73, 0x74), (0x6E, 0x64), (0x72, 0x64), (0x74, 0x68): true
    default: false
    }
  }

  private static func isPartOfDottedDate(_ bytes: UnsafeBufferPointer<UInt8>, before start: Int) -> Bool {
    start >= 2 && bytes[start - 1] == 0x2E && bytes[start - 2].isASCIIDigit
  }
}
