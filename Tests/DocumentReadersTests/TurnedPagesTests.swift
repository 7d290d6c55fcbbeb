import DocumentReaders
import SourceTexts
import TestSupport
import Testing

/// Text on its side.
@Suite struct TurnedPagesTests {
  @Test func setsStampsInTheMarginAside() throws {
    let stamp = "<text top=\"430\" left=\"20\" width=\"0\" height=\"14\" font=\"0\">4</text>"
    let lines = PDFLayoutTests.column(PDFLayoutTests.left + PDFLayoutTests.right, left: 60)
    let source = try PDFLayoutTests.read(PDFLayoutTests.page(1, lines, stamp))
    #expect(source.blocks.filter { $0.kind == .pageFurniture }.map { source[$0.span] } == ["4"])
    #expect(source.blocks.filter { $0.kind == .footnote }.isEmpty)
  }
}
