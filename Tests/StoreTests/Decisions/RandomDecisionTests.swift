import Analysis
import Findings
import SourceTexts
import Store
import Testing

/// Two hundred decisions of all kinds, taken at random and carried through everything that can happen to an archive.
@Suite struct RandomDecisionTests {
  /// The same numbers on every machine (Lehmer's generator, Park and Miller 1988).
  private struct Chance {
    var state: UInt64 = 1904

    mutating func below(_ limit: Int) -> Int {
      state = state * 48271 % 0x7FFF_FFFF
      return Int(state % UInt64(max(1, limit)))
    }
  }

  private static let documents = 12

  private func archive(variant: Int = 0) throws -> Archive {
    let archive = try Archive.openInMemory()
    for number in 0..<Self.documents { try archive.store(ManyEvents.coded(number, variant: variant)) }
    return archive
  }

  private func decide(_ count: Int, in archive: Archive) throws {
    var chance = Chance()
    for number in 0..<count {
      let verdict = Verdict(
        author: "Reader \(number % 3)", time: "2026-11-30T20:\(10 + number % 50):00Z", reason: "reason \(number)")
      let events = try archive.events().map(\.name)
      func any() -> FindingName { events[chance.below(events.count)] }
      switch chance.below(8) {
      case 0: try archive.confirm([any()], verdict)
      case 1: try archive.reject([any()], verdict)
      case 2: try archive.correct(any(), [(.event, PloverCategory.allCases[chance.below(16)].rawValue)], verdict)
      case 3: try archive.correct(any(), [(.date, "18\(10 + chance.below(80))")], verdict)
      case 4: try archive.correct(any(), [(.recipients, ManyEvents.states[chance.below(6)].rawValue)], verdict)
      case 5:
        let first = any()
        let second = any()
        if first != second { try archive.merge([first, second], verdict) } else { try archive.split(first, verdict) }
      case 6:
        let document = 1 + chance.below(Self.documents)
        let words = ManyEvents.sentence(document - 1, chance.below(20))
        try archive.add(
          HandCoding(event: "PROTEST", actors: "JPN", recipients: "CHN", date: "1931"), quoting: words,
          in: try #require(try archive.document(Int64(document))), verdict)
      default:
        let log = try archive.log().filter { !$0.isUndone }
        if log.isEmpty {
          try archive.split(any(), verdict)
        } else {
          try archive.undo(log[chance.below(log.count)].number, verdict)
        }
      }
    }
  }

  /// Everything that lists show of the events, with what people said of each.
  private func shown(_ archive: Archive) throws -> [String] {
    let list = OccurrenceList(Filter(undated: true), in: try archive.table(of: .chronicle))
    return try list.map { element in
      let ids = list.rows(of: element).map(\.id)
      let reports = try archive.events(ids: ids)
      return ids.compactMap { reports[$0] }.map { report in
        let event = report.event
        return [
          report.name.description, event.category.rawValue, event.date?.edtf ?? "",
          (event.actors + event.recipients).compactMap { $0.code?.rawValue }.joined(separator: ","),
          report.decision?.rawValue ?? "",
        ].joined(separator: " ")
      }.sorted().joined(separator: "; ")
    }.sorted()
  }

  @Test func noneIsLostWhateverHappensToTheArchive() throws {
    let archive = try archive()
    try decide(200, in: archive)
    let log = try archive.log()
    #expect(log.count >= 200)
    let before = try shown(archive)

    // Coded anew by another coder, then by the first: everything is as it was.
    for number in 0..<Self.documents { try archive.store(ManyEvents.coded(number, variant: 1)) }
    let anew = try archive.log()
    #expect(anew.map(\.decision) == log.map(\.decision))
    for entry in anew where entry.isOrphan {
      #expect(entry.decision.targets.allSatisfy { !$0.quote.isEmpty }, "an orphan tells its words")
    }
    // What still has its place is still marked: all that hold and aren't orphans stand on a finding.
    #expect(
      anew.filter { !$0.isUndone && $0.decision.action != .undo && !$0.isOrphan }.allSatisfy {
        !$0.targets.contains { $0 == nil }
      })
    for number in 0..<Self.documents { try archive.store(ManyEvents.coded(number)) }
    #expect(try shown(archive) == before)
    #expect(try archive.orphans().isEmpty)

    // Brought into an archive that has the same documents, and into one that gets them later.
    let other = try self.archive()
    #expect(try other.decide(log.map(\.decision)).count == log.count)
    #expect(try shown(other) == before)
    let empty = try Archive.openInMemory()
    try empty.decide(log.map(\.decision))
    #expect(try empty.orphans().count > 50)
    for number in (0..<Self.documents).reversed() { try empty.store(ManyEvents.coded(number)) }
    #expect(try empty.orphans().isEmpty)
    #expect(try shown(empty) == before)
  }
}
