/// Names in by-lines: "by Jane Q. Doe and Richard Roe".
struct Byline {
  let knowledge: DocumentKnowledge

  /// The names behind "by", or nothing where they don't look like names.
  ///
  /// - Parameter visible: a short block's words without markup.
  func authors(_ visible: [UInt8]) -> [String] {
    // Most blocks are none, and strings cost time.
    let start = visible.drop(while: \.isBlank).prefix(3).map(\.asciiLowercased)
    guard start.starts(with: [0x62, 0x79]), start.count == 3, start[2] == 0x3A || start[2].isBlank else { return [] }
    let words = String(decoding: visible, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard let first = words.first, first.lowercased() == "by" || first.lowercased() == "by:", words.count <= 30 else {
      return []
    }
    return names(words.dropFirst().joined(separator: " "))
  }

  /// Splits "Jane Q. Doe, John Smith and Richard Roe"; what isn't a name of two to five words ends the list.
  func names(_ text: String) -> [String] {
    var names: [String] = []
    let pieces = text.replacing(" and ", with: ",").replacing(" & ", with: ",").replacing(";", with: ",")
      .replacing("|", with: ",").split(separator: ",")
    for piece in pieces {
      let words = piece.split(separator: " ")
      if words.isEmpty { continue }
      guard (2...5).contains(words.count), words.allSatisfy(isNameWord) else { break }
      names.append(words.joined(separator: " "))
    }
    return names
  }

  /// Capitalised, an initial, or one of the small words inside names.
  func isNameWord(_ word: Substring) -> Bool {
    guard let first = word.unicodeScalars.first else { return false }
    if first.properties.isUppercase { return !word.utf8.contains(where: \.isASCIIDigit) }
    if knowledge.nameParticles.contains(String(word)) { return true }
    // "al-Assad"
    guard let hyphen = word.firstIndex(of: "-") else { return false }
    return knowledge.nameParticles.contains(String(word[..<hyphen]))
  }
}
