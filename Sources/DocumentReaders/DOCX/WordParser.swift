import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads one part of a DOCX file (ECMA-376 part 1, WordprocessingML) into paragraphs.
final class WordParser: NSObject, XMLParserDelegate {
  /// A stretch inside a paragraph.
  enum Piece {
    case text(String)
    case tab
    case lineEnd
    /// The mark of a note: whether it is an endnote, and its identifier in the notes' part.
    case noteMark(isEndnote: Bool, identifier: String)
    /// Words that a link covers; the link's relationship or target.
    case linkStart(String)
    case linkEnd
  }

  struct Paragraph {
    var pieces: [Piece] = []
    var style: String?
    var isListItem = false
    /// Level from 0 where the paragraph itself says that it is a heading.
    var outline: Int?
    /// The note it belongs to, in the parts of notes.
    var note: String?
    /// Row and cell where it stands in a table; rows count over the whole part.
    var cell: (table: Int, row: Int, cell: Int)?
  }

  private(set) var paragraphs: [Paragraph] = []
  private var open: [Paragraph] = []
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

  /// - Returns: nil where the part isn't well-formed XML.
  static func parse(_ bytes: [UInt8]) -> WordParser? {
    let parser = XMLParser(data: Data(bytes))
    let delegate = WordParser()
    parser.delegate = delegate
    parser.shouldResolveExternalEntities = false
    guard parser.parse() else { return nil }
    return delegate
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    switch element {
    // Drawings and old pictures carry their text twice.
    // Readings above characters stand beside the words.
    case "mc:Fallback", "w:pict", "w:instrDel", "w:rt": skipped += 1
    case "w:r":
      runDepth += 1
      leftOutRun = nil
    case "w:vanish", "w:strike", "w:dstrike":
      let value = attributes["w:val"] ?? "true"
      if runDepth > 0, !["0", "false", "off", "none"].contains(value) {
        leftOutRun = element == "w:vanish" ? .hidden : leftOutRun ?? .struck
      }
    case "w:p":
      open.append(Paragraph())
      open[open.count - 1].note = note
      if let table = tables.last { open[open.count - 1].cell = (table, row, cell) }
    case "w:pStyle": mutate { $0.style = attributes["w:val"] }
    case "w:outlineLvl": mutate { $0.outline = attributes["w:val"].flatMap { Int($0) } }
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
      let target = attributes["r:id"].map { "rel:\($0)" } ?? ""
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

  func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
    switch element {
    case "mc:Fallback", "w:pict", "w:instrDel", "w:rt": skipped = max(0, skipped - 1)
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

  func parser(_ parser: XMLParser, foundCharacters string: String) {
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
  private func changeField(_ type: String) {
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

  private func mutate(_ change: (inout Paragraph) -> Void) {
    guard !open.isEmpty else { return }
    change(&open[open.count - 1])
  }
}

/// Flat parts of a DOCX file: relationships, styles, core properties.
final class WordProperties: NSObject, XMLParserDelegate {
  /// Targets of links by relationship.
  private(set) var targets: [String: String] = [:]
  /// Style names by identifier.
  private(set) var styleNames: [String: String] = [:]
  /// "title", "creator", "created", …
  private(set) var properties: [String: String] = [:]
  private var style: String?
  private var element = ""

  static func parse(_ bytes: [UInt8]?) -> WordProperties {
    let delegate = WordProperties()
    guard let bytes else { return delegate }
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = delegate
    parser.shouldResolveExternalEntities = false
    _ = parser.parse()
    return delegate
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    self.element = element
    switch element {
    case "Relationship":
      if let identifier = attributes["Id"], let target = attributes["Target"], attributes["TargetMode"] == "External" {
        targets[identifier] = target
      }
    case "w:style": style = attributes["w:styleId"]
    case "w:name": if let style, let name = attributes["w:val"], styleNames[style] == nil { styleNames[style] = name }
    default: break
    }
  }

  func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
    self.element = ""
    if element == "w:style" { style = nil }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard element.hasPrefix("dc:") || element.hasPrefix("dcterms:") || element.hasPrefix("cp:"),
      let name = element.split(separator: ":").last
    else { return }
    properties[String(name), default: ""] += string
  }
}
