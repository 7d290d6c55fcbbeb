import DocumentReaders
import Foundation
import SourceTexts
import TestSupport
import Testing

/// No file may end the process: real files, broken in the ways of their own grammar. `exercise-readers fuzz` does the same
/// for as long as one likes.
@Suite struct MutatedFilesTests {
  static let page = """
    <html><head><title>T &amp; U</title><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"T",\
    "author":[{"@id":"#a"}]},{"@id":"#a","name":"Jane Doe"}]}</script></head><body><article><h1>T</h1><p class="byline">By Jane \
    Doe | 3 May 2011</p><p>\(sentences[0])<sup><a href="#n1">1</a></sup></p><blockquote><p>\(sentences[1])</p></blockquote>\
    <table><tr><td>5 June 1967</td><td>\(sentences[2])</td></tr></table><dl><dt>1941</dt><dd>\(sentences[3])</dd></dl>\
    <ol><li id="n1">Ibid., p. 4.</li></ol></article></body></html>
    """
  static let text = """
    From: Jane Doe <jane@example.org>
    Date: Mon, 6 Feb 2017 10:00:00 +0000
    Subject: Notes

    \(sentences[0])[1] \(sentences[1])\u{B2}

    - a list - and **bold (<http://example.org/a>)** words

    12 December 1941
    \(sentences[2])

    [1] A. J. P. Taylor, The Struggle for Mastery in Europe (Oxford, 1954), p. 415.
    \u{B2} Ibid.
    """
  static let record = """
    {"id":"a","date":"2017-02-06","text":"\(sentences[0])","authors":["Jane Doe"]}
    {"id":2,"text":"\(sentences[1])","title":null}
    """

  static func trial(_ kind: ReaderTrial.Kind) throws -> ReaderTrial {
    let reader = try DocumentReader()
    let seeds: [[UInt8]]
    switch kind {
    case .text: seeds = [Array(text.utf8)]
    case .markdown: seeds = [Array(text.utf8), Array("---\ntitle: T\n---\n# T\n\n> \(sentences[0])\n\n[^1]: N".utf8)]
    case .html: seeds = [Array(page.utf8)]
    case .jsonLines: seeds = [Array(record.utf8)]
    case .pdfLayout: seeds = [try reader.pdfLayout(of: SharedData.fixture("documents/persia-1907.pdf").path)]
    case .word:
      seeds =
        try ["locarno.docx", "brinkmanship.docx"].map { try BrokenFilesTests.fixture($0) } + [WordFilesTests.file()]
    case .openDocument: seeds = [OtherFormatsTests.packedOpenDocument]
    case .flatOpenDocument: seeds = [Array(OtherFormatsTests.openDocument.utf8)]
    case .book: seeds = [OtherFormatsTests.book]
    case .richText: seeds = [Array(OtherFormatsTests.richText.utf8)]
    case .webArchive: seeds = [Array(OtherFormatsTests.webArchive.utf8)]
    case .mailBox: seeds = [Array(OtherFormatsTests.mailBox.utf8)]
    case .scan: seeds = [Array(ScannedPagesTests.listing.utf8)]
    case .csv: seeds = [Array(OtherFormatsTests.table.utf8)]
    }
    return try ReaderTrial(kind, seeds: seeds, reader: reader)
  }

  @Test(arguments: ReaderTrial.Kind.allCases)
  func brokenFilesEndInADocumentOrADiagnostic(_ kind: ReaderTrial.Kind) throws {
    let trial = try Self.trial(kind)
    for round in 0..<150 {
      let fault = trial.fault(of: trial.input(round: round))
      #expect(fault == nil, "round \(round)")
    }
  }

  /// Inputs that once ended the process.
  static let kept: [(name: String, text: String)] = [
    ("mark-at-the-end.html", "<html><body><p>\(sentences[0]) Iran closed the embassy.<sup>34</sup></p></body></html>"),
    ("mail-without-a-date.txt", "From: Jane Doe\nDate: :\nSubject: Notes\n\n\(sentences[0])"),
    (
      "a-note-beyond-all-numbers.md",
      "\(sentences[0])[^1]\n\n[^9223372036854775807]: A. Roe, p. 4.\n\n1 B. Low, Men, p. 5."
    ),
    (
      "an-outline-below-all-levels.fodt",
      "<office:document><office:body><office:text><text:h text:outline-level=\"-9223372036854775808\">Ships</text:h><text:p>"
        + "\(sentences[0])</text:p></office:text></office:body></office:document>"
    ),
    ("mark-at-the-end.md", "\(sentences[0])[^34]"),
  ]

  @Test(arguments: kept.map(\.name)) func readsWhatOnceEndedTheProcess(_ name: String) throws {
    let text = try #require(Self.kept.first { $0.name == name }).text
    let source = try DocumentReader().read(bytes: Array(text.utf8), name: name).get()
    #expect(ReaderTrial.fault(of: source) == nil)
  }

  @Test func placesBeyondEveryPageAreNoPlaces() throws {
    let layout = """
      <page number="1" height="892" width="629">
      <text top="1e300" left="nan" width="-5" height="99999999999999999999" font="1">Iran accused Iraq.</text>
      """
    let source = try DocumentReader().read(pdfLayout: Array(layout.utf8), name: "a.pdf").get()
    #expect(source.text == "Iran accused Iraq.")
  }

  @Test func sameSeedAndRoundGiveTheSameBytes() {
    let mutator = FileMutator(seeds: [Array(Self.text.utf8)])
    #expect((0..<40).allSatisfy { mutator.mutation(round: $0) == mutator.mutation(round: $0) })
    #expect(Set((0..<40).map { mutator.mutation(round: $0) }).count > 30)
  }
}
