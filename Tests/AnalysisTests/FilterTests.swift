import Analysis
import Findings
import Testing

@Suite struct FilterTests {
  static let resolver = Filter.Resolver(
    actor: { text in
      if text.contains(":") { return .entity(text) }
      return text.utf8.count == 3 ? .code(ActorCode(rawValue: text.uppercased())) : nil
    }, actorsLike: { $0 == "Frnace" ? ["France"] : [] },
    document: { word in
      Int64(word).map { .success($0) } ?? .failure(Filter.UnclearWord(reason: "“\(word)” names no document"))
    }, kinds: PloverCategory.allCases.map(\.rawValue))

  private func read(_ query: String, for list: Filter.List = .chronicle) -> (filter: Filter, problems: [Filter.Problem])
  {
    let fields = query.split(separator: "&").map { pair -> (name: String, value: String) in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
    return Filter.read(fields, for: list, with: Self.resolver)
  }

  @Test(arguments: [
    "actor=FRA&actor=GBR&sides=between", "from=1904&to=1904-04-08", "kind=AID&kind=AGREE&quad=2", "status=denied",
    "basis=carried&confidence=0.5", "document=3&document=7", "search=sphere of influence&said-by=Cambon",
    "checked=1&facts=1&claims=1", "undated=1", "undated=0", "data-sets=1", "sources=3&order=doubt",
    "actor=polity:north-vietnam", "",
  ]) func itsOwnWordsGiveTheSameFilterAgain(_ query: String) {
    let (filter, problems) = read(query)
    #expect(problems.isEmpty)
    let again = Filter.read(filter.words, with: Self.resolver)
    #expect(again.problems.isEmpty)
    #expect(again.filter == filter)
    #expect(filter.isEmpty == query.isEmpty)
  }

  @Test func olderWordsAreUnderstood() {
    #expect(read("category=AID").filter == read("kind=AID").filter)
    #expect(read("dated=1").filter == read("undated=0").filter)
    #expect(read("dated=0").filter.isEmpty)
    #expect(read("actor=FRA&with=GBR").filter == read("actor=FRA&actor=GBR").filter)
  }

  @Test func anUnknownActorIsFatalAndTheLikestAreNamed() {
    let (_, problems) = read("actor=Frnace")
    #expect(problems.map(\.isFatal) == [true])
    #expect(problems.first?.text.contains("Did you mean “France”?") == true)
  }

  @Test(arguments: ["quad=1", "status=occurred", "sides=between", "sources=2", "data-sets=1"])
  func onlyEventsHaveSomeWords(_ query: String) {
    let (filter, problems) = read(query, for: .figures)
    #expect(!problems.isEmpty && filter.isEmpty)
  }

  /// A table of events with the given dates, in their order, row numbers from 1.
  private func table(_ dates: [String?], for list: Filter.List = .chronicle) -> FindingTable {
    let rows = dates.enumerated().map { place, edtf -> FindingTable.Row in
      let date = edtf.flatMap { HistoricalDate(edtf: $0, basis: .explicit) }
      return FindingTable.Row(
        id: Int64(place + 1), sentence: 0, document: 1, source: 1, occurrence: 0,
        firstDay: date.map { $0.earliest.map { Int32($0.dayNumber) } ?? FindingTable.openPast } ?? 0,
        lastDay: date.map { $0.latest.map { Int32($0.dayNumber) } ?? FindingTable.openFuture } ?? 0, start: 0,
        partyStart: 0, actorCount: 0, recipientCount: 0, speaker: -1, confidence: 1, label: 0, status: .occurred,
        basis: date == nil ? nil : .explicit, decision: nil, isClaim: false)
    }
    return FindingTable(list: list, rows: rows, parties: [], keys: [], labels: ["AID"])
  }

  private func kept(_ query: String, _ dates: [String?]) -> [String?] {
    let table = table(dates)
    return table.places(read(query).filter).map { dates[Int(table.rows[$0].id) - 1] }
  }

  @Test func aDateKnownByOneSideLiesInsideWhereThatSideDoes() {
    let dates = ["../1499", "1990/..", "1400", "1995"]
    #expect(kept("from=1450", dates) == ["../1499", "1990/..", "1995"])
    #expect(kept("from=1500", dates) == ["1990/..", "1995"])
    #expect(kept("to=1450", dates) == ["1400"])
    #expect(kept("from=1992", dates) == ["1995"])
    #expect(kept("from=1400&to=1499", dates) == ["1400", "../1499"])
  }

  @Test func timeRunsRightAcrossTheYearOneBC() {
    let dates: [String?] = ["0001", "-0001-12-31", "0000-03-15", "-0043", "0014-08-19", "-0043-03-15"]
    #expect(kept("", dates) == ["-0043", "-0043-03-15", "-0001-12-31", "0000-03-15", "0001", "0014-08-19"])
    #expect(kept("from=-0001&to=0001", dates) == ["-0001-12-31", "0000-03-15", "0001"])
  }

  @Test func whatHasNoDateIsInListsAndNotInChroniclesUnlessAskedFor() {
    #expect(kept("", [nil, "1904"]) == ["1904"])
    #expect(kept("undated=1", [nil, "1904"]) == ["1904", nil])
    #expect(kept("undated=1&from=1900", [nil, "1904"]) == ["1904"])
    #expect(table([nil, "1904"], for: .figures).places(Filter()).count == 2)
    #expect(table([nil, "1904"], for: .figures).places(read("undated=0").filter).count == 1)
  }
}
