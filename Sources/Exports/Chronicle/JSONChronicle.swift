import Analysis
import Findings

/// A chronicle as one JSON object: `{"sources":[{"id","reference"}],"occurrences":[{…,"reports":[…]}]}`. Offsets are
/// left out; a report's `finding` leads to them.
public struct JSONChronicle: ChronicleFormat {
  public init() {}

  public func write(_ chronicle: Chronicle, to output: inout String) {
    var json = JSONWriter()
    json.beginObject()
    json.key("sources")
    json.beginArray()
    for source in chronicle.sources {
      json.beginObject()
      json.key("id")
      json.integer(Int(source.id))
      json.key("reference")
      json.string(source.reference)
      json.endObject()
    }
    json.endArray()
    json.key("occurrences")
    json.beginArray()
    for occurrence in chronicle.occurrences { write(occurrence, to: &json) }
    json.endArray()
    json.endObject()
    json.newline()
    output += String(decoding: json.bytes, as: UTF8.self)
  }

  private func write(_ occurrence: Occurrence, to json: inout JSONWriter) {
    json.beginObject()
    json.key("date")
    json.optionalString(occurrence.date?.edtf)
    json.key("earliest")
    json.optionalString(occurrence.date?.earliest?.description)
    json.key("latest")
    json.optionalString(occurrence.date?.latest?.description)
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
    json.integer(occurrence.sources)
    json.key("reports")
    json.beginArray()
    for report in occurrence.reports { write(report, to: &json) }
    json.endArray()
    json.endObject()
  }

  private func write(_ report: EventReport, to json: inout JSONWriter) {
    json.beginObject()
    json.key("finding")
    json.string(report.name.description)
    json.key("document")
    json.integer(Int(report.document))
    json.key("page")
    json.optionalString(report.page)
    json.key("sentence")
    json.string(report.sentence)
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
        json.endObject()
      }
      json.endArray()
    }
    json.key("said_by")
    json.optionalString(report.event.saidBy?.name)
    json.key("confidence")
    json.number((report.event.evidence.confidence * 1000).rounded() / 1000)
    json.key("rule")
    json.string(report.event.evidence.rule.rawValue)
    json.key("references")
    json.strings(report.references)
    json.endObject()
  }
}
