import Findings
import SourceTexts
import Store
import WebServer

/// An event to be put into an archive by its codes.
struct EventFixture {
  var category = PloverCategory.assault
  var actors: [ActorCode]
  var recipients: [ActorCode] = []
  /// Of a recipient that has no code.
  var otherRecipient: String?
  var edtf = "1914"
  var status = EventStatus.occurred
  var isClaim = false

  /// A server over one document for each list of events.
  static func server(_ documents: [[EventFixture]]) throws -> WebServer {
    let archive = try SiteFixture.emptyArchive()
    for (number, events) in documents.enumerated() { try archive.store(document(number, events)) }
    return try SiteFixture.server(of: archive)
  }

  /// A document of one sentence for each event.
  private static func document(_ number: Int, _ events: [EventFixture]) -> CodedDocument {
    var text = ""
    var spans: [Span] = []
    for place in events.indices {
      let start = text.utf8.count
      text += "Document \(number) tells of event \(place) as ⟦sic⟧. "
      spans.append(Span(start, text.utf8.count - 1))
    }
    func mention(_ code: ActorCode?, _ name: String, _ span: Span) -> ActorMention {
      ActorMention(
        code: code, name: name, identifier: "state:\(name)",
        evidence: Evidence(span: span, rule: "test.actor", confidence: 0.9))
    }
    let coded = zip(events, spans).map { event, span in
      Event(
        category: event.category, modes: [],
        actors: event.actors.map { mention($0, $0.rawValue, span) },
        recipients: event.recipients.map { mention($0, $0.rawValue, span) }
          + (event.otherRecipient.map { [mention(nil, $0, span)] } ?? []),
        date: HistoricalDate(edtf: event.edtf, basis: .explicit, expression: span), status: event.status,
        saidBy: event.isClaim ? Attribution(name: "A minister", code: "GBR") : nil, trigger: span,
        evidence: Evidence(span: span, rule: "test.event", confidence: 0.8))
    }
    return CodedDocument(
      source: SourceText(
        text: text, blocks: [Block(kind: .paragraph, span: Span(0, text.utf8.count))],
        metadata: DocumentMetadata(title: "Document \(number)"), format: .plainText),
      files: ["document-\(number).txt"],
      sentences: spans.map { span in
        SentenceRecord(
          span: span, text: String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self))
      },
      findings: DocumentFindings(events: coded),
      versions: CoderVersions(coder: "test", model: "none", codebook: "none"))
  }
}
