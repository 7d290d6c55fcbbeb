/// A block about the author: "Jane Doe is a senior fellow at the Institute of X."
struct AuthorBox {
  let knowledge: DocumentKnowledge
  /// From a by-line or the file's metadata.
  let authors: [String]

  /// Whether `visible` begins with a name and says in its first sentence what that person is by profession.
  ///
  /// A name that a by-line gave needs any role; another name needs one that only writers have.
  ///
  /// - Parameter isAnnounced: whether a heading says that it is about authors, so that no role is needed.
  func matches(_ visible: [UInt8], isAnnounced: Bool = false) -> Bool {
    let words = String(decoding: visible.prefix(400), as: UTF8.self).split(whereSeparator: \.isWhitespace)
    var place = 0
    while place < min(words.count, 12), isNamePart(words[place]) { place += 1 }
    guard place >= 2, place + 2 < words.count else { return false }
    let isApposition = words[place - 1].hasSuffix(",") && ["a", "an", "the"].contains(words[place])
    guard isApposition || knowledge.authorVerbs.contains(String(words[place])) else { return false }
    if isAnnounced { return true }
    let name = words[..<place].joined(separator: " ")
    let isAuthor = authors.contains { $0.split(separator: " ").last.map { name.contains($0) } ?? false }
    return hasRole(words, from: place, isAuthor ? knowledge.authorRoles : knowledge.writerRoles)
  }

  private func hasRole(_ words: [Substring], from place: Int, _ roles: Set<String>) -> Bool {
    for word in words[place..<min(words.count, place + 14)] {
      var folded = word.lowercased()
      while let last = folded.last, last.isPunctuation { folded.removeLast() }
      if roles.contains(folded) { return true }
      if word.hasSuffix("."), word.utf8.count > 4 { return false }
    }
    return false
  }

  private func isNamePart(_ word: Substring) -> Bool {
    var word = word
    while let last = word.last, last == "," || last == "*" || last == "." { word.removeLast() }
    return word == "and" || Byline(knowledge: knowledge).isNameWord(word)
  }
}
