import Findings

/// A filter made ready for one table: what its words mean there.
struct FilterPass {
  private let filter: Filter
  private let table: FindingTable
  private let sentences: Set<Int64>?
  /// For each actor asked for, which keys are it.
  private let actors: [[Bool]]
  private let speakers: [Bool]?
  private let labels: [Bool]?
  private let documents: Set<Int32>?
  private let from: Int32?
  private let to: Int32?
  private let keepsUndated: Bool

  init(_ filter: Filter, _ table: FindingTable, sentences: Set<Int64>?) {
    self.filter = filter
    self.table = table
    self.sentences = filter.search == nil ? nil : sentences ?? []
    actors = filter.actors.map { term in table.keys.map(term.matches) }
    speakers = filter.saidBy.map { text in
      let lower = text.lowercased()
      return table.keys.map { $0.code.lowercased() == lower || $0.name.lowercased().contains(lower) }
    }
    let quads = Set(filter.quads)
    let kinds = Set(filter.kinds)
    labels =
      quads.isEmpty && kinds.isEmpty
      ? nil
      : table.labels.map { label in
        (kinds.isEmpty || kinds.contains(label))
          && (quads.isEmpty || PloverCategory(rawValue: label).map { quads.contains($0.quad) } ?? false)
      }
    documents = filter.documents.isEmpty ? nil : Set(filter.documents.map { Int32(clamping: $0) })
    from = filter.from.map { Int32(clamping: $0.dayNumber) }
    to = filter.to.map { Int32(clamping: $0.dayNumber) }
    keepsUndated = filter.from == nil && filter.to == nil && (filter.undated ?? (table.list.kind != .event))
  }

  func keeps(_ row: FindingTable.Row) -> Bool {
    // A rejected finding is in no list; the log of decisions tells of it.
    if row.decision == .rejected { return false }
    if let documents, !documents.contains(row.document) { return false }
    if let labels, !labels[Int(row.label)] { return false }
    if row.isDated {
      if !isInside(row) { return false }
    } else if !keepsUndated {
      return false
    }
    if filter.facts {
      if row.isClaim { return false }
      if let status = row.status, status != .occurred, status != .ongoing { return false }
    }
    if !filter.statuses.isEmpty, !(row.status.map(filter.statuses.contains) ?? false) { return false }
    if !filter.bases.isEmpty, !filter.bases.contains(row.basis ?? .none) { return false }
    if Double(row.confidence) + 1e-6 < filter.minimumConfidence { return false }
    if filter.checked, row.decision == nil { return false }
    if let speakers, row.speaker < 0 || !speakers[Int(row.speaker)] { return false }
    if let sentences, !sentences.contains(row.sentence) { return false }
    return actors.isEmpty || concernsAll(row)
  }

  /// A date known only by one side lies inside where that side does.
  private func isInside(_ row: FindingTable.Row) -> Bool {
    let isOpenPast = row.firstDay == FindingTable.openPast
    let isOpenFuture = row.lastDay == FindingTable.openFuture
    if let from, (isOpenFuture ? row.firstDay : row.lastDay) < from { return false }
    if let to, (isOpenPast ? row.lastDay : row.firstDay) > to { return false }
    return true
  }

  private func concernsAll(_ row: FindingTable.Row) -> Bool {
    for matching in actors where !table.concerned(by: row).contains(where: { matching[Int($0)] }) { return false }
    guard let sides = filter.sides, actors.count == 2 else { return true }
    func standing(_ matching: [Bool]) -> (isActor: Bool, isRecipient: Bool) {
      (
        table.actors(of: row).contains { matching[Int($0)] }, table.recipients(of: row).contains { matching[Int($0)] }
      )
    }
    return SideRelation(
      first: standing(actors[0]), second: standing(actors[1]), isMutual: row.recipientCount == 0) == sides
  }
}
