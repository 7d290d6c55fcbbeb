import ResourceTables

/// First parts of words that English writes with a hyphen ("self-", "long-"), for hyphens at line ends.
struct CompoundWords: Sendable {
  /// How the rest of a word begins that has no hyphen, by first part: "long" in "longing".
  private var exceptions: [[UInt8]: [[UInt8]]] = [:]

  init(table: ResourceTable) throws {
    let first = try table.index(of: "first")
    let solid = try table.index(of: "solid")
    for row in table.rows {
      exceptions[Array(row.fields[first].utf8)] = row.fields[solid].split(separator: "|").map { Array($0.utf8) }
    }
  }

  /// Whether the word of `first` and `rest` is written with a hyphen; both in lower case.
  func keepsHyphen(_ first: [UInt8], _ rest: [UInt8]) -> Bool {
    guard rest.count >= 3, let solid = exceptions[first] else { return false }
    return !solid.contains { rest.starts(with: $0) }
  }
}
