import Codebook
import Findings
import ResourceTables

/// How dates, numbers, codes and categories read on the page.
package struct Wording: Sendable {
  private var months: [Int: String] = [:]
  private var categories: [String: (name: String, gloss: String)] = [:]
  private var kinds: [ActorCode: String] = [:]
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
  }

  /// "France" for FRA, the code itself where it is unknown.
  func name(of code: ActorCode) -> String { kinds[code] ?? lexicon.stateName(of: code) ?? code.rawValue }

  func category(_ name: String) -> String { categories[name]?.name ?? name }

  func gloss(of category: String) -> String { categories[category]?.gloss ?? "" }

  /// "8 April 1904" for `1904-04-08`, "1804–1813" for `1804/1813`, "the 1980s" for `198X`, "about 1979" for `1979~`.
  package func date(_ edtf: String) -> String {
    let parts = edtf.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return single(edtf[...]) }
    let isOpenStart = parts[0].isEmpty || parts[0] == ".."
    let isOpenEnd = parts[1].isEmpty || parts[1] == ".."
    if isOpenStart { return "until \(single(parts[1]))" }
    if isOpenEnd { return "from \(single(parts[0]))" }
    let low = single(parts[0])
    let high = single(parts[1])
    return low.contains(" ") || high.contains(" ") ? "\(low) – \(high)" : "\(low)–\(high)"
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
    case 0: return isNegative ? "\(known + 1) BC" : known < 1000 && !isNegative ? "AD \(known)" : String(known)
    case 1: return "the \(known * 10)s"
    default: return "the \(known * (unknown == 2 ? 100 : 1000))s"
    }
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

  /// How a date came about, in words.
  static func basis(_ basis: DateBasis) -> String {
    switch basis {
    case .explicit: "stated with it"
    case .carried: "carried over from a neighbouring sentence"
    case .relative: "reckoned from another date in the text"
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
