import DocumentReaders
import SourceTexts
import Testing

/// Notes in texts that somebody else took from a PDF or a page.
@Suite struct PlainTextNotesTests {
  static let tail = "and nothing came of it for the rest of that long and quiet year"

  struct Style: Sendable, CustomTestStringConvertible {
    var mark: String
    var head: String
    var testDescription: String { "\(mark) → \(head)" }
  }

  @Test(arguments: [
    Style(mark: "¹²", head: "¹² "), Style(mark: "[12]", head: "[12] "), Style(mark: "[^12]", head: "[^12]: "),
    Style(mark: "<sup>12</sup>", head: "<sup>12</sup> "), Style(mark: "12", head: "12 "),
    Style(mark: "12", head: "12. "),
    Style(mark: "[<sup>12</sup>](#page-3-0)", head: "<span id=\"page-3-0\"></span><sup>12</sup> "),
    Style(mark: "[\\[12\\]](#_ftn12)", head: "[\\[12\\]](#_ftnref12) "), Style(mark: "\\[12\\]", head: "\\[12\\] "),
    Style(mark: "[12](https://a.b/c#fn12)", head: "[12](https://a.b/c#ref12) "), Style(mark: "†", head: "† "),
    Style(mark: "*", head: "* "),
  ])
  func tiesANoteBetweenParagraphsToItsMark(_ style: Style) throws {
    let source = try plain(
      "The envoy left the capital in May.\(style.mark) He went home, \(Self.tail).\n\n\(style.head)Taylor, Struggle for Mastery, p. 417.\n\nIn June he came back, \(Self.tail)."
    )
    #expect(source.blocks.map(\.kind) == [.paragraph, .footnote, .paragraph])
    let note = try #require(source.notes.first)
    #expect(source.notes.count == 1)
    #expect(source[note.body] == "Taylor, Struggle for Mastery, p. 417.")
    let mark = try #require(note.mark)
    #expect(source[Span(0, mark.start)] == "The envoy left the capital in May.")
    #expect(
      ReadingText.passages(of: source)[0].text == "The envoy left the capital in May. He went home, \(Self.tail).")
  }

  @Test func tiesRunsOfNotesInOrder() throws {
    let source = try plain(
      "One thing happened in 1898.1 Another followed in 1904,2 \(Self.tail).\n\n1 Bates, The Fashoda Incident, p. 12.\n2 Rolo, Entente Cordiale, pp. 3–9.\n\nA third came in 1911.3 \(Self.tail).\n\n3 Ibid."
    )
    #expect(
      NoteListing.notes(source, wordsBefore: 8) == [
        NoteListing(label: "1", before: "in 1898.", body: "Bates, The Fashoda Incident, p. 12."),
        NoteListing(label: "2", before: "in 1904,", body: "Rolo, Entente Cordiale, pp. 3–9."),
        NoteListing(label: "3", before: "in 1911.", body: "Ibid."),
      ])
  }

  @Test func numbersOfTheTextAreNoMarks() throws {
    let source = try plain(
      "It froze the sale of S-300 missiles, the P5+1 met, and 3.5 million tons at a price of 1,000 were sold in 2010.\n\n1. The first point is about money and nothing else at all.\n\n2. The second is about land."
    )
    #expect(source.notes.isEmpty)
    #expect(!source.blocks.contains { $0.kind == .footnote })
    #expect(ReadingText.passages(of: source)[0].text.hasSuffix("were sold in 2010."))
  }

  @Test func keepsUrlsInNotes() throws {
    let source = try plain("It happened.¹ \(Self.tail).\n\n¹ See https://a.b/c for the text.")
    #expect(source.notes.map { source[$0.body] } == ["See https://a.b/c for the text."])
    #expect(source.links.map(\.target) == ["https://a.b/c"])
  }

  @Test func givesNotesBackWhatWasTornOffThem() throws {
    let source = try plain(
      "It happened.¹ \(sentences[0])\n\n¹ The text of the note stands in the collection that\n\n17\n\nthe ministry printed in 1906.\n\n\(sentences[1])² And so on.\n\n² At\n\nhttps://a.b/c\n\n\(sentences[2])"
    )
    #expect(
      source.blocks.map(\.kind) == [
        .paragraph, .footnote, .pageFurniture, .footnote, .paragraph, .footnote, .footnote, .paragraph,
      ])
    #expect(
      source.notes.map { source[$0.body].split(whereSeparator: \.isWhitespace).joined(separator: " ") } == [
        "The text of the note stands in the collection that 17 the ministry printed in 1906.", "At https://a.b/c",
      ])
    #expect(source.blocks.allSatisfy { !$0.continues })
  }

  @Test func keepsExponents() throws {
    let source = try plain("The zone covers 500 km² and lies north of the river, which is the frontier.")
    #expect(ReadingText.passages(of: source)[0].text.contains("500 km²"))
  }
}
