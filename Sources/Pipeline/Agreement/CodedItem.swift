import Findings
import SourceTexts

/// A finding as a comparison sees it: where it stands, and its fields as text.
struct CodedItem: Sendable, Hashable {
  var span: Span
  /// Of the machine's, the finding's name.
  var name: String?
  var words: String
  /// Codes of all concerned.
  var codes: Set<String>
  var fields: [String: String]

  static let fields: [FindingKind: [String]] = [
    .event: ["category", "quad", "actors", "recipients", "date", "status"],
    .statement: ["kind", "speaker", "stance"], .figure: ["value", "unit", "kind"],
    .agreement: ["status", "parties", "date"],
  ]

  static func list(_ codes: some Sequence<String>) -> String {
    Set(codes.filter { !$0.isEmpty && $0 != "---" }).sorted().joined(separator: " ")
  }

  init(span: Span, name: String? = nil, words: String, codes: Set<String>, fields: [String: String]) {
    self.span = span
    self.name = name
    self.words = words
    self.codes = codes
    self.fields = fields
  }

  init(_ event: Event, name: String?, words: String) {
    let actors = event.actors.compactMap { $0.code?.rawValue }
    let recipients = event.recipients.compactMap { $0.code?.rawValue }
    self.init(
      span: event.span, name: name, words: words, codes: Set(actors + recipients),
      fields: [
        "category": event.category.rawValue, "quad": String(event.category.quad.rawValue), "actors": Self.list(actors),
        "recipients": Self.list(recipients), "date": event.date?.edtf ?? "none", "status": event.status.rawValue,
      ])
  }

  init(_ statement: Statement, name: String?, words: String) {
    self.init(
      span: statement.span, name: name, words: words, codes: [],
      fields: [
        "kind": statement.kind.rawValue, "speaker": statement.speaker?.code?.rawValue ?? "",
        "stance": String(statement.stance),
      ])
  }

  init(_ figure: Figure, name: String?, words: String) {
    self.init(
      span: figure.span, name: name, words: words, codes: [],
      fields: ["value": Self.number(figure.value), "unit": figure.unit, "kind": figure.kind.rawValue])
  }

  init(_ agreement: Agreement, name: String?, words: String) {
    self.init(
      span: agreement.span, name: name, words: words, codes: [],
      fields: [
        "status": agreement.status.rawValue, "parties": Self.list(agreement.parties.map(\.rawValue)),
        "date": agreement.date?.edtf ?? "none",
      ])
  }

  /// Three significant digits: a share is told as 0.33 or as a third.
  static func number(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return String(value) }
    var scale = 1.0
    var digits = value.magnitude
    while digits >= 1000 {
      digits /= 10
      scale *= 10
    }
    while digits < 100 {
      digits *= 10
      scale /= 10
    }
    let rounded = (value / scale).rounded() * scale
    return rounded == rounded.rounded() && rounded.magnitude < 9e15 ? String(Int(rounded)) : String(Float(rounded))
  }
}
