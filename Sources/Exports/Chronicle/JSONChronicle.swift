import Analysis
import Findings
import SourceTexts

/// A chronicle as one JSON object, as DESIGN.md fixes it: `{"sources":[…],"occurrences":[{…,"reports":[{…}]}]}`. A
/// report's `start` and `end` are its event's place in the document's text, in Unicode code points.
public struct JSONChronicle: ChronicleFormat {
  private var sources = ChronicleSources([])
  private var json = JSONWriter()
  private var texts = TextPlaces()

  public init() {}

  public mutating func begin(_ sources: ChronicleSources, to output: inout [UInt8]) {
    self.sources = sources
    json.beginObject()
    json.key("sources")
    json.beginArray()
    for source in sources.list {
      json.beginObject()
      json.key("id")
      json.string(source.key.isEmpty ? String(source.id) : source.key)
      json.key("name")
      json.string(source.name)
      json.key("reference")
      json.string(source.reference)
      json.endObject()
    }
    json.endArray()
    json.key("occurrences")
    json.beginArray()
    handOn(to: &output)
  }

  public mutating func write(_ occurrence: Occurrence, to output: inout [UInt8]) throws {
    try write(occurrence)
    handOn(to: &output)
  }

  public mutating func end(to output: inout [UInt8]) {
    json.endArray()
    json.endObject()
    json.newline()
    handOn(to: &output)
  }

  private mutating func handOn(to output: inout [UInt8]) { json.handOn(to: &output) }

  private mutating func write(_ occurrence: Occurrence) throws {
    json.beginObject()
    json.key("id")
    json.optionalString(occurrence.reports.first?.name.description)
    json.key("date")
    json.optionalString(occurrence.date?.edtf)
    json.key("earliest")
    json.optionalString(occurrence.date?.earliest?.description)
    json.key("latest")
    json.optionalString(occurrence.date?.latest?.description)
    json.key("dated_by")
    json.optionalString(occurrence.datedBy?.name.description)
    json.key("basis")
    json.string((occurrence.date?.basis ?? .none).rawValue)
    json.key("event")
    json.string(occurrence.category.rawValue)
    json.key("quad_code")
    json.integer(occurrence.category.quad.rawValue)
    json.key("status")
    json.string(occurrence.status.rawValue)
    json.key("codes")
    json.strings(occurrence.codes.map(\.rawValue))
    json.key("sources")
    json.integer(occurrence.documents)
    json.key("independent_sources")
    json.integer(occurrence.sources)
    let conflicts = occurrence.conflicts
    json.key("agreement")
    json.string(occurrence.agreement.rawValue)
    json.key("conflicts")
    json.conflicts(conflicts)
    json.key("decision")
    json.optionalString(occurrence.decision?.rawValue)
    json.key("reports")
    json.beginArray()
    for report in occurrence.reports { try write(report) }
    json.endArray()
    json.endObject()
  }

  private mutating func write(_ report: EventReport) throws {
    json.beginObject()
    json.key("finding")
    json.string(report.name.description)
    json.key("document")
    json.string(report.name.document)
    if let mended = report.mendedDate {
      json.key("mended_date")
      json.string(mended.edtf)
      json.key("mended_by")
      json.optionalString(report.mendedBy?.description)
    }
    if report.origin != 0 {
      json.key("leans_on_others")
      json.string(report.originKind.isEmpty ? "first" : report.originKind)
    }
    json.key("page")
    json.optionalString(report.page)
    if let place = try texts.place(of: report.event.span, in: report.document, sources) {
      json.key("start")
      json.integer(place.start)
      json.key("end")
      json.integer(place.end)
      json.key("text")
      json.string(place.words)
    }
    if let row = report.row {
      json.key("row")
      json.integer(row)
    }
    json.key("sentence")
    json.string(report.sentence)
    json.key("event")
    json.string(report.event.category.rawValue)
    json.key("date")
    json.optionalString(report.event.date?.edtf)
    json.key("status")
    json.string(report.event.status.rawValue)
    json.key("event_scale")
    json.number(report.event.scale)
    json.key("mode")
    json.strings(report.event.modes)
    json.key("context")
    json.strings(report.event.contexts)
    for (isActor, mentions) in [(true, report.event.actors), (false, report.event.recipients)] {
      if isActor { json.key("actors") } else { json.key("recipients") }
      json.beginArray()
      for mention in mentions {
        json.beginObject()
        json.key("code")
        json.optionalString(mention.code?.rawValue)
        json.key("sector")
        json.optionalString(mention.sector?.rawValue)
        json.key("name")
        json.string(mention.name)
        json.key("entity")
        json.optionalString(mention.entity)
        json.endObject()
      }
      json.endArray()
    }
    if report.event.lacksRequiredRecipient {
      json.key("recipient_missing")
      json.boolean(true)
    }
    json.key("said_by")
    json.optionalString(report.event.saidBy?.name)
    json.key("confidence")
    json.number((report.event.evidence.confidence * 1000).rounded() / 1000)
    json.key("rule")
    json.string(report.event.evidence.rule.rawValue)
    json.key("coder")
    json.string(report.coder)
    json.key("decision")
    json.optionalString(report.decision?.rawValue)
    json.key("references")
    json.strings(report.references)
    json.endObject()
  }
}

extension JSONWriter {
  /// `[{"what":…,"values":[{"value":…,"reports":[…]}]}]`
  mutating func conflicts(_ conflicts: [Conflict]) {
    beginArray()
    for conflict in conflicts {
      beginObject()
      key("what")
      string(conflict.subject.rawValue)
      key("values")
      beginArray()
      for version in conflict.versions {
        beginObject()
        key("value")
        string(version.value)
        key("reports")
        strings(version.reports.map(\.description))
        endObject()
      }
      endArray()
      endObject()
    }
    endArray()
  }
}

/// Places in code points, for the documents that were asked for last.
private struct TextPlaces {
  private var known: [Int64: (bytes: [UInt8], index: CodePointIndex)?] = [:]
  private static let limit = 64

  mutating func place(
    of span: Span, in document: Int64, _ sources: ChronicleSources
  ) throws -> (start: Int, end: Int, words: String)? {
    if known[document] == nil {
      if known.count >= Self.limit { known.removeAll() }
      known[document] = .some(try sources.text(of: document).map { (Array($0.utf8), CodePointIndex($0)) })
    }
    guard let text = known[document] ?? nil, span.end <= text.bytes.count, !span.isEmpty else { return nil }
    return (
      text.index.codePoint(atByte: span.start), text.index.codePoint(atByte: span.end),
      String(decoding: text.bytes[span.range], as: UTF8.self)
    )
  }
}
