import Findings
import Testing

@Suite struct HistoricalDateTests {
  @Test(arguments: [
    ("1829", "1829-01-01", "1829-12-31"), ("1829-02", "1829-02-01", "1829-02-28"),
    ("1829-02-11", "1829-02-11", "1829-02-11"), ("198X", "1980-01-01", "1989-12-31"),
    ("18XX", "1800-01-01", "1899-12-31"), ("1979~", "1979-01-01", "1979-12-31"),
    ("1804/1813", "1804-01-01", "1813-12-31"), ("1904-22", "1904-06-01", "1904-08-31"),
    ("-0263", "-0263-01-01", "-0263-12-31"), ("1904-04-08/1914-08", "1904-04-08", "1914-08-31"),
  ])
  func knowsFirstAndLastDay(edtf: String, earliest: String, latest: String) throws {
    let date = try #require(HistoricalDate(edtf: edtf, basis: .explicit))
    #expect(date.earliest?.description == earliest)
    #expect(date.latest?.description == latest)
  }

  @Test func anOpenEndHasNoDay() throws {
    let date = try #require(HistoricalDate(edtf: "1990/..", basis: .explicit))
    #expect(date.earliest?.description == "1990-01-01")
    #expect(date.latest == nil)
    #expect(HistoricalDate(edtf: "../..", basis: .explicit) == nil)
  }

  @Test(arguments: [
    "", "yesterday", "2001-02-30", "1813/1804", "XXXX", "1904-4", "1904-04-08-01", "19-Nov-12", "1/2/3",
  ])
  func refusesWhatIsNoDate(edtf: String) { #expect(HistoricalDate(edtf: edtf, basis: .explicit) == nil) }
}
