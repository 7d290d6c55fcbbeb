import Analysis
import GRDB

/// Groups the events that share a key into occurrences, and keeps the groups as rows.
struct OccurrenceWriter {
  let db: Database

  /// Groups anew what shares a key with the events of a document.
  func update(document: Int64) throws {
    let keys = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT occurrence_member.key FROM finding
          JOIN occurrence_member ON occurrence_member.finding_id = finding.id WHERE finding.document_id = ?
        """, arguments: [document])
    try update(keys: keys)
  }

  /// Groups anew the events of some keys, as the machine does; what people merged and split has to be done again behind
  /// it.
  func update(keys: [String]) throws {
    let members = try db.cachedStatement(
      sql: "SELECT finding_id, deed, occurrence_id, decided_by FROM occurrence_member WHERE key = ? ORDER BY finding_id"
    )
    let known = try db.cachedStatement(sql: "SELECT id FROM occurrence WHERE key = ? ORDER BY id")
    let creation = try db.cachedStatement(sql: "INSERT INTO occurrence (key) VALUES (?)")
    let change = try db.cachedStatement(
      sql: "UPDATE occurrence_member SET occurrence_id = ?, decided_by = 'machine', reason = ? WHERE finding_id = ?")
    let removal = try db.cachedStatement(
      sql: """
        DELETE FROM occurrence WHERE id = ?1
          AND NOT EXISTS (SELECT 1 FROM occurrence_member WHERE occurrence_id = ?1)
        """)
    for key in keys {
      let rows = try Row.fetchAll(members, arguments: [key])
      let groups = OccurrenceMerger().groups(rows.map { DeedWords($0[1] as String) })
      var ids = try Int64.fetchAll(known, arguments: [key])
      let count = (groups.max() ?? -1) + 1
      while ids.count < count {
        try creation.execute(arguments: [key])
        ids.append(db.lastInsertedRowID)
      }
      let sizes = groups.reduce(into: [Int](repeating: 0, count: count)) { $0[$1] += 1 }
      for (row, group) in zip(rows, groups) {
        let reason = sizes[group] > 1 ? "same day, sides and deed" : "alone"
        // Most stay where they are.
        if row[2] as Int64 == ids[group], row[3] as String == "machine", sizes[group] == 1 { continue }
        try change.execute(arguments: [ids[group], reason, row[0] as Int64])
      }
      for id in ids.dropFirst(count) { try removal.execute(arguments: [id]) }
    }
  }

  /// Puts all members of the occurrences that some findings report into one.
  func merge(_ findings: [Int64], reason: String) throws {
    var ids: [Int64] = []
    for finding in findings {
      try ensureMember(finding)
      guard let id = try occurrence(of: finding), !ids.contains(id) else { continue }
      ids.append(id)
    }
    guard let kept = ids.first, ids.count > 1 else { return }
    for id in ids.dropFirst() {
      try db.execute(
        sql:
          "UPDATE occurrence_member SET occurrence_id = ?, decided_by = 'person', reason = ? WHERE occurrence_id = ?",
        arguments: [kept, reason, id])
    }
    try db.execute(
      sql: "UPDATE occurrence_member SET decided_by = 'person', reason = ? WHERE occurrence_id = ?",
      arguments: [reason, kept])
    try removeEmpty(ids)
  }

  /// Makes an occurrence of its own of one report.
  func split(_ finding: Int64, reason: String) throws {
    guard let id = try occurrence(of: finding) else { return }
    let key = try String.fetchOne(
      db, sql: "SELECT key FROM occurrence_member WHERE finding_id = ?", arguments: [finding])
    try db.execute(sql: "INSERT INTO occurrence (key) VALUES (?)", arguments: [key ?? ""])
    try db.execute(
      sql: "UPDATE occurrence_member SET occurrence_id = ?, decided_by = 'person', reason = ? WHERE finding_id = ?",
      arguments: [db.lastInsertedRowID, reason, finding])
    try removeEmpty([id])
  }

  /// A data set's row is an occurrence of its own without a row that says so, until a person merges it.
  private func ensureMember(_ finding: Int64) throws {
    guard try occurrence(of: finding) == nil else { return }
    try db.execute(sql: "INSERT INTO occurrence (key) VALUES (?)", arguments: ["f\(finding)"])
    try db.execute(
      sql: "INSERT INTO occurrence_member VALUES (?, ?, ?, '', 'machine', 'alone')",
      arguments: [finding, db.lastInsertedRowID, "f\(finding)"])
  }

  private func occurrence(of finding: Int64) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT occurrence_id FROM occurrence_member WHERE finding_id = ?", arguments: [finding])
  }

  private func removeEmpty(_ ids: [Int64]) throws {
    for id in ids {
      try db.execute(
        sql: """
          DELETE FROM occurrence WHERE id = ?1
            AND NOT EXISTS (SELECT 1 FROM occurrence_member WHERE occurrence_id = ?1)
          """, arguments: [id])
    }
  }
}
