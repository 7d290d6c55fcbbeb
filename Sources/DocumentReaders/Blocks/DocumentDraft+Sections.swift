import SourceTexts

extension DocumentDraft {
  /// Spreads what a phrase says ("RECOMMENDED", "ABOUT THE AUTHORS", "Notes") over the blocks behind it.
  mutating func settleSections() {
    let total = bytes.count
    var open: BlockPhrases.Verdict?
    for index in blocks.indices {
      let block = blocks[index]
      if !block.words.isEmpty, block.words.count <= 60, let verdict = knowledge.phrases.verdict(exactly: block.words),
        verdict.section != .block
      {
        let remaining = total - block.range.upperBound
        let isNear: Bool
        switch verdict.kind {
        // Notes may be as long as the text, other back matter is less.
        case .footnote: isNear = index > 2
        case .bibliography: isNear = index > 2 && remaining * 2 <= total
        default: isNear = verdict.section == .untilText || remaining * 5 <= total * 2
        }
        guard isNear else {
          if blocks[index].kind != .heading { blocks[index].settle(.heading, level: 2) }
          open = nil
          continue
        }
        open = verdict
        let heads = verdict.kind == .footnote || verdict.kind == .bibliography
        blocks[index].settle(heads ? .heading : verdict.kind, level: heads ? 2 : 0)
        continue
      }
      guard let section = open else { continue }
      switch section.kind {
      case .footnote, .bibliography:
        if blocks[index].kind == .heading, blocks[index].isSettled {
          open = nil
        } else if !blocks[index].isSettled || blocks[index].kind != .pageFurniture {
          blocks[index].settle(section.kind)
        }
      case .authorBox:
        if isOnlyNames(block)
          || AuthorBox(knowledge: knowledge, authors: metadata.authors).matches(block.visible, isAnnounced: true)
        {
          blocks[index].settle(.authorBox)
        } else if !block.isSettled || block.kind == .heading {
          open = nil
        }
      default:
        if isRunningText(index, bytes: section.section == .rest ? 300 : 100) || endsContents(index, section) {
          open = nil
        } else if !block.isSettled || block.kind == .byline || block.kind == .heading {
          blocks[index].settle(section.kind)
        }
      }
    }
  }

  /// Whether a title, or a heading that the format marks and that stands over running text, ends a table of contents.
  private func endsContents(_ index: Int, _ section: BlockPhrases.Verdict) -> Bool {
    guard isComposed, section.kind == .pageFurniture, section.section == .untilText, blocks[index].isSettled else {
      return false
    }
    if blocks[index].kind == .title { return true }
    return blocks[index].kind == .heading && index + 1 < blocks.count && isRunningText(index + 1, bytes: 60)
  }

  /// A name or linked name standing alone.
  private func isOnlyNames(_ block: DraftBlock) -> Bool {
    guard !block.visible.isEmpty, block.wordCount <= 12 else { return false }
    let byline = Byline(knowledge: knowledge)
    let pieces = String(decoding: block.visible, as: UTF8.self).split(separator: ",")
    return pieces.allSatisfy { $0.split(separator: " ").allSatisfy { $0 == "and" || byline.isNameWord($0) } }
      && (block.markup.links.isEmpty == false || !byline.names(String(decoding: block.visible, as: UTF8.self)).isEmpty)
  }

  /// Title, by-lines and dates before the text begins.
  mutating func settleFrontMatter() {
    let body =
      blocks.indices.first { isRunningText($0, bytes: 120) } ?? blocks.indices.first { isRunningText($0, bytes: 50) }
      ?? blocks.firstIndex { $0.isDate } ?? 0
    var hasTitle = blocks.contains { $0.kind == .title }
    let known = metadata.title.map { FoldedWords.fold($0.utf8) }
    for index in blocks.indices.prefix(body) {
      let block = blocks[index]
      if let known, block.words == known {
        // A running head may show the title over the title.
        if block.kind != .title { blocks[index].settle(hasTitle && block.kind != .heading ? .pageFurniture : .title) }
        hasTitle = true
        continue
      }
      if block.kind == .byline {
        readByline(index)
      } else if !hasTitle, known == nil, !block.isDate, knowledge.phrases.verdict(exactly: block.words) == nil,
        isHeadingLike(index) || block.kind == .heading && index < 6
      {
        blocks[index].settle(.title)
        hasTitle = true
        metadata.title = String(decoding: block.visible, as: UTF8.self).split(whereSeparator: \.isWhitespace)
          .joined(separator: " ")
      }
    }
    // By-lines may stand behind a summary.
    for index in blocks.indices.dropFirst(body).prefix(8) where blocks[index].kind == .byline { readByline(index) }
  }

  private mutating func readByline(_ index: Int) {
    let block = blocks[index]
    // Names and date may share the block.
    if metadata.published == nil { metadata.published = DateLine.date(block.words, knowledge: knowledge) }
    guard metadata.authors.isEmpty else { return }
    let lines = block.visible.split(separator: 0x0A).filter {
      DateLine.date(FoldedWords.fold($0), knowledge: knowledge) == nil
    }
    // "By Jane Doe | November 13, 2014"
    let byline = Byline(knowledge: knowledge)
    metadata.authors = byline.authors(lines.isEmpty ? block.visible : Array(lines.joined(separator: [0x20])))
  }

