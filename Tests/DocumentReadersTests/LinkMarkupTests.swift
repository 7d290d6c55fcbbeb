import DocumentReaders
import SourceTexts
import Testing

/// Links in the forms that texts carry them.
@Suite struct LinkMarkupTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var anchor: String
    var target: String
    var reading: String
    var testDescription: String { text }
  }

  @Test(arguments: [
    Case(
      text: "He **wrote (<http://a.b/c>)**, Putin said.", anchor: "wrote", target: "http://a.b/c",
      reading: "He wrote, Putin said."),
    Case(
      text: "They **[benefit \\(https://a.b/c-d\\)](https://a.b/c-d)** from it.", anchor: "benefit",
      target: "https://a.b/c-d",
      reading: "They benefit from it."),
    Case(
      text: "See [the text](http://a.b/c_(d)) here.", anchor: "the text", target: "http://a.b/c_(d)",
      reading: "See the text here."),
    Case(
      text: "Close cooperation (http://a.b/c.pdf). Never", anchor: "cooperation", target: "http://a.b/c.pdf",
      reading: "Close cooperation. Never"),
    Case(
      text: "He said (<http://a.b/c?d=0_1>) so.", anchor: "said", target: "http://a.b/c?d=0_1", reading: "He said so."),
    Case(
      text: "It rose fast https://a.b/c, they say.", anchor: "", target: "https://a.b/c",
      reading: "It rose fast, they say."),
    Case(
      text: "See <https://a.b/c> for more of it.", anchor: "", target: "https://a.b/c", reading: "See for more of it."),
    Case(
      text: "a \\$5 billion line [here](https://a.b/ \"A title\")", anchor: "here", target: "https://a.b/",
      reading: "a $5 billion line here"),
    Case(
      text: "**2016 (https://a.b/c/?u=.b5c)**. Then", anchor: "2016", target: "https://a.b/c/?u=.b5c",
      reading: "2016. Then"),
  ])
  func findsLink(_ example: Case) throws {
    let source = try plain(example.text)
    let link = try #require(source.links.first)
    #expect(source.links.count == 1)
    #expect(source[link.anchor] == example.anchor)
    #expect(link.target == example.target)
    #expect(link.markup.contains(link.anchor))
    #expect(ReadingText.passages(of: source).map(\.text) == [example.reading])
  }

  @Test func leavesEmphasisOutOfTheReading() throws {
    let source = try plain(
      "The *Nezavisimaya Gazeta* of **Moscow** and snake_case_names and 2 * 3 * 4 are _read_ here.")
    #expect(
      ReadingText.passages(of: source).map(\.text) == [
        "The Nezavisimaya Gazeta of Moscow and snake_case_names and 2 * 3 * 4 are read here."
      ])
  }

  @Test(arguments: [
    "[unclosed (http://", "](", "[[[[[[", "(((http://", "**", "<http://", "[a](", "[^", "¹", "<sup>", "\\",
    "(<http://a", "![", "[x][y]", "*a **b* c**",
  ])
  func survivesBrokenMarkup(_ text: String) throws {
    let source = try plain("Words before " + text)
    #expect(source.text.hasSuffix(text))
  }
}
