import Analysis
import Exports
import Findings
import SourceTexts
import Testing

@Suite struct ChronicleFormatTests {
  private func occurrences() throws -> [Occurrence] {
    func mention(_ code: ActorCode) -> ActorMention {
      ActorMention(
        code: code, sector: .government, name: code.rawValue, evidence: Evidence(span: Span(0, 1), rule: "r"))
    }
    let report = EventReport(
      name: try #require(FindingName("01234567.e0")), document: 1,
      event: Event(
        category: .support, contexts: ["diplomatic"], actors: [mention("FRA"), mention("GBR")],
        date: HistoricalDate(edtf: "1904-04-08", basis: .explicit), trigger: Span(0, 1),
        evidence: Evidence(span: Span(0, 7), rule: "event.verb-frame", confidence: 0.75)),
      sentence: "They \"signed\", *at last*.", page: "12", references: ["Rolo, Entente Cordiale"], coder: "test 1")
    return [try #require(Occurrence(reports: [report]))]
  }

  private let sources = ChronicleSources(
    [.init(id: 1, key: "01234567", name: "making.pdf", reference: "A. Hand, The Making (2004)")],
    text: { _ in "Déjà vu." })

  private func write(_ format: some ChronicleFormat, isEmpty: Bool = false) throws -> String {
    try format.text(isEmpty ? [] : occurrences(), isEmpty ? ChronicleSources([]) : sources)
  }

  @Test func textShowsDateSidesSentenceAndFootnote() throws {
    #expect(
      try write(TextChronicle()) == """
        1904
          1904-04-08  SUPPORT  FRA, GBR
                      “They "signed", *at last*.”
                      — A. Hand, The Making (2004), p. 12 [01234567.e0]
                        cites Rolo, Entente Cordiale

        """)
  }

  @Test func markdownEscapesTheTextsOwnSigns() throws {
    #expect(
      try write(MarkdownChronicle()) == """
        ## 1904

        - **1904-04-08** SUPPORT · FRA, GBR — They "signed", \\*at last\\*.[^1]

        [^1]: A. Hand, The Making (2004), p. 12; citing Rolo, Entente Cordiale [01234567.e0]

        """)
  }

  @Test func commaSeparatedValuesQuoteWhatNeedsIt() throws {
    let lines = try write(CommaSeparatedChronicle()).split(separator: "\r\n")
    #expect(lines.count == 2)
    #expect(
      lines.last
        == "1,01234567.e0,1904-04-08,1904-04-08,1904-04-08,explicit,SUPPORT,,1,5.0,occurred,,FRA GOV|GBR GOV,,1,0.75,event.verb-frame,\"They \"\"signed\"\", *at last*.\",\"A. Hand, The Making (2004)\",12,\"Rolo, Entente Cordiale\",,test 1,"
    )
  }

  @Test func jsonKeepsEverythingInAFixedOrder() throws {
    #expect(
      try write(JSONChronicle())
        == #"{"sources":[{"id":"01234567","name":"making.pdf","reference":"A. Hand, The Making (2004)"}],"occurrences":[{"id":"01234567.e0","date":"1904-04-08","earliest":"1904-04-08","latest":"1904-04-08","dated_by":"01234567.e0","basis":"explicit","event":"SUPPORT","quad_code":1,"status":"occurred","codes":["FRA","GBR"],"sources":1,"independent_sources":1,"agreement":"single","conflicts":[],"decision":null,"reports":[{"finding":"01234567.e0","document":"01234567","page":"12","start":0,"end":5,"text":"Déjà ","sentence":"They \"signed\", *at last*.","event":"SUPPORT","date":"1904-04-08","status":"occurred","event_scale":5,"mode":[],"context":["diplomatic"],"actors":[{"code":"FRA","sector":"GOV","name":"FRA","entity":null},{"code":"GBR","sector":"GOV","name":"GBR","entity":null}],"recipients":[],"said_by":null,"confidence":0.75,"rule":"event.verb-frame","coder":"test 1","decision":null,"references":["Rolo, Entente Cordiale"]}]}]}"#
        + "\n")
  }

  private func dated(_ edtf: String) throws -> Occurrence {
    let report = EventReport(
      name: try #require(FindingName("01234567.e0")), document: 1,
      event: Event(
        category: .support, actors: [], date: HistoricalDate(edtf: edtf, basis: .explicit), trigger: Span(0, 1),
        evidence: Evidence(span: Span(0, 7), rule: "r")), sentence: "It was so.")
    return try #require(Occurrence(reports: [report]))
  }

  @Test(arguments: [
    ("0000", "1 BC"), ("0000-03-15", "1 BC"), ("-0001", "2 BC"), ("-0043-03-15", "44 BC"), ("0001", "0001"),
    ("../0000", "1 BC"), ("-0263/-0240", "264 BC"), ("1904-04", "1904"),
  ])
  func yearsBeforeTheCommonEraAreHeadedAsSuch(_ edtf: String, _ heading: String) throws {
    let text = try TextChronicle().text([dated(edtf)], sources)
    #expect(text.hasPrefix(heading + "\n"), "\(text)")
    #expect(try MarkdownChronicle().text([dated(edtf)], sources).hasPrefix("## \(heading)\n"))
  }

  @Test func aDataSetsRowIsToldByItsNumberAndHasNoWords() throws {
    var report = try #require(occurrences().first?.reports.first)
    report.row = 7
    report.sentence = ""
    report.page = nil
    report.event.trigger = Span(0, 0)
    report.event.evidence.span = Span(0, 0)
    let occurrence = try #require(Occurrence(reports: [report]))
    let text = try TextChronicle().text([occurrence], sources)
    #expect(text.contains("A. Hand, The Making (2004), row 7 [01234567.e0]") && !text.contains("“"))
    let json = try JSONChronicle().text([occurrence], sources)
    #expect(json.contains("\"row\":7,\"sentence\":\"\"") && !json.contains("\"start\""))
  }

  @Test func referencesAreFoundAtOnceHoweverManyDocumentsThereAre() throws {
    let count: Int64 = 30_000
    let sources = ChronicleSources((1...count).map { .init(id: $0, reference: "reference \($0)") })
    var report = try #require(occurrences().first?.reports.first)
    let occurrences = try (1...count).map { number in
      report.document = number
      return try #require(Occurrence(reports: [report]))
    }
    let begin = ContinuousClock.now
    let text = try CommaSeparatedChronicle().text(occurrences, sources)
    #expect(text.contains("reference \(count),"))
    #expect(begin.duration(to: .now) < .seconds(10), "a search through all of them for each takes minutes")
  }

  @Test func anEmptyChronicleSaysSo() throws {
    #expect(try write(TextChronicle(), isEmpty: true) == "No occurrences.\n")
    #expect(try write(JSONChronicle(), isEmpty: true) == "{\"sources\":[],\"occurrences\":[]}\n")
  }
}
