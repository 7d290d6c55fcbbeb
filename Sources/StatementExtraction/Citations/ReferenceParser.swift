import Findings
import ResourceTables

/// Reads references as notes write them, in the usual orders of history and politics (Chicago notes, Oxford, author–date):
///
/// ```
/// A. J. P. Taylor, The Struggle for Mastery in Europe, 1848–1918 (Oxford: Clarendon Press, 1954), p. 415.
/// Vali Nasr, “Iran's Turn to the East,” Foreign Affairs, 6 May 2019, https://…
/// Rolo, P. J. V. (1969). Entente Cordiale. Macmillan.
/// ```
///
/// It reads the first work of a note; what it can't tell stays nil.
struct ReferenceParser: Sendable {
  /// Words that repeat the work cited last: "ibid.", "idem".
  private let repetitions: Set<String>
  /// Words before the reference proper: "see", "cf.", "quoted in".
  private let introductions: [[String]]
  /// Small words inside names: "von", "de".
  private let particles: Set<String>
  /// Words before the numbers of pages and volumes: "p.", "vol.".
  private let placeWords: Set<String>
  let months: [String: Int]

  /// - Parameters:
  ///   - words: `word, role`, role being `repetition`, `introduction`, `particle` or `place`.
  ///   - months: `name, month`.
  init(words: ResourceTable, months: ResourceTable) throws {
    let word = try words.index(of: "word")
    let role = try words.index(of: "role")
    var repetitions: Set<String> = []
    var introductions: [[String]] = []
    var particles: Set<String> = []
    var placeWords: Set<String> = []
    for row in words.rows {
      switch row.fields[role] {
      case "repetition": repetitions.insert(row.fields[word])
      case "particle": particles.insert(row.fields[word])
      case "place": placeWords.insert(row.fields[word])
      case "introduction": introductions.append(row.fields[word].split(separator: " ").map(String.init))
      default:
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "role", got: row.fields[role], expected: "repetition, introduction, particle or place")
        )
      }
    }
    self.repetitions = repetitions
    self.particles = particles
    self.placeWords = placeWords
    self.introductions = introductions.sorted { $0.count > $1.count }
    let name = try months.index(of: "name")
    let number = try months.index(of: "month")
    var table: [String: Int] = [:]
    for row in months.rows {
      guard let value = Int(row.fields[number]), (1...12).contains(value) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "month", got: row.fields[number], expected: "1 to 12"))
      }
      table[row.fields[name].lowercased()] = value
    }
    self.months = table
  }

  /// The first work that `note` cites.
  func parse(_ note: String) -> BibliographicReference {
    let text = withoutIntroduction(Self.firstReference(note))
    var reference = BibliographicReference()
    reference.published = date(in: text)
    if let quoted = Self.quotedTitle(in: text) {
      reference.title = Self.trim(text[quoted.title])
      reference.authors = authors(in: text[..<quoted.whole.lowerBound])
      let rest = text[quoted.whole.upperBound...].drop { ",. ".contains($0) }
      reference.outlet = Self.outlet(in: rest)
      return reference
    }
    // Author–date: the year in brackets stands before the title.
    if let bracket = text.firstIndex(of: "("), let close = text[bracket...].firstIndex(of: ")"),
      Self.isYear(text[text.index(after: bracket)..<close]), text[..<bracket].contains(",")
    {
      reference.authors = Self.invertedAuthors(in: text[..<bracket])
      let title = text[text.index(after: close)...].drop { ".,: ".contains($0) }.prefix { $0 != "." }
      reference.title = title.isEmpty ? nil : Self.trim(title)
      return reference
    }
    let head = text.prefix { $0 != "(" }
    let parts = head.split(separator: ",", maxSplits: 1)
    guard parts.count == 2, looksLikeNames(parts[0]) else {
      // "The Times (London), 4 January 1896": a newspaper's issue.
      if parts.count == 1, text.contains("("), looksLikeNames(parts[0]), reference.published?.contains("-") == true {
        reference.outlet = Self.trim(parts[0])
      }
      return reference
    }
    // "Pall Mall Gazette, 4 January 1896"
    if reference.published?.contains("-") == true, parts[1].split(separator: " ").count <= 3,
      parts[1].contains(where: \.isNumber)
    {
      reference.outlet = Self.trim(parts[0])
      return reference
    }
    // A remark of the author's ("Britain, which had just signed, …") names no year and no page, and goes on in lower case.
    guard parts[1].first(where: { !$0.isWhitespace }).map({ $0.isUppercase || $0.isNumber }) ?? false,
      reference.published != nil || namesPlace(text)
    else { return reference }
    reference.authors = authors(in: parts[0])
    var title = Self.trim(parts[1])
    if let page = title.firstRange(of: ", p") { title = String(title[..<page.lowerBound]) }
    reference.title = title.isEmpty ? nil : title
    return reference
  }

  /// The works behind the first that a note joins with semicolons, as far as they are told in full.
  func furtherWorks(_ note: String) -> [BibliographicReference] {
    var rest = note[...]
    var works: [BibliographicReference] = []
    while works.count < 20 {
      let first = Self.firstReference(String(rest))
      guard first.count < rest.count else { break }
      rest = rest.dropFirst(first.count + 1)
      let work = parse(rest.split(separator: " ").joined(separator: " "))
      if work.isWork, work.published != nil { works.append(work) }
    }
    return works
  }

  /// Whether a note tells a page, volume or number: "p. 12", "vol. 3", ", 415".
  private func namesPlace(_ text: String) -> Bool {
    let words = text.split(whereSeparator: { " ,;()".contains($0) })
    for (place, word) in words.enumerated().dropFirst() where word.first?.isNumber == true {
      if placeWords.contains(words[place - 1].lowercased()) { return true }
    }
    var rest = text[...]
    while let last = rest.last, ". ".contains(last) { rest.removeLast() }
    let end = rest
    while let last = rest.last, last.isNumber || last == "–" || last == "-" { rest.removeLast() }
    return rest.endIndex < end.endIndex && rest.hasSuffix(", ")
  }

  /// The work that an "ibid." or a short reference ("Taylor, Struggle, 415") repeats, or nil.
  func resolve(_ note: String, among cited: [BibliographicReference]) -> BibliographicReference? {
    let text = withoutIntroduction(Self.firstReference(note))
    let first = text.prefix { !" ,;:".contains($0) }.lowercased()
    if repetitions.contains(first) || repetitions.contains(first + ".")
      || repetitions.contains(String(first.dropLast()))
    {
      return cited.last
    }
    // A full reference names a place, a year or an address; a short one is a surname and a few words.
    guard text.split(separator: " ").count <= 12, !text.contains("("), !text.contains("://") else { return nil }
    return cited.last { work in
      guard let surname = work.firstSurname, text.hasPrefix(surname) || text.contains(" \(surname),") else {
        return false
      }
      guard let title = work.title else { return true }
      let rest = text.split(whereSeparator: { ", “”\"".contains($0) }).dropFirst().filter {
        $0.first?.isUppercase == true
      }
      return rest.isEmpty || rest.contains { title.contains($0) }
    }
  }

  /// The first address in a note's words.
  func address(in note: String) -> WebAddress? {
    for word in note.split(whereSeparator: { $0 == " " || $0 == "<" || $0 == "(" }) where word.hasPrefix("http") {
      if let address = WebAddress(String(word.prefix { !">),;".contains($0) })) { return address }
    }
    return nil
  }

  // MARK: Parts

  /// Notes join several works with semicolons.
  private static func firstReference(_ note: String) -> String {
    var depth = 0
    for (index, character) in zip(note.indices, note) {
      if "(“[".contains(character) { depth += 1 }
      if ")”]".contains(character) { depth -= 1 }
      if character == ";", depth <= 0 { return String(note[..<index]) }
    }
    return note
  }

  private func withoutIntroduction(_ note: String) -> String {
    var words = note.split(separator: " ")
    var isChanged = true
    while isChanged {
      isChanged = false
      for introduction in introductions where words.count > introduction.count {
        let head = words.prefix(introduction.count).map { $0.lowercased().filter { $0 != "," } }
        if head == introduction {
          words.removeFirst(introduction.count)
          isChanged = true
          break
        }
      }
    }
    return words.joined(separator: " ")
  }

  private static func quotedTitle(in text: String) -> (whole: Range<String.Index>, title: Range<String.Index>)? {
    for (open, close) in [("“", "”"), ("\"", "\""), ("‘", "’")] {
      guard let start = text.firstIndex(of: Character(open)) else { continue }
      // A title begins its field: behind the author's comma, or at the front. Inside a title stand mere words.
      if let before = text[..<start].last(where: { !$0.isWhitespace }), !",.:;(".contains(before) { continue }
      let inside = text.index(after: start)
      guard let end = text[inside...].lastIndex(of: Character(close)), end > inside,
        text.distance(from: inside, to: end) >= 4
      else { continue }
      // The nearest closing mark ends the title, unless it is an apostrophe inside a word.
      var stop = text[inside...].firstIndex(of: Character(close)) ?? end
      while stop < end, let next = text[text.index(after: stop)...].first, next.isLetter {
        stop = text[text.index(after: stop)...].firstIndex(of: Character(close)) ?? end
      }
      return (start..<text.index(after: stop), inside..<stop)
    }
    return nil
  }

  private static func outlet(in rest: Substring) -> String? {
    let name = trim(rest.prefix { !",(;".contains($0) })
    guard let first = name.first, first.isUppercase, name.split(separator: " ").count <= 8, !name.hasPrefix("http")
    else {
      return nil
    }
    // A volume or year directly behind the journal's name isn't part of it.
    let words = name.split(separator: " ").prefix { word in !word.allSatisfy { $0.isNumber || $0 == "." } }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private func authors(in text: Substring) -> [String] {
    let names = text.replacing(" and ", with: ",").replacing(" & ", with: ",").split(separator: ",").map(Self.trim)
    return names.filter { looksLikeNames(Substring($0)) && !$0.lowercased().hasPrefix("ed") }
  }

  /// "Rolo, P. J. V." is P. J. V. Rolo.
  private static func invertedAuthors(in text: Substring) -> [String] {
    let parts = text.replacing(" and ", with: ",").replacing(" & ", with: ",").split(separator: ",").map(trim)
      .filter { !$0.isEmpty }
    var authors: [String] = []
    var position = 0
    while position < parts.count {
      if position + 1 < parts.count,
        parts[position + 1].contains(".") || parts[position + 1].split(separator: " ").count == 1
      {
        authors.append("\(parts[position + 1]) \(parts[position])")
        position += 2
      } else {
        authors.append(parts[position])
        position += 1
      }
    }
    return authors
  }

  private func looksLikeNames(_ text: Substring) -> Bool {
    let words = text.split(separator: " ")
    guard (1...6).contains(words.count) else { return false }
    return words.allSatisfy { word in
      guard let first = word.first else { return false }
      return first.isUppercase
        || particles.contains(word.lowercased())
    } && !text.contains(where: \.isNumber)
  }

  private static func isYear(_ text: Substring) -> Bool {
    let digits = text.prefix(4)
    guard digits.utf8.count == 4, let year = Int(digits) else { return false }
    return (1500...2100).contains(year) && text.count <= 5
  }

  /// The date of publication: a day or month in words, else the last year of the reference.
  private func date(in text: String) -> String? {
    let words = text.split(whereSeparator: { " ,().;:[]".contains($0) })
    var year: String?
    for (position, word) in words.enumerated() {
      if Self.isYear(word), word.utf8.count == 4 {
        year = String(word)
        if position >= 1, let month = months[words[position - 1].lowercased()] {
          return Self.edtf(word, month, position >= 2 ? Int(words[position - 2]) : nil)
        }
        if position >= 2, let month = months[words[position - 2].lowercased()] {
          return Self.edtf(word, month, Int(words[position - 1]))
        }
      }
    }
    return year
  }

  private static func edtf(_ year: Substring, _ month: Int, _ day: Int?) -> String {
    guard let number = Int(year) else { return String(year) }
    if let day, let date = CalendarDay(year: number, month: month, day: day) { return date.description }
    return CalendarDay(year: number, month: month, day: 1).map { String($0.description.prefix(7)) } ?? String(year)
  }

  private static func trim(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace || ",.:".contains(first) { text.removeFirst() }
    while let last = text.last, last.isWhitespace || ",.:".contains(last) { text.removeLast() }
    return String(text)
  }
}
