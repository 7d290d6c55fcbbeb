import SourceTexts

/// Reads Rich Text Format (version 1.9): paragraphs, footnotes, tables, links, title and author. Hidden, struck-out and
/// deleted words are left out and told of.
struct RichTextReader {
  let knowledge: DocumentKnowledge

  /// - Throws: ``ReadingDiagnostic`` with code `empty_file`.
  func read(_ bytes: [UInt8], name: String) throws -> SourceText {
    var parser = RichTextParser(bytes)
    parser.parse()
    let document = PartedDocument(
      paragraphs: parser.paragraphs, notes: parser.notes, properties: parser.properties, leftOut: parser.leftOut,
      isCut: parser.isCut)
    return try document.finish(as: .richText, knowledge: knowledge, name: name)
  }
}

/// One pass over the groups and control words of an RTF file.
struct RichTextParser {
  /// What a group's braces keep apart.
  private struct State {
    /// Where the group's text goes: nil for nowhere.
    var property: String?
    var isSkipped = false
    var reason: LeftOutWords.Reason?
    /// Bytes behind `\u` that stand for it.
    var fallback = 1
    var isFieldCode = false
    var isNote = false
    var isLink = false
  }

  private(set) var paragraphs: [DraftParagraph] = []
  private(set) var notes: [String: [DraftParagraph]] = [:]
  private(set) var properties: [String: String] = [:]
  private(set) var leftOut = LeftOutWords()
  /// Whether the file ends inside a group.
  private(set) var isCut = false

