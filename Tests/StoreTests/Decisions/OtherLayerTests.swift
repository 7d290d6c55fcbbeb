import Findings
import Store
import Testing

/// What people decide on statements, figures and agreements.
@Suite struct OtherLayerTests {
  private let verdict = Verdict(author: "A. Historian", time: "2026-11-30T20:00:00Z", reason: "the source says so")

  private func archive() throws -> Archive {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    return archive
  }

  private func name(_ kind: FindingKind, in archive: Archive) throws -> FindingName {
    let tail = try #require(try archive.namedFindings(of: 1).tails[kind]?.first)
    let document = try #require(try archive.document(1)).name
    return try #require(FindingName(document: document, tail: tail))
  }

  @Test(arguments: [
    (FindingKind.statement, "speaker", "Delcassé"), (.statement, "speaker", "GBR//Lord Lansdowne"),
    (.statement, "stance", "-1"), (.statement, "about", "DEU; ITA"),
    (.statement, "date", "1904-04-09"), (.statement, "kind", "indirect"), (.statement, "role", "ambassador"),
    (.figure, "value", "3.0"), (.figure, "unit", "people"), (.figure, "kind", "forces"),
    (.figure, "measures", "delegates"), (.figure, "actors", "RUS"), (.figure, "date", "1905"),
    (.agreement, "name", "The Entente"), (.agreement, "actors", "FRA; GBR; ESP"), (.agreement, "date", "none"),
    (.agreement, "status", "ended"),
  ])
  func aCorrectedFieldSurvivesCodingAnewAndComesBackWhenUndone(
    _ kind: FindingKind, _ field: String, _ value: String
  ) throws {
    let archive = try archive()
    let name = try name(kind, in: archive)
    try archive.correct(name, fields: [(field, value)], verdict)
    func text() throws -> String? {
      let findings = try archive.findings(of: 1)
      let finding: CorrectableFinding =
        switch kind {
        case .statement: .statement(try #require(findings.statements.first))
        case .figure: .figure(try #require(findings.figures.first))
        default: .agreement(try #require(findings.agreements.first))
        }
      return finding.text(of: field)
    }
    #expect(try text() == value)
    #expect(try archive.namedFindings(of: 1).decisions[name.tail] == .corrected)
    #expect(try archive.machineFindings(of: 1).findings == SampleDocument.findings)
    try archive.store(SampleDocument.coded(coder: "test 2"))
    #expect(try text() == value)
    try archive.undo(1, verdict)
    #expect(try archive.findings(of: 1) == SampleDocument.findings)
  }

  @Test func aCorrectionIsListedAndFilteredByAndCarriedOver() throws {
    let archive = try archive()
    try archive.correct(name(.agreement, in: archive), fields: [("actors", "FRA; ESP"), ("status", "ended")], verdict)
    let table = try archive.table(of: .agreements)
    let row = try #require(table.rows.first)
    #expect(table.codes(of: row) == ["ESP", "FRA"] && table.label(of: row) == "ended" && row.decision == .corrected)
    #expect(try archive.agreements(ids: [row.id])[row.id]?.decision == .corrected)
    let other = try self.archive()
    try other.decide(try archive.log().map(\.decision))
    #expect(try other.findings(of: 1) == archive.findings(of: 1))
  }

  @Test func whatIsRejectedLeavesItsListAndWhatIsConfirmedIsMarked() throws {
    let archive = try archive()
    try archive.reject([name(.figure, in: archive), name(.citation, in: archive)], verdict)
    try archive.confirm([name(.statement, in: archive)], verdict)
    #expect(try archive.table(of: .figures).places(.init()).isEmpty)
    #expect(try archive.table(of: .sources).places(.init()).isEmpty)
    let statements = try archive.table(of: .statements)
    #expect(statements.places(.init()).count == 1 && statements.rows.first?.decision == .confirmed)
    #expect(try archive.counts()[.figure] == nil)
  }

  @Test func whereTheMachineSaysTheSameTheLineIsConfirmed() throws {
    let archive = try archive()
    let name = try name(.figure, in: archive)
    try archive.correct(name, fields: [("value", "3")], verdict)
    var anew = SampleDocument.coded(coder: "test 2")
    anew.findings.figures[0].value = 3
    try archive.store(anew)
    #expect(try archive.namedFindings(of: 1).decisions[name.tail] == .confirmed)
  }

  @Test func whatAFindingHasNotOrCannotBeIsRefusedAndNothingLogged() throws {
    let archive = try archive()
    let statement = try name(.statement, in: archive)
    #expect(throws: DecisionError.self) { try archive.correct(statement, fields: [("value", "3")], verdict) }
    #expect(throws: DecisionError.badValue(field: "stance", value: "7")) {
      try archive.correct(statement, fields: [("role", "x"), ("stance", "7")], verdict)
    }
    #expect(throws: DecisionError.self) {
      try archive.correct(name(.figure, in: archive), fields: [("value", "inf")], verdict)
    }
    #expect(throws: DecisionError.self) {
      try archive.correct(name(.time, in: archive), fields: [("date", "1")], verdict)
    }
    #expect(throws: DecisionError.self) { try archive.merge([statement, statement], verdict) }
    #expect(try archive.log().isEmpty)
  }
}
