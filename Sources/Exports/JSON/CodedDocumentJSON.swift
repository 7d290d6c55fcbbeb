import Findings
import SourceTexts

/// The JSON of the filters `times` and `code`, as DESIGN.md fixes it: one object a line, keys in a fixed order, every
/// offset in Unicode code points of the text as given.
public struct CodedDocumentJSON: Sendable {
  private let source: SourceText
  private let index: CodePointIndex

  public init(_ source: SourceText) {
    self.source = source
    self.index = CodePointIndex(source.text)
  }

  /// Words that look like a date and can't be one, with the reason.
  public typealias Refusal = (span: Span, reason: String)

  /// Writes `{"id","times"}`, and `"refused"` where something was.
  public func writeTimes(
    _ times: [TimeExpression], refused: [Refusal] = [], id: RecordIdentifier, to json: inout JSONWriter
  ) {
    json.beginObject()
    json.key("id")
    id.write(to: &json)
    json.key("times")
    write(times, to: &json)
    write(refused, to: &json)
    json.endObject()
    json.newline()
  }

  private func write(_ refused: [Refusal], to json: inout JSONWriter) {
    if refused.isEmpty { return }
    json.key("refused")
    array(refused, to: &json) { refusal, json in
      json.beginObject()
      words(refusal.span, to: &json)
      json.key("reason")
      json.string(refusal.reason)
      json.endObject()
    }
  }

  /// Writes `{"id","coder","times","events","statements","figures","citations","agreements"}`, and `"refused"` where
  /// something was.
  public func write(_ findings: DocumentFindings, id: RecordIdentifier, coder: String, to json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    id.write(to: &json)
    json.key("coder")
    json.string(coder)
    json.key("times")
    write(findings.times, to: &json)
    json.key("events")
    array(findings.events, to: &json) { write($0, to: &$1) }
    json.key("statements")
    array(findings.statements, to: &json) { write($0, to: &$1) }
    json.key("figures")
    array(findings.figures, to: &json) { write($0, to: &$1) }
    json.key("citations")
    array(findings.citations, to: &json) { write($0, to: &$1) }
    json.key("agreements")
    array(findings.agreements, to: &json) { write($0, to: &$1) }
    write(findings.refusals.map { ($0.span, $0.reason) }, to: &json)
    json.endObject()
    json.newline()
  }

  private func array<Element>(
    _ elements: [Element], to json: inout JSONWriter, _ write: (Element, inout JSONWriter) -> Void
  ) {
    json.beginArray()
    for element in elements { write(element, &json) }
    json.endArray()
  }

  private func write(_ times: [TimeExpression], to json: inout JSONWriter) {
    array(times, to: &json) { time, json in
      json.beginObject()
      place(time.span, to: &json)
      json.key("type")
      json.string(time.type.rawValue)
      json.key("value")
      json.string(time.value)
      if let modifier = time.modifier {
        json.key("mod")
        json.string(modifier)
      }
      json.key("edtf")
      json.optionalString(time.edtf)
      json.key("text")
      json.string(source[time.span])
      json.key("rule")
      json.string(time.evidence.rule.rawValue)
      json.endObject()
    }
  }

  private func write(_ event: Event, to json: inout JSONWriter) {
    json.beginObject()
    json.key("event")
    json.string(event.category.rawValue)
    json.key("mode")
    json.strings(event.modes)
    json.key("context")
    json.strings(event.contexts)
    json.key("quad_code")
    json.integer(event.category.quad.rawValue)
    json.key("event_scale")
    json.number(event.scale)
    json.key("actors")
    array(event.actors, to: &json) { write($0, to: &$1) }
    json.key("recipients")
    array(event.recipients, to: &json) { write($0, to: &$1) }
    json.key("date")
    write(event.date, to: &json)
    json.key("status")
    json.string(event.status.rawValue)
    json.key("said_by")
    write(event.saidBy, to: &json)
    words(event.span, to: &json)
    json.key("trigger")
    json.beginObject()
    words(event.trigger, to: &json)
    json.endObject()
    evidence(event.evidence, to: &json)
    json.endObject()
  }

