import ActorExtraction
import Codebook
import Findings
import Foundation
import LanguageRuntime
import Linguistics
import SourceTexts
import StatementExtraction
import TestSupport
import Testing

/// A text analysed with the real model, and its actors. Suites that use it are skipped where set-up hasn't run.
struct ExtractionFixture {
  let document: AnalysedDocument
  let actors: [ActorMention]

  init(_ text: String, links: [Link] = [], notes: [Note] = [], omissions: [Span] = []) throws {
    let folder = try #require(TestModel.folder, "set-up has not run")
    let source = SourceText(
      text: text, blocks: [Block(kind: .paragraph, span: Span(0, text.utf8.count))], notes: notes, links: links,
      omissions: omissions, format: .plainText)
    let annotator = try Self.pipeline(folder).makeAnnotator()
    document = AnalysedDocument(
      source: source, passages: ReadingText.passages(of: source).map { ClauseRepair.repaired(annotator.analyse($0)) })
    actors = try ActorResolver(lexicon: ActorLexicon.load()).mentions(in: document, times: [], published: nil)
  }

  private static func pipeline(_ folder: URL) throws -> LanguagePipeline { try LanguagePipeline.load(folder: folder) }

  func statements() throws -> [Statement] {
    try StatementExtractor().statements(in: document, mentions: actors, times: [], events: []).map(\.statement)
  }

  func figures() throws -> [Figure] {
    try FigureExtractor().figures(in: document, mentions: actors, times: [], events: [])
  }

  func agreements() throws -> [Agreement] {
    try AgreementExtractor().agreements(in: document, mentions: actors, times: [], events: [])
  }

  func words(_ span: Span) -> String { document.source[span] }
}
