import Findings
import GRDB
import SourceTexts

/// Reads and writes the log of decisions.
struct DecisionLog {
  let db: Database

  /// Adds a decision, unless the log has it already.
  ///
  /// - Returns: its number, nil where it was there.
  func add(_ decision: Decision) throws -> Int64? {
    var decision = decision
    if decision.uid.isEmpty {
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM decision") ?? 0
      let content = try JSONColumn.encode(decision)
      decision.uid = String(ContentDigest(of: "\(count)\n\(content)".utf8).rawValue.prefix(24))
    }
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO decision (uid, time, author, action, reason, field, old_value, new_value, undoes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        decision.uid, decision.time, decision.author, decision.action.rawValue, decision.reason, decision.field,
        decision.oldValue, decision.newValue, decision.undoes,
      ])
    guard db.changesCount > 0 else { return nil }
    let id = db.lastInsertedRowID
    for (position, anchor) in decision.targets.enumerated() {
      try db.execute(
        sql: "INSERT INTO decision_anchor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          id, position, anchor.document, anchor.digest, anchor.layer?.rawValue, anchor.place?.start, anchor.place?.end,
          anchor.span?.start, anchor.span?.end, anchor.label, anchor.quote, anchor.row,
        ])
    }
    return id
  }

  var isEmpty: Bool {
    get throws { try Int.fetchOne(db, sql: "SELECT 1 FROM decision LIMIT 1") == nil }
  }

  /// All decisions in the order in which they were made, whenever they came here, or those that satisfy a condition over `decision`.
  func decisions(
    where condition: String = "1", arguments: StatementArguments = []
  ) throws -> [(id: Int64, decision: Decision)] {
    var anchors: [Int64: [DecisionAnchor]] = [:]
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT decision_anchor.* FROM decision_anchor JOIN decision ON decision.id = decision_id
        WHERE \(condition) ORDER BY decision_id, position
        """, arguments: arguments)
    {
      func span(_ start: String, _ end: String) -> Span? {
        guard let start = row[start] as Int?, let end = row[end] as Int?, start >= 0, end >= start else { return nil }
        return Span(start, end)
      }
      anchors[row["decision_id"], default: []].append(
        DecisionAnchor(
          document: row["document"], digest: row["digest"],
          layer: (row["layer"] as String?).flatMap(FindingKind.init(rawValue:)),
          place: span("place_start", "place_end"), span: span("start", "end"),
          row: row["row"], label: row["label"],
          quote: row["quote"]))
    }
    return try Row.fetchAll(
      db, sql: "SELECT * FROM decision WHERE \(condition) ORDER BY time, id", arguments: arguments
    ).compactMap { row in
      guard let action = Decision.Action(rawValue: row["action"]) else { return nil }
      let id: Int64 = row["id"]
      return (
        id,
        Decision(
          uid: row["uid"], time: row["time"], author: row["author"], action: action, reason: row["reason"],
          targets: anchors[id] ?? [], field: row["field"], oldValue: row["old_value"], newValue: row["new_value"],
          undoes: row["undoes"])
      )
    }
  }

  /// The uids of decisions that were taken back.
  func undone() throws -> Set<String> {
    var undone: Set<String> = []
    for (uid, other) in try Row.fetchAll(
      db, sql: "SELECT uid, undoes FROM decision WHERE action = 'undo' ORDER BY time DESC, id DESC"
    ).map({ ($0[0] as String, $0[1] as String?) }) where !undone.contains(uid) {
      if let other { undone.insert(other) }
    }
    return undone
  }

  /// The decisions that hold on the findings of a document: those that stand on it, and those on a record of the same
  /// text that the archive doesn't have.
  func holding(on document: String, digest: String) throws -> [(id: Int64, decision: Decision)] {
    let undone = try undone()
    return try decisions(
      where: """
        decision.id IN (SELECT decision_id FROM decision_anchor WHERE layer IS NOT NULL AND (document = ?1
          OR digest = ?2 AND NOT EXISTS (SELECT 1 FROM document WHERE document.key = decision_anchor.document)))
        """, arguments: [document, digest]
    ).filter { !undone.contains($0.decision.uid) && $0.decision.action != .undo }
  }

  /// What people say of a document, by field; the later wins.
  func documentCorrections(key: String, digest: String) throws -> [String: String] {
    if try isEmpty { return [:] }
    let undone = try undone()
    var values: [String: String] = [:]
    for (_, decision) in try decisions(
      where: """
        decision.action = 'correct' AND decision.id IN (SELECT decision_id FROM decision_anchor
          WHERE layer IS NULL AND (document = ?1
            OR digest = ?2 AND NOT EXISTS (SELECT 1 FROM document WHERE document.key = decision_anchor.document)))
        """, arguments: [key, digest]) where !undone.contains(decision.uid)
    {
      if let field = decision.field { values[field] = decision.newValue ?? "" }
    }
    return values
  }
}
