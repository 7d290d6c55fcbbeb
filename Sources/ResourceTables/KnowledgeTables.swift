/// The knowledge that a run works with: the tables that ship inside the binary, and a user's own laid over them.
///
/// ```
/// let own = try KnowledgeOverlay(path: "frames-own.tsv", bytes: bytes)
/// let tables = try KnowledgeTables(overlays: [own])
/// tables.table("times/eras.tsv")        // ours, then the user's rows
/// ```
public struct KnowledgeTables: Sendable {
  /// What ships with the program and nothing else.
  public static let embedded = KnowledgeTables()

  /// The user's tables in the order given; of rows that contradict each other the later holds.
  public let overlays: [KnowledgeOverlay]

  private init() { overlays = [] }

  /// - Throws: ``ResourceError`` where two rows of the user's tables have one identifier.
  public init(overlays: [KnowledgeOverlay]) throws {
    self.overlays = overlays
    for overlay in overlays { try overlay.refuseRepetitions() }
  }

  /// The rows of the embedded table called `name`, then those of the user that were made for it. Where the first column
  /// of ours names each row once, a user's row takes the place of ours of the same name.
  ///
  /// - Throws: ``ResourceError`` where it is missing or malformed.
  /// - Complexity: linear in the rows.
  public func table(_ name: String) throws -> ResourceTable {
    let own = overlays.filter { $0.target == name }
    let base = try EmbeddedTables.table(name)
    guard !own.isEmpty else { return base }
    let added = own.flatMap(\.table.rows)
    var rows = base.rows
    if KnowledgeOverlay.hasIdentifiers(base) {
      let names = Set(added.map { $0.fields[0] })
      rows.removeAll { names.contains($0.fields[0]) }
    }
    return ResourceTable(base, rows: rows + added)
  }

  /// The user's tables that were made for `target`.
  public func own(_ target: String) -> [ResourceTable] { overlays.filter { $0.target == target }.map(\.table) }
}
