import Findings
import SourceTexts
import Store
import Testing
import WebServer

/// The text of a document as its page lays it out.
@Suite struct DocumentTests {
  /// A title, a paragraph that ends in a note's number, which isn't part of the text, a second page, and the note.
  static func annotated() -> CodedDocument {
    let text = "On peace\n\nFrance met Britain.\n\nThey talked.\n\nA letter of 1904."
    func block(_ kind: BlockKind, _ start: Int, _ end: Int) -> Block { Block(kind: kind, span: Span(start, end)) }
    let mark = Span(29, 29)
    let citation = Citation(
      kind: .note, reference: "A letter of 1904.", referenceSpan: Span(45, 62), label: "1",
      evidence: Evidence(span: Span(10, 29), rule: "test.citation"))
    return CodedDocument(
      source: SourceText(
        text: text,
        blocks: [
          block(.title, 0, 8), block(.paragraph, 10, 29), block(.paragraph, 31, 43), block(.footnote, 45, 62),
        ],
        notes: [Note(label: "1", mark: mark, body: Span(45, 62))],
        pages: [Page(number: 1, span: Span(0, 31)), Page(number: 2, label: "18", span: Span(31, 62))],
        metadata: DocumentMetadata(title: "On peace"), format: .pdf),
      files: ["peace.pdf"], sentences: [SentenceRecord(span: Span(10, 29), text: "France met Britain.")],
      findings: DocumentFindings(citations: [citation]),
      versions: CoderVersions(coder: "test", model: "none", codebook: "none"))
  }

  private func page(_ address: String) async throws -> String {
    let archive = try SiteFixture.emptyArchive()
    try archive.store(Self.annotated())
    let text = Guard()
    try await SiteFixture.server(of: archive).visit { client in await text.set(try await client.get(address).1) }
    return await text.value.replacing("&#x3D;", with: "=")
  }

  private actor Guard {
    var value = ""
    func set(_ text: String) { value = text }
  }

  @Test func aNotesNumberLeadsToItsSource() async throws {
    let text = try await page("/documents/1")
    #expect(text.contains("<sup id=\"ref-45\"><a class=\"mark\" href=\"/documents/1?finding=c45#c45\">"))
    #expect(text.contains("<span id=\"c45\" class=\"anchor\"></span>"))
  }

  @Test func withoutMarkedSourcesANotesNumberLeadsToTheNoteAndTheNoteBack() async throws {
    let text = try await page("/documents/1?marks=event,")
    #expect(text.contains("<sup id=\"ref-45\"><a href=\"#note-45\">"))
    #expect(text.contains("id=\"note-45\"") && text.contains("<a href=\"#ref-45\">Note 1</a>"))
  }

  @Test func theTitleStandsOnceAndEachPageOfTheOriginalIsTold() async throws {
    let text = try await page("/documents/1")
    #expect(text.contains("<h1>On peace</h1>") && !text.contains("class=\"title\""))
    #expect(text.contains("<span>Page 18</span>") && !text.contains("Page 1<"))
  }

  @Test func theWordsOfASourceAreShownWithIt() async throws {
    let text = try await page("/documents/1?finding=c45")
    #expect(text.contains("A letter of 1904.") && text.contains("Note 1"))
    #expect(text.contains("<a class=\"mark chosen\""))
  }
}
