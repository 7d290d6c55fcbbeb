import SourceTexts

/// Reads DOCX files: paragraphs by style, footnotes and endnotes with their marks, links, tables, text boxes, core properties.
/// Hidden, struck-out and deleted words and comments are left out and told of.
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
    let styles = WordProperties(archive.members["word/styles.xml"])
    func parse(_ content: [UInt8], _ part: String) throws(XMLFault) -> WordParser {
      let relations = WordProperties(archive.members["word/_rels/\(part).xml.rels"])
      var parser = WordParser(targets: relations.targets, styleReasons: styles.styleReasons)
      try parser.read(content)
      return parser
    }
    var document = PartedDocument()
    do {
      let part = try parse(main, "document")
      document.paragraphs = part.paragraphs
      document.leftOut = part.leftOut
    } catch {
      throw ReadingDiagnostic(
        .error, .damagedFile, file: name, message: "word/document.xml is not well-formed XML: \(error)")
    }
    for (part, prefix) in [("footnotes", "f"), ("endnotes", "e")] {
      guard let content = archive.members["word/\(part).xml"] else { continue }
      guard let parsed = try? parse(content, part) else {
        document.damaged.append(part)
        continue
      }
      document.leftOut.add(parsed.leftOut)
      for paragraph in parsed.paragraphs {
        if let note = paragraph.note { document.notes[prefix + note, default: []].append(paragraph) }
      }
    }
    if let content = archive.members["word/comments.xml"], let parsed = try? parse(content, "comments") {
      for paragraph in parsed.paragraphs { document.leftOut.add(.comment, paragraph.words) }
    }
    document.styleNames = styles.styleNames
    document.properties = WordProperties(archive.members["docProps/core.xml"]).properties
    document.isCut = archive.isCut
    return try document.finish(as: .docx, knowledge: knowledge, name: name)
  }
}
