/// Reads the XML of an OpenDocument text (ISO/IEC 26300-1) into paragraphs and notes.
struct OpenDocumentParser: XMLHandler {
  private(set) var paragraphs: [DraftParagraph] = []
  /// Paragraphs of notes by key: "f1" for a footnote, "e1" for an endnote.
  private(set) var notes: [String: [DraftParagraph]] = [:]
  private(set) var leftOut = LeftOutWords()
  /// "title", "creator", "date", "language".
  private(set) var properties: [String: String] = [:]

  private var open: [DraftParagraph] = []
  /// What each automatic style descends from, and what it makes of its text.
  private var parents: [String: String] = [:]
  private var reasons: [String: LeftOutWords.Reason] = [:]
  private var style: String?
  private var spans: [LeftOutWords.Reason?] = []
  private var skipped = 0
  /// Why what is skipped is to be told of.
  private var skippedReason: LeftOutWords.Reason?
  private var property: String?
  private var lists = 0
  private var tables: [Int] = []
  private var tableCount = 0
  private var row = 0
  private var cell = 0
  private var note: (key: String, outer: [DraftParagraph])?
  private var noteCount = 0
  private var isInCitation = false

  mutating func start(_ element: String, _ attributes: [String: String]) {
    if skipped > 0 {
      skipped += 1
      return
    }
    switch element {
    case "text:tracked-changes", "office:annotation", "office:annotation-end", "text:ruby-text", "office:master-styles",
      "office:scripts", "office:font-face-decls", "text:table-of-content", "text:sequence-decls", "svg:desc",
      "svg:title",
      "office:forms":
      if element == "text:tracked-changes" { skippedReason = .deleted }
      if element == "office:annotation" { skippedReason = .comment }
      skipped = 1
    case "style:style":
      style = attributes["style:name"]
      if let style, let parent = attributes["style:parent-style-name"] { parents[style] = parent }
    case "style:text-properties":
      guard let style else { return }
      if attributes["text:display"] == "none" { reasons[style] = .hidden }
      if let line = attributes["style:text-line-through-style"] ?? attributes["style:text-line-through-type"],
        line != "none"
      {
        reasons[style] = reasons[style] ?? .struck
      }
    case "text:p", "text:h":
      var paragraph = DraftParagraph()
      let name = attributes["text:style-name"]
      paragraph.style = name.map(displayName)
      if element == "text:h" {
        paragraph.outline = min(9, max(1, attributes["text:outline-level"].flatMap { Int($0) } ?? 1)) - 1
      }
      paragraph.isListItem = lists > 0 && element == "text:p"
      if let table = tables.last, note == nil { paragraph.cell = (table, row, cell) }
      open.append(paragraph)
      spans.append(name.flatMap { reasons[$0] })
    case "text:span": spans.append(attributes["text:style-name"].flatMap { reasons[$0] } ?? spans.last ?? nil)
    case "text:hidden-text", "text:hidden-paragraph": spans.append(.hidden)
    case "text:list": lists += 1
    case "table:table":
      tableCount += 1
      tables.append(tableCount)
    case "table:table-row":
      row += 1
      cell = 0
    case "table:table-cell", "table:covered-table-cell": cell += 1
    case "text:s": append(String(repeating: " ", count: min(40, max(1, attributes["text:c"].flatMap { Int($0) } ?? 1))))
    case "text:tab": mutate { $0.pieces.append(.tab) }
    case "text:line-break": mutate { $0.pieces.append(.lineEnd) }
    case "text:a": mutate { $0.pieces.append(.linkStart(attributes["xlink:href"] ?? "")) }
    case "text:note":
      // A note inside a note is none.
      guard note == nil else { return }
      noteCount += 1
      let isEndnote = attributes["text:note-class"] == "endnote"
      let mark = DraftParagraph.Piece.noteMark(isEndnote: isEndnote, identifier: "\(noteCount)")
      mutate { $0.pieces.append(mark) }
      note = ((isEndnote ? "e" : "f") + "\(noteCount)", open)
      open = []
    case "text:note-citation": isInCitation = true
    case "dc:title", "dc:creator", "dc:date", "dc:language", "meta:initial-creator":
      property = element.split(separator: ":").last.map(String.init)
    default: break
    }
  }

  mutating func end(_ element: String) {
    if skipped > 0 {
      skipped -= 1
      if skipped == 0 { skippedReason = nil }
      return
    }
    switch element {
    case "style:style": style = nil
    case "text:p", "text:h":
      _ = spans.popLast()
      guard let paragraph = open.popLast() else { return }
      if let note { notes[note.key, default: []].append(paragraph) } else { paragraphs.append(paragraph) }
    case "text:span", "text:hidden-text", "text:hidden-paragraph": _ = spans.popLast()
    case "text:list": lists = max(0, lists - 1)
    case "table:table": _ = tables.popLast()
    case "text:a": mutate { $0.pieces.append(.linkEnd) }
    case "text:note":
      if let outer = note?.outer { open = outer }
      note = nil
    case "text:note-citation": isInCitation = false
    case "dc:title", "dc:creator", "dc:date", "dc:language", "meta:initial-creator": property = nil
    default: break
    }
  }

  mutating func characters(_ string: String) {
    if skipped > 0 {
      if let skippedReason { leftOut.add(skippedReason, string) }
      return
    }
    if let property {
      properties[property, default: ""] += string
    } else if !isInCitation {
      append(string)
    }
  }

  private mutating func append(_ words: String) {
    guard !open.isEmpty else { return }
    if let reason = spans.last ?? nil {
      leftOut.add(reason, words)
    } else {
      mutate { $0.pieces.append(.text(words)) }
    }
  }

  private mutating func mutate(_ change: (inout DraftParagraph) -> Void) {
    guard !open.isEmpty else { return }
    change(&open[open.count - 1])
  }

  /// "P3" is what it descends from; "Heading_20_1" is "Heading 1".
  private func displayName(_ style: String) -> String {
    var name = style
    for _ in 0..<16 {
      guard let parent = parents[name] else { break }
      name = parent
    }
    return name.replacing("_20_", with: " ")
  }
}
