import SourceTexts

/// Writes the paragraphs and notes of a word processor's file.
struct ParagraphComposer {
  let styles: WordStyles
  /// Style names by identifier.
  let names: [String: String]
  var composer = TextComposer()
  /// Notes in the order of their marks, with the number that Word prints.
  private var order: [(key: String, label: String)] = []
  private var counts = (footnotes: 0, endnotes: 0)

  init(styles: WordStyles, names: [String: String]) {
    self.styles = styles
    self.names = names
  }

  mutating func write(_ paragraphs: [DraftParagraph], notes: [String: [DraftParagraph]]) {
    var cell: (table: Int, row: Int, cell: Int)?
    for paragraph in paragraphs {
      if let place = paragraph.cell {
        if let last = cell, last.table == place.table, composer.hasOpenBlock {
          if last.row != place.row {
            composer.writeSeparator(0x0A)
          } else {
            composer.writeSeparator(last.cell != place.cell ? 0x09 : 0x20)
          }
        } else {
          composer.begin(.table, settled: true)
        }
        cell = place
        write(paragraph.pieces)
        continue
      }
      cell = nil
      let name = paragraph.style.map { names[$0] ?? $0 } ?? ""
      if let meaning = styles.meaning(of: name) {
        composer.begin(meaning.kind, level: meaning.level, settled: true)
      } else if let outline = paragraph.outline, outline < 9 {
        composer.begin(.heading, level: outline + 1, settled: true)
      } else if paragraph.isListItem {
        composer.begin(.listItem, settled: true)
      } else {
        composer.begin(.paragraph, settled: false)
      }
      write(paragraph.pieces)
      composer.end()
    }
    composer.end()
  }

  /// Writes the notes of one kind in the order of their marks; notes without a mark follow.
  mutating func writeNotes(prefix: String, _ notes: [String: [DraftParagraph]]) {
    let marked = order.filter { $0.key.hasPrefix(prefix) }
    let unmarked = notes.keys.filter { key in key.hasPrefix(prefix) && !marked.contains { $0.key == key } }.sorted()
    for (key, label) in marked + unmarked.map({ ($0, String($0.dropFirst())) }) {
      for (place, paragraph) in (notes[key] ?? []).enumerated() {
        composer.begin(.footnote, settled: true)
        if place == 0 { composer.setNote(label: label, key: key) }
        write(paragraph.pieces)
        composer.end()
      }
    }
  }

  private mutating func write(_ pieces: [DraftParagraph.Piece]) {
    var links: [(target: String, start: Int)] = []
    for piece in pieces {
      switch piece {
      case .text(let text): composer.write(text.utf8)
      case .tab, .lineEnd: composer.write([0x20])
      case .noteMark(let isEndnote, let identifier): writeMark(isEndnote, identifier)
      case .linkStart(let target): links.append((target, composer.nextWordPlace))
      case .linkEnd:
        guard let link = links.popLast(), link.target.contains(":"), link.start < composer.place else { continue }
        let span = Span(link.start, composer.place)
        composer.add(Link(anchor: span, markup: span, target: link.target))
      }
    }
  }

  private mutating func writeMark(_ isEndnote: Bool, _ identifier: String) {
    let key = (isEndnote ? "e" : "f") + identifier
    if !order.contains(where: { $0.key == key }) {
      // Footnotes are numbered 1, 2, 3, endnotes i, ii, iii, whatever their identifiers.
      if isEndnote { counts.endnotes += 1 } else { counts.footnotes += 1 }
      order.append((key, isEndnote ? Self.roman(counts.endnotes) : String(counts.footnotes)))
    }
    composer.add(NoteMark(label: key, span: Span(composer.place, composer.place), form: .explicit))
  }

  static func roman(_ number: Int) -> String {
    var rest = number
    var text = ""
    for (value, letters) in [
      (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
      (9, "ix"),
      (5, "v"), (4, "iv"), (1, "i"),
    ] {
      while rest >= value {
        text += letters
        rest -= value
      }
    }
    return text
  }
}
