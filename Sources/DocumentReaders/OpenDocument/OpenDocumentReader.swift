import SourceTexts

/// Reads OpenDocument texts (.odt, and .fodt in one file): paragraphs by style, notes with their marks, lists, links, tables.
/// Hidden, struck-out and deleted words are left out and told of.
struct OpenDocumentReader {
  let knowledge: DocumentKnowledge
  let limits: ReadingLimits

  /// - Throws: ``ReadingDiagnostic``: `truncated_file`, `damaged_file`, `encrypted_file`, `too_large`, `empty_file`.
  func read(_ bytes: [UInt8], name: String) throws -> SourceText {
    var parts = [bytes]
    var isCut = false
    if bytes.starts(with: [0x50, 0x4B]) {
      let archive = try ZipArchive(bytes, name: name, limit: limits.unpackedBytes) {
        $0 == "content.xml" || $0 == "meta.xml" || $0 == "styles.xml"
      }
      guard let content = archive.members["content.xml"] else {
        throw ReadingDiagnostic(
          .error, .damagedFile, file: name, message: "it has no content.xml, expected an OpenDocument text")
      }
      parts = [archive.members["styles.xml"], archive.members["meta.xml"], content].compactMap(\.self)
      isCut = archive.isCut
    }
    var parser = OpenDocumentParser()
    for part in parts {
      do { try parser.read(part) } catch {
        throw ReadingDiagnostic(.error, .damagedFile, file: name, message: "its XML is not well-formed: \(error)")
      }
    }
    let document = PartedDocument(
      paragraphs: parser.paragraphs, notes: parser.notes, properties: parser.properties, leftOut: parser.leftOut,
      isCut: isCut)
    return try document.finish(as: .openDocument, knowledge: knowledge, name: name)
  }
}
