import Exports
import Findings
import Foundation
import SourceTexts
import Testing

@Suite struct BibliographyTests {
  private func note(
    _ reference: String, authors: [String] = [], title: String? = nil, outlet: String? = nil, published: String? = nil
  ) -> Citation {
    Citation(
      kind: .note, reference: reference, referenceSpan: Span(0, 1), outlet: outlet, authors: authors, title: title,
      published: published, evidence: Evidence(span: Span(0, 1), rule: "citation.note", confidence: 1))
  }

  private func link(_ address: String, outlet: String? = nil, published: String? = nil) -> Citation {
    Citation(
      kind: .link, reference: address, referenceSpan: Span(0, 1), outlet: outlet, published: published,
      evidence: Evidence(span: Span(0, 1), rule: "citation.link", confidence: 1))
  }

  @Test func booksCarryPublisherAndPlace() {
    let text = BibTeX.write([
      note(
        "A. J. P. Taylor, The Struggle for Mastery (Oxford: Clarendon Press, 1954), p. 415.",
        authors: ["A. J. P. Taylor"], title: "The Struggle for Mastery", published: "1954")
    ])
    #expect(text.hasPrefix("@book{taylor1954,"))
    #expect(text.contains("author = {Taylor, A. J. P.}"))
    #expect(text.contains("publisher = {Clarendon Press}"))
    #expect(text.contains("address = {Oxford}"))
  }

  @Test func articlesCarryVolumeIssueAndPages() {
    let text = BibTeX.write([
      note(
        "Thomas van Otte, “The Telegram,” Diplomacy & Statecraft 9, no. 2 (1998): 1–20, https://doi.org/10.1080/0959.",
        authors: ["Thomas van Otte"], title: "The Telegram", outlet: "Diplomacy & Statecraft", published: "1998")
    ])
    #expect(text.contains("author = {van Otte, Thomas}"))
    #expect(text.contains("journal = {Diplomacy \\& Statecraft}"))
    #expect(text.contains("volume = {9}") && text.contains("number = {2}") && text.contains("pages = {1--20}"))
    #expect(text.contains("doi = {10.1080/0959}") && text.contains("url = {https://doi.org/10.1080/0959}"))
  }

  @Test func linksAreListedByTheWordsOfTheirAddress() throws {
    let citations = [
      link("https://news.example.org/2016/12/22/pact-is-dead.html", outlet: "Example News", published: "2016-12-22"),
      link("https://example.org/4711"),
    ]
    let items = try #require(
      JSONSerialization.jsonObject(with: Data(CitationStyleJSON.write(citations).utf8)) as? [[String: Any]])
    #expect(items.map { $0["title"] as? String } == ["Pact is dead", "https://example.org/4711"])
    #expect(items.map { $0["type"] as? String } == ["webpage", "webpage"])
    #expect(items[0]["container-title"] as? String == "Example News")
    #expect(items[0]["URL"] as? String == citations[0].reference)
    let issued = try #require(items[0]["issued"] as? [String: [[Int]]])
    #expect(issued["date-parts"] == [[2016, 12, 22]])
  }

  @Test func aWorkCitedTwiceStandsOnceAndBodiesKeepTheirName() {
    let report = note(
      "Chatham, Report (London: Chatham, 2001).", authors: ["Chatham"], title: "Report", published: "2001")
    let text = BibTeX.write([report, report])
    #expect(text.split(separator: "@").count == 1)
    #expect(text.contains("author = {{Chatham}}"))
  }
}
