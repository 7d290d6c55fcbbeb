import SourceTexts

extension DocumentDraft {
  /// "202        Maria Kowalska", "The Guarantee That Failed        203": a line with a page number and a wide gap.
  func isRunningHead(_ block: DraftBlock) -> Bool {
    guard !isComposed, block.lines.count == 1, block.visible.count <= 120 else { return false }
    let visible = block.visible
    func hasGap(_ bytes: some Sequence<UInt8>) -> Bool {
      let rest = bytes.drop(while: \.isASCIIDigit)
      return Array(rest.prefix(3)).allSatisfy(\.isBlank) && Array(rest.prefix(3)).count == 3
    }
    func digits(_ bytes: some Sequence<UInt8>) -> Int { bytes.prefix(while: \.isASCIIDigit).count { _ in true } }
    let head = digits(visible)
    let tail = digits(visible.reversed())
    return (1...4).contains(head) && hasGap(visible) || (1...4).contains(tail) && hasGap(visible.reversed())
  }

  /// "Journal of X, Vol. 12, No. 3 (2011), pp. 201-215" over the title: the line by which a journal names itself.
  func isSerialLine(_ index: Int) -> Bool {
    let words = blocks[index].words
    guard index < 3, words.count <= 200, words.contains(where: \.isASCIIDigit) else { return false }
    let tokens = words.split(whereSeparator: { $0.isBlank || $0 == 0x2C }).map { String(decoding: $0, as: UTF8.self) }
    var cues = 0
    for (place, token) in tokens.enumerated().dropLast()
    where knowledge.serialWords.contains(token) && tokens[place + 1].utf8.first?.isASCIIDigit == true {
      cues += 1
    }
    return cues >= 2
  }

  /// Whether each of several lines is something that pages say about themselves: "Share", "Tweet".
  func isAllFurniture(_ block: DraftBlock) -> Bool {
    guard !isComposed, block.lines.count > 1, block.words.count <= 120 else { return false }
    return block.visible.split(separator: 0x0A).allSatisfy {
      knowledge.phrases.verdict(exactly: FoldedWords.fold($0))?.kind == .pageFurniture
    }
  }

  /// "![Map](map.png)" and words in emphasis below it, in Markdown.
  func isPictureWithWords(_ block: DraftBlock) -> Bool {
    guard isComposed, block.lines.count > 1, let second = block.lines.dropFirst().first, !second.isEmpty,
      bytes[block.range].starts(with: [0x21, 0x5B]),
      bytes[second.lowerBound] == 0x2A || bytes[second.lowerBound] == 0x5F,
      let last = bytes[block.range].last(where: { !$0.isBlank })
    else { return false }
    return last == bytes[second.lowerBound]
  }

  /// Reads the fields over an e-mail ("From: …", "Subject: …") into the record; they are no part of its text.
  mutating func readMailFields() {
    guard let block = blocks.first, block.lines.count >= 2, block.range.count <= 8000 else { return }
    var values: [String: String] = [:]
    var isMail = true
    var last: String?
    for line in block.lines {
      let bytes = bytes[line]
      let name = bytes.prefix { $0.isASCIILetter || $0 == 0x2D }
      if !name.isEmpty, name.endIndex < bytes.endIndex, bytes[name.endIndex] == 0x3A {
        let field = String(decoding: name.map(\.asciiLowercased), as: UTF8.self)
        values[field] = String(decoding: bytes[(name.endIndex + 1)...], as: UTF8.self)
        last = field
      } else if let field = last, line.lowerBound > 0, self.bytes[line.lowerBound - 1].isBlank,
        self.bytes[line.lowerBound - 1] != 0x0A
      {
        values[field, default: ""] += " " + String(decoding: bytes, as: UTF8.self)
      } else {
        isMail = false
      }
    }
    let known = values.keys.filter { knowledge.mailFields[$0] != nil }
    guard isMail, known.count >= 2, known.count * 2 >= values.count else { return }
    blocks[0].settle(.pageFurniture)
    func value(_ use: String) -> String? {
      let field = values.keys.filter { knowledge.mailFields[$0] == use }.min()
      return field.flatMap { values[$0] }.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }
    if metadata.title == nil { metadata.title = value("title") }
    if metadata.published == nil, let date = value("published") {
      // The day of the week before and the time of day behind are left aside.
      let words = date.prefix { $0 != ":" }.split(separator: " ").drop { !($0.utf8.first?.isASCIIDigit ?? false) }
      metadata.published = DateLine.date(
        FoldedWords.fold(words.prefix(3).joined(separator: " ").utf8), knowledge: knowledge)
    }
    guard let sender = value("sender") else { return }
    let name = sender.prefix { $0 != "<" }.filter { $0 != "\"" }.split(separator: " ").joined(separator: " ")
    if value("list") != nil {
      if metadata.publisher == nil, !name.isEmpty, !name.contains("@") { metadata.publisher = name }
    } else if metadata.authors.isEmpty {
      metadata.authors = Byline(knowledge: knowledge).names(name)
    }
  }
}
