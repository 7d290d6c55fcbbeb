import DocumentReaders
import Foundation
import SourceTexts
import TestSupport
import Testing

/// Every note of the documents made for it, against their sources.
@Suite struct DocumentNotesTests {
  @Test func findsEveryFootnoteOfTwoColumnsOverPageEnds() throws {
    let source = try DocumentReader().read(file: SharedData.fixture("documents/persia-1907.pdf")).get()
    let expected = try NoteSource(SharedData.fixture("documents/persia-1907.fodt")).notes
    #expect(expected.count == 12)
    #expect(NoteListing.notes(source) == expected)
    // Notes 2 and 5 run over a page end; each stands on the page where it begins.
    #expect(source.notes.map { source.page(at: $0.body.start)?.number } == [1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5])
    #expect(source.diagnostics.isEmpty)
  }

  @Test func findsEveryFootnoteAndEndnoteOfAWordFile() throws {
    let source = try DocumentReader().read(file: SharedData.fixture("documents/locarno.docx")).get()
    let expected = try NoteSource(SharedData.fixture("documents/locarno.fodt")).notes
    #expect(expected.count == 8)
    #expect(Set(NoteListing.notes(source).map(\.description)) == Set(expected.map(\.description)))
    #expect(source.notes.map(\.label) == ["1", "2", "3", "4", "5", "6", "7", "i"])
    #expect(source.links.map { source[$0.anchor] } == ["Nobel Peace Prize"])
    #expect(source.metadata.title == "Locarno and After")
    #expect(source.metadata.authors == ["Edwin Marlow"])
    #expect(source.metadata.published == "2019-06-03")
    #expect(source.blocks.contains { $0.kind == .table && source[$0.span] == "State\tRole\nItaly\tGuarantor" })
    #expect(source.blocks.filter { $0.kind == .quotation }.count == 1)
  }

  @Test func findsEveryFootnoteOfTheSample() throws {
    let samples = SharedData.packageFolder.appendingPathComponent("Samples")
    let source = try DocumentReader().read(file: samples.appendingPathComponent("entente-cordiale-holding.pdf")).get()
    let expected = try NoteSource(samples.appendingPathComponent("entente-cordiale-holding.fodt")).notes
    #expect(expected.count == 14)
    #expect(NoteListing.notes(source) == expected)
    #expect(source.metadata.title == "Why the Entente Held: Britain and France, 1905–1914")
    #expect(source.metadata.authors == ["Julian Hartnell"])
    #expect(source.metadata.published == "2024-05-14")
    #expect(source.pages.map(\.label) == ["1", "2", "3"])
    #expect(
      source.blocks.filter { $0.kind == .heading }.map { source[$0.span] } == [
        "From quarrel to bargain", "Tangier and Algeciras", "Agadir", "Letters and fleets", "August 1914",
      ])
  }

  @Test func readsAShortSectionInTwoColumnsBetweenFullWidthText() throws {
    let source = try DocumentReader().read(file: SharedData.fixture("documents/mixed-columns.pdf")).get()
    let expected = try NoteSource(SharedData.fixture("documents/mixed-columns.fodt"))
    #expect(ReadingText.passages(of: source).map(\.text) == expected.paragraphs)
    #expect(NoteListing.notes(source) == expected.notes)
    #expect(
      source.blocks.map(\.kind) == [
        .pageFurniture, .title, .byline, .byline, .paragraph, .paragraph, .paragraph, .paragraph, .pullQuote, .heading,
        .paragraph, .caption, .paragraph, .footnote, .footnote, .footnote, .pageFurniture,
      ])
  }

  @Test func composesTheWholeTextOfTwoColumns() throws {
    let source = try DocumentReader().read(file: SharedData.fixture("documents/persia-1907.pdf")).get()
    let expected = try NoteSource(SharedData.fixture("documents/persia-1907.fodt")).paragraphs
    #expect(ReadingText.passages(of: source).map(\.text) == expected)
  }
}

/// The notes and paragraphs of a flat OpenDocument text.
struct NoteSource {
  var notes: [NoteListing] = []
  var paragraphs: [String] = []

  init(_ file: URL) throws {
    let xml = try String(contentsOf: file, encoding: .utf8)
    for paragraph in xml.components(separatedBy: "<text:p text:style-name=\"Text_20_body\">").dropFirst() {
      var words = ""
      var rest = paragraph[...]
      while let open = rest.range(of: "<text:note "), let close = rest.range(of: "</text:note>"),
        open.lowerBound < (Self.paragraphEnd(rest) ?? rest.endIndex)
      {
        words += Self.plain(rest[..<open.lowerBound])
        let note = rest[open.lowerBound..<close.upperBound]
        notes.append(
          NoteListing(
            label: Self.between(note, "<text:note-citation>", "</text:note-citation>"),
            before: String(words.suffix(24)),
            body: Self.plain(Self.between(note, "<text:note-body>", "</text:note-body>")[...])))
        rest = rest[close.upperBound...]
      }
      words += Self.plain(rest[..<(Self.paragraphEnd(rest) ?? rest.endIndex)])
      paragraphs.append(words)
    }
  }

  private static func paragraphEnd(_ text: Substring) -> Substring.Index? { text.range(of: "</text:p>")?.lowerBound }

  private static func between(_ text: Substring, _ open: String, _ close: String) -> String {
    guard let start = text.range(of: open), let end = text.range(of: close) else { return "" }
    return String(text[start.upperBound..<end.lowerBound])
  }

  private static func plain(_ xml: Substring) -> String {
    var text = ""
    var isTag = false
    for character in xml {
      if character == "<" {
        isTag = true
      } else if character == ">" {
        isTag = false
      } else if !isTag {
        text.append(character)
      }
    }
    return text.replacing("&amp;", with: "&")
  }
}
