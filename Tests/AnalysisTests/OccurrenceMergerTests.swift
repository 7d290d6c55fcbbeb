import Analysis
import Findings
import Foundation
import SourceTexts
import Testing

@Suite struct OccurrenceMergerTests {
  private func event(_ text: String, trigger: String, category: PloverCategory = .assault, actors: [String])
    -> DeedWords
  {
    func span(_ words: String) -> Span {
      let start = text.utf8.count - (text.range(of: words).map { text[$0.lowerBound...].utf8.count } ?? 0)
      return Span(start, start + words.utf8.count)
    }
    let event = Event(
      category: category,
      actors: actors.map {
        ActorMention(code: "PAK", name: $0, evidence: Evidence(span: span($0), rule: "actor.name"))
      },
      date: HistoricalDate(edtf: "2009-05-05", basis: .explicit), trigger: span(trigger),
      evidence: Evidence(span: Span(0, text.utf8.count), rule: "event.verb-frame"))
    return DeedWords(of: event, in: Array(text.utf8))
  }

  @Test func twoDifferentDeedsOfOneDayAreTwo() {
    let deeds = [
      event("gunmen attacked a convoy", trigger: "attacked", actors: ["gunmen"]),
      event("troops shelled a fort", trigger: "shelled", actors: ["troops"]),
    ]
    #expect(OccurrenceMerger().groups(deeds) == [0, 1])
  }

  @Test func theSameDeedInOtherWordsIsOne() {
    let deeds = [
      event("gunmen attacked a convoy near Quetta", trigger: "attacked", actors: ["gunmen"]),
      event("militants ambushed the convoys", trigger: "ambushed", actors: ["militants"]),
      event("militants struck at Quetta", trigger: "struck", actors: ["militants"]),
    ]
    #expect(OccurrenceMerger().groups(deeds) == [0, 0, 0])
  }

  @Test func aReportThatIsLikeTwoGroupsJoinsThem() {
    let groups = OccurrenceMerger().groups([
      DeedWords("convoy"), DeedWords("fort"), DeedWords("convoy fort"), DeedWords("bridge"),
    ])
    #expect(groups == [0, 0, 0, 1])
  }

  @Test func whatIsSaidIsNotToldApartByItsWords() {
    let deeds = [
      event("the two signed a convention", trigger: "signed", category: .support, actors: []),
      event("an accord was concluded", trigger: "concluded", category: .support, actors: []),
    ]
    #expect(OccurrenceMerger().groups(deeds) == [0, 0])
  }

