/// A line that is nothing but a date: "Feb 6, 2017", "Monday, 6 February 2017", "Published on 2017-02-06".
enum DateLine {
  /// The date as EDTF, or nil where the line is none.
  ///
  /// - Parameter words: folded words of a short block.
  static func date(_ words: [UInt8], knowledge: DocumentKnowledge) -> String? {
    guard words.count <= 80, words.contains(where: \.isASCIIDigit) else { return nil }
    let tokens = words.split(whereSeparator: { $0.isBlank || $0 == 0x2C || $0 == 0x7C || $0 == 0x2F || $0 == 0x3A })
      .map { String(decoding: $0, as: UTF8.self) }.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    guard (1...10).contains(tokens.count) else { return nil }
    let isByline = knowledge.phrases.verdict(edgesOf: words)?.kind == .byline
    var year: Int?
    var month: Int?
    var day: Int?
    var unknown = 0
    for (place, token) in tokens.enumerated() {
      if let number = knowledge.months[token], month == nil {
        month = number
      } else if let iso = isoDate(token) {
        return unknown == 0 || isByline ? iso : nil
      } else if let number = Int(token) {
        if token.utf8.count == 4, (1400...2199).contains(number), year == nil {
          year = number
        } else if token.utf8.count <= 2, (1...31).contains(number), day == nil {
          day = number
        } else if year == nil {
          unknown += 1
        }
      } else if let number = ordinal(token), day == nil {
        day = number
      } else if place > 0, year != nil {
        // A time of day may follow.
        unknown += token.utf8.count > 4 ? 1 : 0
      } else if place > 0 || !token.hasSuffix("day") {
        unknown += 1
      }
    }
    guard let year, let month, unknown == 0 || isByline && unknown <= 4 else { return nil }
    return edtf(year: year, month: month, day: day)
  }

  static func edtf(year: Int, month: Int?, day: Int?) -> String {
    func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    guard let month else { return "\(year)" }
    guard let day else { return "\(year)-\(pad(month))" }
    return "\(year)-\(pad(month))-\(pad(day))"
  }

  private static func isoDate(_ token: String) -> String? {
    let parts = token.split(separator: "-")
    guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2].prefix(2)), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return edtf(year: year, month: month, day: day)
  }

  private static func ordinal(_ token: String) -> Int? {
    guard token.utf8.count <= 4, ["st", "nd", "rd", "th"].contains(where: token.hasSuffix) else { return nil }
    return Int(token.dropLast(2))
  }
}
