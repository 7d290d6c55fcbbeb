/// Words that are nothing but a date, be it one without a year: "7 December 1941", "June 5–10, 1967", "February", "1942",
/// "431 BC", "c. 1520".
struct DateHeading: Equatable {
  /// What a word besides numbers and months is for.
  enum Word: String, Sendable {
    case about
    case beforeChrist = "before_christ"
    case christian
    case ignored
    case range
    case spring, summer, autumn, winter
  }

  struct Day: Equatable {
    /// Astronomical.
    var year: Int?
    var month: Int?
    var day: Int?
    /// 21 to 24, as in EDTF.
    var season: Int?
  }

  var first: Day
  /// The end of a range.
  var last: Day?
  var isAbout = false

  var hasYear: Bool { first.year != nil }
  /// Whether it names a month or season, which numbers alone can't.
  var isSure: Bool { first.month != nil || first.season != nil }

  /// The value in EDTF, a missing year being `year`; nil where there is none or the day doesn't exist.
  func edtf(year: Int?) -> String? {
    var first = first
    first.year = first.year ?? year
    guard let start = Self.edtf(first) else { return nil }
    guard var last else { return start + (isAbout ? "~" : "") }
    last.year = last.year ?? first.year
    guard let end = Self.edtf(last) else { return nil }
    return start == end ? start : start + "/" + end
  }

  private static func edtf(_ day: Day) -> String? {
    guard let year = day.year, abs(year) <= 9999 else { return nil }
    func pad(_ number: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).utf8.count)) + String(number)
    }
    let text = (year < 0 ? "-" : "") + pad(abs(year), 4)
    if let season = day.season { return "\(text)-\(season)" }
    guard let month = day.month else { return text }
    guard let number = day.day else { return "\(text)-\(pad(month, 2))" }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    guard number <= days else { return nil }
    return "\(text)-\(pad(month, 2))-\(pad(number, 2))"
  }

  // MARK: Reading

  /// - Parameter words: a short stretch without markup.
  init?(_ words: [UInt8], knowledge: DocumentKnowledge) {
    guard (1...60).contains(words.count) else { return nil }
    var tokens = Self.tokens(FoldedWords.fold(words))
    guard (1...10).contains(tokens.count) else { return nil }
    var isAbout = false
    var isBeforeChrist = false
    tokens.removeAll { token in
      switch knowledge.dateWords[token] ?? .range {
      case .about: isAbout = true
      case .beforeChrist: isBeforeChrist = true
      case .christian, .ignored: break
      default: return false
      }
      return true
    }
    guard let first = tokens.first,
      tokens.contains(where: { $0.utf8.first?.isASCIIDigit == true || knowledge.months[$0] != nil })
    else { return nil }
    self.first = Day()
    self.isAbout = isAbout
    // "2017-02-06"
    if tokens.count == 5, tokens[1] == "-", tokens[3] == "-", first.utf8.count == 4, let year = Int(first),
      let month = Int(tokens[2]), let day = Int(tokens[4]), (1...12).contains(month), (1...31).contains(day)
    {
      self.first = Day(year: year, month: month, day: day)
      return
    }
    // Two days, months or years around a dash.
    var sides: [[String]] = [[]]
    for token in tokens {
      if token == "-" || knowledge.dateWords[token] == .range {
        sides.append([])
      } else {
        sides[sides.count - 1].append(token)
      }
    }
    guard sides.count <= 2, let left = Self.day(sides[0], knowledge, isBeforeChrist) else { return nil }
    self.first = left
    guard sides.count == 2 else {
      guard left.year != nil || left.month != nil || left.season != nil else { return nil }
      return
    }
    guard let right = Self.day(sides[1], knowledge, isBeforeChrist, after: left) else { return nil }
    // What one side leaves out, the other says: "7–8 December 1941", "December 7–8, 1941", "June – August 1914".
    if self.first.month == nil, self.first.year == nil || self.first.day != nil { self.first.month = right.month }
    var end = right
    if end.month == nil, end.day != nil { end.month = self.first.month }
    if self.first.year == nil { self.first.year = right.year }
    guard self.first.year != nil || self.first.month != nil,
      (self.first.day == nil) == (end.day == nil) || end.month != nil
    else { return nil }
    last = end
  }

  /// "7", "december", "1941", "-": punctuation parts tokens, and every dash is one.
  private static func tokens(_ words: [UInt8]) -> [String] {
    var tokens: [String] = []
    var word: [UInt8] = []
    func close() {
      while word.last == 0x2E { word.removeLast() }
      if !word.isEmpty { tokens.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    var place = 0
    while place < words.count {
      let byte = words[place]
      if byte == 0xE2, place + 2 < words.count, words[place + 1] == 0x80, (0x90...0x95).contains(words[place + 2]) {
        close()
        tokens.append("-")
        place += 3
        continue
      }
      if byte == 0x2D {
        close()
        tokens.append("-")
      } else if byte.isBlank || byte == 0x2C || byte == 0x3A || byte == 0x28 || byte == 0x29 {
        close()
      } else {
        word.append(byte)
      }
      place += 1
    }
    close()
    return tokens
  }

  /// One day, month or year; nil where a word is none of a date's.
  private static func day(
    _ tokens: [String], _ knowledge: DocumentKnowledge, _ isBeforeChrist: Bool, after left: Day? = nil
  )
    -> Day?
  {
    guard !tokens.isEmpty else { return nil }
    var day = Day()
    for token in tokens {
      if let month = knowledge.months[token], day.month == nil, day.season == nil {
        day.month = month
        continue
      }
      switch knowledge.dateWords[token] {
      case .spring: day.season = 21
      case .summer: day.season = 22
      case .autumn: day.season = 23
      case .winter: day.season = 24
      default:
        if let dotted = dotted(token), tokens.count == 1 { return dotted }
        var digits = Substring(token)
        let isOrdinal = ["st", "nd", "rd", "th"].contains { digits.hasSuffix($0) }
        if isOrdinal { digits = digits.dropLast(2) }
        guard digits.utf8.allSatisfy(\.isASCIIDigit), digits.utf8.count <= 4, let number = Int(digits) else {
          return nil
        }
        let isShort = digits.utf8.count <= 2
        if !isOrdinal, isBeforeChrist, day.year == nil,
          tokens.count == 1 || !isShort || day.month != nil && day.day != nil
        {
          day.year = 1 - number
        } else if !isOrdinal, digits.utf8.count == 4, (1000...2199).contains(number), day.year == nil {
          day.year = number
        } else if isShort, (1...31).contains(number), day.day == nil {
          day.day = number
        } else {
          return nil
        }
      }
    }
    // "1941–42"
    if let century = left?.year, left?.month == nil, day.year == nil, day.month == nil, let short = day.day,
      tokens.count == 1,
      century % 100 < short
    {
      return Day(year: century - century % 100 + short)
    }
    if day.day != nil, day.month == nil, left == nil, tokens.count > 1 { return nil }
    return day.day == nil || day.month != nil || tokens.count == 1 || left != nil ? day : nil
  }

  /// "5.6.1967"
  private static func dotted(_ token: String) -> Day? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].utf8.count == 4, let day = Int(parts[0]), let month = Int(parts[1]),
      let year = Int(parts[2]), (1...12).contains(month), (1...31).contains(day), (1000...2199).contains(year)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }
}
