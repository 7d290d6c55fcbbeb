import ResourceTables
import SourceTexts

/// What a paragraph's style makes of it.
struct WordStyles: Sendable {
  struct Meaning: Sendable {
    var kind: BlockKind
    var level: Int
  }

  /// By style name, lower-case.
  private var meanings: [String: Meaning] = [:]

  init(table: ResourceTable) throws {
    let style = try table.index(of: "style")
    let kind = try table.index(of: "kind")
    let level = try table.index(of: "level")
    for row in table.rows {
      guard let blockKind = BlockKind(rawValue: row.fields[kind]), let number = Int(row.fields[level]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "kind", got: row.fields[kind], expected: "a kind of block with a level"))
      }
      meanings[row.fields[style]] = Meaning(kind: blockKind, level: number)
    }
  }

  func meaning(of name: String) -> Meaning? { meanings[name.lowercased()] }
}
