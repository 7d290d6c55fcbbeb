import SourceTexts

/// The blocks of a Markdown text (the subset of CommonMark 0.31 that people write, tables and footnotes as GitHub and
/// Pandoc have them, YAML front matter).
struct MarkdownBlocks {
  let bytes: [UInt8]
  private(set) var blocks: [DraftBlock] = []
  /// Targets of `[name]: url`, by name in lower case.
  private(set) var references: [String: String] = [:]
  /// Markers of quotations, list items and headings.
  private(set) var omissions: [Span] = []
  private(set) var frontMatter: [String: [String]] = [:]
  private let lines: [TextLines.Line]
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = TextLines(bytes, in: 0..<bytes.count).lines
    readFrontMatter()
    while index < lines.count { readBlock() }
  }

  // MARK: Front matter

  private mutating func readFrontMatter() {
    guard let first = lines.first, text(first) == "---" else { return }
    guard let end = lines.indices.dropFirst().prefix(200).first(where: { ["---", "..."].contains(text(lines[$0])) })
    else {
      return
    }
    var key = ""
    for line in lines[1..<end] {
      let words = text(line)
      if words.hasPrefix("- "), !key.isEmpty {
        frontMatter[key, default: []].append(Self.unquoted(words.dropFirst(2)))
      } else if let colon = words.firstIndex(of: ":"), line.indent == 0 {
        key = words[..<colon].lowercased()
        let value = words[words.index(after: colon)...].drop { $0 == " " }
        if value.hasPrefix("["), value.hasSuffix("]") {
          frontMatter[key] = value.dropFirst().dropLast().split(separator: ",").map { Self.unquoted($0) }
        } else if !value.isEmpty {
          frontMatter[key] = [Self.unquoted(value)]
        }
      }
    }
    add(.pageFurniture, 0..<(end + 1))
    index = end + 1
  }

  private static func unquoted(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    for quote in ["\"", "'"] where text.count > 1 && text.hasPrefix(quote) && text.hasSuffix(quote) {
      return String(text.dropFirst().dropLast())
    }
    return String(text)
  }

  private func text(_ line: TextLines.Line) -> String { bytes.string(line.start..<line.end) }

  // MARK: Blocks

  private mutating func readBlock() {
    let line = lines[index]
    if line.isEmpty {
      index += 1
    } else if let fence = fence(line) {
      readFence(fence)
    } else if let level = headingLevel(line) {
      readHeading(level)
    } else if isBreak(line) {
      index += 1
    } else if bytes[line.start] == 0x3E, line.indent < 4 {
      readQuotation()
    } else if isTableStart {
      let start = index
      while index < lines.count, !lines[index].isEmpty, bytes[lines[index].start..<lines[index].end].contains(0x7C) {
        index += 1
      }
      add(.table, start..<index)
    } else if readReference() {
      index += 1
    } else if NoteLabel.explicit(in: bytes, line.start..<line.end) != nil, bytes[line.start] == 0x5B {
      readNote()
    } else if let marker = itemMarker(line) {
      readItem(marker)
    } else if line.indent >= 4 {
      let start = index
      while index < lines.count,
        lines[index].indent >= 4 || lines[index].isEmpty && index + 1 < lines.count && lines[index + 1].indent >= 4
      { index += 1 }
      add(.code, start..<index)
    } else {
      readParagraph(.paragraph, from: index)
    }
  }

  private mutating func add(
    _ kind: BlockKind, _ range: Range<Int>, level: Int = 0, from start: Int? = nil, settled: Bool = true
  ) {
    let kept = lines[range].filter { !$0.isEmpty }
    guard let first = kept.first, let last = kept.last else { return }
    let start = min(start ?? first.start, last.end)
    guard start < last.end else { return }
    var block = DraftBlock(
      range: start..<last.end, lines: kept.map { max(start, $0.start)..<max(start, $0.end) }, indent: first.indent)
    block.kind = kind
    block.level = level
    block.isSettled = settled
    blocks.append(block)
  }

  private mutating func readParagraph(_ kind: BlockKind, from start: Int, firstByte: Int? = nil) {
    index = start + 1
    while index < lines.count, !lines[index].isEmpty, !interrupts(lines[index], inItem: kind == .listItem) {
      // A line of = or - under a paragraph makes it a heading.
      if let level = underline(lines[index]), kind == .paragraph {
        add(.heading, start..<index, level: level)
        index += 1
        return
      }
      index += 1
    }
    add(kind, start..<index, from: firstByte, settled: kind != .paragraph)
  }

  /// Whether a line begins a block though no blank line stands before it.
  private func interrupts(_ line: TextLines.Line, inItem: Bool = false) -> Bool {
    if fence(line) != nil || headingLevel(line) != nil || bytes[line.start] == 0x3E { return true }
    if underline(line) != nil { return false }
    if isBreak(line) { return true }
    if let marker = itemMarker(line) {
      return bytes[line.start].isASCIIDigit ? inItem || bytes.string(line.start..<marker).hasPrefix("1") : true
    }
    return NoteLabel.explicit(in: bytes, line.start..<line.end) != nil && bytes[line.start] == 0x5B
      && bytes[line.start + 1] == 0x5E
  }

  private func underline(_ line: TextLines.Line) -> Int? {
    guard line.indent < 4, let first = bytes[line.start..<line.end].first, first == 0x3D || first == 0x2D,
      bytes[line.start..<line.end].allSatisfy({ $0 == first })
    else { return nil }
    return first == 0x3D ? 1 : line.count > 1 ? 2 : nil
  }

  private func isBreak(_ line: TextLines.Line) -> Bool {
    let marks = bytes[line.start..<line.end].filter { !$0.isBlank }
    guard marks.count >= 3, let first = marks.first, first == 0x2D || first == 0x2A || first == 0x5F else {
      return false
    }
    return marks.allSatisfy { $0 == first }
  }

  private func headingLevel(_ line: TextLines.Line) -> Int? {
    guard line.indent < 4 else { return nil }
    let level = bytes[line.start..<line.end].prefix { $0 == 0x23 }.count
    guard (1...6).contains(level), line.count > level, bytes[line.start + level].isBlank else { return nil }
    return level
  }

  private mutating func readHeading(_ level: Int) {
    let line = lines[index]
    var start = line.start + level
    while start < line.end, bytes[start].isBlank { start += 1 }
    omissions.append(Span(line.start, start))
    var end = line.end
    while end > start, bytes[end - 1] == 0x23 || bytes[end - 1].isBlank { end -= 1 }
    omissions.append(Span(end, line.end))
    add(.heading, index..<(index + 1), level: level)
    index += 1
  }

  private func fence(_ line: TextLines.Line) -> (byte: UInt8, count: Int)? {
    guard line.indent < 4, let first = bytes[line.start..<line.end].first, first == 0x60 || first == 0x7E else {
      return nil
    }
    let count = bytes[line.start..<line.end].prefix { $0 == first }.count
    return count >= 3 && !(first == 0x60 && bytes[(line.start + count)..<line.end].contains(0x60))
      ? (first, count) : nil
  }

  private mutating func readFence(_ open: (byte: UInt8, count: Int)) {
    let start = index
    index += 1
    while index < lines.count {
      let line = lines[index]
      index += 1
      if !line.isEmpty, let close = fence(line), close.byte == open.byte, close.count >= open.count,
        line.count == close.count
      {
        break
      }
    }
    add(.code, start..<index)
  }

  private mutating func readQuotation() {
    let start = index
    var piece = start
    while index < lines.count, !lines[index].isEmpty {
      let line = lines[index]
      if bytes[line.start] == 0x3E {
        var inner = line.start
        while inner < line.end, bytes[inner] == 0x3E || bytes[inner] == 0x20 { inner += 1 }
        if inner == line.end {
          add(.quotation, piece..<index)
          piece = index + 1
        } else {
          omissions.append(Span(line.start, inner))
        }
      } else if interrupts(line) {
        break
      }
      index += 1
    }
    if piece < index { add(.quotation, piece..<index) }
  }

  private func itemMarker(_ line: TextLines.Line) -> Int? {
    if let marker = ListMarker.end(in: bytes, line.start..<line.end) { return marker }
    var place = line.start
    while place < line.end, bytes[place].isASCIIDigit { place += 1 }
    guard place > line.start, place - line.start < 10, place + 1 < line.end,
      bytes[place] == 0x2E || bytes[place] == 0x29,
      bytes[place + 1] == 0x20
    else { return nil }
    return place + 2
  }

  private mutating func readItem(_ marker: Int) {
    omissions.append(Span(lines[index].start, marker))
    readParagraph(.listItem, from: index)
    // Indented paragraphs go on with the item.
    while index + 1 < lines.count, lines[index].isEmpty, !lines[index + 1].isEmpty, lines[index + 1].indent >= 2,
      itemMarker(lines[index + 1]) == nil
    {
      index += 1
      readParagraph(.listItem, from: index)
    }
  }

  private mutating func readNote() {
    readParagraph(.footnote, from: index)
    while index + 1 < lines.count, lines[index].isEmpty, !lines[index + 1].isEmpty, lines[index + 1].indent >= 2 {
      index += 1
      readParagraph(.footnote, from: index)
    }
  }

  /// `[name]: url "title"`
  private mutating func readReference() -> Bool {
    let line = lines[index]
    guard bytes[line.start] == 0x5B, line.count > 5, bytes[line.start + 1] != 0x5E,
      let close = bytes[line.start..<line.end].firstIndex(of: 0x5D), close + 1 < line.end, bytes[close + 1] == 0x3A
    else { return false }
    let rest = bytes[(close + 2)..<line.end].drop(while: \.isBlank)
    var target = rest.prefix { !$0.isBlank }
    guard !target.isEmpty else { return false }
    if target.first == 0x3C, target.last == 0x3E { target = target.dropFirst().dropLast() }
    references[bytes.string((line.start + 1)..<close).lowercased()] = String(decoding: target, as: UTF8.self)
    add(.pageFurniture, index..<(index + 1))
    return true
  }

  /// A row with bars over a row of dashes and bars.
  private var isTableStart: Bool {
    guard index + 1 < lines.count, bytes[lines[index].start..<lines[index].end].contains(0x7C) else { return false }
    let rule = bytes[lines[index + 1].start..<lines[index + 1].end]
    return rule.contains(0x2D) && rule.allSatisfy { $0 == 0x2D || $0 == 0x7C || $0 == 0x3A || $0.isBlank }
  }
}
