import Findings

/// Dates and pages of references.
extension ReferenceParser {
  static func isYear(_ text: Substring) -> Bool {
    let digits = text.prefix(4)
    guard digits.utf8.count == 4, let year = Int(digits) else { return false }
    return (1500...2100).contains(year) && (text.count == 4 || text.count == 5 && text.last?.isLowercase == true)
  }

  /// The date of publication: a day or month in words, else the last year of the reference, else years in the imprint.
  func date(in text: String) -> String? {
    let text = Self.withoutAddress(text)
    let parts = text.split(whereSeparator: { " ,().;:[]/".contains($0) })
    var year: String?
    for (position, word) in parts.enumerated() where Self.isYear(word) {
      let digits = word.prefix(4)
      year = String(digits)
      if position >= 1, let month = months[parts[position - 1].lowercased()] {
        // "no. 2 (May 1962)" names an issue, not a day.
        let isDay = position >= 2 && !text[parts[position - 2].endIndex..<parts[position - 1].startIndex].contains("(")
        return Self.edtf(digits, month, isDay ? Int(parts[position - 2]) : nil)
      }
      if position >= 2, let month = months[parts[position - 2].lowercased()], let day = Int(parts[position - 1]) {
        return Self.edtf(digits, month, day)
      }
      // "(2020, February 25)"
      if position + 1 < parts.count, let month = months[parts[position + 1].lowercased()] {
        return Self.edtf(digits, month, position + 2 < parts.count ? Int(parts[position + 2]) : nil)
      }
    }
    if let year { return year }
    // "(London, 1952–57)"
    guard let years = text.matches(of: /, ([0-9]{4})[–-]([0-9]{2,4})\)/).last, Self.isYear(years.output.1) else {
      return nil
    }
    let last = years.output.2.count == 4 ? years.output.2 : years.output.1.prefix(2) + years.output.2
    return "\(years.output.1)/\(last)"
  }

  private static func edtf(_ year: Substring, _ month: Int, _ day: Int?) -> String {
    guard let number = Int(year) else { return String(year) }
    if let day, let date = CalendarDay(year: number, month: month, day: day) { return date.description }
    return CalendarDay(year: number, month: month, day: 1).map { String($0.description.prefix(7)) } ?? String(year)
  }

  /// The pages that a reference points to: behind "p.", else at its end.
  func pages(in text: String) -> String? {
    let text = Self.withoutAddress(text)
    let parts = text.split { " (),;".contains($0) }
    for (place, word) in parts.enumerated().reversed()
    where place + 1 < parts.count && words.pages.contains(word.lowercased()) {
      let number = parts[place + 1].prefix { $0 != "." && $0 != ":" }
      if number.contains(where: \.isNumber) || !number.isEmpty && number.allSatisfy({ "ivxlc–-".contains($0) }) {
        return String(number)
      }
    }
    guard
      let found = text.firstMatch(
        of: /(.)[,:][”"’]? ?(?:[0-9]{1,2}:)?([A-Z]?[0-9]+(?:[–-][0-9]+)?(?:, [0-9]+(?:[–-][0-9]+)?)*)[. ]*$/)
    else { return nil }
    let pages = found.output.2
    // A year closes a date unless an imprint or a journal's year stands before it.
    if Self.isYear(pages), !")”’".contains(found.output.1) { return nil }
    // "December 11, 1988": the comma parted two numbers of a date.
    if pages.contains(", "), let last = pages.split(separator: " ").last, Self.isYear(last) { return nil }
    // "vol. 3, no. 2", "chap. 3" count other things.
    let before = text[..<found.output.2.startIndex].split { " ,".contains($0) }.last?.lowercased() ?? ""
    return words.places.contains(before) ? nil : String(pages)
  }

  static func withoutAddress(_ text: String) -> String {
    guard let start = text.firstRange(of: "http")?.lowerBound else { return text }
    var head = text[..<start]
    while let last = head.last, " ,<(".contains(last) { head.removeLast() }
    return String(head)
  }

  /// Whether a part between commas names an edition, a translator, volumes.
  func isEdition(_ part: String) -> Bool {
    part.split(separator: " ").contains { words.editions.contains($0.lowercased()) }
  }

  /// Whether a part begins with a word for pages or volumes: "p. 12", "vol. VI".
  func isPlace(_ part: String) -> Bool {
    part.split(separator: " ").first.map { words.places.contains($0.lowercased()) } ?? false
  }

  /// Whether a note tells a page, volume or number: "p. 12", "vol. 3", ", 415".
  func namesPlace(_ text: String) -> Bool {
    let parts = text.split(whereSeparator: { " ,;()".contains($0) })
    for (place, word) in parts.enumerated().dropFirst() where word.first?.isNumber == true {
      if words.places.contains(parts[place - 1].lowercased()) { return true }
    }
    return pages(in: text) != nil
  }
}
