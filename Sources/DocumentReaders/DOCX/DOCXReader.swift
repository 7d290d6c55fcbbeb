import SourceTexts

/// Reads DOCX files: paragraphs by style, footnotes and endnotes with their marks, links, tables, core properties.
struct DOCXReader {
  let knowledge: DocumentKnowledge
  let limits: ReadingLimits

  /// - Throws: ``ReadingDiagnostic``: `truncated_file`, `damaged_file`, `encrypted_file`, `too_large`, `empty_file`.
  func read(_ bytes: [UInt8], name: String) throws -> SourceText {
    let archive = try ZipArchive(bytes, name: name, limit: limits.unpackedBytes) { member in
      (member.hasPrefix("word/") || member.hasPrefix("docProps/"))
        && (member.hasSuffix(".xml") || member.hasSuffix(".rels"))
        && !member.hasPrefix("word/theme")
    }
    guard let main = archive.members["word/document.xml"] else {
      throw ReadingDiagnostic(
        .error, .damagedFile, file: name, message: "it has no word/document.xml, expected a Word document")
    }
    guard let document = WordParser.parse(main) else {
      throw ReadingDiagnostic(.error, .damagedFile, file: name, message: "word/document.xml is not well-formed XML")
    }
    var writer = DOCXComposer(
      styles: knowledge.wordStyles, names: WordProperties.parse(archive.members["word/styles.xml"]).styleNames)
    writer.targets = WordProperties.parse(archive.members["word/_rels/document.xml.rels"]).targets
    var notes: [String: [WordParser.Paragraph]] = [:]
    var damaged: [String] = []
    for (part, prefix) in [("footnotes", "f"), ("endnotes", "e")] {
      guard let content = archive.members["word/\(part).xml"] else { continue }
      guard let parsed = WordParser.parse(content) else {
        damaged.append(part)
        continue
      }
      for paragraph in parsed.paragraphs {
        if let note = paragraph.note { notes[prefix + note, default: []].append(paragraph) }
      }
    }
    writer.write(document.paragraphs, notes: notes)
    for (part, prefix) in [("footnotes", "f"), ("endnotes", "e")] {
      writer.targets = WordProperties.parse(archive.members["word/_rels/\(part).xml.rels"]).targets
      writer.writeNotes(prefix: prefix, notes)
    }
    guard !writer.composer.blocks.isEmpty else { throw FileBytes.empty(name) }
    return finish(writer, archive, damaged: damaged, leftOut: document.leftOut, name: name)
  }

  private func finish(
    _ writer: DOCXComposer, _ archive: ZipArchive, damaged: [String], leftOut: LeftOutWords, name: String
  )
    -> SourceText
  {
    let properties = WordProperties.parse(archive.members["docProps/core.xml"]).properties
    var metadata = DocumentMetadata()
    metadata.title = properties["title"].flatMap { $0.isEmpty ? nil : $0 }
    metadata.language = properties["language"].flatMap { $0.isEmpty ? nil : $0 }
    var blocks = writer.composer.blocks
    if let place = blocks.prefix(6).firstIndex(where: { $0.kind == .title }) {
      metadata.title = writer.composer.bytes.string(blocks[place].range)
    } else if metadata.title == nil, let place = blocks.prefix(3).firstIndex(where: { $0.kind == .heading }) {
      blocks[place].kind = .title
      blocks[place].level = 0
      metadata.title = writer.composer.bytes.string(blocks[place].range)
    }
    var draft = DocumentDraft(
      composed: writer.composer.bytes, blocks: blocks, metadata: metadata, knowledge: knowledge)
    draft.recogniseComposed(headings: true)
    if draft.metadata.authors.isEmpty, let creator = properties["creator"] {
      draft.metadata.authors = creator.split(separator: ";").map {
        $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }.filter { $0.contains(" ") }
    }
    var diagnostics = UnmatchedNotes.diagnostics(draft.notes, pages: [], file: name) + leftOut.diagnostics(file: name)
    if archive.isCut {
      diagnostics.append(
        ReadingDiagnostic(
          .warning, .truncatedFile, file: name, message: "the file ends early; what could be read was kept"))
    }
    for part in damaged {
      diagnostics.append(
        ReadingDiagnostic(
          .warning, .damagedFile, file: name, message: "its \(part) are not well-formed and were left out"))
    }
    if let warning = LanguageCheck(knowledge: knowledge).warning(writer.composer.bytes, file: name) {
      diagnostics.append(warning)
    }
    return SourceText(
      text: String(decoding: writer.composer.bytes, as: UTF8.self), blocks: draft.finishedBlocks, notes: draft.notes,
      links: draft.links, omissions: draft.omissions, metadata: draft.metadata, format: .docx, origin: .none,
      diagnostics: diagnostics)
  }
}

/// Writes a Word document's paragraphs and notes.
struct DOCXComposer {
  let styles: WordStyles
  /// Style names by identifier.
  let names: [String: String]
  var composer = TextComposer()
  /// Link targets of the part at hand.
  var targets: [String: String] = [:]
  /// Notes in the order of their marks, with the number that Word prints.
  private var order: [(key: String, label: String)] = []
  private var counts = (footnotes: 0, endnotes: 0)

  init(styles: WordStyles, names: [String: String]) {
    self.styles = styles
    self.names = names
  }

  mutating func write(_ paragraphs: [WordParser.Paragraph], notes: [String: [WordParser.Paragraph]]) {
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
  mutating func writeNotes(prefix: String, _ notes: [String: [WordParser.Paragraph]]) {
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

  private mutating func write(_ pieces: [WordParser.Piece]) {
    var links: [(target: String, start: Int)] = []
    for piece in pieces {
      switch piece {
      case .text(let text): composer.write(text.utf8)
      case .tab, .lineEnd: composer.write([0x20])
      case .noteMark(let isEndnote, let identifier): writeMark(isEndnote, identifier)
      case .linkStart(let target):
        let resolved = target.hasPrefix("rel:") ? targets[String(target.dropFirst(4))] ?? "" : target
        links.append((resolved, composer.nextWordPlace))
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