  private func write(_ statement: Statement, to json: inout JSONWriter) {
    json.beginObject()
    json.key("kind")
    json.string(statement.kind.rawValue)
    json.key("speaker")
    json.optionalString(statement.speaker?.name)
    json.key("speaker_code")
    json.optionalString(statement.speaker?.code?.rawValue)
    json.key("speaker_sector")
    json.optionalString(statement.speaker?.sector?.rawValue)
    json.key("role")
    json.optionalString(statement.role)
    json.key("addressee")
    write(statement.addressee, to: &json)
    json.key("about")
    json.strings(statement.about.map(\.rawValue))
    json.key("stance")
    json.integer(statement.stance)
    json.key("date")
    write(statement.date, to: &json)
    json.key("outlet")
    json.optionalString(statement.outlet)
    words(statement.span, to: &json)
    evidence(statement.evidence, to: &json)
    json.endObject()
  }

  private func write(_ figure: Figure, to json: inout JSONWriter) {
    json.beginObject()
    json.key("value")
    json.number(figure.value)
    json.key("unit")
    json.string(figure.unit)
    json.key("kind")
    json.string(figure.kind.rawValue)
    json.key("of")
    json.string(figure.measures)
    json.key("approximation")
    json.optionalString(figure.approximation)
    json.key("actors")
    json.strings(figure.actors.map(\.rawValue))
    json.key("date")
    write(figure.date, to: &json)
    words(figure.span, to: &json)
    evidence(figure.evidence, to: &json)
    json.endObject()
  }

  private func write(_ citation: Citation, to json: inout JSONWriter) {
    json.beginObject()
    json.key("kind")
    json.string(citation.kind.rawValue)
    json.key("ref")
    json.string(citation.reference)
    json.key("label")
    json.optionalString(citation.label)
    json.key("outlet")
    json.optionalString(citation.outlet)
    json.key("authors")
    json.strings(citation.authors)
    json.key("title")
    json.optionalString(citation.title)
    json.key("published")
    json.optionalString(citation.published)
    json.key("language")
    json.optionalString(citation.language)
    words(citation.span, to: &json)
    json.key("reference")
    json.beginObject()
    place(citation.referenceSpan, to: &json)
    json.endObject()
    evidence(citation.evidence, to: &json)
    json.endObject()
  }

  private func write(_ agreement: Agreement, to json: inout JSONWriter) {
    json.beginObject()
    json.key("name")
    json.string(agreement.name)
    json.key("identifier")
    json.optionalString(agreement.identifier)
    json.key("parties")
    json.strings(agreement.parties.map(\.rawValue))
    json.key("date")
    write(agreement.date, to: &json)
    json.key("status")
    json.string(agreement.status.rawValue)
    words(agreement.span, to: &json)
    evidence(agreement.evidence, to: &json)
    json.endObject()
  }

  private func write(_ mention: ActorMention, to json: inout JSONWriter) {
    json.beginObject()
    json.key("code")
    json.optionalString(mention.code?.rawValue)
    json.key("sector")
    json.optionalString(mention.sector?.rawValue)
    json.key("text")
    json.string(source[mention.span])
    json.key("name")
    json.string(mention.name)
    json.key("office")
    json.optionalString(mention.office)
    place(mention.span, to: &json)
    json.endObject()
  }

  private func write(_ attribution: Attribution?, to json: inout JSONWriter) {
    guard let attribution else { return json.null() }
    json.beginObject()
    json.key("name")
    json.string(attribution.name)
    json.key("code")
    json.optionalString(attribution.code?.rawValue)
    json.key("sector")
    json.optionalString(attribution.sector?.rawValue)
    if let span = attribution.span { place(span, to: &json) }
    json.endObject()
  }

  /// An undated event says so: every field null and the basis "none".
  private func write(_ date: HistoricalDate?, to json: inout JSONWriter) {
    json.beginObject()
    json.key("edtf")
    json.optionalString(date?.edtf)
    json.key("earliest")
    json.optionalString(date?.earliest?.description)
    json.key("latest")
    json.optionalString(date?.latest?.description)
    json.key("basis")
    json.string((date?.basis ?? .none).rawValue)
    if let expression = date?.expression { words(expression, to: &json) }
    json.endObject()
  }

  private func words(_ span: Span, to json: inout JSONWriter) {
    json.key("text")
    json.string(source[span])
    place(span, to: &json)
  }

  private func place(_ span: Span, to json: inout JSONWriter) {
    json.key("start")
    json.integer(index.codePoint(atByte: span.start))
    json.key("end")
    json.integer(index.codePoint(atByte: span.end))
  }

  private func evidence(_ evidence: Evidence, to json: inout JSONWriter) {
    json.key("confidence")
    json.number((evidence.confidence * 1000).rounded() / 1000)
    json.key("rule")
    json.string(evidence.rule.rawValue)
  }
}
