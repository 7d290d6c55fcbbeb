import Analysis
import Findings
import SourceTexts
import Testing

@Suite struct OccurrenceMergerTests {
  private func report(
    document: Int64, edtf: String?, category: PloverCategory = .support, codes: [ActorCode] = ["GBR", "FRA"],
    saidBy: String? = nil, start: Int = 0
  ) -> EventReport {
    let mentions = codes.map {
      ActorMention(code: $0, name: $0.rawValue, evidence: Evidence(span: Span(0, 1), rule: "actor.name"))
    }
    return EventReport(
      name: FindingName(document: "0000000\(document)", kind: .event, ordinal: start), document: document,
      event: Event(
        category: category, actors: mentions, date: edtf.flatMap { HistoricalDate(edtf: $0, basis: .explicit) },
        saidBy: saidBy.map { Attribution(name: $0) }, trigger: Span(start, start + 1),
        evidence: Evidence(span: Span(start, start + 5), rule: "event.verb-frame")),
      sentence: "…", sentenceSpan: Span(start, start + 20))
  }

  @Test func mergesTheSameDayAndSidesAcrossDocuments() {
    let merged = OccurrenceMerger().merge([
      report(document: 1, edtf: "1904-04-08"), report(document: 2, edtf: "1904-04-08", codes: ["FRA", "GBR"]),
    ])
    #expect(merged.count == 1)
    #expect(merged.first?.sources == 2)
    #expect(merged.first?.codes == ["FRA", "GBR"])
  }

  @Test func keepsYearsDaysAndUndatedApart() {
    let merged = OccurrenceMerger().merge([
      report(document: 1, edtf: "1904"), report(document: 2, edtf: "1904"), report(document: 3, edtf: "1904-04-08"),
      report(document: 4, edtf: nil), report(document: 5, edtf: nil), report(document: 6, edtf: "1904/1907"),
      report(document: 7, edtf: "1904-04-08/1904-05-01"),
    ])
    #expect(merged.count == 7)
  }

  @Test func keepsOtherCategoriesAndOtherSidesApart() {
    let merged = OccurrenceMerger().merge([
      report(document: 1, edtf: "1904-04-08"), report(document: 2, edtf: "1904-04-08", category: .consult),
      report(document: 3, edtf: "1904-04-08", codes: ["GBR", "DEU"]),
    ])
    #expect(merged.count == 3)
  }

  @Test func anAuthorsOwnReportStandsBeforeAClaim() {
    let merged = OccurrenceMerger().merge([
      report(document: 1, edtf: "1904-04-08", saidBy: "Cambon"), report(document: 2, edtf: "1904-04-08"),
    ])
    #expect(merged.first?.reports.map(\.document) == [2, 1])
    #expect(merged.first?.isClaimOnly == false)
  }

  @Test func nothingGivesNothing() { #expect(OccurrenceMerger().merge([]).isEmpty) }
}
