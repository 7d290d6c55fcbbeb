import ResourceTables

/// Closed-class words by what they do, from `actors/reference-words.tsv`.
struct ReferenceWords: Sendable {
  enum Class: String, CaseIterable {
    case masculine, feminine, thing, plural, pair, definite, of, from, locative, former, conjunction, impersonal
    case reflexive, objective, several, first, second, source, motion
    /// Who and what a state sends abroad: "in Tehran" behind it tells where it is, not whose.
    case abroad
    /// What a state does to those whom others sent: "summon".
    case hostVerb = "host-verb"
    /// Done to others than one's own: "expel".
    case outwardVerb = "outward-verb"
    /// Done by force: "overthrow".
    case hostileVerb = "hostile-verb"
    /// Offices and bodies of a part of a federal state: "governor".
    case regional
    /// Nouns and verbs that take a city as a place: "the siege of", "captured".
    case placeNoun = "place-noun"
    case placeVerb = "place-verb"
  }

  private let words: [String: [Class]]

  /// - Throws: ``ResourceError`` where the table is missing or malformed.
  init(_ knowledge: KnowledgeTables) throws {
    let table = try knowledge.table("actors/reference-words.tsv")
    let (word, kind) = (try table.index(of: "word"), try table.index(of: "class"))
    var words: [String: [Class]] = [:]
    for row in table.rows {
      guard let value = Class(rawValue: row.fields[kind]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(
            column: "class", got: row.fields[kind], expected: Class.allCases.map(\.rawValue).joined(separator: ", ")))
      }
      words[row.fields[word], default: []].append(value)
    }
    self.words = words
  }

  /// Whether `text`, whatever its capitals, is of `kind`.
  func isA(_ kind: Class, _ text: String) -> Bool {
    guard text.utf8.count <= 12 else { return false }
    return words[text.lowercased()]?.contains(kind) ?? false
  }
}
