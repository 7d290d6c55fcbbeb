import Findings

/// How much a line wants a person's look, from 0 (checked) to 1.
public enum Doubt {
  /// The doubt of the reports of one occurrence: that of the surest, and more where they can't all be right.
  public static func of(_ rows: [FindingTable.Row], in table: FindingTable) -> Double {
    if rows.contains(where: { $0.decision != nil }) { return 0 }
    let least = rows.map { of($0) }.min() ?? 0
    return contradict(rows, in: table) ? min(1, least + 0.3) : least
  }

  /// The doubt of one report: what its confidence leaves, weighed with where its date comes from.
  static func of(_ row: FindingTable.Row) -> Double {
    let weight =
      switch row.basis {
      case .explicit: 1.0
      case .relative: 0.85
      case .carried: 0.7
      case .publication: 0.5
      case nil, .some(.none): 0.6
      }
    return min(1, max(0, 1 - Double(row.confidence) * weight))
  }

  /// Whether reports can't all be right: days apart, or done and denied.
  static func contradict(_ rows: [FindingTable.Row], in table: FindingTable) -> Bool {
    guard let first = rows.first else { return false }
    return rows.dropFirst().contains { row in
      row.isDated && first.isDated && (row.firstDay > first.lastDay || first.firstDay > row.lastDay)
        || (row.status == .denied) != (first.status == .denied)
    }
  }
}
