import Findings
import Store
import Testing

@Suite struct FindingKeyTests {
  @Test func keysTellWhatListsSortAndFilterBy() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    let keys = try archive.findingKeys()
    let event = try #require(keys[.event]?.first)
    #expect(event.label == "SUPPORT")
    #expect(event.codes == ["FRA", "GBR"])
    #expect(event.edtf == "1904-04-08")
    #expect(event.earliest == CalendarDay("1904-04-08"))
    #expect(event.status == .occurred && !event.isClaim)
    #expect(keys[.statement]?.first?.codes == ["FRA", "GBR"])
    #expect(keys[.agreement]?.first?.label == "signed")
    // Its sentence names both.
    #expect(keys[.citation]?.first?.codes == ["FRA", "GBR"])
    #expect(keys[.time] == nil)
  }

  @Test func findingsAreReadByTheirNumbers() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    let keys = try archive.findingKeys()
    let event = try #require(keys[.event]?.first)
    #expect(try archive.events(ids: [event.id, 999])[event.id]?.event == SampleDocument.findings.events[0])
    #expect(try archive.events(ids: []).isEmpty)
    let figure = try #require(keys[.figure]?.first)
    #expect(try archive.figures(ids: [figure.id])[figure.id]?.finding == SampleDocument.findings.figures[0])
    #expect(try archive.statements(ids: [figure.id]).isEmpty)
  }

  @Test func theStampChangesWithTheArchive() throws {
    let archive = try Archive.openInMemory()
    let empty = try archive.stamp()
    try archive.store(SampleDocument.coded())
    let one = try archive.stamp()
    #expect(one != empty)
    #expect(try archive.stamp() == one)
    try archive.remove(document: 1)
    #expect(try archive.stamp() != one)
  }

  @Test func mentionsAreCountedByActor() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    #expect(try archive.mentioned(of: "FRA").map(\.identifier) == ["state:FRA"])
    #expect(try archive.mentioned(of: "ZZZ").isEmpty)
  }
}
