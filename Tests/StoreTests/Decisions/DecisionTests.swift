import Analysis
import Findings
import SourceTexts
import Store
import Testing

/// What people decide, and what becomes of it.
@Suite struct DecisionTests {
  private let verdict = Verdict(author: "A. Historian", time: "2026-11-30T20:00:00Z", reason: "the archives say so")

  private func archive(documents: Int = 2) throws -> Archive {
    let archive = try Archive.openInMemory()
    for number in 0..<documents { try archive.store(ManyEvents.coded(number)) }
    return archive
  }

  private func occurrences(_ archive: Archive, _ filter: Filter = Filter(undated: true)) throws -> OccurrenceList {
    OccurrenceList(filter, in: try archive.table(of: .chronicle))
  }

  @Test func aConfirmedLineIsMarkedAndAloneInWhatIsChecked() throws {
    let archive = try archive()
    let name = try archive.events()[3].name
    #expect(try archive.confirm([name], verdict) == [1])
    var checked = Filter(undated: true)
    checked.checked = true
    let reports = try archive.events(checked)
    #expect(reports.map(\.name) == [name] && reports.first?.decision == .confirmed)
  }

  @Test func aRejectedFindingLeavesEveryListAndComesBackWhenItIsUndone() throws {
    let archive = try archive()
    let all = try archive.events().count
    let name = try archive.events()[0].name
    try archive.reject([name], verdict)
    #expect(try archive.events().count == all - 1)
    #expect(try archive.counts()[.event] == all - 1)
    try archive.undo(1, verdict)
    #expect(try archive.events().count == all)
    // Undoing the undoing makes it hold again.
    try archive.undo(2, verdict)
    #expect(try archive.events().count == all - 1)
  }

  @Test func aCorrectionChangesEveryFieldAndKeepsTheMachinesCoding() throws {
    let archive = try archive()
    let report = try archive.events()[5]
    try archive.correct(
      report.name,
      [
        (.actors, "JPN/state:JPN/Japan"), (.recipients, "CHN"), (.event, "ASSAULT"), (.date, "1905-05-27"),
        (.status, "denied"), (.saidBy, "Togo"),
      ], verdict)
    let corrected = try #require(try archive.events(Filter(actors: [.code("JPN"), .code("CHN")])).first)
    #expect(corrected.name == report.name && corrected.decision == .corrected)
    #expect(corrected.event.category == .assault && corrected.event.date?.edtf == "1905-05-27")
    #expect(corrected.event.status == .denied && corrected.event.saidBy?.name == "Togo")
    #expect(corrected.event.actors.first?.name == "Japan")
    for number in 1...6 { try archive.undo(Int64(number), verdict) }
    #expect(try archive.events()[5].event == report.event)
    #expect(try archive.events()[5].decision == nil)
  }

  @Test func whatCannotBeAValueIsRefusedAndNothingIsLogged() throws {
    let archive = try archive()
    let name = try archive.events()[0].name
    #expect(throws: DecisionError.self) { try archive.correct(name, [(.event, "NONSENSE")], verdict) }
    #expect(throws: DecisionError.self) { try archive.correct(name, [(.date, "soon")], verdict) }
    #expect(throws: NamingError.self) { try archive.confirm([#require(FindingName("01234567.e1"))], verdict) }
    #expect(throws: DecisionError.unknownDecision(7)) { try archive.undo(7, verdict) }
    #expect(try archive.log().isEmpty)
  }

  @Test func whoCorrectsBackToWhatTheMachineSaidIsHeard() throws {
    let archive = try archive()
    let report = try archive.events()[5]
    let first = try #require(report.event.date?.edtf)
    try archive.correct(report.name, [(.date, "1899-01")], verdict)
    #expect(try archive.events().first { $0.name == report.name }?.event.date?.edtf == "1899-01")
    try archive.correct(report.name, [(.date, first)], verdict)
    let now = try #require(try archive.events().first { $0.name == report.name })
    #expect(now.event.date?.edtf == first && now.decision == .confirmed)
  }

  @Test func theLastWordByTimeHoldsHoweverDecisionsCameTogether() throws {
    let (one, other) = (try archive(), try archive())
    let name = try one.events()[5].name
    try one.correct(name, [(.date, "1801")], Verdict(author: "A", time: "2026-11-30T20:00:01Z"))
    try other.correct(name, [(.date, "1802")], Verdict(author: "B", time: "2026-11-30T20:00:02Z"))
    let (first, second) = (try one.log().map(\.decision), try other.log().map(\.decision))
    try one.decide(second)
    try other.decide(first)
    for archive in [one, other] {
      #expect(try archive.events().first { $0.name == name }?.event.date?.edtf == "1802")
    }
  }

