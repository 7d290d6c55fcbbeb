import DocumentReaders
import SourceTexts
import TestSupport
import Testing

/// Hidden and struck-out words are no text, and are told of.
@Suite struct LeftOutWordsTests {
  static func page(_ body: String) -> [UInt8] {
    Array(
      "<html><body><article><h1>T</h1><p>\(sentences[0])</p>\(body)<p>\(sentences[1])</p></article></body></html>".utf8)
  }

  @Test(arguments: [
    "<p><del>Chile attacked Peru.</del></p>", "<p><s>Chile attacked Peru.</s></p>",
    "<p style=\"visibility: hidden\">Chile attacked Peru.</p>", "<p hidden>Chile attacked Peru.</p>",
  ]) func leavesOutOfPages(_ body: String) throws {
    let source = try DocumentReader().read(bytes: Self.page(body), name: "a.html").get()
    #expect(!source.text.contains("Chile"))
    let told = source.diagnostics.filter { $0.code == .leftOut }
    #expect(told.count == 1 && told[0].message.contains("Chile attacked Peru.") && told[0].byte != nil)
  }

  @Test func keepsInsertedWords() throws {
    let source = try DocumentReader().read(
      bytes: Self.page("<p>Peru <del>lost</del> <ins>won</ins> it.</p>"), name: "a.html"
    ).get()
    #expect(source.text.contains("Peru won it."))
  }

  @Test func leavesOutOfWordFiles() throws {
    func run(_ words: String, _ properties: String = "") -> String {
      "<w:r><w:rPr>\(properties)</w:rPr><w:t xml:space=\"preserve\">\(words)</w:t></w:r>"
    }
    let document = """
      <w:document xmlns:w="x"><w:body><w:p>\(run("Peru fought. "))\(run("Chile hid. ", "<w:vanish/>"))\
      \(run("Brazil left. ", "<w:strike/>"))\(run("Bolivia stayed.", "<w:strike w:val=\"0\"/>"))</w:p>\
      <w:p><w:del><w:r><w:delText>Cuba came.</w:delText></w:r></w:del>\(run("Spain went."))</w:p></w:body></w:document>
      """
    let file = StoredZip.file([
      ("[Content_Types].xml", Array("<Types/>".utf8)), ("word/document.xml", Array(document.utf8)),
    ])
    let source = try DocumentReader().read(bytes: file, name: "a.docx").get()
    #expect(source.text == "Peru fought. Bolivia stayed.\n\nSpain went.")
    #expect(
      source.diagnostics.filter { $0.code == .leftOut }.map(\.message).map { $0.prefix(6) } == [
        "hidden", "struck", "delete",
      ])
  }
}
