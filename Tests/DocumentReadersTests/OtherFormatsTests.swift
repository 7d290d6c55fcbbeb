import DocumentReaders
import SourceTexts
import TestSupport
import Testing

/// OpenDocument, RTF, EPUB, MHTML, mail boxes and tables of articles.
@Suite struct OtherFormatsTests {
  static func read(_ text: String, _ name: String) throws -> SourceText {
    try DocumentReader().read(bytes: Array(text.utf8), name: name).get()
  }

  static let openDocument = """
    <office:document xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s"><office:automatic-styles>
    <style:style style:name="T1"><style:text-properties text:display="none"/></style:style>
    <style:style style:name="T2"><style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>
    <office:body><office:text><text:h text:outline-level="1">The quarrel</text:h><text:p>\(sentences[0])<text:note
    text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A. Roe, Ships, p. 4.</text:p>
    </text:note-body></text:note> Peru<text:s text:c="2"/>stayed.<text:span text:style-name="T1">Chile hid.</text:span><text:span
    text:style-name="T2">Cuba left.</text:span></text:p><table:table><table:table-row><table:table-cell><text:p>3 May 1815</text:p>
    </table:table-cell><table:table-cell><text:p>Austria signed a treaty with Prussia.</text:p></table:table-cell></table:table-row>
    </table:table></office:text></office:body></office:document>
    """

