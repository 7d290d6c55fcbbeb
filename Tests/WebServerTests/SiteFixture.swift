import Codebook
import Findings
import Foundation
import Pipeline
import SourceTexts
import Store
import WebServer

/// A server over a small archive of three written-out documents, with a reader that takes any text as one paragraph.
enum SiteFixture {
  static let lexicon = try? ActorLexicon.load()

  /// The parts of findings' names that stand for their places in ``document(_:)``.
  static let tails = ["event": "e23", "statement": "s57", "figure": "f63", "agreement": "g32", "citation": "c32"]

  static func emptyArchive() throws -> Archive { try Archive.openInMemory() }

  static func someLexicon() throws -> ActorLexicon { try lexicon ?? ActorLexicon.load() }

  static func server(
    documents: Int = 3, token: AccessToken? = nil, uploadLimit: Int = 1 << 20, canRead: Bool = true
  ) throws -> WebServer {
    let archive = try Archive.openInMemory()
    for number in 0..<documents { try archive.store(document(number)) }
    return try server(of: archive, token: token, uploadLimit: uploadLimit, canRead: canRead)
  }

  static func server(
    of archive: Archive, token: AccessToken? = nil, uploadLimit: Int = 1 << 20, uploadBudget: Int = 4 << 20,
    bodyPatience: Duration = .seconds(30), canRead: Bool = true, intake: DocumentIntake = SiteFixture.intake,
    explain: @escaping @Sendable (FindingName) throws -> String = { "explains \($0)" }
  ) throws -> WebServer {
    try WebServer(
      archive: archive, lexicon: someLexicon(),
      settings: WebServer.Settings(
        port: 0, token: token, uploadLimit: uploadLimit, uploadBudget: uploadBudget, bodyPatience: bodyPatience,
        d3: Array("// d3".utf8)),
      intake: canRead ? intake : nil, unavailability: "there is no model", explain: explain)
  }

  static let intake = DocumentIntake(
    read: { bytes, name in
      guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty else {
        return [.failure(ReadingDiagnostic(.error, .binaryFile, file: name, message: "it is not a text"))]
      }
      return [
        .success(
          SourceText(
            text: text, blocks: [Block(kind: .paragraph, span: Span(0, text.utf8.count))],
            metadata: DocumentMetadata(title: name), format: .plainText))
      ]
    },
    code: { source, files, _ in
      CodedDocument(
        source: source, files: files,
        sentences: [SentenceRecord(span: Span(0, source.text.utf8.count), text: source.text)],
        findings: DocumentFindings(), versions: CoderVersions(coder: "test", model: "none", codebook: "none"))
    })

  /// "On 8 April 1904 France signed a convention with Britain <b>&amp;c</b> (number)." with what there is to find in it.
  static func document(_ number: Int) -> CodedDocument {
    let lead = "On 8 April 1904 "
    let text =
      lead + "France signed a convention with Britain, worth 2.5 million pounds <script>x()</script> \(number)."
    func span(_ words: String) -> Span {
      let start = text.utf8.count - (text.range(of: words).map { text[$0.lowerBound...].utf8.count } ?? 0)
      return Span(start, start + words.utf8.count)
    }
    func actor(_ words: String, _ code: ActorCode, _ name: String) -> ActorMention {
      ActorMention(
        code: code, name: name, identifier: "state:\(code.rawValue)",
        evidence: Evidence(span: span(words), rule: "test.actor", confidence: 0.9))
    }
    let whole = Span(0, text.utf8.count)
    let date = HistoricalDate(edtf: "1904-04-08", basis: .explicit, expression: span("8 April 1904"))
    let event = Event(
      category: .agree, modes: ["meet"],
      actors: [actor("France", "FRA", "France"), actor("Britain", "GBR", "United Kingdom")],
      date: date, status: number == 2 ? .denied : .occurred,
      saidBy: number == 1 ? Attribution(name: "Lansdowne <i>", code: "GBR") : nil, trigger: span("signed"),
      evidence: Evidence(span: whole, rule: "test.event", confidence: 0.8))
    let findings = DocumentFindings(
      times: [
        TimeExpression(
          type: .date, value: "1904-04-08", edtf: "1904-04-08",
          evidence: Evidence(span: span("8 April 1904"), rule: "test.time"))
      ],
      actors: event.actors, events: [event],
      statements: [
        Statement(
          kind: .indirect, speaker: Attribution(name: "Lansdowne", code: "GBR"), about: ["FRA"], date: date,
          evidence: Evidence(span: span("worth 2.5 million pounds"), rule: "test.statement"))
      ],
      figures: [
        Figure(
          value: 2_500_000, unit: "GBP", kind: .trade, measures: "convention", actors: ["FRA"], date: date,
          evidence: Evidence(span: span("2.5 million pounds"), rule: "test.figure"))
      ],
      citations: [
        Citation(
          kind: .link, reference: number == 0 ? "javascript:alert(1)" : "https://example.org/\(number)",
          referenceSpan: span("convention"), evidence: Evidence(span: whole, rule: "test.citation"))
      ],
      agreements: [
        Agreement(
          name: "Convention", parties: ["FRA", "GBR"], date: date, status: .signed,
          evidence: Evidence(span: span("convention"), rule: "test.agreement"))
      ])
    return CodedDocument(
      source: SourceText(
        text: text, blocks: [Block(kind: .paragraph, span: whole)],
        metadata: DocumentMetadata(
          title: number == 0 ? "<script>alert('title')</script>" : "Document \(number)", authors: ["A. \"Hand\""],
          published: "1999-01-0\(number + 1)"),
        format: .plainText),
      files: ["document-\(number).txt"], sentences: [SentenceRecord(span: whole, text: text)], findings: findings,
      versions: CoderVersions(coder: "test", model: "none", codebook: "none"))
  }
}
