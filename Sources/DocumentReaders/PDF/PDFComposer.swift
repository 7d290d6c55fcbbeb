import SourceTexts

/// Writes the text of a PDF page by page: running heads, paragraphs, notes, page numbers.
struct PDFComposer {
  let layout: PDFLayout
  let vocabulary: PDFVocabulary
  var composer = TextComposer()
  /// The last paragraph of running text, while it may go on.
  private var previous: PDFParagraphs.Paragraph?
  private let headingSizes: [Int]
  private let usesIndents: Bool

  init(layout: PDFLayout, compounds: CompoundWords) {
    self.layout = layout
    vocabulary = PDFVocabulary(
      layout.columns.joined().flatMap(\.lines) + layout.notes.joined().flatMap(\.lines), compounds)
    let paragraphs = layout.columns.joined().flatMap(PDFParagraphs(layout: layout).paragraphs)
    var sizes: Set<Int> = []
    for paragraph in paragraphs where paragraph.size * 100 >= layout.bodySize * 112 { sizes.insert(paragraph.size) }
    headingSizes = sizes.sorted(by: >)
    let long = paragraphs.filter { $0.size == layout.bodySize && $0.lines.count > 1 && !$0.isInset }
    usesIndents = long.reduce(0) { $0 + ($1.isIndented ? 1 : 0) } * 3 >= max(3, long.count)
  }

  /// Writes a page; furniture in the upper half goes before the text.
  mutating func write(page index: Int, number: Int, label: String?, furniture: [PDFLine], height: Int) {
    composer.beginPage(number, label: label)
    for line in furniture where line.top * 2 < height { writeFurniture(line) }
    var paragraphs: [PDFParagraphs.Paragraph] = []
    let builder = PDFParagraphs(layout: layout)
    for column in layout.columns[index] {
      if !column.cells.isEmpty {
        writeAll(paragraphs)
        paragraphs = []
        writeTable(column)
        continue
      }
      var next = builder.paragraphs(of: column)
      if let last = paragraphs.last, let first = next.first, goesOn(from: last, to: first) {
        paragraphs[paragraphs.count - 1].lines.append(contentsOf: first.lines)
        next.removeFirst()
      }
      paragraphs.append(contentsOf: next)
    }
    writeAll(paragraphs)
    for note in layout.notes[index] { write(note) }
    for line in furniture where line.top * 2 >= height { writeFurniture(line) }
  }

  private mutating func writeAll(_ paragraphs: [PDFParagraphs.Paragraph]) {
    for (place, paragraph) in paragraphs.enumerated() {
      let continues = place == 0 && (previous.map { goesOn(from: $0, to: paragraph) } ?? false)
      write(paragraph, continues: continues)
    }
    if let last = paragraphs.last(where: { isBody($0) }) { previous = last }
  }

  /// Writes a table, a line for each row and a tab between its cells. A row begins where its first cell does.
  private mutating func writeTable(_ column: PDFLayout.Column) {
    var rows: [[[PDFLine]]] = []
    var rowTop = -10_000_000
    for line in column.lines.sorted(by: { ($0.top, $0.left) < ($1.top, $1.left) }) {
      let cell = max(0, (column.cells.lastIndex { $0 <= line.left + 3 } ?? 0))
      // Cells of one row needn't stand at quite the same height.
      let isBeside = line.top - rowTop < max(1, line.size / 2)
      if rows.isEmpty || cell == 0 && !isBeside {
        rows.append(Array(repeating: [], count: column.cells.count))
        rowTop = line.top
      }
      rows[rows.count - 1][cell].append(line)
    }
    composer.begin(.table, settled: true)
    for row in rows {
      composer.writeSeparator(0x0A)
      for (place, cell) in row.enumerated() {
        if place > 0 { composer.writeSeparator(0x09) }
        writeLines(cell)
      }
    }
    composer.end()
  }

