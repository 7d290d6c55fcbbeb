import SourceTexts

/// Reads plain text: what people copy from web pages, export from PDF files, or keep in corpora.
///
/// The text is kept byte for byte. Titles, headings, by-lines, page furniture, author boxes, captions, pull quotes,
/// notes and bibliographies become blocks of their kinds; link markup, emphasis, escapes, note marks and line-end
/// hyphens become omissions; paragraphs that a page end tore apart are marked as going on.
public struct PlainTextReader: Sendable {
  let knowledge: DocumentKnowledge

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init() throws {
    self.init(knowledge: try DocumentKnowledge())
  }

  public init(knowledge: DocumentKnowledge) {
    self.knowledge = knowledge
  }

  /// Reads `text`.
  ///
  /// - Parameter metadata: what is known already; it wins over what the text's first lines say.
  /// - Complexity: linear in the text.
  public func read(text: String, metadata: DocumentMetadata = DocumentMetadata()) -> SourceText {
    read(
      utf8: Array(text.utf8), metadata: metadata, format: .plainText, origin: .whole, diagnostics: [], name: nil)
  }

  /// Reads the text that `utf8` holds; a name asks for a warning where the text isn't English.
  func read(
    utf8: [UInt8], metadata: DocumentMetadata, format: DocumentFormat, origin: TextOrigin,
    diagnostics: [ReadingDiagnostic], name: String?
  ) -> SourceText {
    let lines = TextLines(utf8, in: 0..<utf8.count)
    var draft = DocumentDraft(utf8, lines: lines, metadata: metadata, knowledge: knowledge)
    draft.recognise()
    var diagnostics = diagnostics
    if let name, let warning = LanguageCheck(knowledge: knowledge).warning(utf8, file: name) {
      diagnostics.append(warning)
    }
    return SourceText(
      text: String(decoding: utf8, as: UTF8.self), blocks: draft.finishedBlocks, notes: draft.notes,
      links: draft.links, omissions: draft.omissions, pages: pages(lines.pageStarts, length: utf8.count),
      metadata: draft.metadata, format: format, origin: origin, diagnostics: diagnostics)
  }

  private func pages(_ starts: [Int], length: Int) -> [Page] {
    guard !starts.isEmpty else { return [] }
    let bounds = [0] + starts + [length]
    return zip(bounds, bounds.dropFirst()).enumerated().compactMap { number, bound in
      bound.0 < bound.1 ? Page(number: number + 1, span: Span(bound.0, bound.1)) : nil
    }
  }
}
