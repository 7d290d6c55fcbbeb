import Analysis
import Findings
import Foundation
import GRDB
import SourceTexts
import Store
import Testing

/// Rows of event data sets: events that stand on no words.
@Suite struct DataSetTests {
  private struct BadRow: Error {}

  private static let states: [ActorCode] = ["IRQ", "KWT", "IRN", "USA"]

  private func set(_ codebook: String = "c") -> DataSet {
    DataSet(
      digest: ContentDigest(of: "gulf".utf8), metadata: DocumentMetadata(title: "Gulf events"), files: ["gulf.tsv"],
      versions: CoderVersions(coder: "test", model: "none", codebook: codebook))
  }

  private func row(_ number: Int) -> DataSetRow {
    let day = CalendarDay(dayNumber: 7000 + number % 900)
    return DataSetRow(
      category: number % 2 == 0 ? .assault : .consult,
      actors: [DataSetRow.Party(code: Self.states[number % 4], sector: .government, name: "side \(number % 4)")],
      recipients: [DataSetRow.Party(code: Self.states[(number + 1) % 4], name: "side")],
      date: HistoricalDate(edtf: day.description, basis: .explicit),
      location: EventLocation(name: "Basra", latitude: 30.5, longitude: 47.8))
  }

  /// Hands out `count` rows, and fails at one of them.
  private func rows(_ count: Int, failingAt failure: Int? = nil) -> () throws -> DataSetRow? {
    var number = 0
    return {
      defer { number += 1 }
      if number == failure { throw BadRow() }
      return number < count ? self.row(number) : nil
    }
  }

  private var withDataSets: Filter {
    var filter = Filter(undated: true)
    filter.dataSets = true
    return filter
  }

  private func reports(_ filter: Filter, of archive: Archive) throws -> [EventReport] {
    let list = filter.events(among: try archive.dataSetNumbers())
    let table = try archive.table(of: list)
    let ids = table.places(filter).map { table.rows[$0].id }
    let found = try archive.events(ids: ids)
    return ids.compactMap { found[$0] }
  }

  @Test func rowsAreStoredWithoutWordsAndNamedByTheirPlace() throws {
    let archive = try Archive.openInMemory()
    #expect(try archive.store(set(), next: rows(50)) == .added(document: 1))
    let summary = try #require(try archive.document(1))
    #expect(summary.kind == .dataSet && summary.isComplete && summary.counts == [.event: 50])
    let reports = try reports(withDataSets, of: archive)
    #expect(reports.count == 50)
    let first = try #require(reports.first { $0.row == 1 })
    #expect(first.name.tail == "e1" && first.sentence.isEmpty && first.sentenceSpan == nil)
    #expect(first.event.location?.name == "Basra" && first.event.actors.first?.sector == .government)
    #expect(try archive.finding(named: first.name).name == first.name)
    #expect(try archive.text(of: 1) == "" && archive.sentences(of: 1).isEmpty)
  }

