import Findings
import ResourceTables

/// A word that governs a clause or an event noun and says how real it is: "planned to", "failed to", "will".
package struct EmbeddingOperator: Sendable {
  package enum Effect: String, Sendable, CaseIterable {
    /// The clause is what somebody says: its subject is the source, the event stands.
    case report
    /// The event stands: "managed to", "helped".
    case assert
    case begin
    case `continue`
    /// "will", "is to", "decided to".
    case future
    /// "planned to", "ready to": only in somebody's mind, and nothing of it is said or done yet.
    case intend
    /// "considered doing".
    case weigh
    /// "wants to", "sought to".
    case desire
    /// "may", "possible", "if".
    case possible
    /// "failed to", "never", "prevented".
    case deny
    /// "must", "should": the speaker asks for it.
    case oblige
    /// "stopped doing".
    case cease
    /// "tried to": something happened, if not the whole.
    case attempt
  }

  /// Which word of a sentence an operator is.
  package enum Kind: String, Sendable, CaseIterable {
    case modal, report, verb, noun, adjective, mark, adverb, determiner, coordinator
    /// Verbs whose negation falls on what they govern: "didn't think that …".
    case raising
    /// Verbs whose negation leaves what they govern: "didn't know that …".
    case factive
    /// Words that take a negation off the rest: "not only".
    case focus
    /// Verbs whose infinitive behind another is no aim of theirs.
    case purpose
    /// Verbs whose negation leaves open what they govern: "didn't rule out".
    case open
    /// Prepositions up to which something lasts: "until".
    case limit
  }

  /// What `control` may hold.
  package static let controls = ["", "subject"]

  package var word: String
  package var effect: Effect
  /// In "X promised Y to go" it is X who goes; in "X told Y to go" it is Y.
  package var controlsSubject: Bool
  package var reference: ResourceReference

  /// Operators by kind and word.
  ///
  /// - Throws: ``ResourceError`` for an unknown kind, effect or control.
  package static func table(_ table: ResourceTable) throws -> [Kind: [String: EmbeddingOperator]] {
    let columns = try ["kind", "word", "effect", "control"].map { try table.index(of: $0) }
    var operators: [Kind: [String: EmbeddingOperator]] = [:]
    for row in table.rows {
      func unknown(_ column: String, _ place: Int, _ names: [String]) -> ResourceError {
        ResourceError(
          table: row.table, line: row.line,
          reason: .unknown(column: column, what: column, got: row.fields[columns[place]], among: names))
      }
      guard let kind = Kind(rawValue: row.fields[columns[0]]) else {
        throw unknown("kind", 0, Kind.allCases.map(\.rawValue))
      }
      guard let effect = Effect(rawValue: row.fields[columns[2]]) else {
        throw unknown("effect", 2, Effect.allCases.map(\.rawValue))
      }
      guard controls.contains(row.fields[columns[3]]) else { throw unknown("control", 3, controls) }
      for word in row.fields[columns[1]].split(separator: "|").map(String.init) {
        operators[kind, default: [:]][word] = EmbeddingOperator(
          word: word, effect: effect, controlsSubject: row.fields[columns[3]] == "subject",
          reference: ResourceReference(table: row.table, line: row.line))
      }
    }
    return operators
  }
}
