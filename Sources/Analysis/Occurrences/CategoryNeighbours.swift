import Findings
import ResourceTables

/// Which categories can be given to one happening by different authors, and which are always two happenings.
public struct CategoryNeighbours: Sendable {
  private var near: Set<Set<PloverCategory>> = []
  private var apart: Set<Set<PloverCategory>> = []
  private var opposed: Set<Set<PloverCategory>> = []

  /// Those that ship inside the binary.
  static let embedded = Result {
    try CategoryNeighbours(EmbeddedTables.table("occurrences/category-neighbours.tsv"))
  }

  /// - Throws: ``ResourceError`` where a row names no category or no relation.
  public init(_ table: ResourceTable) throws {
    let columns = try ["first", "second", "relation"].map { try table.index(of: $0) }
    for row in table.rows {
      let pair = try columns.prefix(2).map { column in
        guard let category = PloverCategory(rawValue: row.fields[column]) else {
          throw ResourceError(
            table: table.name, line: row.line,
            reason: .value(column: table.columns[column], got: row.fields[column], expected: "a PLOVER category"))
        }
        return category
      }
      switch row.fields[columns[2]] {
      case "near": near.insert(Set(pair))
      case "apart": apart.insert(Set(pair))
      case "opposed": opposed.insert(Set(pair))
      case let other:
        throw ResourceError(
          table: table.name, line: row.line,
          reason: .value(column: "relation", got: other, expected: "near, apart or opposed"))
      }
    }
  }

  func areNear(_ left: PloverCategory, _ right: PloverCategory) -> Bool { near.contains([left, right]) }

  /// Whether one of the two is what the other denies: agreement and refusal.
  func areOpposed(_ left: PloverCategory, _ right: PloverCategory) -> Bool { opposed.contains([left, right]) }

  func areApart(_ left: PloverCategory, _ right: PloverCategory) -> Bool { apart.contains([left, right]) }
}
