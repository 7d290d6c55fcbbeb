/// The lines of a document in reading order, with notes set apart.
struct PDFLayout {
  /// A column's lines of running text.
  struct Column {
    var lines: [PDFLine]
    var left: Int
    var right: Int
    /// Left edges of its cells where it is a table.
    var cells: [Int] = []
  }

  struct FoundNote {
    var label: String
    /// With the continuation from later columns and pages.
    var lines: [PDFLine]
    /// Whether the label stands in the first line's words, not raised.
    var isPlainLabel: Bool
    var page: Int
  }

  /// By position of the page.
  var columns: [[Column]] = []
  var notes: [[FoundNote]] = []
  /// Size of most letters.
  let bodySize: Int
  /// Distance of baselines by size.
  let leading: [Int: Int]

  init(_ pages: [[PDFLine]]) {
    var letters: [Int: Int] = [:]
    for line in pages.joined() { letters[line.size, default: 0] += line.letters }
    let bodySize = letters.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 12
    self.bodySize = bodySize
    let ordered = pages.map(PDFReadingOrder.columns)
    leading = Self.leading(ordered.joined().map(\.lines))
    var last: (page: Int, index: Int)?
    var inSection = false
    for (number, columns) in ordered.enumerated() {
      var body: [Column] = []
      notes.append([])
      let marks = Set(
        pages[number].flatMap { line in
          line.pieces.dropFirst().filter(\.isSuperscript).flatMap { PDFLine.label($0.fragment.text) }
        })
      for column in columns {
        let lines = column.lines
        guard column.cells.isEmpty else {
          body.append(
            Column(
              lines: lines, left: lines.map(\.left).min() ?? 0, right: lines.map(\.right).max() ?? 0,
              cells: column.cells))
          continue
        }
        var start = inSection ? 0 : Self.noteStart(lines, bodySize: bodySize)
        var label = last.flatMap { NoteLabel.number(notes[$0.page][$0.index].label) } ?? 0
        // What stands below a line of a note without a label goes on with it, whatever it says.
        var isRunning = false
        while start < lines.count {
          if let found = Self.label(lines[start], marks: marks, after: label, isNumbered: inSection) {
            notes[number].append(
              FoundNote(label: found.label, lines: [lines[start]], isPlainLabel: found.isPlain, page: number))
            last = (number, notes[number].count - 1)
            label = NoteLabel.number(found.label) ?? label
          } else if let note = last,
            isRunning || !notes[number].isEmpty
              || Self.continues(notes[note.page][note.index], with: lines[start], page: number)
          {
            notes[note.page][note.index].lines.append(lines[start])
          } else {
            break
          }
          isRunning = true
          start += 1
        }
        // What is small but neither begins nor continues a note belongs to the text.
        let noteLines = Self.noteStart(lines, bodySize: bodySize)
        let first = inSection ? 0 : noteLines
        let kept = Array(lines[..<min(first, lines.count)]) + Array(lines[start...])
        guard !kept.isEmpty else { continue }
        body.append(
          Column(lines: kept, left: Self.edge(kept.map(\.left), outer: min), right: kept.map(\.right).max() ?? 0))
      }
      self.columns.append(body)
      inSection = false
    }
  }

  /// Where the lines in small print at the foot of a column begin; the column's count where there are none.
  private static func noteStart(_ lines: [PDFLine], bodySize: Int) -> Int {
    var start = lines.count
    while start > 0, lines[start - 1].size * 100 <= bodySize * 94 { start -= 1 }
    // A caption or table in small print may stand over the notes: notes begin with a label.
    var place = start
    while place < lines.count {
      if place == start || lines[place].top - lines[place - 1].bottom > lines[place].size / 3
        || startsWithLabel(lines[place])
      {
        if startsWithLabel(lines[place]) { return place > start && isOneRun(lines[start...place]) ? start : place }
      }
      place += 1
    }
    return start
  }

  private static func isOneRun(_ lines: ArraySlice<PDFLine>) -> Bool {
    zip(lines, lines.dropFirst()).allSatisfy { $1.top - $0.bottom < $1.size / 2 }
  }

  private static func startsWithLabel(_ line: PDFLine) -> Bool {
    if line.pieces.first?.isSuperscript == true { return true }
    let text = line.text
    return NoteLabel.numbered(in: text, 0..<text.count) != nil || NoteLabel.symbol(in: text, 0..<text.count) != nil
      || NoteLabel.explicit(in: text, 0..<text.count) != nil
  }

  /// The label that a line of a note area begins with. Numbers that aren't raised have to be marks of the page or the
  /// next number.
  private static func label(_ line: PDFLine, marks: Set<String>, after last: Int, isNumbered: Bool) -> (
    label: String, isPlain: Bool
  )? {
    if let first = line.pieces.first, first.isSuperscript, let label = PDFLine.label(first.fragment.text).first {
      return (label, false)
    }
    let text = line.text
    if let found = NoteLabel.explicit(in: text, 0..<text.count) { return (found.label, true) }
    if let found = NoteLabel.numbered(in: text, 0..<text.count), let number = NoteLabel.number(found.label) {
      return marks.contains(found.label) && number > last || number == last + 1 || isNumbered && number > last
        || marks.contains(found.label) && number == 1 ? (found.label, true) : nil
    }
    if let found = NoteLabel.symbol(in: text, 0..<text.count),
      marks.contains(found.label) || found.label.utf8.count <= 3
    {
      return (found.label, true)
    }
    return nil
  }

  /// Whether a line without a label at the head of a note area goes on with the last note of an earlier one.
  private static func continues(_ note: FoundNote, with line: PDFLine, page: Int) -> Bool {
    guard page - note.page <= 2, let last = note.lines.last, abs(last.size - line.size) <= 1 else { return false }
    let text = last.text
    if Ending(of: text[...]) == .open { return true }
    return line.text.first?.isASCIILower == true
  }

  private static func edge(_ values: [Int], outer: (Int, Int) -> Int) -> Int {
    var counts: [Int: Int] = [:]
    for value in values { counts[value / 4, default: 0] += 1 }
    // The outermost place where several lines begin.
    let common = counts.filter { $0.value * 6 >= values.count }.map(\.key)
    guard let edge = common.min() else { return values.min() ?? 0 }
    return values.filter { $0 / 4 == edge }.min() ?? 0
  }

  private static func leading(_ columns: some Sequence<[PDFLine]>) -> [Int: Int] {
    var counts: [Int: [Int: Int]] = [:]
    for lines in columns {
      for (above, line) in zip(lines, lines.dropFirst()) where above.size == line.size {
        let distance = line.bottom - above.bottom
        if distance > 0, distance < 4 * line.size { counts[line.size, default: [:]][distance, default: 0] += 1 }
      }
    }
    return counts.mapValues { $0.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0 }
  }
}