  private func isBody(_ paragraph: PDFParagraphs.Paragraph) -> Bool {
    abs(paragraph.size - layout.bodySize) <= 1 && !(paragraph.isBold && paragraph.lines.count < 3)
  }

  /// Whether a paragraph at the head of a column or page goes on with the one before.
  private func goesOn(from last: PDFParagraphs.Paragraph, to next: PDFParagraphs.Paragraph) -> Bool {
    guard isBody(last), isBody(next) else { return false }
    let text = last.text
    let ending = Ending(of: text[...])
    if next.text.first?.isASCIILower == true { return ending != .sentence }
    guard last.isInset == next.isInset || !next.isInset else { return false }
    if ending == .open { return true }
    // Where paragraphs are indented, one that isn't has begun before; a last line that isn't full ends its own.
    guard usesIndents, !next.isIndented, let line = last.lines.last else { return false }
    return last.columnRight - line.right < (last.columnRight - last.columnLeft) / 20 && next.lines.count > 1
  }

  // MARK: Blocks

  private mutating func writeFurniture(_ line: PDFLine) {
    composer.begin(.pageFurniture, settled: true)
    composer.write(Array(line.pieces.map(\.fragment.text).joined(separator: [0x20])))
    composer.end()
  }

  private mutating func write(_ paragraph: PDFParagraphs.Paragraph, continues: Bool) {
    let text = paragraph.text
    let size = paragraph.size
    let isSentence = Ending(of: text[...]) == .sentence
    if size * 100 >= layout.bodySize * 112, text.count <= 220, !(isSentence && text.count > 110) {
      let level = (headingSizes.firstIndex(of: size) ?? headingSizes.count) + 1
      composer.begin(.heading, level: level, settled: true)
    } else if paragraph.isBold, paragraph.lines.count <= 2, text.count <= 160, !isSentence,
      size * 100 > layout.bodySize * 90
    {
      composer.begin(.heading, level: headingSizes.count + 1, settled: true)
    } else if size * 100 <= layout.bodySize * 94, !composer.pages.isEmpty {
      // Small print that is no note: captions are short, quotations long.
      let isQuotation = paragraph.isInset && text.count > 250
      composer.begin(
        isQuotation ? .quotation : text.count < 500 ? .caption : .paragraph, settled: text.count < 500 && !isFrontMatter
      )
      if isFrontMatter { composer.setKind(.paragraph) }
    } else if let marker = ListMarker.end(in: text, 0..<text.count) {
      composer.begin(.listItem, settled: true)
      composer.omit(Span(composer.place, composer.place + marker))
    } else if paragraph.isInset, paragraph.lines.count >= 3,
      paragraph.columnRight - (paragraph.lines.map(\.right).max() ?? 0) >= 0
    {
      composer.begin(.quotation, settled: true)
    } else {
      composer.begin(.paragraph, settled: false)
      if continues { composer.setContinues() }
    }
    writeLines(paragraph.lines)
    composer.end()
  }

  /// Before the first long paragraph, small print is about the author or the paper.
  private var isFrontMatter: Bool { !composer.blocks.contains { $0.kind == .paragraph && $0.range.count > 300 } }

  private mutating func write(_ note: PDFLayout.FoundNote) {
    composer.begin(.footnote, settled: true)
    composer.setNote(label: note.label, key: note.label)
    var lines = note.lines
    if let first = lines.first {
      var line = first
      if note.isPlainLabel {
        line = Self.dropLabel(line)
      } else {
        line.pieces.removeFirst()
      }
      lines[0] = line
    }
    writeLines(lines)
    composer.end()
  }

