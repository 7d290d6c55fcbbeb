/// Authors' names.
extension ReferenceParser {
  func authors(in text: Substring) -> [String] {
    var names: [String] = []
    for part in text.replacing(" and ", with: ",").replacing(" & ", with: ",").split(separator: ",") {
      let name = Self.trim(part, keepingDot: true)
      if isSuffix(name) {
        // "Samuel R. Williamson, Jr." is one; "ed." is none.
        if let last = names.last, name.first?.isUppercase == true { names[names.count - 1] = "\(last), \(name)" }
      } else if looksLikeNames(name[...]) {
        names.append(name)
      }
    }
    return names
  }

  /// How many parts between commas are authors: one, or those up to an "and".
  func leadingNames(_ parts: [String]) -> Int {
    guard let first = parts.first, !first.contains(" and ") else { return min(1, parts.count) }
    for (place, part) in parts.enumerated().prefix(8).dropFirst() {
      if part.hasPrefix("and "), looksLikeNames(part.dropFirst(4)), place + 1 < parts.count { return place + 1 }
      guard looksLikeNames(part[...]), part.contains(" ") || isSuffix(part) else { break }
    }
    return parts.count > 2 && isSuffix(parts[1]) ? 2 : 1
  }

  /// "ed.", "Jr.": behind a name, and none.
  func isSuffix(_ part: String) -> Bool { words.suffixes.contains(part.lowercased()) }

  /// "Rolo, P. J. V." is P. J. V. Rolo.
  static func invertedAuthors(in text: Substring) -> [String] {
    let parts = text.replacing(" and ", with: ",").replacing(" & ", with: ",").replacing(", et al", with: "")
      .split(separator: ",").map { trim($0, keepingDot: true) }.filter { !$0.isEmpty && $0 != "&" }
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

  /// One name or several that "and" joins.
  func areNames(_ text: String) -> Bool {
    text.replacing(" & ", with: " and ").replacing(" and ", with: ",").split(separator: ",").allSatisfy(looksLikeNames)
  }

  func looksLikeNames(_ text: Substring) -> Bool {
    let names = text.split(separator: " ")
    guard (1...6).contains(names.count) else { return false }
    return names.allSatisfy { word in
      guard let first = word.first else { return false }
      return first.isUppercase
        || words.particles.contains(word.lowercased()) || word.contains("’") && word.last?.isLetter == true
    } && !text.contains(where: \.isNumber)
  }
}
