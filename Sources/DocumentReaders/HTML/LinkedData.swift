import Foundation
import SourceTexts

/// What a page's JSON-LD says of the work it shows (schema.org): articles go before pages, and names given by `@id` are
/// looked up in the whole page.
struct LinkedData {
  private var works: [(rank: Int, object: [String: Any])] = []
  private var named: [String: [String: Any]] = [:]

  /// Takes in the text of one `script` element; what isn't JSON is passed over.
  mutating func add(_ script: [UInt8]) {
    guard script.count < 1 << 20 else { return }
    // Line ends inside strings are common and forbidden.
    let text = script.map { $0 < 0x20 ? 0x20 : $0 }
    guard let start = text.firstIndex(where: { $0 == 0x7B || $0 == 0x5B }),
      let end = text.lastIndex(where: { $0 == 0x7D || $0 == 0x5D }), start < end,
      let value = try? JSONSerialization.jsonObject(with: Data(text[start...end]))
    else { return }
    collect(value, depth: 0)
  }

  private mutating func collect(_ value: Any, depth: Int) {
    guard depth < 8, works.count < 256, named.count < 4096 else { return }
    if let list = value as? [Any] {
      for item in list.prefix(256) { collect(item, depth: depth + 1) }
      return
    }
    guard let object = value as? [String: Any] else { return }
    if let name = object["@id"] as? String, object.count > 1, named[name] == nil { named[name] = object }
    if let rank = Self.rank(object) { works.append((rank, object)) }
    for key in ["@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"] {
      if let inner = object[key] { collect(inner, depth: depth + 1) }
    }
  }

  /// 0 for articles and reports, 1 for pages; nil for what is no work.
  private static func rank(_ object: [String: Any]) -> Int? {
    let types = (object["@type"] as? [String]) ?? [(object["@type"] as? String) ?? ""]
    if types.contains(where: { $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0 == "Report" || $0 == "Book" }) {
      return 0
    }
    return types.contains("WebPage") ? 1 : nil
  }

  /// Fills what `record` doesn't know yet.
  func read(into record: inout DocumentMetadata) {
    let ordered = works.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map(\.element)
    for (rank, object) in ordered {
      func text(_ key: String) -> String? {
        (object[key] as? String).map(Self.clean).flatMap { $0.isEmpty ? nil : $0 }
      }
      if let title = text("headline") ?? (rank == 1 ? nil : text("name")), record.title == nil { record.title = title }
      if record.authors.isEmpty {
        record.authors = names(object["author"]) + (object["author"] == nil ? names(object["creator"]) : [])
      }
      if record.published == nil { record.published = text("datePublished").flatMap(PublicationDate.edtf) }
      if record.publisher == nil { record.publisher = names(object["publisher"]).first }
      if record.url == nil { record.url = text("url") }
      if let language = text("inLanguage"), record.language == nil { record.language = language }
    }
  }

  /// The names in a value: a name, a person or organization, one named by `@id`, or a list of those.
  private func names(_ value: Any?, depth: Int = 0) -> [String] {
    guard depth < 6 else { return [] }
    switch value {
    case let name as String: return name.hasPrefix("http") ? [] : [Self.clean(name)].filter { !$0.isEmpty }
    case let list as [Any]: return list.prefix(64).flatMap { names($0, depth: depth + 1) }
    case let object as [String: Any]:
      if let name = object["name"] { return names(name, depth: depth + 1) }
      let parts = ["givenName", "additionalName", "familyName"].compactMap { object[$0] as? String }.map(Self.clean)
      if !parts.isEmpty { return [parts.filter { !$0.isEmpty }.joined(separator: " ")] }
      guard let target = (object["@id"] as? String).flatMap({ named[$0] }) else { return [] }
      return names(target, depth: depth + 1)
    default: return []
    }
  }

  /// Without entities, tags and runs of blanks.
  private static func clean(_ text: String) -> String {
    var words = text
    if text.contains("&") || text.contains("<"), let tree = try? HTMLTree(Array("<p>\(text)</p>".utf8), name: "") {
      words = tree.text(below: 0, limit: 4000)
    }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
