import SourceTexts

/// Reads Markdown. The text stays the file's; markup becomes blocks and omissions.
struct MarkdownReader {
  let knowledge: DocumentKnowledge

  func read(_ text: DecodedText, name: String) -> SourceText {
    let markdown = MarkdownBlocks(text.utf8)
    var metadata = DocumentMetadata()
    let front = markdown.frontMatter
    metadata.title = front["title"]?.first
    metadata.authors = front["author"] ?? front["authors"] ?? []
    metadata.published = (front["date"] ?? front["published"])?.first.flatMap { value in
      PublicationDate.edtf(value) ?? DateLine.date(FoldedWords.fold(value.utf8), knowledge: knowledge)
    }
    metadata.publisher = (front["publisher"] ?? front["outlet"])?.first
    metadata.url = (front["url"] ?? front["canonical_url"])?.first
    metadata.language = (front["lang"] ?? front["language"])?.first

    var blocks = markdown.blocks
    // The first heading of level 1 is the title.
    if let place = blocks.prefix(8).firstIndex(where: { $0.kind == .heading && $0.level == 1 }) {
      blocks[place].kind = .title
      blocks[place].level = 0
    }
    var draft = DocumentDraft(
      markdown: text.utf8, blocks: blocks, omissions: markdown.omissions, references: markdown.references,
      metadata: metadata, knowledge: knowledge)
    if draft.metadata.title == nil, let title = draft.blocks.first(where: { $0.kind == .title }) {
      draft.metadata.title = String(decoding: title.visible, as: UTF8.self)
    }
    draft.openNotes()
    draft.recogniseComposed(headings: false)
    var diagnostics = text.diagnostics
    if let warning = LanguageCheck(knowledge: knowledge).warning(text.utf8, file: name) { diagnostics.append(warning) }
    return SourceText(
      text: String(decoding: text.utf8, as: UTF8.self), blocks: draft.finishedBlocks, notes: draft.notes,
      links: draft.links, omissions: draft.omissions, metadata: draft.metadata, format: .markdown, origin: text.origin,
      diagnostics: diagnostics)
  }
}
