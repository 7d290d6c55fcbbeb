import GRDB

/// Why a report stands in its occurrence.
public struct MergingReason: Sendable, Hashable {
  /// The report that it is most like, how likely the two are one, and what speaks for it; or what a person said.
  public var reason: String
  /// How many other reports the occurrence has.
  public var others: Int
}

extension Archive {
  /// Why the event with row number `id` is one with others; nil where it stands alone, or is no event.
  public func merging(of id: Int64) throws -> MergingReason? {
    try database.read { db in
      guard
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT reason, (SELECT count(*) FROM occurrence_member AS other
              WHERE other.occurrence_id = occurrence_member.occurrence_id) - 1
            FROM occurrence_member WHERE finding_id = ?
            """, arguments: [id]),
        row[1] as Int > 0
      else { return nil }
      return MergingReason(reason: row[0], others: row[1])
    }
  }
}
