import SourceTexts

extension DocumentDraft {
  /// Settles blocks whose own words or form say what they are.
  mutating func settleByWords() {
    for index in blocks.indices {
      let block = blocks[index]
      if block.isSettled { continue }
      if isComposed {
        if block.isShort, block.kind == .paragraph { settleShort(index) }
        continue
      }
      if let marker = ListMarker.end(in: bytes, block.range), NoteLabel.explicit(in: bytes, block.range) == nil {
        blocks[index].kind = .listItem
        furtherOmissions.append(Span(block.range.lowerBound, marker))
      }
      if let level = atxLevel(block.range) {
        furtherOmissions.append(Span(block.range.lowerBound, block.range.lowerBound + level + 1))
        let words = Array(block.words.drop { $0 == 0x23 || $0 == 0x20 })
        blocks[index].words = words
        blocks[index].visible = Array(block.visible.drop { $0 == 0x23 || $0 == 0x20 })
        if let verdict = knowledge.phrases.verdict(exactly: words) {
          blocks[index].settle(verdict.kind == .footnote ? .heading : verdict.kind)
        } else if DateLine.date(words, knowledge: knowledge) != nil
          || !Byline(knowledge: knowledge).authors(blocks[index].visible).isEmpty
        {
          blocks[index].settle(.byline)
        } else {
          blocks[index].settle(.heading, level: level)
        }
        continue
      }
      if isTable(block) {
        blocks[index].settle(.table)
      } else if isIndentedQuotation(block) {
        blocks[index].settle(.quotation)
      } else if block.isShort {
        settleShort(index)
      }
    }
  }

  private mutating func settleShort(_ index: Int) {
    let block = blocks[index]
    let words = block.words
    guard block.visible.contains(where: { $0.isASCIIAlphanumeric || (0xC3...0xDF).contains($0) }) else {
      // A bare URL alone is a reference of the text.
      let isReference = block.markup.links.contains {
        $0.anchor.isEmpty && !$0.target.hasPrefix("/") && !$0.target.hasPrefix("#")
      }
      if !isReference, !block.visible.contains(where: { $0 >= 0xE3 && $0 < 0xEE }) {
        blocks[index].settle(.pageFurniture)
      }
      return
    }
    if isPageNumber(words) || isRunningHead(block) || isSerialLine(index) || isAllFurniture(block) {
      blocks[index].settle(.pageFurniture)
    } else if isPictureWithWords(block) {
      blocks[index].settle(.caption)
    } else if let verdict = knowledge.phrases.verdict(exactly: words) {
      if verdict.kind != .footnote, verdict.kind != .bibliography { blocks[index].settle(verdict.kind) }
    } else if DateLine.date(words, knowledge: knowledge) != nil {
      blocks[index].settle(.byline)
    } else if !Byline(knowledge: knowledge).authors(block.visible).isEmpty {
      blocks[index].settle(.byline)
    } else if isOnlyLinks(block) {
      blocks[index].settle(.pageFurniture)
    } else if let verdict = knowledge.phrases.verdict(edgesOf: words) {
      let isOpen = ending(of: index) != .sentence
      switch verdict.kind {
      case .caption where block.range.count <= 600: blocks[index].settle(.caption)
      // "Published in 1904, the book …" is a sentence, and so may be any of these where it goes on.
      case .byline where words.count <= 100 && isOpen && words.contains(where: \.isASCIIDigit):
        blocks[index].settle(.byline)
      case .pageFurniture where words.count <= 300, .recommendation where words.count <= 200 && isOpen:
        blocks[index].settle(verdict.kind)
      default: break
      }
    }
  }

