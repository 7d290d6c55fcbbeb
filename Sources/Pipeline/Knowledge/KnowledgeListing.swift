import Findings
import ResourceTables

/// The knowledge that ships with the program, to be looked at.
public enum KnowledgeListing {
  /// A line a table: its name, how many rows it has, and what it is.
  public static func tables() throws -> String {
    let tables = try names.map { try EmbeddedTables.table($0) }
    let width = tables.map(\.name.count).max() ?? 0
    return tables.map { table in
      let rows = String(table.rows.count)
      return table.name + String(repeating: " ", count: width - table.name.count + 2 + max(0, 6 - rows.count)) + rows
        + "  " + (table.head["title"] ?? "")
    }.joined(separator: "\n") + "\n"
  }

  /// A table (`times/eras.tsv`), one row of it (`times/eras.tsv:9`), or the rows of all tables that hold a word in a field
  /// of its own (`frogmarch`).
  ///
  /// - Throws: `ResourceError` with the near miss where nothing is so called.
  public static func text(of name: String) throws -> String {
    let parts = name.split(separator: ":")
    if let table = names.first(where: { $0 == name || $0 == name + ".tsv" }) {
      return String(decoding: EmbeddedTables.bytes(of: table).map { Array($0) } ?? [], as: UTF8.self)
    }
    if parts.count == 2, let line = Int(parts[1]), let table = names.first(where: { $0 == parts[0] }) {
      guard let text = KnowledgeRows.text(of: ResourceReference(table: table, line: line)) else {
        throw ResourceError(table: table, line: line, reason: .conflict("there is no such row"))
      }
      return "\(table):\(line)  \(text)\n"
    }
    var lines: [String] = []
    for table in names {
      for row in try EmbeddedTables.table(table).rows
      where row.fields.contains(where: { $0 == name || $0.split(separator: "|").contains { $0 == name } }) {
        lines.append(
          "\(table):\(row.line)  \(KnowledgeRows.text(of: ResourceReference(table: table, line: row.line)) ?? "")")
      }
    }
    guard !lines.isEmpty else {
      throw ResourceError(
        table: name, line: 0, reason: .unknown(column: "", what: "table or row", got: name, among: names))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let names = EmbeddedTables.names.filter { $0.hasSuffix(".tsv") && !$0.hasPrefix("web/") }
}
