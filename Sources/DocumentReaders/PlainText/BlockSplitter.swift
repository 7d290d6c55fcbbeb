/// Cuts a text into blocks: at blank lines, and inside a run of lines where list items, headings, notes or new
/// paragraphs begin.
struct BlockSplitter {
  let bytes: [UInt8]
  private(set) var blocks: [DraftBlock] = []

  init(_ bytes: [UInt8], lines: TextLines) {
    self.bytes = bytes
    var run: [TextLines.Line] = []
    for line in lines.lines {
      if line.isEmpty {
        close(&run)
      } else {
        run.append(line)
      }
    }
    close(&run)
  }

  private mutating func close(_ run: inout [TextLines.Line]) {
    defer { run.removeAll(keepingCapacity: true) }
    guard let first = run.first else { return }
    if run.count == 1 {
      add(run[...])
      return
    }
    let width = run.map(\.count).max() ?? 0
    let long = run.reduce(0) { $0 + ($1.count > 200 ? 1 : 0) }
    // Lines that are whole paragraphs, as editors with soft wrap and many exports write them.
    let isUnwrapped = long * 4 >= run.count && long > 0
    // Rows of a table stay together.
    if !isUnwrapped, run.allSatisfy({ isTableRow($0) }) {
      add(run[...])
      return
    }
    var from = 0
    var noteNumber = leadingNumber(first)
    for place in 1..<run.count {
      let number = leadingNumber(run[place])
      var cuts = isUnwrapped || startsItem(run[place]) || startsNote(run[place]) || isATXHeading(run[place - 1])
      if let number, let last = noteNumber, number == last + 1 { cuts = true }
      cuts = cuts || isParagraphEnd(run, place, width: width, isFirst: place == from + 1)
      if cuts {
        add(run[from..<place])
        from = place
      }
      if let number, cuts { noteNumber = number }
    }
    add(run[from...])
  }

  private mutating func add(_ lines: ArraySlice<TextLines.Line>) {
    guard let first = lines.first, let last = lines.last else { return }
    blocks.append(
      DraftBlock(range: first.start..<last.end, lines: lines.map { $0.start..<$0.end }, indent: first.indent))
  }

  /// Whether a paragraph ends before line `place` though no blank line says so: the next line is indented, or its
  /// first word would have fitted on the line above.
  private func isParagraphEnd(_ run: [TextLines.Line], _ place: Int, width: Int, isFirst: Bool) -> Bool {
    let above = run[place - 1]
    let line = run[place]
    if line.indent >= 2, above.indent == 0, !isFirst || above.count * 2 > width { return true }
    var word = line.start
    while word < line.end, !bytes[word].isBlank { word += 1 }
    let first = bytes[line.start]
    guard width >= 30, first.isASCIIUpper || first.isASCIIDigit || first == 0x22 || first == 0x28 || first >= 0x80,
      (above.count + 1 + word - line.start) * 4 < width * 3
    else { return false }
    switch Ending(of: bytes[above.start..<above.end]) {
    case .sentence: return true
    case .open: return isFirst && above.count * 5 < width * 3
    case .colon: return false
    }
  }

  private func isTableRow(_ line: TextLines.Line) -> Bool {
    var gaps = 0
    var blanks = 0
    for byte in bytes[line.start..<line.end] {
      if byte == 0x09 || byte == 0x7C {
        gaps += 1
        blanks = 0
      } else if byte == 0x20 {
        blanks += 1
        if blanks == 3 { gaps += 1 }
      } else {
        blanks = 0
      }
    }
    return gaps >= 1
  }

  private func isATXHeading(_ line: TextLines.Line) -> Bool {
    var place = line.start
    while place < line.end, bytes[place] == 0x23 { place += 1 }
    return (1...6).contains(place - line.start) && place < line.end && bytes[place] == 0x20
  }

  private func startsItem(_ line: TextLines.Line) -> Bool {
    ListMarker.end(in: bytes, line.start..<line.end) != nil || isATXHeading(line)
  }

  private func startsNote(_ line: TextLines.Line) -> Bool {
    NoteLabel.explicit(in: bytes, line.start..<line.end) != nil
  }

  /// "12 Taylor", "12. Taylor": the number.
  private func leadingNumber(_ line: TextLines.Line) -> Int? {
    NoteLabel.numbered(in: bytes, line.start..<line.end).flatMap { Int($0.label) }
  }
}

/// The bullet or number that opens a list item.
enum ListMarker {
  /// Where the item's words begin, or nil where the stretch is no list item.
  static func end(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard range.count >= 3 else { return nil }
    let place = range.lowerBound
    let first = bytes[place]
    if first == 0x2D || first == 0x2B || first == 0x2A, bytes[place + 1] == 0x20 { return place + 2 }
    // Bullets: • ‣ ▪ ● ■ ◦ – and the private-use glyph of symbol fonts.
    if first == 0xE2 || first == 0xEF, range.count > 4 {
      let rest = (bytes[place + 1], bytes[place + 2])
      let isBullet: Bool
      switch (first, rest.0, rest.1) {
      case (0xE2, 0x80, 0xA2), (0xE2, 0x80, 0xA3), (0xE2, 0x80, 0x93), (0xE2, 0x96, 0xAA), (0xE2, 0x97, 0x8F),
        (0xE2, 0x96, 0xA0), (0xE2, 0x97, 0xA6), (0xE2, 0x9E, 0xA2), (0xEF, 0x82, 0xB7), (0xEF, 0x82, 0xA7):
        isBullet = true
      default: isBullet = false
      }
      if isBullet, bytes[place + 3].isBlank { return place + 4 }
    }
    return nil
  }
}
