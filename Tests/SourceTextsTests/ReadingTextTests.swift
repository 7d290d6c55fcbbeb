import Foundation
import SourceTexts
import Testing

@Suite struct ReadingTextTests {
  private static func source(
    _ text: String, blocks: [Block]? = nil, omit words: [String] = []
  ) throws -> SourceText {
    let omissions = try words.map { word in
      let range = try #require(text.range(of: word))
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      return Span(start, start + word.utf8.count)
    }
    return SourceText(
      text: text, blocks: blocks ?? [Block(kind: .paragraph, span: Span(0, text.utf8.count))], omissions: omissions,
      format: .plainText)
  }

  @Test func foldsWhiteSpaceAndLeavesMarkupOut() throws {
    let source = try Self.source("He **wrote** to\n  Delcassé.", omit: ["**"])
    let reading = try #require(ReadingText.passages(of: source).first)
    #expect(reading.text == "He wrote** to Delcassé.")
  }

  @Test func everyWordLeadsBackToItsPlace() throws {
    let text = "Lord  Lansdowne (http://x.org)\nand\u{A0}M. Cambon signed."
    let source = try Self.source(text, omit: ["(http://x.org)"])
    let reading = try #require(ReadingText.passages(of: source).first)
    #expect(reading.text == "Lord Lansdowne and M. Cambon signed.")
    for word in ["Lord", "Lansdowne", "and", "M.", "Cambon", "signed."] {
      let range = try #require(reading.text.range(of: word))
      let start = reading.text.utf8.distance(from: reading.text.startIndex, to: range.lowerBound)
      #expect(source[reading.sourceSpan(of: start..<(start + word.utf8.count))] == word)
    }
  }

  @Test func joinsAParagraphThatAPageEndCutInTwo() throws {
    let text = "ceded to\n\n[7]\n\nRussia parts"
    let source = try Self.source(
      text,
      blocks: [
        Block(kind: .paragraph, span: Span(0, 8)), Block(kind: .pageFurniture, span: Span(10, 13)),
        Block(kind: .paragraph, span: Span(15, 27), continues: true),
      ])
    #expect(ReadingText.passages(of: source).map(\.text) == ["ceded to Russia parts"])
  }

  @Test func dropsTheHyphenWhereABlockBreaksAWord() throws {
    let text = "the agree-\n\nment held"
    let source = try Self.source(
      text,
      blocks: [
        Block(kind: .paragraph, span: Span(0, 10)), Block(kind: .paragraph, span: Span(12, 21), continues: true),
      ])
    #expect(ReadingText.passages(of: source).map(\.text) == ["the agreement held"])
  }

  @Test func givesNoPassageForBlocksThatAreNotNarrative() throws {
    let text = "“pull quote”"
    let source = try Self.source(text, blocks: [Block(kind: .pullQuote, span: Span(0, text.utf8.count))])
    #expect(ReadingText.passages(of: source).isEmpty)
  }
}
