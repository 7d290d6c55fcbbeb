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

  package var word: String
  package var effect: Effect
  /// In "X promised Y to go" it is X who goes; in "X told Y to go" it is Y.
  package var controlsSubject: Bool
  package var reference: ResourceReference

  /// Operators by kind (`verb`, `modal`, `noun`, `adjective`, `mark`, `adverb`, `determiner`) and word.
  package static func table(_ table: ResourceTable) throws -> [String: [String: EmbeddingOperator]] {
    let columns = try ["kind", "word", "effect", "control"].map { try table.index(of: $0) }
    var operators: [String: [String: EmbeddingOperator]] = [:]
    for row in table.rows {
      guard let effect = Effect(rawValue: row.fields[columns[2]]) else {
        throw ResourceError(
          table: table.name, line: row.line,
          reason: .value(
            column: "effect", got: row.fields[columns[2]],
            expected: Effect.allCases.map(\.rawValue).joined(separator: ", ")))
      }
      for word in row.fields[columns[1]].split(separator: "|").map(String.init) {
        operators[row.fields[columns[0]], default: [:]][word] = EmbeddingOperator(
          word: word, effect: effect, controlsSubject: row.fields[columns[3]] == "subject",
          reference: ResourceReference(table: table.name, line: row.line))
      }
    }
    return operators
  }
}