  /// "12", "- 12 -", "Page 3 of 10", "p. 4", "xiv".
  private func isPageNumber(_ words: [UInt8]) -> Bool {
    guard words.count <= 16 else { return false }
    let tokens = words.split(whereSeparator: { !$0.isASCIIAlphanumeric }).map { String(decoding: $0, as: UTF8.self) }
    switch tokens.count {
    case 1:
      let token = tokens[0]
      if token.utf8.allSatisfy(\.isASCIIDigit) { return token.utf8.count <= 4 }
      return token.utf8.count > 1 && token.utf8.allSatisfy { "ivxl".utf8.contains($0) }
    case 2: return ["page", "p", "pg"].contains(tokens[0]) && Int(tokens[1]) != nil
    case 3: return Int(tokens[0]) != nil && tokens[1] == "of" && Int(tokens[2]) != nil
    case 4: return tokens[0] == "page" && Int(tokens[1]) != nil && tokens[2] == "of" && Int(tokens[3]) != nil
    default: return false
    }
  }

  /// Nothing but links: navigation, share buttons, lists of further articles.
  private func isOnlyLinks(_ block: DraftBlock) -> Bool {
    guard !block.markup.links.isEmpty, block.wordCount <= 24 else { return false }
    let blanks = block.range.count - block.markup.linkedBytes
    guard blanks <= 3 || block.markup.linkedBytes * 10 >= block.range.count * 9 else { return false }
    // A bare URL alone is a reference of the text.
    return block.markup.links.contains { !$0.anchor.isEmpty || $0.target.hasPrefix("/") }
  }

  private func isTable(_ block: DraftBlock) -> Bool {
    guard block.lines.count >= 2 else { return false }
    return block.lines.allSatisfy { line in
      var gaps = 0
      var blanks = 0
      for byte in bytes[line] {
        if byte == 0x09 || byte == 0x7C {
          gaps += 1
        } else if byte == 0x20 {
          blanks += 1
          if blanks == 3 { gaps += 1 }
          continue
        }
        blanks = 0
      }
      return gaps >= 1
    }
  }

  private func isIndentedQuotation(_ block: DraftBlock) -> Bool {
    if block.lines.allSatisfy({ bytes[$0.lowerBound] == 0x3E && $0.count > 1 }) {
      return true
    }
    return false
  }

  private func atxLevel(_ range: Range<Int>) -> Int? {
    var place = range.lowerBound
    while place < range.upperBound, bytes[place] == 0x23 { place += 1 }
    let level = place - range.lowerBound
    guard (1...6).contains(level), place < range.upperBound, bytes[place] == 0x20, range.count <= 300 else {
      return nil
    }
    return level
  }

  /// What a running head is known by: its letters.
  private func repeatKey(_ block: DraftBlock) -> [UInt8]? {
    guard !block.words.isEmpty, block.words.count <= 100, !block.isSettled || block.kind == .heading, !block.isDate
    else {
      return nil
    }
    let key = block.words.filter { !$0.isASCIIDigit && $0 != 0x20 && $0 != 0x7C }
    return key.count >= 4 ? key : nil
  }

  /// The first of repeated lines may be the title itself, unless another one of several words follows.
  private func mayBeTitle(_ index: Int, among counts: [[UInt8]: Int], key: (DraftBlock) -> [UInt8]?) -> Bool {
    !blocks[(index + 1)...].prefix(3).contains { block in
      block.wordCount >= 4 && block.words.count <= 160 && !block.isSettled && Ending(of: block.visible[...]) == .open
        && (key(block).map { counts[$0, default: 0] < 3 } ?? true)
    }
  }

  /// Short lines that come again and again are running heads.
  mutating func settleRepeatedLines() {
    var counts: [[UInt8]: Int] = [:]
    for index in blocks.indices {
      if let key = repeatKey(blocks[index]), ending(of: index) == .open { counts[key, default: 0] += 1 }
    }
    var seen: Set<[UInt8]> = []
    for index in blocks.indices {
      guard let key = repeatKey(blocks[index]), let count = counts[key], count >= 3, ending(of: index) == .open else {
        continue
      }
      if seen.insert(key).inserted, index < 4, mayBeTitle(index, among: counts, key: self.repeatKey) { continue }
      blocks[index].settle(.pageFurniture)
    }
  }
}
