import Analysis
import Exports
import Findings
import SourceTexts
import Testing

@Suite struct ChronicleFormatTests {
  private var chronicle: Chronicle {
    func mention(_ code: ActorCode) -> ActorMention {
      ActorMention(
        code: code, sector: .government, name: code.rawValue, evidence: Evidence(span: Span(0, 1), rule: "r"))
    }
    let report = EventReport(
      name: FindingName(document: "01234567", kind: .event, ordinal: 0), document: 1,
      event: Event(
        category: .support, contexts: ["diplomatic"], actors: [mention("FRA"), mention("GBR")],
        date: HistoricalDate(edtf: "1904-04-08", basis: .explicit), trigger: Span(0, 1),
        evidence: Evidence(span: Span(0, 5), rule: "event.verb-frame", confidence: 0.75)),
      sentence: "They \"signed\", *at last*.", page: "12", references: ["Rolo, Entente Cordiale"])
    let occurrence = Occurrence(
      category: .support, codes: ["FRA", "GBR"], date: report.event.date, status: .occurred, reports: [report])
    return Chronicle(occurrences: [occurrence], sources: [.init(id: 1, reference: "A. Hand, The Making (2004)")])
  }

  private func write(_ format: any ChronicleFormat, _ chronicle: Chronicle? = nil) -> String {
    var text = ""
    format.write(chronicle ?? self.chronicle, to: &text)
    return text
  }

  @Test func textShowsDateSidesSentenceAndFootnote() {
    #expect(
      write(TextChronicle()) == """
        1904
          1904-04-08  SUPPORT  FRA, GBR
                      “They "signed", *at last*.”
                      — A. Hand, The Making (2004), p. 12 [01234567.e1]
                        cites Rolo, Entente Cordiale

        """)
  }

  @Test func markdownEscapesTheTextsOwnSigns() {
    #expect(
      write(MarkdownChronicle()) == """
        ## 1904

        - **1904-04-08** SUPPORT · FRA, GBR — They "signed", \\*at last\\*.[^1]

        [^1]: A. Hand, The Making (2004), p. 12; citing Rolo, Entente Cordiale [01234567.e1]

        """)
  }

  @Test func commaSeparatedValuesQuoteWhatNeedsIt() {
    let lines = write(CommaSeparatedChronicle()).split(separator: "\r\n")
    #expect(lines.count == 2)
    #expect(
      lines.last
        == "1,01234567.e1,1904-04-08,1904-04-08,1904-04-08,explicit,SUPPORT,,1,5.0,occurred,,FRA GOV|GBR GOV,,1,0.75,event.verb-frame,\"They \"\"signed\"\", *at last*.\",\"A. Hand, The Making (2004)\",12,\"Rolo, Entente Cordiale\""
    )
  }

  @Test func jsonKeepsEverythingInAFixedOrder() {
    #expect(
      write(JSONChronicle())
        == #"{"sources":[{"id":1,"reference":"A. Hand, The Making (2004)"}],"occurrences":[{"date":"1904-04-08","earliest":"1904-04-08","latest":"1904-04-08","basis":"explicit","event":"SUPPORT","quad_code":1,"status":"occurred","codes":["FRA","GBR"],"sources":1,"reports":[{"finding":"01234567.e1","document":1,"page":"12","sentence":"They \"signed\", *at last*.","event_scale":5,"mode":[],"context":["diplomatic"],"actors":[{"code":"FRA","sector":"GOV","name":"FRA"},{"code":"GBR","sector":"GOV","name":"GBR"}],"recipients":[],"said_by":null,"confidence":0.75,"rule":"event.verb-frame","references":["Rolo, Entente Cordiale"]}]}]}"#
        + "\n")
  }

  @Test func anEmptyChronicleSaysSo() {
    let empty = Chronicle(occurrences: [], sources: [])
    #expect(write(TextChronicle(), empty) == "No occurrences.\n")
    #expect(write(JSONChronicle(), empty) == "{\"sources\":[],\"occurrences\":[]}\n")
  }
}
