import Analysis
import Findings

/// A comparison as one JSON object, as DESIGN.md fixes it.
public struct JSONComparison: ComparisonFormat {
  public init() {}

  public func text(_ compared: ComparedDocuments) -> String {
    var json = JSONWriter()
    let comparison = compared.comparison
    json.beginObject()
    json.key("a")
    write(compared.first.source, &json)
    json.key("b")
    write(compared.second.source, &json)
    json.key("both")
    json.beginArray()
    for occurrence in comparison.both {
      json.beginObject()
      json.key("date")
      json.optionalString(occurrence.date?.edtf)
      json.key("event")
      json.string(occurrence.category.rawValue)
      json.key("codes")
      json.strings(occurrence.codes.map(\.rawValue))
      json.key("a")
      json.strings(compared.names(occurrence, compared.first))
      json.key("b")
      json.strings(compared.names(occurrence, compared.second))
      json.key("conflicts")
      json.conflicts(occurrence.conflicts)
      json.endObject()
    }
    json.endArray()
    json.key("only_a")
    json.strings(comparison.onlyFirst.flatMap { compared.names($0, compared.first) })
    json.key("only_b")
    json.strings(comparison.onlySecond.flatMap { compared.names($0, compared.second) })
    json.key("shared_sources")
    json.strings(compared.sharedSources)
    json.key("coverage")
    json.beginObject()
    for (key, side) in [("a", compared.first), ("b", compared.second)] {
      json.key(named: key)
      json.beginArray()
      for covered in comparison.coverage(of: side.source.id) {
        json.strings([covered.from.description, covered.to.description])
      }
      json.endArray()
    }
    json.endObject()
    json.key("stance")
    json.beginObject()
    for (key, side) in [("a", compared.first), ("b", compared.second)] {
      json.key(named: key)
      json.beginObject()
      for stance in comparison.stance(of: side.source.id, statements: side.statements) {
        json.key(named: stance.code.rawValue)
        json.number(stance.value)
      }
      json.endObject()
    }
    json.endObject()
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func write(_ source: ChronicleSources.Source, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.string(source.key)
    json.key("name")
    json.string(source.name)
    json.key("reference")
    json.string(source.reference)
    json.endObject()
  }
}
