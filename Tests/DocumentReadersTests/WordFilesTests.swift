import DocumentReaders
import SourceTexts
import TestSupport
import Testing

/// What word processors keep beside the words: revisions, comments, fields, text boxes, both kinds of notes.
@Suite struct WordFilesTests {
  static func run(_ words: String, _ properties: String = "") -> String {
    "<w:r><w:rPr>\(properties)</w:rPr><w:t xml:space=\"preserve\">\(words)</w:t></w:r>"
  }

  static let body = """
    <w:p>\(run("Peru fought. "))<w:ins w:id="1">\(run("Chile joined. "))</w:ins><w:del w:id="2"><w:r><w:delText>Cuba fled. \
    </w:delText></w:r></w:del><w:moveFrom w:id="3">\(run("Spain paid. "))</w:moveFrom>\(run("Rome hid. ", "<w:rStyle w:val=\"Ghost\"/>"))\
    <w:moveTo w:id="4">\(run("Nobody knew."))</w:moveTo><w:r><w:footnoteReference w:id="7"/></w:r><w:commentRangeStart w:id="1"/>\
    <w:r><w:endnoteReference w:id="3"/></w:r></w:p>
    <w:p>\(run("The king wrote "))<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://a.example/x"\
    </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>\(run("a letter"))<w:r><w:fldChar w:fldCharType="end"/></w:r>\
    \(run(" to "))<w:fldSimple w:instr=" AUTHOR ">\(run("his cousin"))</w:fldSimple>\(run(".", "<w:strike w:val=\"0\"/>"))</w:p>
    <w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p>\(run("A box said so."))</w:p></w:txbxContent></wps:txbx>\
    </mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>\(run("A box said so."))</w:p></w:txbxContent></v:textbox></w:pict>\
    </mc:Fallback></mc:AlternateContent></w:r>\(run("Around the box they danced."))</w:p>
    <w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p>\(run("An old box did too."))</w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>
    """

  static func notes(_ kind: String, _ identifier: String, _ words: String) -> String {
    """
    <w:\(kind)s xmlns:w="x"><w:\(kind) w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:\(kind)>\
    <w:\(kind) w:id="\(identifier)"><w:p>\(run(words))</w:p></w:\(kind)></w:\(kind)s>
    """
  }

  static func file() -> [UInt8] {
    let document =
      "<w:document xmlns:w=\"x\" xmlns:mc=\"m\" xmlns:v=\"v\" xmlns:wps=\"s\"><w:body>\(body)</w:body></w:document>"
    let comments = """
      <w:comments xmlns:w="x"><w:comment w:id="1" w:author="Ann Roe"><w:p>\(run("Was it not Bolivia?"))</w:p></w:comment></w:comments>
      """
    let styles = """
      <w:styles xmlns:w="x"><w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>
      """
    let parts = [
      ("[Content_Types].xml", "<Types/>"), ("word/document.xml", document), ("word/comments.xml", comments),
      ("word/styles.xml", styles), ("word/footnotes.xml", notes("footnote", "7", "A. Roe, Ships, p. 4.")),
      ("word/endnotes.xml", notes("endnote", "3", "B. Low, Men, p. 5.")),
    ]
    return StoredZip.file(parts.map { ($0.0, Array($0.1.utf8)) })
  }

  static func read() throws -> SourceText { try DocumentReader().read(bytes: file(), name: "a.docx").get() }

  @Test func keepsWhatWasAddedAndLeavesOutWhatWasTakenBack() throws {
    let source = try Self.read()
    #expect(listing(source).first == "paragraph Peru fought. Chile joined. Nobody knew.")
  }

  @Test func tellsOfEveryKindOfWordsLeftOut() throws {
    let messages = try Self.read().diagnostics.filter { $0.code == .leftOut }.map(\.message)
    #expect(
      messages == [
        "hidden text is left out, once: “Rome hid.”", "deleted text is left out, 2 times: “Cuba fled.”",
        "text of comments is left out, once: “Was it not Bolivia?”",
      ])
  }

  @Test func readsTheResultsOfFields() throws {
    let source = try Self.read()
    #expect(listing(source).contains("paragraph The king wrote a letter to his cousin."))
    #expect(source.links.map { source[$0.anchor] } == ["a letter"])
    #expect(source.links.map(\.target) == ["https://a.example/x"])
  }

  @Test func readsTextBoxesOnce() throws {
    let found = listing(try Self.read())
    #expect(found.filter { $0.hasSuffix("A box said so.") }.count == 1)
    #expect(found.contains("paragraph Around the box they danced."))
    #expect(found.contains { $0.hasSuffix("An old box did too.") })
  }

  @Test func numbersFootnotesAndEndnotesApart() throws {
    let source = try Self.read()
    #expect(source.notes.map(\.label) == ["1", "i"])
    #expect(source.notes.map { source[$0.body] } == ["A. Roe, Ships, p. 4.", "B. Low, Men, p. 5."])
    #expect(source.notes.allSatisfy { $0.mark != nil })
  }

  @Test func namesTheByteWherePartsAreNotWellFormed() throws {
    let broken = StoredZip.file([
      ("[Content_Types].xml", Array("<Types/>".utf8)),
      ("word/document.xml", Array("<w:document><w:p></w:document>".utf8)),
    ])
    let diagnostic = try #require(try DocumentReader().read(bytes: broken, name: "a.docx").failure)
    #expect(diagnostic.code == .damagedFile)
    #expect(diagnostic.message.hasSuffix("</w:document> closes <w:p>, at byte 17"))
  }
}