  /// A line without the label that its words begin with.
  private static func dropLabel(_ line: PDFLine) -> PDFLine {
    var line = line
    let text = line.text
    let found =
      NoteLabel.explicit(in: text, 0..<text.count) ?? NoteLabel.numbered(in: text, 0..<text.count)
      ?? NoteLabel.symbol(in: text, 0..<text.count)
    guard var drop = found?.body else { return line }
    while drop > 0, let first = line.pieces.first {
      if first.fragment.text.count <= drop {
        drop -= first.fragment.text.count
        line.pieces.removeFirst()
      } else {
        let cut = drop
        line.pieces[0].fragment.text.removeFirst(cut)
        line.pieces[0].fragment.links = first.fragment.links.compactMap { link in
          let low = max(0, link.range.lowerBound - cut)
          let high = link.range.upperBound - cut
          return low < high ? (low..<high, link.target) : nil
        }
        drop = 0
      }
    }
    return line
  }

  // MARK: Lines

  private mutating func writeLines(_ lines: [PDFLine]) {
    for (place, line) in lines.enumerated() {
      let next = place + 1 < lines.count ? lines[place + 1].text : nil
      var lastRight: Int?
      for (number, piece) in line.pieces.enumerated() {
        if piece.isSuperscript {
          for label in PDFLine.label(piece.fragment.text) {
            composer.add(NoteMark(label: label, span: Span(composer.place, composer.place), form: .explicit))
          }
          lastRight = piece.fragment.right
          continue
        }
        if let lastRight, piece.fragment.left - lastRight > max(2, line.size / 6) { composer.write([0x20]) }
        lastRight = piece.fragment.right
        var text = piece.fragment.text[...]
        let isLast = !line.pieces[(number + 1)...].contains { !$0.isSuperscript }
        if isLast, let next { text = Self.trimmed(text, before: next, vocabulary) }
        write(text, links: piece.fragment.links)
      }
      let isGlued =
        line.text.last { !$0.isBlank } == 0x2D && next?.first?.isBlank == false
        || line.text.suffix(2).elementsEqual([0xC2, 0xAD]) || Self.endsInRange(line.text, before: next)
      if place + 1 < lines.count, !isGlued || !Self.endsInRange(line.text, before: next) && Self.isDash(line.text) {
        composer.write([0x20])
      }
    }
  }

  /// "1898–" before "1914": a range that the line's end parts.
  private static func endsInRange(_ text: [UInt8], before next: [UInt8]?) -> Bool {
    text.count > 3 && text.suffix(3).elementsEqual([0xE2, 0x80, 0x93]) && text[text.count - 4].isASCIIDigit
      && next?.first?.isASCIIDigit == true
  }

  /// "word -" and "--" are dashes, not hyphens.
  private static func isDash(_ text: [UInt8]) -> Bool {
    let trimmed = text.reversed().drop(while: \.isBlank).dropFirst()
    return trimmed.first.map { $0.isBlank || $0 == 0x2D } ?? true
  }

  /// The last piece of a line without a hyphen that only the line's end put there.
  private static func trimmed(_ text: ArraySlice<UInt8>, before next: [UInt8], _ vocabulary: PDFVocabulary)
    -> ArraySlice<UInt8>
  {
    var text = text
    while let last = text.last, last.isBlank { text.removeLast() }
    if text.suffix(2).elementsEqual([0xC2, 0xAD]) { return text.dropLast(2) }
    guard text.last == 0x2D, text.count > 1, text[text.endIndex - 2].isWordByte else { return text }
    return vocabulary.dropsHyphen(text.dropLast(), next[...]) ? text.dropLast() : text
  }

  private mutating func write(_ text: ArraySlice<UInt8>, links: [(range: Range<Int>, target: String)]) {
    var place = text.startIndex
    for link in links {
      let range = link.range.clamped(to: place..<max(place, text.endIndex))
      guard !range.isEmpty else { continue }
      composer.write(text[place..<range.lowerBound])
      let start = composer.nextWordPlace
      composer.write(text[range])
      place = range.upperBound
      guard start < composer.place else { continue }
      let span = Span(start, composer.place)
      composer.add(Link(anchor: span, markup: span, target: link.target))
    }
    if place < text.endIndex { composer.write(text[place...]) }
  }
}
