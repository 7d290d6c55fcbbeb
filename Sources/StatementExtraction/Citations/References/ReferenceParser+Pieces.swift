/// Where one reference ends and the next begins, and what leads to them.
extension ReferenceParser {
  /// Notes join works with semicolons, and with sentences that point to more ("… See also …").
  func pieces(of note: String) -> [Range<String.Index>] {
    var pieces: [Range<String.Index>] = []
    var start = note.startIndex
    var depth = 0
    for index in note.indices {
      let character = note[index]
      if "(“[".contains(character) { depth += 1 }
      if ")”]".contains(character) { depth -= 1 }
      guard depth <= 0 else { continue }
      let next = note.index(after: index)
      if character == ";" || character == "." && leadsOn(note[next...]) {
        pieces.append(start..<(character == ";" ? index : next))
        start = next
      }
    }
    pieces.append(start..<note.endIndex)
    return pieces.map { piece in
      let words = note[piece].drop(while: \.isWhitespace)
      return words.startIndex..<words.endIndex
    }.filter { !$0.isEmpty }
  }

  /// Whether a sentence points to a work within its first words: " See also …", " On the other side see …".
  private func leadsOn(_ rest: Substring) -> Bool {
    guard rest.first == " ", rest.dropFirst().first?.isUppercase == true else { return false }
    return pointerEnd(in: rest.dropFirst()) != nil
  }

  /// The place behind a pointing word among the first ones, where no reference can have begun before it.
  private func pointerEnd(in text: Substring) -> String.Index? {
    for word in text.split(separator: " ", maxSplits: 13).prefix(12) {
      if words.pointers.contains(word.lowercased().filter { $0 != "," }) { return word.endIndex }
      if word.contains(where: { $0.isNumber || "“‘\"();.".contains($0) }) { return nil }
    }
    return nil
  }

  /// A reference without "see also", "and", "quoted in", "for another view see".
  func withoutIntroduction(_ note: some StringProtocol) -> String {
    var text = Substring(note).split(separator: " ").map(String.init)
    if let end = pointerEnd(in: Substring(note)) {
      text = Substring(note)[end...].split(separator: " ").map(String.init)
    }
    var isChanged = true
    while isChanged {
      isChanged = false
      if text.count > 1, text[0] == "and" {
        text.removeFirst()
        isChanged = true
      }
      for introduction in words.introductions where text.count > introduction.count {
        let head = text.prefix(introduction.count).map { $0.lowercased().filter { $0 != "," } }
        if head == introduction {
          text.removeFirst(introduction.count)
          isChanged = true
          break
        }
      }
    }
    return text.joined(separator: " ")
  }
}
