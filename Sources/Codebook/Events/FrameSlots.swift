import ResourceTables

/// The slots that frames may name: `events/slots.tsv`. A word that isn't among them is refused, so that a mistyped
/// slot doesn't pass for a preposition that no sentence has.
package struct FrameSlots: Sendable {
  /// In the order of the table.
  package let names: [String]
  private let known: Set<String>

  /// - Throws: ``ResourceError`` for a place that the program doesn't know, or one that the table lacks.
  package init(_ table: ResourceTable) throws {
    let (slot, kind) = (try table.index(of: "slot"), try table.index(of: "kind"))
    var names: [String] = []
    var places: Set<String> = []
    for row in table.rows {
      let name = row.fields[slot]
      switch row.fields[kind] {
      case "preposition": break
      case "place":
        guard FrameSlot.places[name] != nil else {
          throw ResourceError(
            table: row.table, line: row.line,
            reason: .unknown(column: "slot", what: "place", got: name, among: FrameSlot.places.keys.sorted()))
        }
        places.insert(name)
      case let other:
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .unknown(column: "kind", what: "kind of slot", got: other, among: ["place", "preposition"]))
      }
      names.append(name)
    }
    for name in FrameSlot.places.keys.sorted() where !places.contains(name) {
      throw ResourceError(table: table.name, line: 0, reason: .conflict("no row for the place \(name)"))
    }
    self.names = names
    known = Set(names)
  }

  /// The slot called `name`, or nil where there is none.
  package func slot(_ name: String) -> FrameSlot? { known.contains(name) ? FrameSlot(name) : nil }
}
