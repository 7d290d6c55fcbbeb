import DocumentReaders
import SourceTexts
import Testing

@Suite struct MarkdownReaderTests {
  static func read(_ text: String) throws -> SourceText {
    try DocumentReader().read(bytes: Array(text.utf8), name: "essay.md").get()
  }

  @Test(arguments: [
    "# The *Treaty* of 1904\n\nText.", "The Treaty of 1904\n===\n\nText.", "# The Treaty of 1904 #\n\nText.",
  ])
  func aHeadingsMarkIsNoPartOfTheTitle(_ text: String) throws {
    #expect(try Self.read(text).metadata.title == "The Treaty of 1904")
  }

  @Test func readsBlocksAndFrontMatter() throws {
    let text = """
      ---
      title: "The Quiet Years"
      author: [Jane Doe, John Roe]
      date: 6 February 2017
      publisher: The Review
      url: https://a.b/c
      ---

      # The Quiet Years

      France and **Britain** signed a [treaty](https://d.e/f) in
      1904.[^1] See also [this][ref] and `code *x*`.

      A heading
      ---------

      > It was quoted
      > over two lines.

      - First item of it
      - Second item

      1. One
      2. Two

      | A | B |
      |---|---|
      | 1 | 2 |

      ```
      let x = 1
      ```

      [^1]: Taylor, *Struggle*, p. 4.

      [ref]: https://g.h/i
      """
    let source = try Self.read(text)
    #expect(source.text == text)
    #expect(
      source.metadata
        == DocumentMetadata(
          title: "The Quiet Years", authors: ["Jane Doe", "John Roe"], published: "2017-02-06",
          publisher: "The Review", url: "https://a.b/c"))
    #expect(
      source.blocks.map(\.kind) == [
        .pageFurniture, .title, .paragraph, .heading, .quotation, .listItem, .listItem, .listItem, .listItem, .table,
        .code,
        .footnote, .pageFurniture,
      ])
    #expect(
      ReadingText.passages(of: source).map(\.text) == [
        "France and Britain signed a treaty in 1904. See also this and code *x*.", "It was quoted over two lines.",
        "First item of it", "Second item", "One", "Two",
      ])
    #expect(source.links.map(\.target) == ["https://d.e/f", "https://g.h/i"])
    #expect(
      NoteListing.notes(source, wordsBefore: 5) == [
        NoteListing(label: "1", before: "1904.", body: "Taylor, *Struggle*, p. 4.")
      ])
  }

  @Test(arguments: [
    "---", "```", "> ", "- ", "[^1]:", "|\n|-|", "# ", "    ", "***", "1. ", "[a]: ", "===", "---\ntitle: x",
  ])
  func survivesBrokenMarkup(_ text: String) throws {
    #expect(try Self.read("Words. \n\n" + text).text.hasSuffix(text))
    _ = try DocumentReader().read(bytes: Array(text.utf8), name: "a.md")
  }
}
