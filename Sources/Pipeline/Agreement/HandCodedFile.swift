import Exports
import Findings
import Foundation
import SourceTexts

/// A hand-coded file: the JSON of the annotators (an object, an array or a line for each document), or comma-separated
/// values with the columns document, quote, event, actors, recipients, date and status.
public struct HandCodedFile: Sendable {
  /// What was coded of one document.
  struct Document: Sendable {
    /// The document's identifier or file name; empty where the file tells none.
    var id: String
    var items: [FindingKind: [Item]]
  }

  struct Item: Sendable {
    /// Code points; nil where only the words are given.
    var start: Int?
    var end: Int?
    var quote: String
    var codes: Set<String>
    var fields: [String: String]
  }

  var documents: [Document]

  public struct Problem: Error, Sendable, CustomStringConvertible {
    public var description: String
  }

  /// - Throws: ``Problem`` with file and line.
  public init(data: Data, name: String) throws {
    let text = String(decoding: data, as: UTF8.self)
    let stem = Self.stem(name)
    if name.lowercased().hasSuffix(".csv") {
      documents = try Self.commaSeparated(text, name: name)
      return
    }
    if let whole = try? JSONSerialization.jsonObject(with: data) {
      let objects = (whole as? [Any]) ?? [whole]
      documents = try objects.enumerated().map { place, object in
        try Self.document(object, fallback: objects.count == 1 ? stem : "", at: "\(name), document \(place + 1)")
      }
      return
    }
    documents = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy(\.isWhitespace) { continue }
      guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) else {
        throw Problem(description: "\(name):\(number + 1): error: not a JSON object")
      }
      documents.append(try Self.document(object, fallback: "", at: "\(name):\(number + 1)"))
    }
  }

  /// "report" for "a/report.gold.json".
  static func stem(_ name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    for ending in [".gold.json", ".json", ".jsonl", ".csv"] where last.hasSuffix(ending) {
      return String(last.dropLast(ending.count))
    }
    return last
  }

  private static func document(_ object: Any, fallback: String, at place: String) throws -> Document {
    guard let fields = object as? [String: Any] else {
      throw Problem(description: "\(place): error: not a JSON object")
    }
    for name in ["events", "statements", "figures", "agreements"] {
      if let value = fields[name], !(value is [[String: Any]]) {
        throw Problem(description: "\(place): error: \(name) is not a list of objects")
      }
    }
    func list(_ name: String) -> [[String: Any]] { fields[name] as? [[String: Any]] ?? [] }
    var items: [FindingKind: [Item]] = [:]
    items[.event] = list("events").filter { text($0["event"]) != "OTHER" }.map { event in
      let actors = parties(event["actors"])
      let recipients = parties(event["recipients"])
      let category = text(event["event"])
      return item(
        event, codes: Set(actors + recipients),
        [
          "category": category, "quad": PloverCategory(rawValue: category).map { String($0.quad.rawValue) } ?? "",
          "actors": CodedItem.list(actors), "recipients": CodedItem.list(recipients), "date": date(event["date"]),
          "status": text(event["status"]),
        ])
    }
    items[.statement] = list("statements").map {
      item(
        $0, codes: [],
        ["kind": text($0["kind"]), "speaker": text($0["speaker_code"]), "stance": number($0["stance"])])
    }
    items[.figure] = list("figures").map {
      item($0, codes: [], ["value": number($0["value"]), "unit": text($0["unit"]), "kind": text($0["kind"])])
    }
    items[.agreement] = list("agreements").map {
      let parties = ($0["parties"] as? [Any])?.compactMap { $0 as? String } ?? []
      return item(
        $0, codes: [],
        ["status": text($0["status"]), "parties": CodedItem.list(parties), "date": date($0["date"])])
    }
    // A layer that the file hasn't was not coded, which is not the same as coded and empty.
    for (kind, name) in [
      (FindingKind.event, "events"), (.statement, "statements"), (.figure, "figures"), (.agreement, "agreements"),
    ] where fields[name] == nil { items[kind] = nil }
    guard !items.isEmpty else {
      throw Problem(description: "\(place): error: no events, statements, figures or agreements in it")
    }
    return Document(id: text(fields["id"]).isEmpty ? fallback : text(fields["id"]), items: items)
  }

  private static func item(_ object: [String: Any], codes: Set<String>, _ fields: [String: String]) -> Item {
    Item(
      start: object["start"] as? Int, end: object["end"] as? Int, quote: text(object["quote"]),
      codes: codes.subtracting(["", "---"]), fields: fields)
  }

  private static func parties(_ value: Any?) -> [String] {
    (value as? [Any] ?? []).map { ($0 as? [String: Any]).map { text($0["code"]) } ?? ($0 as? String ?? "") }
  }

  private static func text(_ value: Any?) -> String {
    if let text = value as? String { return text }
    if let number = value as? NSNumber { return number.stringValue }
    return ""
  }

  private static func number(_ value: Any?) -> String {
    if let number = value as? NSNumber { return CodedItem.number(number.doubleValue) }
    return text(value)
  }

  private static func date(_ value: Any?) -> String {
    let date = text((value as? [String: Any])?["edtf"] ?? value)
    return date.isEmpty ? "none" : date
  }

  private static func commaSeparated(_ text: String, name: String) throws -> [Document] {
    let rows = CommaSeparatedReader.rows(text)
    guard let head = rows.first?.fields.map({ $0.lowercased() }) else {
      throw Problem(description: "\(name):1: error: an empty file")
    }
    for column in ["quote", "event"] where !head.contains(column) {
      throw Problem(description: "\(name):1: error: no column is called \(column)")
    }
    var documents: [Document] = []
    for row in rows.dropFirst() {
      func field(_ column: String) -> String {
        head.firstIndex(of: column).flatMap { row.fields.indices.contains($0) ? row.fields[$0] : nil } ?? ""
      }
      guard PloverCategory(rawValue: field("event")) != nil else {
        throw Problem(description: "\(name):\(row.line): error: “\(field("event"))” is no category")
      }
      func codes(_ column: String) -> [String] {
        field(column).split { $0 == "|" || $0 == "," || $0 == ";" || $0 == " " }.map(String.init)
      }
      let event = item(
        [
          "start": Int(field("start")) as Any, "end": Int(field("end")) as Any, "quote": field("quote"),
        ], codes: Set(codes("actors") + codes("recipients")),
        [
          "category": field("event"),
          "quad": PloverCategory(rawValue: field("event")).map { String($0.quad.rawValue) } ?? "",
          "actors": CodedItem.list(codes("actors")), "recipients": CodedItem.list(codes("recipients")),
          "date": field("date").isEmpty ? "none" : field("date"),
          "status": field("status").isEmpty ? "occurred" : field("status"),
        ])
      if let place = documents.firstIndex(where: { $0.id == field("document") }) {
        documents[place].items[.event, default: []].append(event)
      } else {
        documents.append(Document(id: field("document"), items: [.event: [event]]))
      }
    }
    return documents
  }
}