  @Test func groupsDependOnNoOrder() {
    let deeds = ["a b", "c", "b c", "d", "d e"].map { DeedWords($0) }
    func partition(_ order: [Int]) -> Set<Set<Int>> {
      let groups = OccurrenceMerger().groups(order.map { deeds[$0] })
      var sets: [Int: Set<Int>] = [:]
      for (place, group) in groups.enumerated() { sets[group, default: []].insert(order[place]) }
      return Set(sets.values)
    }
    let expected: Set<Set<Int>> = [[0, 1, 2], [3, 4]]
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 3, 0, 4, 2], [2, 0, 4, 1, 3]] {
      #expect(partition(order) == expected)
    }
  }

  @Test func nothingGivesNothing() { #expect(OccurrenceMerger().groups([]).isEmpty) }

  private func report(
    _ tail: String, document: Int64 = 1, source: Int64? = nil, edtf: String = "1904-04-08",
    category: PloverCategory = .support, codes: [ActorCode] = ["GBR", "FRA"], status: EventStatus = .occurred,
    saidBy: String? = nil, confidence: Double = 0.5, decision: DecisionMark? = nil
  ) throws -> EventReport {
    let mentions = codes.map {
      ActorMention(code: $0, name: $0.rawValue, evidence: Evidence(span: Span(0, 1), rule: "actor.name"))
    }
    return EventReport(
      name: try #require(FindingName("01234567.\(tail)")), document: document, source: source,
      event: Event(
        category: category, actors: mentions, date: HistoricalDate(edtf: edtf, basis: .explicit), status: status,
        saidBy: saidBy.map { Attribution(name: $0) }, trigger: Span(0, 1),
        evidence: Evidence(span: Span(0, 5), rule: "event.verb-frame", confidence: confidence)),
      sentence: "…", decision: decision)
  }

  @Test func anAuthorsOwnReportStandsBeforeAClaimAndACheckedOneBeforeAll() throws {
    let claim = try report("e1", saidBy: "Cambon", confidence: 0.9)
    let own = try report("e2", document: 2)
    let checked = try report("e3", document: 3, saidBy: "Grey", decision: .confirmed)
    #expect(Occurrence(reports: [claim, own])?.reports.map(\.name.tail) == ["e2", "e1"])
    #expect(Occurrence(reports: [claim, own, checked])?.reports.first?.name.tail == "e3")
    #expect(Occurrence(reports: [claim, own])?.isClaimOnly == false)
    #expect(Occurrence(reports: []) == nil)
  }

  @Test func theSameTextInTwoDocumentsIsOneSource() throws {
    let first = try report("e1", document: 1, source: 1)
    let copy = try report("e1", document: 2, source: 1)
    let other = try report("e1", document: 3, source: 3)
    let copied = try #require(Occurrence(reports: [first, copy]))
    #expect(copied.documents == 2 && copied.sources == 1 && copied.agreement == .single)
    #expect(Occurrence(reports: [first, copy, other])?.agreement == .corroborated)
  }

  @Test func reportsThatCannotAllBeRightAreConflicts() throws {
    let occurrence = try #require(
      Occurrence(reports: [
        try report("e1"), try report("e2", document: 2, edtf: "1904-05"),
        try report("e3", document: 3, status: .denied),
      ]))
    #expect(occurrence.conflicts.map(\.subject) == [.date, .status])
    #expect(occurrence.conflicts.first?.versions.map(\.value) == ["1904-04-08", "1904-05"])
    #expect(occurrence.agreement == .contradicted)
    let vaguer = try #require(Occurrence(reports: [try report("e1"), try report("e2", document: 2, edtf: "1904")]))
    #expect(vaguer.conflicts.isEmpty, "a year holds its days")
  }

  private func told(_ sentence: String, _ tail: String, document: Int64, actors: [ActorCode], recipients: [ActorCode])
    throws -> EventReport
  {
    var report = try report(tail, document: document)
    report.sentence = sentence
    func mentions(_ codes: [ActorCode]) -> [ActorMention] {
      codes.map { ActorMention(code: $0, name: $0.rawValue, evidence: Evidence(span: Span(0, 1), rule: "actor.name")) }
    }
    report.event.actors = mentions(actors)
    report.event.recipients = mentions(recipients)
    return report
  }

  @Test func exactNumbersOfTheSameThingContradictEachOther() throws {
    func conflicts(_ first: String, _ second: String) throws -> [Conflict] {
      try #require(
        Occurrence(reports: [
          try told(first, "e1", document: 1, actors: ["GBR"], recipients: ["FRA"]),
          try told(second, "e2", document: 2, actors: ["GBR"], recipients: ["FRA"]),
        ])
      ).conflicts
    }
    let found = try conflicts("They captured 31 gunners.", "Thirty French gunners were taken.")
    #expect(found.map(\.subject) == [.number])
    #expect(found.first?.versions.map(\.value) == ["31 gunner", "30 gunner"])
    #expect(try conflicts("They captured 31 gunners.", "About 30 gunners were taken.").isEmpty, "rough")
    #expect(try conflicts("They captured 31 gunners.", "They took 2 guns.").isEmpty, "of other things")
  }

  @Test func whoDidItToWhomCanBeToldTheOtherWayRound() throws {
    let first = try told("…", "e1", document: 1, actors: ["GBR"], recipients: ["FRA"])
    let turned = try told("…", "e2", document: 2, actors: ["FRA"], recipients: ["GBR"])
    let vaguer = try told("…", "e3", document: 3, actors: ["GBR"], recipients: [])
    #expect(Occurrence(reports: [first, turned])?.conflicts.map(\.subject) == [.actors])
    #expect(Occurrence(reports: [first, vaguer])?.conflicts.isEmpty == true)
  }

  @Test func theDateIsTheMostPreciseThatMostAgreeWith() throws {
    let occurrence = try #require(
      Occurrence(reports: [
        try report("e1", edtf: "1904"), try report("e2", document: 2, edtf: "1904-04"),
        try report("e3", document: 3, edtf: "1904-04-08"), try report("e4", document: 4, edtf: "1904-05-01"),
      ]))
    #expect(occurrence.date?.edtf == "1904-04-08" && occurrence.datedBy?.name.tail == "e3")
    #expect(occurrence.conflicts.first?.versions.map(\.value) == ["1904-04", "1904-04-08", "1904-05-01"])
  }

  @Test func aYearThatNoTextSaysContradictsNothing() throws {
    var carried = try report("e2", document: 2, edtf: "2023-04-08")
    carried.isYearStated = false
    let occurrence = try #require(Occurrence(reports: [carried, try report("e1")]))
    #expect(occurrence.conflicts.isEmpty && occurrence.date?.edtf == "1904-04-08")
  }
}
