import SourceTexts

/// What a word processor's file holds, as its reader found it.
struct PartedDocument {
  var paragraphs: [DraftParagraph] = []
  /// Paragraphs of notes by key: "f" or "e" and the identifier that marks bear.
  var notes: [String: [DraftParagraph]] = [:]
  /// "title", "creator", "initial-creator", "language", "publisher", as far as they are known.
  var properties: [String: String] = [:]
  var leftOut = LeftOutWords()
  /// Names of styles by their identifiers, where files have both.
  var styleNames: [String: String] = [:]
  /// Whether the file ends early.
  var isCut = false
  /// Parts that couldn't be read.
  var damaged: [String] = []

  /// Makes a document of it.
  ///
  /// - Throws: ``ReadingDiagnostic`` with code `empty_file` where there are no words.
  func finish(as format: DocumentFormat, knowledge: DocumentKnowledge, name: String) throws -> SourceText {
    var writer = ParagraphComposer(styles: knowledge.wordStyles, names: styleNames)
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
      links: draft.links, omissions: draft.omissions, metadata: draft.metadata, format: format, origin: .none,
      diagnostics: diagnostics)
  }
}
