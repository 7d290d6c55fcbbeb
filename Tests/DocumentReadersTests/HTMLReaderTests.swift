import DocumentReaders
import SourceTexts
import TestSupport
import Testing

@Suite struct HTMLReaderTests {
  static let sentence = sentences[0]

  static func read(_ body: String, head: String = "") throws -> SourceText {
    try DocumentReader().read(
      bytes: Array("<!DOCTYPE html><html lang=en><head>\(head)</head><body>\(body)</body></html>".utf8),
      name: "page.html"
    ).get()
  }

  @Test func readsTheSample() throws {
    let file = SharedData.packageFolder.appendingPathComponent("Samples/entente-cordiale-making.html")
    let source = try DocumentReader().read(file: file).get()
    #expect(source.metadata.title == "From Fashoda to the Quai d'Orsay: How the Entente Cordiale Was Made")
    #expect(source.metadata.authors == ["Eleanor Whitcombe"])
    #expect(source.metadata.published == "2024-04-08")
    #expect(source.metadata.publisher == "Entente Samples")
    #expect(source.metadata.language == "en")
    #expect(source.links.count == 5)
    #expect(source.blocks.filter { $0.kind == .pullQuote }.count == 1)
    #expect(!source.text.contains("Related"))
    #expect(!source.text.contains("no rights reserved"))
  }

  @Test func everyWordLeadsBackToItsBytes() throws {
    let page =
      "<html><body><main><p>Caf&eacute; &amp; r&#233;sum&#xe9; caf\u{E9}\r\n   words  and <b>bold</b> ones. \(Self.sentence)</p></main></body></html>"
    let bytes = Array(page.utf8)
    let source = try DocumentReader().read(bytes: bytes, name: "page.html").get()
    #expect(source.text.hasPrefix("Café & résumé café words and bold ones."))
    for (offset, byte) in Array(source.text.utf8).enumerated() where byte > 0x20 && byte < 0x7F && byte != 0x26 {
      let place = try #require(source.origin.fileOffset(of: offset))
      #expect(bytes[place] == byte, "byte \(offset)")
    }
  }

  @Test func metadataComesFromLinkedDataFirst() throws {
    let source = try Self.read(
      "<article><h1>Shown</h1><p>\(Self.sentence)</p></article>",
      head: """
        <title>Shown | The Paper</title><meta property="og:title" content="Other"><meta name="author" content="Wrong">
        <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Shown","author":[{"name":"A B"},{"name":"C D"}],
        "datePublished":"2017-02-06T10:00:00+01:00","publisher":{"name":"The Paper"},"url":"http://a.b/c"}]}</script>
        """)
    #expect(
      source.metadata
        == DocumentMetadata(
          title: "Shown", authors: ["A B", "C D"], published: "2017-02-06", publisher: "The Paper", url: "http://a.b/c",
          language: "en"))
  }

  @Test func tiesFootnotesToTheirMarks() throws {
    let source = try Self.read(
      """
      <article><p>\(Self.sentence)<sup><a href="#fn1" id="ref1">1</a></sup> It went on.<a href="#n2">[2]</a></p>
      <p>\(sentences[1])<sup id="r3"><a href="#fn3">3</a></sup></p></article>
      <section class="footnotes"><ol><li id="fn1"><p>Taylor, <i>Struggle</i>, p. 4. <a href="#ref1">↩</a></p></li></ol>
      <p><a name="n2" href="#x">[2]</a> Rolo, p. 9.</p><div id="fn3"><p>First half.</p><p>Second half.</p></div></section>
      """)
    #expect(
      NoteListing.notes(source, wordsBefore: 8) == [
        NoteListing(label: "1", before: " wanted.", body: "Taylor, Struggle, p. 4."),
        NoteListing(label: "2", before: "went on.", body: "Rolo, p. 9."),
        NoteListing(label: "3", before: " passes.", body: "First half. Second half."),
      ])
    #expect(ReadingText.passages(of: source).map(\.text) == ["\(Self.sentence) It went on.", sentences[1]])
  }

  @Test func leavesOutWhatIsNotTheArticle() throws {
    let source = try Self.read(
      """
      <header><a href="/">Home</a></header><div class="cookie-banner"><p>\(sentences[4]) Cookies.</p></div>
      <div id="content"><h1>Title of It</h1><p class="byline">By A B</p><p>\(Self.sentence) One.</p>
      <div class="share-buttons"><p>Share this with all of your friends and all of your family today, please, at once.</p></div>
      <blockquote><p>\(sentences[1]) Two.</p></blockquote><figure><img src=x><figcaption>A picture</figcaption></figure>
      <ul><li>\(sentences[2]) Three.</li></ul><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
      <p>\(sentences[3]) Four.</p></div>
      <div class="comments"><p>\(Self.sentence) I disagree.</p><p>\(Self.sentence) So do I, as I have said before.</p></div>
      """)
    #expect(
      listing(source).map { $0.split(separator: " ").first.map(String.init) ?? "" } == [
        "title", "byline", "paragraph", "quotation", "caption", "list_item", "table", "paragraph",
      ])
    #expect(source.metadata.title == "Title of It")
    #expect(!source.text.contains("disagree"))
    #expect(!source.text.contains("Cookies"))
    #expect(!source.text.contains("Share"))
  }

  @Test func readsOldPagesWithoutParagraphs() throws {
    let source = try Self.read(
      "<font>\(Self.sentence) One.<br><br>\(sentences[1]) Two.<br>\n<br>\(sentences[2]) Three.</font>")
    #expect(source.blocks.map(\.kind) == [.paragraph, .paragraph, .paragraph])
  }

  @Test func readsCopiesOfWebArchivesAsWhatTheyCopy() throws {
    let source = try Self.read(
      """
      <div id="wm-ipp-base"><div id="wm-ipp"><p>The archive has saved this page 14 times between May 2011 and June 2019, it says.</p></div></div>
      <article><p>\(Self.sentence) <a href="https://web.archive.org/web/20110503000000/http://a.example/b">One.</a></p>
      <p>\(sentences[1]) <a href="/web/20110503id_/https://c.example/">Two.</a></p></article>
      """,
      head: "<link rel=canonical href=\"https://web.archive.org/web/20110503000000/http://paper.example/story\">")
    #expect(source.links.map(\.target) == ["http://a.example/b", "https://c.example/"])
    #expect(source.metadata.url == "http://paper.example/story")
    #expect(!source.text.contains("14 times"))
  }

  @Test func tellsWhereASavedPageIsFrom() throws {
    let page =
      "<!DOCTYPE html>\n<!-- saved from url=(0027)https://paper.example/story -->\n<html><body><p>\(Self.sentence)</p></body></html>"
    let source = try DocumentReader().read(bytes: Array(page.utf8), name: "a.html").get()
    #expect(source.metadata.url == "https://paper.example/story")
  }

  @Test func captionsStandApartFromSentences() throws {
    let source = try Self.read(
      "<article><p>\(Self.sentence)</p><figure><img src=a><figcaption>The ministers at table</figcaption></figure><p>\(sentences[1])</p></article>"
    )
    #expect(source.blocks.map(\.kind) == [.paragraph, .caption, .paragraph])
    #expect(ReadingText.passages(of: source).map(\.text) == [Self.sentence, sentences[1]])
  }
}
