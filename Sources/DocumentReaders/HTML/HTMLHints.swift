import ResourceTables
import SourceTexts

/// What class names and identifiers say about an element.
struct HTMLHints: Sendable {
  enum Effect: String, Sendable {
    /// Not part of the document.
    case drop
    /// Not part of the document, be it a block or a few words inside a sentence.
    case hidden
    case recommendation
    case byline
    case authorBox = "author_box"
    case caption
    case pullQuote = "pull_quote"
    case footnote
    /// Holds the main text.
    case main
  }

  /// By words joined with a blank: "pull quote".
  private var effects: [String: Effect] = [:]

  init(table: ResourceTable) throws {
    let word = try table.index(of: "word")
    let effect = try table.index(of: "effect")
    for row in table.rows {
      guard let value = Effect(rawValue: row.fields[effect]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "effect", got: row.fields[effect], expected: "an effect of HTMLHints"))
      }
      if effects[row.fields[word]] == nil { effects[row.fields[word]] = value }
    }
  }

  /// The effect of an element's `class`, `id`, `role` and `itemprop`; a name's later words weigh more than its first, and
  /// two words together more than one.
  func effect(of attributes: [String: String]) -> Effect? {
    if attributes.isEmpty { return nil }
    if let role = attributes["role"] {
      if ["navigation", "banner", "contentinfo", "search", "complementary"].contains(role) { return .drop }
      if ["doc-endnotes", "doc-footnote", "note"].contains(role) { return .footnote }
      if role == "main" { return .main }
    }
    if attributes["itemprop"] == "articleBody" { return .main }
    var found: Effect?
    for name in ["class", "id"] {
      for value in (attributes[name] ?? "").split(whereSeparator: \.isWhitespace).prefix(12) {
        let words = Self.words(value)
        for (place, word) in words.enumerated() {
          if place + 1 < words.count, let effect = effects[word + " " + words[place + 1]] { return effect }
          // A one-word hint inside a longer name says what the name is only at its end.
          if let effect = effects[word],
            words.count == 1 || place == words.count - 1 || words.count <= 3 && effect != .main
          {
            if found == nil || found == .main { found = effect }
          }
        }
      }
    }
    return found
  }

  /// "postBody", "post-body", "post_body" → ["post", "body"]
  private static func words(_ name: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for byte in name.utf8 {
      if byte.isASCIIAlphanumeric {
        if byte.isASCIIUpper, wasLower, !word.isEmpty {
          words.append(word)
          word = ""
        }
        word.unicodeScalars.append(Unicode.Scalar(byte.asciiLowercased))
        wasLower = byte.isASCIILower
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
