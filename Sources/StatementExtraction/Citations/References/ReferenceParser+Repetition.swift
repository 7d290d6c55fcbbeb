/// Short references to works cited before.
extension ReferenceParser {
  /// The work that an "ibid.", an "op. cit." or a short reference ("Taylor, Struggle, 415") repeats, or nil.
  func resolve(_ text: String, among cited: [BibliographicReference]) -> BibliographicReference? {
    let first = text.prefix { !" ,;:".contains($0) }
    if isRepetition(first) { return cited.last }
    // A full reference names an imprint or an address; a short one is a surname, perhaps some words of the title, a page.
    guard !text.contains("("), !text.contains("://"), text.split(separator: " ").count <= 24 else { return nil }
    let parts = text.split(whereSeparator: { ",“”".contains($0) }).map { Self.trim($0, keepingDot: true) }
      .filter { !$0.isEmpty }
    guard let name = parts.first, looksLikeNames(name[...]), name.split(separator: " ").count <= 4 else { return nil }
    let repeats = parts.dropFirst().contains { isRepetition($0.prefix { $0 != " " }) }
    let title = parts.dropFirst().prefix { !isPageOrNumber($0) }
    // A day or year of its own makes it another work.
    guard repeats || !parts.dropFirst(1 + title.count).contains(where: { Self.isYear($0[...]) && $0.utf8.count == 4 })
    else {
      return nil
    }
    let words = Set(repeats ? [] : title.flatMap(Self.titleWords))
    return cited.last { work in
      guard let surname = work.firstSurname, name == surname || name.hasSuffix(" \(surname)"),
        Self.haveOneInitial(name, work.authors.first ?? "")
      else { return false }
      guard !words.isEmpty, let title = work.title else { return true }
      return words.isSubset(of: Self.titleWords(title))
    }
  }

  func isRepetition(_ word: some StringProtocol) -> Bool {
    let word = word.lowercased()
    return words.repetitions.contains(word) || words.repetitions.contains(word + ".")
      || word.last == "." && words.repetitions.contains(String(word.dropLast()))
  }

  /// "p. 12", "415", "vol. II", "III".
  private func isPageOrNumber(_ part: String) -> Bool {
    isPlace(part) || part.first?.isNumber == true
      || part.allSatisfy { "IVXLC.".contains($0) }
  }

  private static func titleWords(_ title: String) -> Set<String> {
    Set(title.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }

  /// "W. L. Langer" may be William L. Langer, and so may "Langer".
  private static func haveOneInitial(_ name: String, _ author: String) -> Bool {
    guard name.contains(" ") else { return true }
    return name.first == author.first
  }
}
