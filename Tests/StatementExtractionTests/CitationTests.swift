import Findings
import Linguistics
import SourceTexts
import StatementExtraction
import TestSupport
import Testing

@Suite(.enabled(if: TestModel.folder != nil)) struct CitationTests {
  private func span(_ words: String, in text: String) -> Span {
    let bytes = Array(text.utf8)
    let wanted = Array(words.utf8)
    let start = (0...(bytes.count - wanted.count)).first { Array(bytes[$0..<($0 + wanted.count)]) == wanted } ?? 0
    return Span(start, start + wanted.count)
  }

  @Test func aLinkSupportsItsSentenceAndTellsOutletAndDay() throws {
    let url = "http://www.nytimes.com/2016/08/23/world/iran.html"
    let text = "Moscow used the base. Tehran protested (\(url)) at once. Nothing followed."
    let markup = span("(\(url))", in: text)
    let link = Link(anchor: span("protested", in: text), markup: markup, target: url)
    let fixture = try ExtractionFixture(text, links: [link], omissions: [markup])
    let citation = try #require(try CitationExtractor().citations(in: fixture.document).first)
    #expect(citation.outlet == "New York Times")
    #expect(citation.published == "2016-08-23")
    #expect(citation.language == "en")
    #expect(fixture.words(citation.span) == "Tehran protested (\(url)) at once.")
  }

  @Test func aNoteSupportsTheSentenceItsMarkCloses() throws {
    let body = "A. J. P. Taylor, The Struggle for Mastery in Europe (Oxford: Clarendon Press, 1954), p. 415."
    let text = "They signed in April. Germany was angry.1 Nobody cared."
    let full = text + "\n\n1 \(body)"
    let fixture = try ExtractionFixture(
      full,
      notes: [
        Note(label: "1", mark: span("1", in: full), body: span(body, in: full)),
        Note(label: "2", mark: nil, body: span("Nobody cared.", in: full)),
      ])
    let citations = try CitationExtractor().citations(in: fixture.document)
    let note = try #require(citations.first { $0.label == "1" })
    #expect(note.authors == ["A. J. P. Taylor"])
    #expect(note.title == "The Struggle for Mastery in Europe")
    #expect(note.published == "1954")
    #expect(fixture.words(note.span).hasPrefix("Germany was angry."))
    #expect((citations.first { $0.label == "2" }?.evidence.confidence ?? 1) <= 0.5)
  }

  @Test func relativeLinksAreNavigation() throws {
    let text = "Read more about this here."
    let link = Link(anchor: span("here", in: text), markup: span("here", in: text), target: "/topics/iran")
    let fixture = try ExtractionFixture(text, links: [link])
    #expect(try CitationExtractor().citations(in: fixture.document).isEmpty)
  }
}
