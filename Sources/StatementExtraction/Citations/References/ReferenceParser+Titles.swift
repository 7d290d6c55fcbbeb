/// Where titles begin and end.
extension ReferenceParser {
  static func quotedTitle(in text: String) -> (whole: Range<String.Index>, title: Range<String.Index>)? {
    // What opens first encloses the other.
    let openings = text.indices.filter { "“\"‘".contains(text[$0]) }
    for start in openings {
      // A title begins its field: behind the author's comma, or at the front. Inside a title stand mere words.
      if let before = text[..<start].last(where: { !$0.isWhitespace }), !",.:;()".contains(before) { continue }
      let close: Character = text[start] == "“" ? "”" : text[start] == "‘" ? "’" : "\""
      let inside = text.index(after: start)
      let ends = text[inside...].indices.filter { text[$0] == close && $0 > inside }
      // The nearest mark that closes a field ends the title; else the nearest that isn't an apostrophe.
      let follows = { (end: String.Index) in text[text.index(after: end)...].first }
      guard
        let end = ends.first(where: { end in
          follows(end).map { ",.;:) ".contains($0) } ?? true
            && (",.?!".contains(text[text.index(before: end)]) || follows(end).map { $0 != " " } ?? true)
        }) ?? ends.first(where: { follows($0)?.isLetter != true }),
        text.distance(from: inside, to: end) >= 4
      else { continue }
      return (start..<text.index(after: end), inside..<end)
    }
    return nil
  }

  /// The end of a title that a full stop closes, or a question mark with a journal's name behind it.
  static func sentenceTitleEnd(in text: String) -> String.Index {
    for index in text.indices {
      let next = text.index(after: index)
      let follows = text[next...]
      switch text[index] {
      case "(": return index
      case ".":
        guard follows.isEmpty || follows.first == " " else { continue }
        // "U.S. policy" goes on.
        let word = text[..<index].split(separator: " ").last ?? ""
        if word.count == 1 || word.dropLast().last == "." { continue }
        return index
      case "?", "!":
        if follows.prefixMatch(of: /\ \p{Lu}[^.?!,]*, [0-9]/) != nil { return next }
      default: continue
      }
    }
    return text.endIndex
  }

  static func outlet(in rest: Substring) -> String? {
    let name = trim(rest.prefix { !",(;".contains($0) })
    guard let first = name.first, first.isUppercase, name.split(separator: " ").count <= 8, !name.hasPrefix("http")
    else {
      return nil
    }
    // A volume or year directly behind the journal's name isn't part of it.
    let words = name.split(separator: " ").prefix { word in !word.allSatisfy { $0.isNumber || $0 == "." } }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// Without white space and marks at its ends.
  ///
  /// - Parameter keepingDot: whether a full stop may close it, as it closes initials and abbreviations.
  static func trim(_ text: some StringProtocol, keepingDot: Bool = false) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace || ",.:".contains(first) { text.removeFirst() }
    while let last = text.last, last.isWhitespace || ",:".contains(last) || last == "." && !keepingDot {
      text.removeLast()
    }
    return String(text)
  }
}
