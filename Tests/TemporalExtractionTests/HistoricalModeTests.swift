import Findings
import SourceTexts
import TemporalExtraction
import Testing

@Suite struct HistoricalModeTests {
  private func event(_ edtf: String?, status: EventStatus = .occurred) -> Event {
    Event(
      category: .consult, modes: ["visit"], actors: [],
      date: edtf.flatMap { HistoricalDate(edtf: $0, basis: .explicit) }, status: status, trigger: Span(0, 1),
      evidence: Evidence(span: Span(0, 1), rule: "event.verb-frame"))
  }

  @Test(arguments: [
    ("1904-04-08", true), ("2015", true), ("2016-02-05", true), ("2016-02-06", false), ("2017-01", false),
    ("1990/..", false),
  ])
  func marksWhatHappenedMoreThanAYearBefore(edtf: String, isHistorical: Bool) {
    let published = CalendarDay("2017-02-06")
    let marked = HistoricalMode().mark([event(edtf)], published: published)
    #expect(marked.map(\.modes) == [isHistorical ? ["visit", "historical"] : ["visit"]])
  }

  @Test func marksNothingWithoutDaysOrForWhatIsExpected() {
    #expect(HistoricalMode().mark([event("1904")], published: nil).first?.modes == ["visit"])
    let published = CalendarDay("2017-02-06")
    #expect(HistoricalMode().mark([event(nil)], published: published).first?.modes == ["visit"])
    #expect(HistoricalMode().mark([event("1904", status: .denied)], published: published).first?.modes == ["visit"])
  }
}
