import Exports
import Findings
import SourceTexts
import Testing

@Suite struct CodedDocumentJSONTests {
  private let source = SourceText(
    text: "On 31 June 1932 it fell.", blocks: [Block(kind: .paragraph, span: Span(0, 24))], format: .plainText)

  @Test func tellsRefusedDatesWithTheFindings() {
    let refusal = TimeRefusal(span: Span(3, 15), rule: "time.day-month-year", reason: "no such day")
    let line = written(DocumentFindings(refusals: [refusal]))
    #expect(
      line.hasSuffix(#""refused":[{"text":"31 June 1932","start":3,"end":15,"reason":"no such day"}]}"# + "\n"),
      "\(line)")
  }

  @Test func writesNoRefusalsWhereThereAreNone() {
    #expect(!written(DocumentFindings()).contains("refused"))
  }

  private func written(_ findings: DocumentFindings) -> String {
    var json = JSONWriter()
    CodedDocumentJSON(source).write(findings, id: .number(1), coder: "test", to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
