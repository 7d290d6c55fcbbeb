/// A user's table, and which of ours it adds to.
///
/// The file is named as ours (`eras.tsv`, `times/eras.tsv`, `frames-anything.tsv`, `people-anything.tsv`), or says
/// `# table: times/eras.tsv` in its head, or has columns that only one of our tables has.
public struct KnowledgeOverlay: Sendable {
  /// The embedded table: `times/eras.tsv`; ``frames`` for event frames, ``names`` for actors of any kind.
  public let target: String
  /// The rows with the columns in the order of ours.
  public let table: ResourceTable

  /// Stands for all tables of event frames.
  public static let frames = "events/frames"
  /// Stands for a table of actors whose rows say their kind.
  public static let names = "actors/names"

  private static let framePrefix = "events/frames-"
  /// Columns that a user's table may lack though no row of ours leaves them empty.
  private static let mayLack = ["source", "gives"]
  /// Columns of ``names``.
  private static let nameColumns = [
    "name", "code", "kind", "aliases", "adjectives", "sector", "office", "from", "to", "key", "source",
  ]

  /// Reads a user's table.
  ///
  /// - Parameter path: the file's name as errors tell it, with its folder where that says which table it is for.
  /// - Throws: ``ResourceError`` where it is malformed, has a column that ours hasn't, lacks one that no row of ours leaves
  ///   empty, or where it can't be told which table it is for.
  /// - Complexity: linear in the file's bytes and in those of our table.
  public init(path: String, bytes: some Sequence<UInt8>) throws {
    let read = try ResourceTable(name: path, bytes: bytes)
    target = try Self.target(of: read)
    if target == Self.names {
      try Self.refuseUnknown(read.columns, in: read, known: Self.nameColumns)
      for column in ["name", "code"] { _ = try read.index(of: column) }
      table = read
      return
    }
    let name = target == Self.frames ? EmbeddedTables.names.first { $0.hasPrefix(Self.framePrefix) } : target
    let ours = try EmbeddedTables.table(name ?? target)
    try Self.refuseUnknown(read.columns, in: read, known: ours.columns)
    let places = ours.columns.map { read.columns.firstIndex(of: $0) }
    for (column, place) in zip(ours.columns.indices, places) where place == nil {
      if !Self.mayLack.contains(ours.columns[column]), ours.rows.allSatisfy({ !$0.fields[column].isEmpty }) {
        throw ResourceError(
          table: path, line: read.columnLine, reason: .missingColumn(ours.columns[column], among: read.columns))
      }
    }
    table = ResourceTable(
      read, columns: ours.columns,
      rows: read.rows.map { row in
        ResourceTable.Row(table: path, line: row.line, fields: places.map { $0.map { row.fields[$0] } ?? "" })
      })
  }

  private static func refuseUnknown(_ columns: [String], in table: ResourceTable, known: [String]) throws {
    for column in columns where !known.contains(column) {
      throw ResourceError(
        table: table.name, line: table.columnLine,
        reason: .unknown(column: "", what: "column", got: column, among: known))
    }
  }

  /// Tables of ours that a user may add to.
  public static let targets: [String] =
    [frames, names]
    + EmbeddedTables.names.filter {
      $0.hasSuffix(".tsv") && !$0.hasPrefix(framePrefix) && !$0.hasPrefix("web/") && !$0.hasPrefix("documents/")
        && $0 != "actors/letters.tsv" && $0 != "actors/transliteration.tsv" && $0 != "actors/code-aliases.tsv"
        && $0 != "events/slots.tsv"
    }

  private static func target(of table: ResourceTable) throws -> String {
    if let named = table.head["table"] {
      if named.hasPrefix(framePrefix) { return frames }
      if let target = targets.first(where: { $0 == named || $0 == named + ".tsv" }) { return target }
      throw ResourceError(
        table: table.name, line: 1, reason: .unknown(column: "", what: "table", got: named, among: targets))
    }
    let parts = table.name.split(separator: "/").map(String.init)
    let file = parts.last ?? table.name
    if file == "frames.tsv" || file.hasPrefix("frames-") { return frames }
    if file == "names.tsv" { return names }
    if file == "people.tsv" || file.hasPrefix("people-") {
      return targets.first { $0.hasPrefix("actors/people-") } ?? names
    }
    let alike = targets.filter { $0.hasSuffix("/" + file) }
    if alike.count == 1 { return alike[0] }
    if let folder = parts.dropLast().last, let exact = alike.first(where: { $0 == folder + "/" + file }) {
      return exact
    }
    return try target(byColumnsOf: table)
  }

  private static func target(byColumnsOf table: ResourceTable) throws -> String {
    let columns = Set(table.columns)
    if columns.contains("trigger") || columns.contains("fires") { return frames }
    if columns.isSuperset(of: ["name", "code"]) { return names }
    let fitting = try targets.filter { target in
      guard target != frames, target != names else { return false }
      return Set(try EmbeddedTables.table(target).columns) == columns
    }
    if fitting.count == 1 { return fitting[0] }
    throw ResourceError(
      table: table.name, line: table.columnLine,
      reason: .conflict(
        "can't tell which table this adds to; write \"# table: \(fitting.first ?? "times/eras.tsv")\" above the columns"
          + (fitting.count > 1 ? " (or \(fitting.dropFirst().joined(separator: ", ")))" : "")))
  }

  /// Whether each row of `table` is known by its first column.
  static func hasIdentifiers(_ table: ResourceTable) -> Bool {
    guard table.columns[0] != "class", table.columns[0] != "context", table.columns[0] != "kind" else { return false }
    var seen: Set<String> = []
    return table.rows.allSatisfy { seen.insert($0.fields[0]).inserted }
  }

  /// Whether its rows take the place of ours of the same name, rather than add to them.
  public var replacesRows: Bool {
    guard target != Self.frames, target != Self.names, let ours = try? EmbeddedTables.table(target) else {
      return false
    }
    return Self.hasIdentifiers(ours)
  }

  /// - Throws: ``ResourceError`` where two rows have one identifier.
  func refuseRepetitions() throws {
    let columns: [Int]
    if target == Self.frames {
      columns = ["trigger", "form", "needs"].compactMap { table.columns.firstIndex(of: $0) }
    } else if target == Self.names {
      return
    } else if Self.hasIdentifiers(try EmbeddedTables.table(target)) {
      columns = [0]
    } else {
      columns = Array(table.columns.indices)
    }
    var lines: [[String]: Int] = [:]
    for row in table.rows {
      let identifier = columns.map { row.fields[$0] }
      if let first = lines[identifier] {
        let name = identifier.filter { !$0.isEmpty }.joined(separator: " ")
        throw ResourceError(
          table: row.table, line: row.line, reason: .conflict("\"\(name)\" stands twice, first in line \(first)"))
      }
      lines[identifier] = row.line
    }
  }
}
