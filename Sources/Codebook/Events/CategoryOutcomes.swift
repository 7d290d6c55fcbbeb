import Findings
import ResourceTables

/// What a category's events count as when they are told as future, wished for, possible, denied or stopped:
/// `events/outcomes.tsv`, after PLOVER's context guidance.
package struct CategoryOutcomes: Sendable {
  package enum Aspect: String, Sendable, CaseIterable {
    case future, desired, possible, denied, unwilling, ceased
  }

  private let outcomes: [PloverCategory: [EventFrame.Outcome]]
  private let references: [PloverCategory: ResourceReference]

  /// - Throws: ``ResourceError`` where a category is missing or a field isn't a category, `=` or `-`.
  package init(_ table: ResourceTable) throws {
    let categoryColumn = try table.index(of: "category")
    let columns = try Aspect.allCases.map { try table.index(of: $0.rawValue) }
    var outcomes: [PloverCategory: [EventFrame.Outcome]] = [:]
    var references: [PloverCategory: ResourceReference] = [:]
    for row in table.rows {
      guard let category = PloverCategory(rawValue: row.fields[categoryColumn]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .unknown(
            column: "category", what: "category", got: row.fields[categoryColumn],
            among: PloverCategory.allCases.map(\.rawValue)))
      }
      outcomes[category] = try columns.map { column in
        switch row.fields[column] {
        case "=": return .same
        case "-": return .nothing
        case let name:
          guard let other = PloverCategory(rawValue: name) else {
            throw ResourceError(
              table: row.table, line: row.line,
              reason: .value(column: table.columns[column], got: name, expected: "a category, = or -"))
          }
          return .category(other)
        }
      }
      references[category] = ResourceReference(table: row.table, line: row.line)
    }
    for category in PloverCategory.allCases where outcomes[category] == nil {
      throw ResourceError(table: table.name, line: 0, reason: .conflict("no row for \(category.rawValue)"))
    }
    self.outcomes = outcomes
    self.references = references
  }

  package func outcome(of category: PloverCategory, _ aspect: Aspect) -> EventFrame.Outcome {
    guard let row = outcomes[category], let index = Aspect.allCases.firstIndex(of: aspect) else { return .same }
    return row[index]
  }

  package func reference(of category: PloverCategory) -> ResourceReference? { references[category] }
}
