import Linguistics
import ResourceTables

/// What the words before a time make of it for the date of an event (`times/prepositions.tsv`).
struct DatePrepositions: Sendable {
  enum Effect: String, Sendable {
    case at
    /// From it on: "since 2006" is `2006/..`.
    case start
    /// Up to it: "until 1999" is `../1999`.
    case end
    /// Up to it, or at it where the verb tells what was so then: "by 1917 they had left", "by May they were firing".
    case by
    case before
    case after
    /// Somewhere near it: "on or about".
    case about
    /// Binds a date to the noun before it: "the Treaty of 1828".
    case noun
    /// Only names it for comparison: "as in 1870".
    case compare
    /// The edge of a war or era: "the outbreak of", "the end of".
    case first
    case last
  }

  private var effects: [[String]: Effect] = [:]
  private var longest = 0

  init(table: ResourceTable) throws {
    let words = try table.index(of: "words")
    let effect = try table.index(of: "effect")
    for row in table.rows {
      guard let value = Effect(rawValue: row.fields[effect]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(
            column: "effect", got: row.fields[effect],
            expected: "at, start, end, by, before, after, about, noun, compare, first or last"))
      }
      let phrase = row.fields[words].split(separator: " ").map(String.init)
      effects[phrase] = value
      longest = max(longest, phrase.count)
    }
  }

  /// The effect of the longest phrase that ends right before token `index`, or nil where there is none.
  func effect(before index: Int, in passage: AnalysedPassage) -> (effect: Effect, length: Int)? {
    for length in stride(from: min(longest, index), to: 0, by: -1) {
      let words = (index - length..<index).map { passage.tokens[$0].text.lowercased() }
      if let effect = effects[words] { return (effect, length) }
    }
    return nil
  }

  /// The effect of `word` alone, where it opens a clause: "before they signed".
  func effect(of word: String) -> Effect? { effects[[word]] }

  /// Whether `word` alone puts what happens in something into the time of that thing: "recognized it in a letter of 1832".
  func sharesTime(_ word: String) -> Bool {
    let effect = effects[[word]]
    return effect == .at || effect == .end || effect == .by
  }

  /// Whether `word` alone binds a date to the noun before it.
  func bindsToNoun(_ word: String) -> Bool { effects[[word]] == .noun }

  /// The EDTF value for an event of a time with value `edtf` under `effect`.
  static func apply(_ effect: Effect, to edtf: String) -> String {
    let parts = edtf.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, let last = parts.last else { return edtf }
    switch effect {
    case .at, .noun, .compare: return edtf
    case .first: return first
    case .last: return last
    case .about: return edtf.contains("/") || edtf.hasSuffix("~") ? edtf : edtf + "~"
    case .start: return first + "/.."
    case .after: return last + "/.."
    case .end, .by: return "../" + last
    case .before: return "../" + first
    }
  }
}
