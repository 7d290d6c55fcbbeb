/// Reads one part of a DOCX file (ECMA-376 part 1, WordprocessingML) into paragraphs.
struct WordParser: XMLHandler {
  private let targets: [String: String]
  private let styleReasons: [String: LeftOutWords.Reason]
  private(set) var paragraphs: [DraftParagraph] = []
  private var open: [DraftParagraph] = []
  private var isInText = false
  private var isInDeletion = 0
  private var fieldDepth = 0
  private var isInFieldCode = false
  private var fieldCode = ""
  private var fieldHasLink: [Bool] = []
  private var note: String?
  private var tables: [Int] = []
  private var tableCount = 0
  private var row = 0
  private var cell = 0
  private var skipped = 0
  /// Inside a run, and what its properties say of its text.
  private var runDepth = 0
  private var leftOutRun: LeftOutWords.Reason?
  /// Words that are no part of the text, in order.
  private(set) var leftOut = LeftOutWords()

  /// - Parameters:
  ///   - targets: where links lead, by relationship.
  ///   - styleReasons: styles whose words are left out.
  init(targets: [String: String], styleReasons: [String: LeftOutWords.Reason]) {
    self.targets = targets
    self.styleReasons = styleReasons
  }

  mutating func start(_ element: String, _ attributes: [String: String]) {
    switch element {
    // What older programs should show in place of a drawing has its words again. Readings above characters stand beside
    // the words.
    case "mc:Fallback", "w:instrDel", "w:rt": skipped += 1
    case "w:r":
      runDepth += 1
      leftOutRun = nil
    case "w:vanish", "w:strike", "w:dstrike":
      let value = attributes["w:val"] ?? "true"
      guard runDepth > 0 else { return }
      if ["0", "false", "off", "none"].contains(value) {
        // What the style says doesn't hold here.
        leftOutRun = nil
      } else {
        leftOutRun = element == "w:vanish" ? .hidden : leftOutRun ?? .struck
      }
    case "w:rStyle":
      if let style = attributes["w:val"], let reason = styleReasons[style] { leftOutRun = leftOutRun ?? reason }
    case "w:p":
      open.append(DraftParagraph())
      open[open.count - 1].note = note
      if let table = tables.last { open[open.count - 1].cell = (table, row, cell) }
    case "w:pStyle": mutate { $0.style = attributes["w:val"] }
    case "w:outlineLvl": mutate { $0.outline = attributes["w:val"].flatMap { Int($0) }.map { min(9, max(0, $0)) } }
    case "w:numPr": mutate { $0.isListItem = true }
    case "w:t", "w:delText": isInText = true
    case "w:tab": if !open.isEmpty, skipped == 0 { mutate { $0.pieces.append(.tab) } }
    case "w:br", "w:cr": mutate { $0.pieces.append(.lineEnd) }
    case "w:noBreakHyphen": mutate { $0.pieces.append(.text("-")) }
    case "w:del", "w:moveFrom": isInDeletion += 1
    case "w:footnoteReference", "w:endnoteReference":
      if let identifier = attributes["w:id"] {
        mutate { $0.pieces.append(.noteMark(isEndnote: element == "w:endnoteReference", identifier: identifier)) }
      }
    case "w:footnote", "w:endnote":
      // Separators are notes of a type.
      note = attributes["w:type"].map { $0 == "normal" } ?? true ? attributes["w:id"] : nil
    case "w:hyperlink":
      let target = attributes["r:id"].flatMap { targets[$0] } ?? ""
      mutate { $0.pieces.append(.linkStart(target)) }
    case "w:fldChar": changeField(attributes["w:fldCharType"] ?? "")
    case "w:instrText": isInFieldCode = true
    case "w:tbl":
      tableCount += 1
      tables.append(tableCount)
    case "w:tr":
      row += 1
      cell = 0
    case "w:tc": cell += 1
    default: break
    }
  }

  mutating func end(_ element: String) {
    switch element {
    case "mc:Fallback", "w:instrDel", "w:rt": skipped = max(0, skipped - 1)
    case "w:r":
      runDepth = max(0, runDepth - 1)
      leftOutRun = nil
    case "w:p": if let paragraph = open.popLast(), skipped == 0 { paragraphs.append(paragraph) }
    case "w:t", "w:delText": isInText = false
    case "w:del", "w:moveFrom": isInDeletion = max(0, isInDeletion - 1)
    case "w:footnote", "w:endnote": note = nil
    case "w:hyperlink": mutate { $0.pieces.append(.linkEnd) }
    case "w:instrText": isInFieldCode = false
    case "w:tbl": _ = tables.popLast()
    default: break
    }
  }

  mutating func characters(_ string: String) {
    if isInFieldCode {
      fieldCode += string
    } else if isInText, skipped == 0 {
      if isInDeletion > 0 {
        leftOut.add(.deleted, string)
      } else if let reason = leftOutRun {
        leftOut.add(reason, string)
      } else {
        mutate { $0.pieces.append(.text(string)) }
      }
    }
  }

  /// Links may be fields: `HYPERLINK "http://…"`.
  private mutating func changeField(_ type: String) {
    switch type {
    case "begin":
      fieldDepth += 1
      fieldCode = ""
    case "separate":
      let words = fieldCode.split(separator: " ")
      let isLink = words.first == "HYPERLINK" && words.count > 1
      if isLink {
        let target = words[1].filter { $0 != "\"" }
        mutate { $0.pieces.append(.linkStart(target)) }
      }
      fieldHasLink.append(isLink)
    case "end":
      fieldDepth = max(0, fieldDepth - 1)
      if fieldHasLink.popLast() == true { mutate { $0.pieces.append(.linkEnd) } }
    default: break
    }
  }

  private mutating func mutate(_ change: (inout DraftParagraph) -> Void) {
    guard !open.isEmpty else { return }
    change(&open[open.count - 1])
  }
}
