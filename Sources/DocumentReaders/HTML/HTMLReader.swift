import ResourceTables
import SourceTexts

/// Reads web pages: the main text, found by where the words are, with title, authors, date, publisher, address and
/// language from the page's metadata.
struct HTMLReader {
  let knowledge: DocumentKnowledge

  /// - Throws: ``ReadingDiagnostic``: `binary_file`, `damaged_file`, `no_main_text`.
  func read(_ bytes: [UInt8], name: String) throws -> SourceText {
    let text = try DecodedText(bytes, name: name, declared: Self.declaredEncoding(bytes))
    let tree = try HTMLTree(text.utf8, name: name)
    var metadata = knowledge.htmlMetadata.read(tree)
    metadata.url = metadata.url.map(ArchivedAddress.original) ?? ArchivedAddress.savedFrom(bytes)
    let main = MainText(tree: tree, hints: knowledge.htmlHints).find()
    guard let main else {
      throw ReadingDiagnostic(
        .error, .noMainText, file: name, message: "no element holds running text, expected an article")
    }
    var html = HTMLComposer(tree: tree, knowledge: knowledge, page: text.utf8, origin: text.origin)
    html.compose(main: main, title: metadata.title)
    var blocks = html.composer.blocks
    markTitle(&blocks, html.composer.bytes, &metadata)
    var draft = DocumentDraft(
      composed: html.composer.bytes, blocks: blocks, metadata: metadata, knowledge: knowledge)
    draft.recogniseComposed(headings: false)
    guard draft.blocks.contains(where: { $0.kind.isNarrative }) else {
      throw ReadingDiagnostic(
        .error, .noMainText, file: name, message: "it has navigation but no running text, expected an article")
    }
    var diagnostics = text.diagnostics + html.leftOut.diagnostics(file: name)
    if let warning = LanguageCheck(knowledge: knowledge).warning(html.composer.bytes, file: name) {
      diagnostics.append(warning)
    }
    return SourceText(
      text: String(decoding: html.composer.bytes, as: UTF8.self), blocks: draft.finishedBlocks, notes: draft.notes,
      links: draft.links, omissions: draft.omissions, metadata: draft.metadata, format: .html,
      origin: text.origin.anchors.isEmpty ? .none : TextOrigin(anchors: html.composer.anchors),
      diagnostics: diagnostics)
  }

  /// The first heading that bears the title, or the first of level 1, is the title block.
  private func markTitle(_ blocks: inout [DraftBlock], _ bytes: [UInt8], _ metadata: inout DocumentMetadata) {
    guard !blocks.contains(where: { $0.kind == .title }) else {
      if metadata.title == nil, let title = blocks.first(where: { $0.kind == .title }) {
        metadata.title = bytes.string(title.range)
      }
      return
    }
    let known = metadata.title.map { FoldedWords.fold($0.utf8) }
    let place = blocks.prefix(12).firstIndex {
      $0.kind == .heading && ($0.level == 1 || known == FoldedWords.fold(bytes[$0.range]))
    }
    guard let place else { return }
    blocks[place].kind = .title
    blocks[place].level = 0
    // A page's title names the site too; its heading doesn't.
    let heading = bytes.string(blocks[place].range)
    if metadata.title.map({ $0.contains(heading) }) ?? true { metadata.title = heading }
  }

  /// The encoding that a `meta` element or an XML declaration in the first 2 KiB names, in lower case.
  static func declaredEncoding(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(2048).map(\.asciiLowercased)
    for key in ["charset=", "encoding="] {
      let words = Array(key.utf8)
      guard let place = head.indices.first(where: { head[$0...].starts(with: words) }) else { continue }
      let rest = head[(place + words.count)...].drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
      let name = rest.prefix { $0.isASCIIAlphanumeric || $0 == 0x2D || $0 == 0x5F }
      if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
    }
    return nil
  }
}