  static let packedOpenDocument = StoredZip.file([
    ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)), ("content.xml", Array(openDocument.utf8)),
  ])

  @Test(arguments: [true, false]) func readsOpenDocument(_ isPacked: Bool) throws {
    let bytes = Array(Self.openDocument.utf8)
    let file = Self.packedOpenDocument
    let source = try DocumentReader().read(bytes: isPacked ? file : bytes, name: isPacked ? "a.odt" : "a.fodt").get()
    #expect(source.format == .openDocument)
    #expect(
      listing(source) == [
        "title The quarrel", "paragraph \(sentences[0]) Peru stayed.", "heading 3 May 1815",
        "list_item Austria signed a treaty with Prussia.", "footnote A. Roe, Ships, p. 4.",
      ])
    #expect(source.notes.map(\.label) == ["1"] && source.notes[0].mark != nil)
    #expect(source.diagnostics.filter { $0.code == .leftOut }.count == 2)
  }

  static let richText = #"""
    {\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title Ships and men}{\author Ann Roe}}\pard \outlinelevel0 The quarrel\par
    \pard The envoys of K\'f6nigsberg said \u8220?no\u8221? to the duke,{\super{\footnote \pard A. Roe, Ships, p. 4.\par}} and {\v Chile hid.}{\strike Cuba left.}left.\par
    \trowd\cellx1\cellx2\pard\intbl 3 May 1815\cell Austria signed a treaty with Prussia.\cell\row\pard After that they slept.\par}
    """#

  @Test func readsRichText() throws {
    let source = try Self.read(Self.richText, "a.rtf")
    #expect(source.metadata.title == "The quarrel" || source.metadata.title == "Ships and men")
    #expect(source.metadata.authors == ["Ann Roe"])
    let found = listing(source)
    #expect(found.contains("paragraph The envoys of Königsberg said “no” to the duke, and left."), "\(found)")
    #expect(found.contains("list_item Austria signed a treaty with Prussia."), "\(found)")
    #expect(source.notes.map { source[$0.body] } == ["A. Roe, Ships, p. 4."])
    #expect(source.diagnostics.filter { $0.code == .leftOut }.count == 2)
  }

  static var book: [UInt8] {
    func chapter(_ words: String, _ note: String) -> [UInt8] {
      Array(
        """
        <html><body><p>\(words)<a href="#n1">1</a></p><p>\(sentences[2])</p><p id="n1">1. \(note)</p></body></html>
        """.utf8)
    }
    let container = "<container><rootfiles><rootfile full-path=\"o/b.opf\"/></rootfiles></container>"
    let package = """
      <package xmlns:dc="d"><metadata><dc:title>Ships</dc:title><dc:creator>Ann Roe</dc:creator><dc:date>1962</dc:date></metadata>
      <manifest><item id="a" href="1.xhtml"/><item id="b" href="2.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>
      """
    return StoredZip.file([
      ("mimetype", Array("application/epub+zip".utf8)), ("META-INF/container.xml", Array(container.utf8)),
      ("o/b.opf", Array(package.utf8)), ("o/1.xhtml", chapter(sentences[0], "First note, p. 1.")),
      ("o/2.xhtml", chapter(sentences[1], "Second note, p. 2.")),
    ])
  }

  @Test func readsBooks() throws {
    let source = try DocumentReader().read(bytes: Self.book, name: "a.epub").get()
    #expect(source.metadata == DocumentMetadata(title: "Ships", authors: ["Ann Roe"], published: "1962"))
    #expect(source.notes.map { source[$0.body] }.map { $0.hasSuffix("p. 1.") } == [true, false])
    #expect(source.notes.allSatisfy { $0.mark != nil })
  }

  static let mailBox = """
    From a@b Mon May  3 10:00:00 2010
    From: Ann Roe <ann@example.org>
    Subject: =?utf-8?Q?K=C3=B6nigsberg?=
    Date: Mon, 3 May 2010 10:00:00 +0000
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    The envoys of K=C3=B6nigsberg met the duke and did not tell =
    anybody why.

    From c@d Tue May  4 10:00:00 2010
    Subject: Nothing

    """

  @Test func readsMessagesOfAMailBox() throws {
    let found = try DocumentReader().documents(bytes: Array(Self.mailBox.utf8), name: "a.mbox")
    #expect(found.count == 2)
    let first = try #require(try found.first?.get())
    #expect(first.metadata.title == "Königsberg")
    #expect(first.metadata.authors == ["Ann Roe"])
    #expect(first.metadata.published == "2010-05-03")
    #expect(first.text.hasPrefix("The envoys of Königsberg met the duke and did not tell anybody why."))
    #expect(found.last?.failure?.code == .emptyFile)
  }

  static let table =
    "Headline,Date,Body\n\"One, two\",2010-05-03,\"The envoys met.\nNobody \"\"spoke\"\".\"\nEmpty,2010-05-04,\n"

  @Test func readsRowsOfArticles() throws {
    let found = try DocumentReader().documents(bytes: Array(Self.table.utf8), name: "a.csv")
    let first = try #require(try found.first?.get())
    #expect(first.metadata.title == "One, two")
    #expect(first.metadata.published == "2010-05-03")
    #expect(first.text == "The envoys met.\nNobody \"spoke\".")
    #expect(found.last?.failure?.line == 4)
    let hinted = try DocumentReader(hints: ReadingHints(columns: ["text": "Headline"]))
      .documents(bytes: Array(Self.table.utf8), name: "a.csv")
    #expect(try hinted.first?.get().text == "One, two")
    let without = try DocumentReader().documents(bytes: Array("a,b\n1,2\n".utf8), name: "a.csv")
    #expect(without.first?.failure?.message.contains("a, b") == true)
  }

  static let webArchive = """
    MIME-Version: 1.0
    Snapshot-Content-Location: https://example.org/a
    Content-Type: multipart/related; type="text/html"; boundary="x--1"

    --x--1
    Content-Type: text/html
    Content-Transfer-Encoding: quoted-printable

    <html><body><article><p>\(sentences[0])</p><p class=3D"a">\(sentences[1])</p></article></body></html>
    --x--1
    Content-Type: image/png
    Content-Transfer-Encoding: base64

    AAAA
    --x--1--
    """

  @Test func readsPagesSavedWithTheirParts() throws {
    let source = try Self.read(Self.webArchive, "a.mhtml")
    #expect(source.metadata.url == "https://example.org/a")
    #expect(listing(source) == ["paragraph \(sentences[0])", "paragraph \(sentences[1])"])
  }

  @Test(arguments: [
    (#"{"id":1,"text":"a","id":2}"#, "id"), (#"{"text":"a","text":"b"}"#, "text"),
    (#"{"id":1,"text":"{\"id\":2,\"id\":3}"}"#, nil),
    (#"{"a":{"id":1},"b":{"id":2},"text":"c"}"#, nil), ("{\"a", nil),
  ]) func tellsKeysThatStandTwice(_ record: String, _ key: String?) {
    #expect(RecordKeys.repeated(in: Array(record.utf8)) == key)
  }

  @Test(arguments: [
    #"{"id":123456789012345678901234567890,"text":"Iran met Iraq."}"#, #"{"id":true,"text":"Iran met Iraq."}"#,
    #"{"id":[1],"text":"Iran met Iraq."}"#, #"{"id":1.5,"text":"Iran met Iraq."}"#,
    #"{"id":1,"id":2,"text":"Iran met Iraq."}"#,
  ]) func refusesOddIdentifiers(_ record: String) throws {
    let found = try JSONLinesTests.read(record)
    #expect(found.first?.failure?.code == .malformedRecord)
  }
}