  @Test func whatIsTakenBackCannotBeTakenBackAgain() throws {
    let archive = try archive()
    let name = try archive.events()[0].name
    try archive.confirm([name], verdict)
    try archive.undo(1, verdict)
    #expect(throws: DecisionError.undoneAlready(1)) { try archive.undo(1, verdict) }
    try archive.undo(2, verdict)
    #expect(try archive.events().first { $0.name == name }?.decision == .confirmed)
  }

  @Test func whatStandsOnWordsThatDidNotMoveHoldsInTheTextThatCameOfTheFile() throws {
    let archive = try archive(documents: 1)
    let names = try archive.events().map(\.name)
    try archive.reject([names[0]], verdict)
    try archive.correct(names[1], [(.date, "1805")], verdict)
    let all = try archive.events().count
    // The same file with more behind: no word of the old text has moved.
    try archive.store(ManyEvents.coded(0, count: 21))
    try archive.remove(document: 1)
    #expect(try archive.orphans().isEmpty)
    #expect(try archive.events().count == all + 1)
    #expect(try archive.events().contains { $0.event.date?.edtf == "1805" && $0.decision == .corrected })
  }

  @Test func aPlaceOutsideOfTheTextIsAnOrphanAndEndsNothing() throws {
    let archive = try archive(documents: 1)
    let name = try archive.events()[0].name
    var anchor = try archive.anchor(of: name)
    let quote = anchor.quote
    for (number, (span, digest)) in [
      (Span(Int.max, Int.max), anchor.digest), (Span(0, 999_999), anchor.digest),
      (Span(0, Int.max), String(repeating: "0", count: 64)),
    ].enumerated() {
      anchor.place = span
      anchor.span = span
      anchor.digest = digest
      if number == 2 { anchor.document = digest }
      anchor.quote = quote
      try archive.decide([
        Decision(uid: "\(number)", time: "2026-11-30T20:00:00Z", author: "A", action: .reject, targets: [anchor]),
        Decision(
          uid: "a\(number)", time: "2026-11-30T20:00:00Z", author: "A", action: .add, targets: [anchor],
          newValue: "{bad"),
      ])
    }
    try archive.store(ManyEvents.coded(0, variant: 1))
    #expect(try archive.orphans().count == 6)
  }