  @Test func noRowHasASpan() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("rows-\(UUID()).sqlite").path
    defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
    do { try Archive.open(at: path).store(set(), next: rows(20)) }
    let queue = try DatabaseQueue(path: path)
    for condition in ["start", "place_start", "sentence_id"] {
      #expect(
        try queue.read { db in
          try Int.fetchOne(db, sql: "SELECT count(*) FROM finding WHERE \(condition) IS NOT NULL")
        } == 0)
    }
    #expect(try queue.read { db in try Int.fetchOne(db, sql: "SELECT count(trigger_start) FROM event") } == 0)
    #expect(try queue.read { db in try Int.fetchOne(db, sql: "SELECT count(start) FROM party") } == 0)
    #expect(try queue.read { db in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") }.isEmpty)
    try queue.close()
    // Opened again, also where lists are made anew.
    let other = try DatabaseQueue(path: path)
    try other.write { db in try db.execute(sql: "UPDATE archive_state SET derivation = 0") }
    try other.close()
    #expect(try reports(withDataSets, of: try Archive.openExisting(at: path)).count == 20)
  }

  @Test func textsAndDataSetsAreMixedOnlyWhereThatIsAskedFor() throws {
    let archive = try Archive.openInMemory()
    try archive.store(set(), next: rows(40))
    try archive.store(SampleDocument.coded())
    #expect(try reports(Filter(undated: true), of: archive).map(\.document) == [2])
    #expect(try reports(withDataSets, of: archive).count == 41)
    #expect(try reports(Filter(documents: [1], undated: true), of: archive).count == 40)
    #expect(try archive.counts()[.event] == 1)
    var pair = withDataSets
    pair.actors = [.code("IRQ"), .code("KWT")]
    #expect(try reports(pair, of: archive).count == 10)
    pair.kinds = ["CONSULT"]
    #expect(try reports(pair, of: archive).isEmpty)
    pair.kinds = []
    pair.from = CalendarDay(dayNumber: 7000)
    pair.to = CalendarDay(dayNumber: 7003)
    #expect(try reports(pair, of: archive).count == 1)
  }

  @Test func whatADataSetTellsInTwoRowsItTellsAsTwoEvents() throws {
    let archive = try Archive.openInMemory()
    let same = row(0)
    var left = 3
    try archive.store(
      set(),
      next: {
        left -= 1
        return left >= 0 ? same : nil
      })
    #expect(OccurrenceList(withDataSets, in: try archive.table(of: .withDataSets)).count == 3)
  }

  @Test func theSameSetAgainChangesNothingAndItsRowsAreNotAskedFor() throws {
    let archive = try Archive.openInMemory()
    try archive.store(set(), next: rows(30))
    let before = try reports(withDataSets, of: archive)
    #expect(try archive.store(set(), next: { throw BadRow() }) == .unchanged(document: 1))
    #expect(try archive.store(set("another codebook"), next: rows(31)) == .recoded(document: 1))
    #expect(try reports(withDataSets, of: archive).count == 31)
    #expect(try reports(withDataSets, of: archive).map(\.name).starts(with: before.prefix(1).map(\.name)))
  }

  @Test func aSetWhoseWritingWasStoppedGoesOnWhereItStopped() throws {
    let archive = try Archive.openInMemory()
    #expect(throws: BadRow.self) { try archive.store(set(), next: rows(50_000, failingAt: 25_000)) }
    #expect(try archive.document(1)?.isComplete == false)
    #expect(try archive.document(1)?.counts == [.event: 25_000], "what came before stays")
    var told: [Int] = []
    try archive.store(set(), next: rows(50_000), progress: { told.append($0) })
    #expect(told == [45_000, 50_000])
    #expect(try archive.document(1)?.isComplete == true)
    #expect(try archive.table(of: .withDataSets).rows.count == 50_000)
  }

  @Test func decisionsOnRowsHoldWhenTheSetIsReadAnewAndInAnotherArchive() throws {
    let verdict = Verdict(author: "A", time: "2026-11-30T20:00:00Z", reason: "r")
    let archive = try Archive.openInMemory()
    try archive.store(set(), next: rows(40))
    try archive.store(SampleDocument.coded())
    let document = try #require(try archive.document(1)).name
    func name(_ number: Int) throws -> FindingName {
      try #require(FindingName(document: document, tail: "e\(number)"))
    }
    try archive.confirm([name(1)], verdict)
    try archive.reject([name(2)], verdict)
    try archive.correct(name(3), [(.event, "AID"), (.date, "1990-08-02")], verdict)
    try archive.merge([name(4), name(5)], verdict)
    func check(_ archive: Archive) throws {
      let reports = try reports(withDataSets, of: archive).filter { $0.row != nil }
      #expect(reports.count == 39 && !reports.contains { $0.row == 2 })
      let third = reports.first { $0.row == 3 }
      #expect(third?.event.category == .aid && third?.event.date?.edtf == "1990-08-02" && third?.decision == .corrected)
      #expect(reports.first { $0.row == 1 }?.decision == .confirmed)
      #expect(OccurrenceList(withDataSets, in: try archive.table(of: .withDataSets)).count == 39)
      #expect(try archive.orphans().isEmpty)
    }
    try check(archive)
    #expect(try archive.document(1)?.counts == [.event: 39])
    #expect(try archive.log().first?.decision.targets.first?.quote.contains("IRQ") == true)
    try archive.store(set("another codebook"), next: rows(40))
    try check(archive)
    let other = try Archive.openInMemory()
    try other.decide(try archive.log().map(\.decision))
    #expect(try !other.orphans().isEmpty)
    try other.store(set(), next: rows(40))
    try other.store(SampleDocument.coded())
    try check(other)
    for number in 1...5 { try archive.undo(Int64(number), verdict) }
    #expect(try reports(withDataSets, of: archive).count == 41)
  }

  @Test func removingADataSetLeavesNothingOfIt() throws {
    let archive = try Archive.openInMemory()
    try archive.store(set(), next: rows(40))
    #expect(try archive.remove(document: 1))
    #expect(try archive.table(of: .withDataSets).rows.isEmpty && archive.dataSetNumbers().isEmpty)
  }
}
