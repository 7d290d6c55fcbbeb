import Findings
import Foundation
import Pipeline
import SourceTexts
import Store
import Testing

/// The machine's coding against a person's.
@Suite struct AgreementTests {
  private static let text = "France signed a treaty with Britain. Russia attacked Japan. Italy met Spain."

  private func span(_ words: String) -> Span {
    let start = Self.text.range(of: words).map { Self.text[..<$0.lowerBound].utf8.count } ?? 0
    return Span(start, start + words.utf8.count)
  }

  private func archive() throws -> Archive {
    func mention(_ words: String, _ code: ActorCode) -> ActorMention {
      ActorMention(code: code, name: words, evidence: Evidence(span: span(words), rule: "r"))
    }
    let archive = try Archive.openInMemory()
    try archive.store(
      CodedDocument(
        source: SourceText(
          text: Self.text, blocks: [Block(kind: .paragraph, span: Span(0, Self.text.utf8.count))],
          format: .plainText), files: ["a.txt"], sentences: [],
        findings: DocumentFindings(events: [
          Event(
            category: .support, actors: [mention("France", "FRA"), mention("Britain", "GBR")], trigger: span("signed"),
            evidence: Evidence(span: span("France signed a treaty with Britain"), rule: "r")),
          Event(
            category: .coerce, actors: [mention("Russia", "RUS")], recipients: [mention("Japan", "JPN")],
            trigger: span("attacked"), evidence: Evidence(span: span("Russia attacked Japan"), rule: "r")),
          Event(
            category: .aid, actors: [mention("Spain", "ESP")], trigger: span("Spain"),
            evidence: Evidence(span: span("Spain"), rule: "r")),
        ]), versions: CoderVersions(coder: "test", model: "m", codebook: "c")))
    return archive
  }

  private func check(_ agreement: CodingAgreement) throws {
    let layer = try #require(agreement.layers.first { $0.kind == .event })
    #expect(layer.hand == 3 && layer.machine == 3 && layer.both == 2)
    #expect(abs(layer.precision - 2.0 / 3) < 1e-9 && abs(layer.recall - 2.0 / 3) < 1e-9)
    #expect(layer.fields.first { $0.name == "category" }?.alpha.agreement == 0.5)
    #expect(layer.fields.first { $0.name == "actors" }?.alpha.agreement == 1)
    #expect(agreement.differences.filter { $0.field == "category" }.map(\.hand) == ["ASSAULT"])
    #expect(agreement.differences.filter { $0.field == "found" }.count == 2)
  }

  @Test func aFileOfTheAnnotatorsIsCompared() throws {
    let json = #"""
      {"id":"a.txt","events":[
       {"quote":"France signed a treaty with Britain","start":0,"end":35,"event":"SUPPORT","actors":[{"code":"FRA"},{"code":"GBR"}],"recipients":[],"date":null,"status":"occurred"},
       {"quote":"Russia attacked Japan","event":"ASSAULT","actors":[{"code":"RUS"}],"recipients":[{"code":"JPN"}],"date":null,"status":"occurred"},
       {"quote":"Italy met","event":"CONSULT","actors":[{"code":"ITA"}],"recipients":[],"date":null,"status":"occurred"},
       {"quote":"Italy","event":"OTHER","actors":[],"recipients":[],"date":null,"status":"occurred"}]}
      """#
    try check(CodingAgreement(with: HandCodedFile(data: Data(json.utf8), name: "gold.json"), in: archive()))
  }

  @Test func commaSeparatedValuesAreCompared() throws {
    let csv =
      "\u{FEFF}document,quote,event,actors,recipients,date,status\r\n"
      + "a.txt,France signed a treaty with Britain,SUPPORT,FRA|GBR,,,\r\na.txt,\"Russia attacked Japan\",ASSAULT,RUS,JPN,,\r\n"
      + "a.txt,Italy met,CONSULT,ITA,,,\r\n"
    try check(CodingAgreement(with: HandCodedFile(data: Data(csv.utf8), name: "gold.csv"), in: archive()))
  }

  @Test func theArchivesOwnDecisionsAreCompared() throws {
    let archive = try archive()
    let verdict = Verdict(author: "A", time: "2026-11-30T20:00:00Z", reason: "r")
    let names = try (archive.namedFindings(of: 1).tails[.event] ?? []).compactMap { tail in
      try FindingName(document: #require(try archive.document(1)).name, tail: tail)
    }
    try archive.confirm([names[0]], verdict)
    try archive.correct(names[1], [(.event, "ASSAULT")], verdict)
    try archive.reject([names[2]], verdict)
    try archive.add(
      HandCoding(event: "CONSULT", actors: "ITA; ESP"), quoting: "Italy met", in: #require(try archive.document(1)),
      verdict)
    try check(CodingAgreement(withDecisionsIn: archive))
  }

  @Test(arguments: ["", "[]x", "{}", "{\"events\":1}", "nonsense", "[1]"])
  func whatIsNoSuchFileIsToldWithItsPlace(_ text: String) throws {
    if text.isEmpty {
      #expect(try CodingAgreement(with: HandCodedFile(data: Data(), name: "a.json"), in: archive()).layers.isEmpty)
    } else {
      #expect(throws: HandCodedFile.Problem.self) { try HandCodedFile(data: Data(text.utf8), name: "a.json") }
    }
  }
}
