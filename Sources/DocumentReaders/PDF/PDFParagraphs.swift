/// Groups a column's lines into paragraphs by distance, indentation, size and weight.
struct PDFParagraphs {
  struct Paragraph {
    var lines: [PDFLine]
    /// Whether its first line is indented.
    var isIndented: Bool
    /// Whether all of it stands inside the column's edge.
    var isInset: Bool
    var columnLeft: Int
    var columnRight: Int

    var size: Int { lines.first?.size ?? 0 }
    var isBold: Bool { lines.allSatisfy(\.isBold) }
    var text: [UInt8] { Array(lines.map(\.text).joined(separator: [0x20])) }
  }

  let layout: PDFLayout

  func paragraphs(of column: PDFLayout.Column) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    var open: [PDFLine] = []
    for line in column.lines {
      if let last = open.last, begins(line, after: last, open: open, in: column) {
        paragraphs.append(paragraph(open, column))
        open = []
      }
      open.append(line)
    }
    if !open.isEmpty { paragraphs.append(paragraph(open, column)) }
    return paragraphs
  }

  private func paragraph(_ lines: [PDFLine], _ column: PDFLayout.Column) -> Paragraph {
    let em = max(6, (lines.first?.size ?? 12) * 6 / 10)
    let first = lines.first?.left ?? column.left
    let isInset = lines.allSatisfy { $0.left >= column.left + em }
    return Paragraph(
      lines: lines, isIndented: first >= column.left + em, isInset: isInset, columnLeft: column.left,
      columnRight: column.right)
  }

  /// "12. Taylor": the number.
  private static func number(_ text: [UInt8]) -> Int? {
    NoteLabel.numbered(in: text, 0..<text.count).flatMap { Int($0.label) }
  }

  private func begins(_ line: PDFLine, after last: PDFLine, open: [PDFLine], in column: PDFLayout.Column) -> Bool {
    if abs(line.size - last.size) * 100 > last.size * 6, line.letters > 0, last.letters > 0 { return true }
    if line.isBold != last.isBold, line.letters > 2, last.letters > 2 { return true }
    let distance = line.bottom - last.bottom
    let usual = layout.leading[line.size] ?? line.size * 13 / 10
    if distance < 0 { return true }
    if distance * 10 > usual * 13, distance > usual + 3 { return true }
    let text = line.text
    if ListMarker.end(in: text, 0..<text.count) != nil { return true }
    // A list of notes goes on with the next number at the same edge.
    if let first = open.first, abs(first.left - line.left) < line.size, let number = Self.number(text),
      let before = Self.number(first.text), number == before + 1
    {
      return true
    }
    // Titles and headings are centred or ragged; their lines belong together.
    if line.size * 100 > layout.bodySize * 108 || line.isBold && last.isBold { return false }
    let em = max(6, line.size * 6 / 10)
    let lastText = last.text
    let ending = Ending(of: lastText[...])
    let isIndented = line.left >= column.left + em
    let lastIsIndented = last.left >= column.left + em
    // A centred line, as of a date, stands alone.
    if open.count == 1, last.left >= column.left + 5 * em, !isIndented { return true }
    if isIndented, !lastIsIndented {
      // Hanging indents go on; a new paragraph doesn't follow a full line that ends inside a sentence.
      return !(ending == .open && last.right * 100 >= column.left * 5 + column.right * 95)
    }
    if !isIndented, lastIsIndented {
      // Behind an indented first line the text returns to the edge; behind an inset block something new begins.
      return open.count > 1 && open.allSatisfy { $0.left >= column.left + em }
        || open.count > 1 && open.dropFirst().allSatisfy { $0.left >= column.left + em }
    }
    if isIndented, lastIsIndented, abs(line.left - last.left) > em, line.left > last.left { return true }
    // The first word would have fitted on the line above.
    let word = text.prefix { !$0.isBlank }.count
    let perLetter = max(1, (line.right - line.left) / max(1, text.count))
    let room = column.right - last.right
    return ending == .sentence && room > word * perLetter + 2 * em && room * 7 > column.right - column.left
  }
}
