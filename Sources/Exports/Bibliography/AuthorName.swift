/// A cited author as bibliographies sort them: family name, given names and the small words between.
struct AuthorName: Sendable, Hashable {
  var family: String
  /// Empty for one-word names and bodies.
  var given: String
  /// "von", "de la": lower-case words before the family name.
  var particle: String

  /// Splits "Vincent van Gogh" as written in a note.
  init(_ name: String) {
    let words = name.split(separator: " ")
    guard words.count > 1 else {
      (family, given, particle) = (name, "", "")
      return
    }
    var start = words.count - 1
    while start > 1, words[start - 1].first?.isLowercase == true { start -= 1 }
    family = String(words[words.count - 1])
    particle = words[start..<(words.count - 1)].joined(separator: " ")
    given = words[..<start].joined(separator: " ")
  }
}