  private let bytes: [UInt8]
  private var place = 0
  private var states: [State] = []
  private var state = State()
  private var paragraph = DraftParagraph()
  private var outer: DraftParagraph?
  private var noteCount = 0
  private var pending: [UInt8] = []
  private var skipBytes = 0
  private var highSurrogate: UInt32?
  private var fieldCode = ""
  private var table = 0
  private var row = 0
  private var cell = 1
  private var isInTable = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func parse() {
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case 0x7B:
        flush()
        place += 1
        skipBytes = 0
        // Deeper than any file that a program writes.
        guard states.count < 1000 else { return }
        states.append(state)
        state.isNote = false
        state.isLink = false
      case 0x7D:
        flush()
        place += 1
        skipBytes = 0
        closeGroup()
      case 0x5C: control()
      case 0x0A, 0x0D: place += 1
      default:
        place += 1
        take(byte)
      }
    }
    flush()
    isCut = !states.isEmpty
    while !states.isEmpty { closeGroup() }
    endParagraph()
  }

  private mutating func closeGroup() {
    if state.isLink { paragraph.pieces.append(.linkEnd) }
    if state.isNote {
      endParagraph()
      if let outer { paragraph = outer }
      outer = nil
    }
    if state.isFieldCode, !(states.last?.isFieldCode ?? false) {
      let words = fieldCode.split(separator: " ")
      if words.count > 1, words[0] == "HYPERLINK" { properties["link"] = words[1].filter { $0 != "\"" } }
      fieldCode = ""
    }
    if let last = states.popLast() { state = last }
  }

  // MARK: Control words

  private mutating func control() {
    place += 1
    guard place < bytes.count else { return }
    let byte = bytes[place]
    guard byte.isASCIILetter else {
      place += 1
      switch byte {
      case 0x27:
        let digits = bytes[place..<min(bytes.count, place + 2)]
        place += digits.count
        guard let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else { return }
        take(code)
      case 0x2A:
        flush()
        state.isSkipped = true
      case 0x7E: take(0x20)
      case 0x5F: take(0x2D)
      case 0x5C, 0x7B, 0x7D: take(byte)
      case 0x0A, 0x0D: endParagraph()
      default: break
      }
      return
    }
    let start = place
    while place < bytes.count, bytes[place].isASCIILetter, place - start < 32 { place += 1 }
    let word = bytes.string(start..<place)
    let numberStart = place
    if place < bytes.count, bytes[place] == 0x2D { place += 1 }
    while place < bytes.count, bytes[place].isASCIIDigit, place - numberStart < 11 { place += 1 }
    let number = Int(bytes.string(numberStart..<place))
    if place < bytes.count, bytes[place] == 0x20 { place += 1 }
    if word != "u" { flush() }
    obey(word, number)
  }

  private mutating func obey(_ word: String, _ number: Int?) {
    switch word {
    case "par", "sect", "page":
      if !state.isSkipped { endParagraph() }
    case "line": if !state.isSkipped { paragraph.pieces.append(.lineEnd) }
    case "tab": if !state.isSkipped { paragraph.pieces.append(.tab) }
    case "emdash": take("\u{2014}")
    case "endash": take("\u{2013}")
    case "lquote": take("\u{2018}")
    case "rquote": take("\u{2019}")
    case "ldblquote": take("\u{201C}")
    case "rdblquote": take("\u{201D}")
    case "bullet": take("\u{2022}")
    case "uc": state.fallback = min(16, max(0, number ?? 1))
    case "u": unicode(number ?? 0)
    case "bin":
      let count = min(bytes.count - place, max(0, number ?? 0))
      place += count
    case "fonttbl", "colortbl", "stylesheet", "pict", "header", "footer", "headerf", "footerf", "headerl", "headerr",
      "footerl",
      "footerr", "listtable", "listoverridetable", "object", "themedata", "datastore", "xmlnstbl", "rsidtbl",
      "generator",
      "annotation", "bkmkstart", "bkmkend", "pntext", "listtext", "nonshppict", "shpinst", "info", "chftn",
      "latentstyles":
      if word != "chftn", word != "info" { state.isSkipped = true }
      if word == "info" { state.isSkipped = true }
    case "title", "author", "company": if state.isSkipped { (state.property, state.isSkipped) = (word, true) }
    case "shptxt":
      state.isSkipped = false
    case "footnote":
      guard outer == nil, !states.isEmpty else { return }
      state.isSkipped = false
      noteCount += 1
      paragraph.pieces.append(.noteMark(isEndnote: false, identifier: "\(noteCount)"))
      outer = paragraph
      paragraph = DraftParagraph()
      state.isNote = true
    case "fldinst":
      state.isSkipped = true
      state.isFieldCode = true
    case "fldrslt":
      if let target = properties.removeValue(forKey: "link") {
        paragraph.pieces.append(.linkStart(target))
        state.isLink = true
      }
    case "v": state.reason = number == 0 ? nil : .hidden
    case "strike", "striked": state.reason = number == 0 ? nil : .struck
    case "deleted": state.reason = number == 0 ? nil : .deleted
    case "plain": state.reason = nil
    case "pard":
      paragraph.outline = nil
      paragraph.isListItem = false
      isInTable = false
    case "outlinelevel": if let number, (0..<9).contains(number) { paragraph.outline = number }
    case "ls": paragraph.isListItem = true
    case "intbl":
      if !isInTable, outer == nil {
        isInTable = true
        if cell == 1, row == 0 { table += 1 }
      }
    case "trowd":
      if row == 0 { table += 1 }
    case "cell":
      guard !state.isSkipped else { return }
      isInTable = true
      endParagraph()
      cell += 1
    case "row":
      row += 1
      cell = 1
    default: break
    }
  }

  private mutating func unicode(_ number: Int) {
    let value = UInt32(truncatingIfNeeded: number < 0 ? number + 65_536 : number)
    skipBytes = 0
    if (0xD800..<0xDC00).contains(value) {
      highSurrogate = value
    } else if (0xDC00..<0xE000).contains(value), let high = highSurrogate {
      highSurrogate = nil
      if let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (value - 0xDC00)) { take(String(scalar)) }
    } else if let scalar = Unicode.Scalar(value) {
      take(String(scalar))
    }
    skipBytes = state.fallback
  }

  // MARK: Text

  private mutating func take(_ byte: UInt8) {
    if skipBytes > 0 {
      skipBytes -= 1
      return
    }
    pending.append(byte)
  }

  private mutating func take(_ words: String) {
    flush()
    write(words)
  }

  /// Bytes beyond ASCII are Windows-1252's.
  private mutating func flush() {
    guard !pending.isEmpty else { return }
    let words = String(decoding: DecodedText.utf8(windows1252: pending), as: UTF8.self)
    pending.removeAll(keepingCapacity: true)
    write(words)
  }

  private mutating func write(_ words: String) {
    if state.isFieldCode {
      fieldCode += words
    } else if let property = state.property {
      properties[property == "author" ? "creator" : property == "company" ? "publisher" : property, default: ""] +=
        words
    } else if state.isSkipped {
      return
    } else if let reason = state.reason {
      leftOut.add(reason, words)
    } else {
      paragraph.pieces.append(.text(words))
    }
  }

  private mutating func endParagraph() {
    flush()
    let hasWords = paragraph.pieces.contains { piece in
      switch piece {
      case .text(let words): words.contains { !$0.isWhitespace }
      case .noteMark: true
      default: false
      }
    }
    let outline = paragraph.outline
    let isListItem = paragraph.isListItem
    if hasWords {
      if isInTable, outer == nil { paragraph.cell = (table, row, cell) }
      if outer != nil { notes["f\(noteCount)", default: []].append(paragraph) } else { paragraphs.append(paragraph) }
    }
    if !isInTable, outer == nil { row = 0 }
    paragraph = DraftParagraph()
    paragraph.outline = outline
    paragraph.isListItem = isListItem
  }
}