  /// Author boxes stand before the text or behind it.
  mutating func settleAuthorBoxes() {
    let box = AuthorBox(knowledge: knowledge, authors: metadata.authors)
    let body = blocks.indices.first { isRunningText($0, bytes: 120) && !box.matches(blocks[$0].visible) }
    for index in blocks.indices.prefix(body ?? 0) where !blocks[index].isSettled && box.matches(blocks[index].visible) {
      blocks[index].settle(.authorBox)
    }
    for index in blocks.indices.reversed() {
      guard index > (body ?? 0), !blocks[index].isSettled || blocks[index].kind == .pageFurniture else { continue }
      if box.matches(blocks[index].visible) {
        blocks[index].settle(.authorBox)
      } else if knowledge.phrases.verdict(edgesOf: blocks[index].words)?.kind == .authorBox {
        blocks[index].settle(.authorBox)
      } else if isRunningText(index, bytes: 100) {
        break
      }
    }
  }

  /// Short lines that stand over running text.
  mutating func settleHeadings() {
    var previous: Int?
    for index in blocks.indices {
      defer { if blocks[index].kind.isNarrative { previous = index } }
      guard !blocks[index].isSettled, blocks[index].kind == .paragraph, blocks[index].note == nil, isHeadingLike(index)
      else { continue }
      // A scrap of a torn paragraph is no heading.
      if let previous, previous == index - 1, leavesSentenceOpen(previous) { continue }
      if let previous, previous == index - 1, index + 1 < blocks.count, firstByte(of: index + 1)?.isASCIILower == true {
        continue
      }
      blocks[index].settle(.heading, level: 1)
    }
  }

  /// What is left behind the last sentence of the text: the outlet's name, an address, a last link.
  mutating func settleBackMatter() {
    guard let last = blocks.indices.last(where: { isRunningText($0, bytes: 80) }) else { return }
    for index in blocks.indices.dropFirst(last + 1) {
      let block = blocks[index]
      if block.kind == .heading, !isKnownHeading(block) || index == blocks.count - 1 {
        let behind = blocks[(index + 1)...].contains { $0.kind == .paragraph || $0.kind == .listItem }
        if !behind, atEnd(index) { blocks[index].settle(.pageFurniture) }
      }
    }
  }

  private func atEnd(_ index: Int) -> Bool {
    blocks[index...].allSatisfy {
      ![.paragraph, .listItem, .quotation, .footnote, .bibliography, .table].contains($0.kind)
    }
  }

  private func isKnownHeading(_ block: DraftBlock) -> Bool {
    knowledge.phrases.verdict(exactly: block.words) != nil
  }

  /// Few words, no stop, a capital or number at the start.
  func isHeadingLike(_ index: Int) -> Bool {
    let block = blocks[index]
    guard !block.isSettled || block.kind == .heading, (3...160).contains(block.words.count), block.wordCount <= 20,
      block.lines.count <= 3, let first = block.visible.first,
      first.isASCIIUpper || first.isASCIIDigit || first >= 0x80 || first == 0x22 || first == 0x27 || first == 0x28,
      block.markup.linkedBytes * 2 < block.range.count || block.markup.links.isEmpty
    else { return false }
    switch ending(of: index) {
    case .open:
      return block.visible.last != 0x2C && block.visible.last != 0x2D && block.visible.last != 0x3B
        && !holdsSentenceEnd(block.visible) && !endsInFunctionWord(block.words)
    case .colon: return false
    case .sentence:
      // "Can it last?"
      guard block.visible.last == 0x3F || block.visible.last == 0x21, block.wordCount <= 14 else { return false }
      return !block.visible.dropLast().contains { $0 == 0x2E || $0 == 0x3F }
    }
  }

  /// Whether a full stop behind a word in lower case is followed by a capital.
  private func holdsSentenceEnd(_ visible: [UInt8]) -> Bool {
    guard visible.count > 4 else { return false }
    return visible.indices.dropFirst(3).dropLast(2).contains { place in
      visible[place] == 0x2E && visible[place + 1] == 0x20 && visible[place + 2].isASCIIUpper
        && (visible[place - 1].isASCIILower && visible[place - 2].isASCIILower && visible[place - 3].isASCIILower
          || visible[place - 1].isASCIIDigit && visible[place - 2].isASCIIDigit)
    }
  }

  private func endsInFunctionWord(_ words: [UInt8]) -> Bool {
    guard let last = words.split(separator: 0x20).last, words.count > last.count else { return false }
    return knowledge.functionWords.contains(String(decoding: last, as: UTF8.self))
  }

  /// Whether the block at `index` breaks off where a sentence can't end: on a comma, a dash or a word in lower case.
  func leavesSentenceOpen(_ index: Int) -> Bool {
    guard ending(of: index) == .open else { return false }
    let block = blocks[index]
    var end = block.range.upperBound
    while end > block.range.lowerBound, bytes[end - 1].isBlank { end -= 1 }
    guard end > block.range.lowerBound else { return false }
    let last = bytes[end - 1]
    if last == 0x2C || last == 0x3B || last == 0x2D { return true }
    // En and em dashes.
    if last == 0x94 || last == 0x93, end >= 3, bytes[end - 2] == 0x80, bytes[end - 3] == 0xE2 { return true }
    var word = end
    while word > block.range.lowerBound, bytes[word - 1].isWordByte || bytes[word - 1] == 0x27 { word -= 1 }
    return word < end && bytes[word].isASCIILower
  }
}
