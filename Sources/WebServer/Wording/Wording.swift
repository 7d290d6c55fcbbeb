import Codebook
import Findings
import ResourceTables
import SourceTexts

/// How dates, numbers, codes and categories read on the page.
package struct Wording: Sendable {
  private var months: [Int: String] = [:]
  private var categories: [String: (name: String, gloss: String)] = [:]
  private var kinds: [ActorCode: String] = [:]
  private var units: [String: (before: String, one: String, many: String)] = [:]
  private let lexicon: ActorLexicon

  package init(lexicon: ActorLexicon) throws {
    self.lexicon = lexicon
    for row in try EmbeddedTables.table("web/date-words.tsv").rows {
      if let number = Int(row.fields[0]) { months[number] = row.fields[1] }
    }
    for row in try EmbeddedTables.table("web/categories.tsv").rows {
      categories[row.fields[0]] = (row.fields[1], row.fields[2])
    }
    for row in try EmbeddedTables.table("web/actor-kinds.tsv").rows {
      kinds[ActorCode(rawValue: row.fields[0])] = row.fields[1]
    }
    for row in try EmbeddedTables.table("web/unit-words.tsv").rows {
      units[row.fields[0]] = (row.fields[1], row.fields[2], row.fields[3])
    }
  }

  /// "France" for FRA, the code itself where it is unknown.
  func name(of code: ActorCode) -> String { kinds[code] ?? lexicon.stateName(of: code) ?? code.rawValue }

  func category(_ name: String) -> String { categories[name]?.name ?? name }

  func gloss(of category: String) -> String { categories[category]?.gloss ?? "" }

  /// "8 April 1904" for `1904-04-08`, "1804–1813" for `1804/1813`, "the 1980s" for `198X`, "1900–1909" for `190X`,
  /// "the 19th century" for `18XX`, "about 1979" for `1979~`.
  package func date(_ edtf: String) -> String {
    let parts = edtf.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return single(edtf[...]) }
    let isOpenStart = parts[0].isEmpty || parts[0] == ".."
    let isOpenEnd = parts[1].isEmpty || parts[1] == ".."
    if isOpenStart { return "until \(single(parts[1]))" }
    if isOpenEnd { return "from \(single(parts[0]))" }
    return between(String(parts[0]), String(parts[1]))
  }

  /// "1–4 May 1903", "April – July 1904", "28 June – 4 August 1914": what both ends share is said once.
  private func between(_ first: String, _ last: String) -> String {
    let low = single(first[...])
    let high = single(last[...])
    if low == high { return low }
    guard low.contains(" ") || high.contains(" ") else { return "\(low)–\(high)" }
    let start = low.split(separator: " ")
    let end = high.split(separator: " ")
    let isPlain = [first, last].allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D } }
    if isPlain, start.count == end.count {
      let shared = zip(start.reversed(), end.reversed()).prefix { $0.0 == $0.1 }.count
      let rest = start.dropLast(shared).joined(separator: " ")
      if shared > 0 { return rest.contains(" ") || start.count == 2 ? "\(rest) – \(high)" : "\(rest)–\(high)" }
    }
    return "\(low) – \(high)"
  }

  /// A time from one day to another, by years where both are whole: "1848–1852", "from 481", "until 6 June 1905".
  package func period(from: CalendarDay?, to: CalendarDay?) -> String {
    func text(_ day: CalendarDay, isEnd: Bool) -> String {
      let isWhole = isEnd ? (day.month, day.day) == (12, 31) : (day.month, day.day) == (1, 1)
      return isWhole ? String(day.description.dropLast("-01-01".count)) : day.description
    }
    switch (from.map { text($0, isEnd: false) }, to.map { text($0, isEnd: true) }) {
    case (nil, nil): return ""
    case (let from?, nil): return "from \(single(from[...]))"
    case (nil, let to?): return "until \(single(to[...]))"
    case (let from?, let to?): return between(from, to)
    }
  }

  /// A document as a line names it: "Eleanor Whitcombe, From Fashoda to the Quai d’Orsay, Samples, 8 April 2024".
  func reference(_ metadata: DocumentMetadata, title: String) -> String {
    (metadata.authors + [title] + [metadata.publisher, metadata.published.map(date)].compactMap(\.self))
      .joined(separator: ", ")
  }

  /// "US$2,500,000", "3 ships", "12.5%".
  package func amount(_ value: Double, unit: String) -> String {
    if unit == "share" { return Self.number(value * 100) + "%" }
    let number = Self.number(value)
    guard let words = units[unit] else { return unit.isEmpty ? number : "\(number) \(unit)" }
    if !words.before.isEmpty { return words.before + number }
    return "\(number) \(value == 1 ? words.one : words.many)"
  }

  private func single(_ value: Substring) -> String {
    var value = value
    var prefix = ""
    if let last = value.last, "~?%".contains(last) {
      prefix = last == "?" ? "perhaps " : "about "
      value = value.dropLast()
    }
    let isNegative = value.first == "-"
    let fields = (isNegative ? value.dropFirst() : value).split(separator: "-", omittingEmptySubsequences: false)
    guard let year = fields.first else { return prefix + value }
    let name = Self.year(year, isNegative: isNegative)
    guard fields.count > 1, let month = Int(fields[1]), let word = months[month] else { return prefix + name }
    guard fields.count > 2, let day = Int(fields[2]) else { return "\(prefix)\(word) \(name)" }
    return "\(prefix)\(day) \(word) \(name)"
  }

  private static func year(_ digits: Substring, isNegative: Bool) -> String {
    let unknown = digits.reversed().prefix { $0 == "X" }.count
    guard let known = Int(digits.dropLast(unknown)) else { return String(digits) }
    switch unknown {
    case 0:
      // Year 0 of the astronomers is 1 BC.
      if isNegative || known == 0 { return "\(known + 1) BC" }
      return known < 1000 ? "AD \(known)" : String(known)
    case 1: return isNegative ? "the \(known * 10)s BC" : (known % 10 == 0 ? "" : "the ") + decade(known * 10)
    case 2: return "the \(century(known + 1))" + (isNegative ? " BC" : "")
    default: return isNegative ? "the \(known * 1000)s BC" : "\(known * 1000)–\(known * 1000 + 999)"
    }
  }

  /// "1810s"; "1800–1809" for the first of a century, since "1800s" as often means all of it.
  static func decade(_ start: Int) -> String {
    start % 100 == 0 ? "\(start)–\(start + 9)" : "\(start)s"
  }

  /// "19th century" for 19.
  static func century(_ number: Int) -> String {
    let ending =
      (11...13).contains(number % 100)
      ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th"
    return "\(number)\(ending) century"
  }

  /// "1,234,567.5": thousands apart, at most two decimals, more where the number is below one.
  package static func number(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let scale = value.magnitude < 1 ? 1000.0 : 100
    let rounded = (value.magnitude * scale).rounded()
    guard rounded < 9e18 else { return String(value) }
    let whole = Int(rounded / scale)
    let rest = Int(rounded) - whole * Int(scale)
    var text = number(whole)
    if rest > 0 {
      var decimals = String(rest)
      while decimals.count < (scale == 1000 ? 3 : 2) { decimals = "0" + decimals }
      while decimals.hasSuffix("0") { decimals.removeLast() }
      text += "." + decimals
    }
    return value < 0 ? "−" + text : text
  }

  static func number(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "−" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// "1 event", "3 events", "no events".
  static func count(_ number: Int, _ word: String, _ plural: String? = nil) -> String {
    let words = plural ?? word + "s"
    return number == 1 ? "1 \(word)" : "\(number == 0 ? "no" : Self.number(number)) \(words)"
  }

  /// Whether words say no more than a number and its unit: "two years".
  func repeats(_ words: String, amountOf unit: String) -> Bool {
    let parts = words.lowercased().split(separator: " ")
    let names = units[unit].map { [$0.one, $0.many] } ?? [unit]
    return parts.count <= 2 && parts.last.map { names.contains(String($0)) } == true
  }

  /// "In force" for "in force".
  static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// How a date came about, in words.
  static func basis(_ basis: DateBasis) -> String {
    switch basis {
    case .explicit: "stated with it"
    case .carried: "carried over from a nearby sentence"
    case .relative: "reckoned from another date"
    case .publication: "the day of publication"
    case .none: "the text doesn’t tell"
    }
  }

  static func kind(_ kind: FindingKind) -> (one: String, many: String) {
    switch kind {
    case .time: ("date", "dates")
    case .actor: ("actor", "actors")
    case .event: ("event", "events")
    case .statement: ("statement", "statements")
    case .figure: ("figure", "figures")
    case .citation: ("source", "sources")
    case .agreement: ("agreement", "agreements")
    }
  }
}
