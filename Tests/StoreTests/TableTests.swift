import Analysis
import Findings
import Store
import Testing

/// Tables of findings, and the reports that are read by their rows.
@Suite struct TableTests {
  private func archive() throws -> Archive {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    return archive
  }

  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  private func filter(_ change: (inout Filter) -> Void) -> Filter {
    var filter = Filter()
    change(&filter)
    return filter
  }

  @Test func findsEventsOfAPairInAnyOrder() throws {
    let archive = try archive()
    #expect(try archive.events(Filter(actors: [.code("GBR"), .code("FRA")])).count == 1)
    #expect(try archive.events(Filter(actors: [.code("FRA"), .code("GBR")])).count == 1)
    #expect(try archive.events(Filter(actors: [.code("FRA"), .code("DEU")])).isEmpty)
    #expect(try archive.events(Filter(actors: [.identifier("state:FRA")])).count == 1)
  }

  @Test func boundsOfTimeAreInclusive() throws {
    let archive = try archive()
    let onTheDay = try day("1904-04-08")
    let after = try day("1904-04-09")
    let before = try day("1904-04-07")
    #expect(
      try archive.events(
        filter {
          $0.from = onTheDay
          $0.to = onTheDay
        }
      ).count == 1)
    #expect(try archive.events(filter { $0.from = after }).isEmpty)
    #expect(try archive.events(filter { $0.to = before }).isEmpty)
  }

  @Test func filtersByCategoryStatusConfidenceBasisAndWords() throws {
    let archive = try archive()
    #expect(try archive.events(filter { $0.kinds = ["SUPPORT", "AID"] }).count == 1)
    #expect(try archive.events(filter { $0.kinds = ["AID"] }).isEmpty)
    #expect(try archive.events(filter { $0.quads = [.verbalCooperation] }).count == 1)
    #expect(try archive.events(filter { $0.quads = [.materialConflict] }).isEmpty)
    #expect(try archive.events(filter { $0.statuses = [.denied] }).isEmpty)
    #expect(try archive.events(filter { $0.minimumConfidence = 0.8 }).count == 1)
    #expect(try archive.events(filter { $0.minimumConfidence = 0.81 }).isEmpty)
    #expect(try archive.events(filter { $0.bases = [.explicit] }).count == 1)
    #expect(try archive.events(filter { $0.bases = [.carried] }).isEmpty)
    #expect(try archive.events(filter { $0.search = "entente signing" }).count == 1)
    #expect(try archive.events(filter { $0.search = "protocol" }).isEmpty)
    #expect(try archive.events(filter { $0.checked = true }).isEmpty)
  }

  @Test func eachReportCarriesSentencePageReferencesAndCoder() throws {
    let report = try #require(try archive().events().first)
    #expect(report.sentence == "On 8 April 1904 Britain and France signed the Entente cordiale.")
    #expect(report.page == "iii")
    #expect(report.references == ["Taylor, The Struggle for Mastery in Europe"])
    #expect(FindingName(report.name.description) == report.name)
    #expect(report.coder == "test 1")
    #expect(report.event == SampleDocument.findings.events[0])
  }

  @Test func tablesTellWhatListsSortAndFilterBy() throws {
    let archive = try archive()
    let events = try archive.table(of: .chronicle)
    let event = try #require(events.rows.first)
    #expect(events.label(of: event) == "SUPPORT")
    #expect(events.codes(of: event) == ["FRA", "GBR"])
    #expect(event.firstDay == Int32(try day("1904-04-08").dayNumber))
    #expect(event.status == .occurred && !event.isClaim && event.basis == .explicit)
    let statements = try archive.table(of: .statements)
    #expect(statements.rows.map(statements.codes) == [["FRA", "GBR"]])
    let agreements = try archive.table(of: .agreements)
    #expect(agreements.rows.map(agreements.label) == ["signed"])
    // Its sentence names both.
    let citations = try archive.table(of: .sources)
    #expect(citations.rows.map(citations.codes) == [["FRA", "GBR"]])
  }

  @Test func findingsAreReadByTheirNumbers() throws {
    let archive = try archive()
    let event = try #require(try archive.table(of: .chronicle).rows.first)
    #expect(try archive.events(ids: [event.id, 999])[event.id]?.event == SampleDocument.findings.events[0])
    #expect(try archive.events(ids: []).isEmpty)
    let figure = try #require(try archive.table(of: .figures).rows.first)
    #expect(try archive.figures(ids: [figure.id])[figure.id]?.finding == SampleDocument.findings.figures[0])
    #expect(try archive.statements(ids: [figure.id]).isEmpty)
  }

  @Test func theRevisionGrowsWithEveryChangeAndWithNothingElse() throws {
    let archive = try Archive.openInMemory()
    let empty = try archive.revision()
    try archive.store(SampleDocument.coded())
    let one = try archive.revision()
    #expect(one > empty)
    #expect(try archive.revision() == one)
    // Coded anew, a document has as many findings as before.
    try archive.store(SampleDocument.coded(coder: "test 2"))
    let two = try archive.revision()
    #expect(two > one)
    try archive.remove(document: 1)
    #expect(try archive.revision() > two)
  }

  @Test func mentionsAreCountedByActor() throws {
    let archive = try archive()
    #expect(try archive.mentioned(of: "FRA").map(\.identifier) == ["state:FRA"])
    #expect(try archive.mentioned(of: "ZZZ").isEmpty)
  }

  @Test func statementsFiguresAndCitationsAreTiedToTheirEvents() throws {
    let archive = try archive()
    let event = try #require(try archive.events().first)
    #expect(event.references.count == 1)
    let id = try archive.finding(named: event.name).id
    // The statement stands in the next sentence.
    #expect(try archive.linked(toEvent: id).map(\.kind) == [.figure, .citation])
    let figure = try #require(try archive.linked(toEvent: id).first)
    try archive.reject([figure], Verdict(author: "A", time: "2026-11-30T20:00:00Z", reason: "r"))
    #expect(try archive.linked(toEvent: id).map(\.kind) == [.citation])
  }
}
