import SourceTexts

/// Makes documents of the paragraphs and notes that readers of word processors' files find.
struct PartedDocument {
  let knowledge: DocumentKnowledge
  let format: DocumentFormat
  let name: String

  /// - Parameters:
  ///   - notes: paragraphs by key, "f" or "e" and the identifier that marks bear.
  ///   - properties: "title", "creator", "language", "publisher", as far as they are known.
  /// - Throws: ``ReadingDiagnostic`` with code `empty_file` where there are no words.
  func finish(
    _ paragraphs: [WordParser.Paragraph], notes: [String: [WordParser.Paragraph]], properties: [String: String],
    leftOut: LeftOutWords, isCut: Bool = false
  ) throws -> SourceText {
    var writer = DOCXComposer(styles: knowledge.wordStyles, names: [:])
    writer.write(paragraphs, notes: notes)
    for prefix in ["f", "e"] { writer.writeNotes(prefix: prefix, notes) }
    guard !writer.composer.blocks.isEmpty else { throw FileBytes.empty(name) }
    var metadata = DocumentMetadata()
    func property(_ key: String) -> String? {
      let words = properties[key]?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
      return words.isEmpty ? nil : words
    }
    metadata.title = property("title")
    metadata.language = property("language")
    metadata.publisher = property("publisher")
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
    if draft.metadata.authors.isEmpty {
      draft.metadata.authors = (property("initial-creator") ?? property("creator") ?? "").split(separator: ";")
        .map { $0.split(separator: " ").joined(separator: " ") }.filter { $0.contains(" ") }
    }
    var diagnostics = UnmatchedNotes.diagnostics(draft.notes, pages: [], file: name) + leftOut.diagnostics(file: name)
    if isCut {
      diagnostics.append(
        ReadingDiagnostic(
          .warning, .truncatedFile, file: name, message: "the file ends early; what could be read was kept"))
    }
    if let warning = LanguageCheck(knowledge: knowledge).warning(writer.composer.bytes, file: name) {
      diagnostics.append(warning)
    }
    return SourceText(
      text: String(decoding: writer.composer.bytes, as: UTF8.self), blocks: draft.finishedBlocks, notes: draft.notes,
      links: draft.links, omissions: draft.omissions, metadata: draft.metadata, format: format, origin: .none,
      diagnostics: diagnostics)
  }
}
