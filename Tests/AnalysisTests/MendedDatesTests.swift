import Analysis
import Findings
import Testing

@Suite struct MendedDatesTests {
  private func signature(_ name: String, _ edtf: String?, isYearStated: Bool = true) -> ReportSignature {
    ReportSignature(
      name: name, document: 1, sentence: 1, category: .consult,
      date: edtf.flatMap { HistoricalDate(edtf: $0, basis: .carried) }, isYearStated: isYearStated)
  }

  @Test func aDateWithoutItsYearTakesItFromATwin() {
    let mended = MendedDates([signature("a", "1815-06-18"), signature("b", "2023-06-16", isYearStated: false)])
    #expect(mended.giver == 0)
    #expect(mended.dates == [1: "1815-06-16"])
  }

  @Test func aReportWithoutADateTakesTheMostPrecise() {
    let mended = MendedDates([signature("a", "1815"), signature("b", "1815-06-18"), signature("c", nil)])
    #expect(mended.giver == 1)
    #expect(mended.dates == [2: "1815-06-18"])
  }

  @Test func nothingIsMendedWhereNoYearIsSaid() {
    let mended = MendedDates([signature("a", "2023-06-18", isYearStated: false), signature("b", nil)])
    #expect(mended.giver == nil && mended.dates.isEmpty)
  }

  @Test func aDayThatTheYearHasNotIsNotMade() {
    let mended = MendedDates([signature("a", "1815-06"), signature("b", "2024-02-29", isYearStated: false)])
    #expect(mended.dates == [1: "1815-06"])
  }
}
