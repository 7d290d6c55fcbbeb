import Findings
import Foundation
import SourceTexts

/// What a document looks like beside its text and metadata.
struct DocumentLayout: Codable {
  var blocks: [Block]
  var notes: [Note]
  var links: [Link]
  var omissions: [Span]
  var pages: [Page]
  var origin: TextOrigin

  init(_ source: SourceText) {
    blocks = source.blocks
    notes = source.notes
    links = source.links
    omissions = source.omissions
    pages = source.pages
    origin = source.origin
  }
}

/// Lists in a column, as JSON with sorted keys, so that the same findings are the same bytes.
enum JSONColumn {
  static func encode(_ value: some Encodable) throws -> String { try encoded(value) }

  /// The same bytes as a JSON encoder gives, sooner for the words that are commonest.
  static func encode(_ words: [String]) throws -> String {
    if words.isEmpty { return "[]" }
    let isPlain = words.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C } }
    if isPlain { return "[\"\(words.joined(separator: "\",\""))\"]" }
    return try encoded(words)
  }

  static func encode(_ references: [ResourceReference]) throws -> String {
    references.isEmpty ? "[]" : try encoded(references)
  }

  private static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  static func strings(_ text: String) -> [String] {
    if text == "[]" { return [] }
    if text.utf8.first == 0x5B, text.utf8.last == 0x5D, !text.utf8.contains(0x5C) {
      // Plain words: `["visit","meet"]`.
      let inner = text.dropFirst().dropLast()
      let parts = inner.components(separatedBy: "\",\"")
      if inner.hasPrefix("\""), inner.hasSuffix("\""), inner.utf8.count >= 2 {
        var words = parts
        words[0] = String(words[0].dropFirst())
        words[words.count - 1] = String(words[words.count - 1].dropLast())
        if words.allSatisfy({ !$0.utf8.contains(0x22) }) { return words }
      }
    }
    return (try? decode([String].self, from: text)) ?? []
  }
}
