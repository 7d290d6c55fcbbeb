import Findings
import Store
import Testing

@Suite struct EventQueryTests {
  private func archive() throws -> Archive {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    return archive
  }

  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  @Test func findsEventsOfAPairInAnyOrder() throws {
    let archive = try archive()
    #expect(try archive.events(matching: EventFilter(codes: ["GBR", "FRA"])).count == 1)
    #expect(try archive.events(matching: EventFilter(codes: ["FRA", "GBR"])).count == 1)
    #expect(try archive.events(matching: EventFilter(codes: ["FRA", "DEU"])).isEmpty)
  }

  @Test func boundsOfTimeAreInclusive() throws {
    let archive = try archive()
    let onTheDay = try day("1904-04-08")
    #expect(try archive.events(matching: EventFilter(from: onTheDay, to: onTheDay)).count == 1)
    #expect(try archive.events(matching: EventFilter(from: day("1904-04-09"))).isEmpty)
    #expect(try archive.events(matching: EventFilter(to: day("1904-04-07"))).isEmpty)
  }

  @Test func filtersByCategoryStatusAndConfidence() throws {
    let archive = try archive()
    #expect(try archive.events(matching: EventFilter(categories: [.support, .aid])).count == 1)
    #expect(try archive.events(matching: EventFilter(categories: [.aid])).isEmpty)
    #expect(try archive.events(matching: EventFilter(statuses: [.denied])).isEmpty)
    #expect(try archive.events(matching: EventFilter(minimumConfidence: 0.81)).isEmpty)
  }

  @Test func eachReportCarriesSentencePageAndReferences() throws {
    let report = try #require(try archive().events(matching: EventFilter()).first)
    #expect(report.sentence == "On 8 April 1904 Britain and France signed the Entente cordiale.")
    #expect(report.page == "iii")
    #expect(report.references == ["Taylor, The Struggle for Mastery in Europe"])
    #expect(FindingName(report.name.description) == report.name)
  }
}
