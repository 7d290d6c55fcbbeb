/// Dates of publication as files give them.
enum PublicationDate {
  /// `2017`, `2017-02`, `2017-02-06` and what ISO 8601 and meta tags write ("2017-02-06T10:00:00Z", "2017/02/06",
  /// "20170206") as EDTF, or nil for anything else and for days that don't exist.
  ///
  /// ```
  /// edtf("2017-02-06T09:30:00+01:00") == "2017-02-06"
  /// edtf("1905/5") == "1905-05"
  /// edtf("2017-02-30") == nil
  /// ```
  static func edtf(_ text: String) -> String? {
    let utf8 = Array(text.utf8.drop(while: \.isBlank).prefix { $0 != 0x54 && !$0.isBlank })
    var parts = utf8.split(whereSeparator: { $0 == 0x2D || $0 == 0x2F }).map { Array($0) }
    if parts.count == 1, parts[0].count == 8 {
      parts = [Array(parts[0][0..<4]), Array(parts[0][4..<6]), Array(parts[0][6..<8])]
    }
    guard (1...3).contains(parts.count), parts[0].count == 4, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
      parts.dropFirst().allSatisfy({ $0.count <= 2 })
    else { return nil }
    let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == parts.count else { return nil }
    if numbers.count > 1, !(1...12).contains(numbers[1]) { return nil }
    if numbers.count > 2 {
      let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
      let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][numbers[1] - 1]
      guard (1...days).contains(numbers[2]) else { return nil }
    }
    return DateLine.edtf(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil)
  }
}
