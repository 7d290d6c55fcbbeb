import Findings
import ResourceTables

/// PLOVER's modes and their scores: `events/modes.tsv`.
package struct EventModes: Sendable {
  private let scores: [PloverCategory: [String: Double]]

  /// - Throws: ``ResourceError`` for an unknown category or a score outside −10...10.
  package init(_ table: ResourceTable) throws {
    let columns = try ["category", "mode", "score"].map { try table.index(of: $0) }
    var scores: [PloverCategory: [String: Double]] = [:]
    for row in table.rows {
      guard let category = PloverCategory(rawValue: row.fields[columns[0]]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .unknown(
            column: "category", what: "category", got: row.fields[columns[0]],
            among: PloverCategory.allCases.map(\.rawValue)))
      }
      guard let score = Double(row.fields[columns[2]]), (-10...10).contains(score) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "score", got: row.fields[columns[2]], expected: "a number from -10 to 10"))
      }
      scores[category, default: [:]][row.fields[columns[1]]] = score
    }
    self.scores = scores
  }

  /// The modes of `category`, sorted.
  package func names(of category: PloverCategory) -> [String] { scores[category]?.keys.sorted() ?? [] }

  /// Whether the codebook has `mode` for `category`.
  package func has(_ mode: String, for category: PloverCategory) -> Bool { scores[category]?[mode] != nil }

  /// The mode's score, or the category's own where there is no mode.
  package func score(of category: PloverCategory, mode: String?) -> Double {
    mode.flatMap { scores[category]?[$0] } ?? category.score
  }
}