  @Test func quotesAreFoundWhereATextHoldsThemOnce() {
    let search = QuoteSearch(["signed a treaty", "the fleet sailed", "signed a treaty with", "short"])
    #expect(
      search.places(in: "It signed a treaty with one; the fleet sailed; the fleet sailed. short") == [3, nil, 3, nil])
    #expect(search.places(in: "") == [nil, nil, nil, nil])
  }

  @Test func anEventOfAnotherDayIsAddedBesideTheMachines() throws {
    let archive = try archive(documents: 1)
    let document = try #require(try archive.document(1))
    let report = try #require(try archive.events().first { $0.sentence == ManyEvents.sentence(0, 4) })
    let coding = HandCoding(
      event: report.event.category.rawValue, actors: report.event.actors.compactMap { $0.code?.rawValue }.joined(),
      recipients: report.event.recipients.compactMap { $0.code?.rawValue }.joined(), date: "1850")
    let all = try archive.events().count
    try archive.add(coding, quoting: ManyEvents.sentence(0, 4), in: document, verdict)
    #expect(try archive.events().count == all + 1)
    #expect(try archive.events().first { $0.name == report.name }?.decision == nil)
  }

  @Test func whereTheMachineComesToSayTheSameTheLineIsConfirmed() throws {
    let archive = try archive()
    let place = try #require(
      (0..<20).first { (place: Int) in (place + 1) % 3 == 0 && (place + 1) % 7 != 0 && place % 2 == 1 })
    let name = try archive.events().first { $0.document == 1 && $0.sentence == ManyEvents.sentence(0, place) }?.name
    try archive.correct(try #require(name), [(.event, "SANCTION")], verdict)
    #expect(try archive.events().first { $0.name == name }?.decision == .corrected)
    try archive.store(ManyEvents.coded(0, variant: 1))
    let report = try #require(try archive.events().first { $0.sentence == ManyEvents.sentence(0, place) })
    #expect(report.event.category == .sanction && report.decision == .confirmed)
  }

  @Test func whatIsMergedIsOneOccurrenceAndWhatIsSplitIsOneOfItsOwn() throws {
    let archive = try archive()
    let names = try archive.events().map(\.name)
    let before = try occurrences(archive).count
    try archive.merge([names[0], names[7], names[9]], verdict)
    #expect(try occurrences(archive).count == before - 2)
    // It holds when either document is coded anew.
    try archive.store(ManyEvents.coded(1, variant: 2))
    let merged = try occurrences(archive).filter { $0.reportCount > 1 }
    #expect(merged.count == 1)
    try archive.split(names[7], verdict)
    #expect(try occurrences(archive).filter { $0.reportCount > 1 }.map(\.reportCount) == [2])
    try archive.undo(1, verdict)
    #expect(try occurrences(archive).allSatisfy { $0.reportCount == 1 })
  }

  @Test func anEventAddedByHandHasItsQuoteAndSurvives() throws {
    let archive = try archive()
    let document = try #require(try archive.document(1))
    let coding = HandCoding(event: "THREATEN", actors: "USA//United States", recipients: "JPN", date: "1907")
    let quote = "In affair 0.4 the first power"
    try archive.add(coding, quoting: quote, in: document, verdict)
    let filter = Filter(actors: [.code("USA")])
    let added = try #require(try archive.events(filter).first)
    #expect(added.decision == .added && added.event.evidence.rule == EventCorrection.rule)
    #expect(added.sentence == ManyEvents.sentence(0, 4))
    try archive.confirm([added.name], verdict)
    try archive.store(ManyEvents.coded(0, variant: 3))
    #expect(try archive.events(filter).map(\.name) == [added.name])
    #expect(try archive.orphans().isEmpty)
    #expect(throws: DecisionError.quoteNotFound) { try archive.add(coding, quoting: "no such", in: document, verdict) }
    #expect(throws: DecisionError.quoteFoundOften(20)) {
      try archive.add(coding, quoting: "the second power", in: document, verdict)
    }
  }

  @Test func aPlaceThatIsGoneLeavesAnOrphanWithItsWords() throws {
    let archive = try archive(documents: 1)
    let name = try #require(try archive.events().first { $0.sentence == ManyEvents.sentence(0, 6) }?.name)
    try archive.confirm([name], verdict)
    // Variant 1 leaves out the sixth.
    try archive.store(ManyEvents.coded(0, variant: 1))
    let orphan = try #require(try archive.orphans().first)
    #expect(orphan.number == 1 && orphan.decision.targets.first?.quote == ManyEvents.sentence(0, 6))
    try archive.store(ManyEvents.coded(0))
    #expect(try archive.orphans().isEmpty)
    #expect(try archive.events().first { $0.name == name }?.decision == .confirmed)
    try archive.remove(document: 1)
    #expect(try archive.orphans().count == 1 && archive.log().count == 1)
    try archive.store(ManyEvents.coded(0))
    #expect(try archive.events().first { $0.name == name }?.decision == .confirmed)
  }

  @Test func aPersonsMetadataSurviveReadingAndCodingAnew() throws {
    let archive = try archive(documents: 1)
    let document = try #require(try archive.document(1))
    try archive.correct(document: document, [("title", "Harbours"), ("authors", "A. Hand\nB. Hand")], verdict)
    #expect(try archive.document(1)?.metadata.title == "Harbours")
    try archive.store(ManyEvents.coded(0, variant: 1))
    let kept = try #require(try archive.document(1)?.metadata)
    #expect(kept.title == "Harbours" && kept.authors == ["A. Hand", "B. Hand"])
    #expect(try archive.metadataLayers(of: 1)["file"]?["title"] == "Affairs 0")
    try archive.undo(1, verdict)
    #expect(try archive.document(1)?.metadata.title == "Affairs 0")
    #expect(try archive.document(1)?.metadata.authors == ["A. Hand", "B. Hand"])
  }

  @Test func knownContentIsAnsweredBeforeItIsCoded() throws {
    let archive = try archive(documents: 1)
    let coded = ManyEvents.coded(0)
    #expect(
      try archive.plan(for: coded.source, files: coded.files, versions: coded.versions) == .unchanged(document: 1))
    #expect(
      try archive.plan(for: coded.source, files: ["copy.txt"], versions: coded.versions) == .unchanged(document: 1))
    #expect(try archive.document(1)?.files == ["affairs-0.txt", "copy.txt"])
    var later = coded.versions
    later.modelDigest = "other"
    #expect(try archive.plan(for: coded.source, files: coded.files, versions: later) == .code(coded.source.metadata))
    let document = try #require(try archive.document(1))
    try archive.correct(document: document, [("published", "1921")], verdict)
    var metadata = coded.source.metadata
    metadata.published = "1921"
    #expect(
      try archive.plan(for: coded.source, files: coded.files, versions: coded.versions) == .code(metadata),
      "what is dated from publication is dated anew")
  }

  @Test func logAndAnchorsCannotBeChanged() throws {
    let archive = try archive(documents: 1)
    try archive.confirm([try archive.events()[0].name], verdict)
    let log = try archive.log()
    #expect(try archive.decide(log.map(\.decision)).isEmpty, "a decision comes in once")
    #expect(try archive.log() == log)
  }
}
