import Analysis
import Findings
import GRDB

/// Groups the events that report one happening into occurrences, and keeps the groups as rows.
///
/// Events are walked from one to those that may be one with it; what links connect is grouped anew together, so that a
/// new document touches its neighbours only, and the groups are those that all documents at once would give.
struct OccurrenceWriter {
  let db: Database

  private static let model = Result { try PairModel.embedded() }

  /// Groups the new events of a document with those that they are linked to.
  func update(document: Int64) throws {
    let model = try Self.model.get()
    let news = try SignatureWriter(db: db, model: model).write(document: document)
    var seeds = Set(news.events)
    for key in news.crowded { seeds.formUnion(try events(withKey: key)) }
    seeds.formUnion(try freed())
    try regroup(seeds, model)
  }

  /// Groups anew the events of some keys, as the machine does, and what lost a neighbour; what people merged and split
  /// has to be done again behind it.
  func update(keys: [String]) throws {
    let model = try Self.model.get()
    var seeds: Set<Int64> = []
    let members = try db.cachedStatement(sql: "SELECT finding_id FROM occurrence_member WHERE key = ?")
    for key in keys { seeds.formUnion(try Int64.fetchAll(members, arguments: [key])) }
    let documents = try Int64.fetchAll(
      db,
      sql: """
        SELECT DISTINCT document_id FROM occurrence_member JOIN finding ON finding.id = finding_id
        WHERE occurrence_id = 0 ORDER BY document_id
        """)
    for document in documents {
      let news = try SignatureWriter(db: db, model: model).write(document: document)
      seeds.formUnion(news.events)
      for key in news.crowded { seeds.formUnion(try events(withKey: key)) }
    }
    seeds.formUnion(try freed())
    try regroup(seeds, model)
  }

  private func events(withKey key: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT finding.id FROM happening_key JOIN finding USING (sentence_id) WHERE key = ? AND kind = 'event'
        """, arguments: [key])
  }

  /// Events that were linked to what is gone, or that a key leads to again.
  private func freed() throws -> [Int64] {
    let found = try Int64.fetchAll(
      db,
      sql: """
        SELECT finding_id FROM happening_freed JOIN happening_report ON component = number
          WHERE happening_freed.kind = 'component' AND number <> 0
        UNION SELECT finding.id FROM happening_freed JOIN happening_key ON key = number JOIN finding USING (sentence_id)
          WHERE happening_freed.kind = 'key' AND finding.kind = 'event'
        """)
    try db.execute(sql: "DELETE FROM happening_freed")
    return found
  }

  private func regroup(_ seeds: Set<Int64>, _ model: PairModel) throws {
    let graph = HappeningGraph(db: db, model: model)
    let grouping = HappeningGrouping(model: model)
    var done: Set<Int64> = []
    for seed in seeds.sorted() where !done.contains(seed) {
      guard let component = try graph.component(of: seed) else { continue }
      done.formUnion(component.ids)
      try write(
        component,
        groups: grouping.groups(
          component.nodes.map(\.report), links: component.links,
          twins: twins(component.nodes)), grouping)
    }
  }

  /// Numbers of what is one whatever the model says: the same day, category, sides and status, and no other deed.
  private func twins(_ nodes: [HappeningGraph.Node]) -> [Int] {
    var places: [String: [Int]] = [:]
    for (place, node) in nodes.enumerated() { places[node.key, default: []].append(place) }
    var twins = Array(nodes.indices)
    for members in places.values where members.count > 1 {
      let groups = OccurrenceMerger().groups(members.map { nodes[$0].deed })
      var first: [Int: Int] = [:]
      for (member, group) in zip(members, groups) {
        twins[member] = first[group] ?? member
        first[group] = twins[member]
      }
    }
    return twins
  }

  private func write(_ component: HappeningGraph.Component, groups: [Int], _ grouping: HappeningGrouping) throws {
    let known = try Row.fetchAll(
      db,
      sql: """
        SELECT occurrence_member.finding_id, occurrence_id, decided_by, reason, component, origin, origin_kind, mended, mended_by
        FROM json_each(?) AS asked JOIN occurrence_member ON occurrence_member.finding_id = asked.value
          JOIN happening_report USING (finding_id)
        """, arguments: ["[\(component.ids.map(String.init).joined(separator: ","))]"])
    var rows: [Int64: Row] = [:]
    for row in known { rows[row[0]] = row }
    let free = try freeNumbers(rows)
    var numbers: [Int64] = []
    var taken: Set<Int64> = []
    let creation = try db.cachedStatement(sql: "INSERT INTO occurrence (key) VALUES (?)")
    let change = try db.cachedStatement(
      sql: "UPDATE occurrence_member SET occurrence_id = ?, decided_by = 'machine', reason = ? WHERE finding_id = ?")
    let place = try db.cachedStatement(
      sql: """
        UPDATE happening_report SET component = ?, origin = ?, origin_kind = ?, mended = ?, mended_by = ?
        WHERE finding_id = ?
        """)
    var members: [[Int]] = []
    for (index, group) in groups.enumerated() {
      if group == members.count { members.append([]) }
      members[group].append(index)
    }
    let label = component.ids.min() ?? 0
    for indices in members {
      let old = indices.compactMap { rows[component.ids[$0]]?[1] as Int64? }.filter { free.contains($0) }.sorted()
      if let number = old.first(where: { !taken.contains($0) }) {
        numbers.append(number)
      } else {
        try creation.execute(arguments: [component.nodes[indices[0]].key])
        numbers.append(db.lastInsertedRowID)
      }
      let number = numbers[numbers.count - 1]
      taken.insert(number)
      let reports = indices.map { component.nodes[$0].report }
      let dates = MendedDates(reports.map(\.signature))
      let origins = try origins(of: reports, ids: indices.map { component.ids[$0] })
      for (position, index) in indices.enumerated() {
        let id = component.ids[index]
        let reason = grouping.reason(for: position, among: reports)
        let row = rows[id]
        if row?[1] != number || row?[2] != "machine" || row?[3] != reason {
          try change.execute(arguments: [number, reason, id])
        }
        let first = origins.first[position]
        let isShared = origins.first.count { $0 == first } > 1
        let origin = isShared ? component.ids[indices[first]] : 0
        let mended = dates.dates[position]
        let giver = mended == nil ? nil : dates.giver.map { component.ids[indices[$0]] }
        let kind = origins.kinds[position]
        if row?[4] != label || row?[5] != origin || row?[6] != kind || row?[7] != mended || row?[8] != giver {
          try place.execute(arguments: [label, origin, kind, mended, giver, id])
        }
      }
    }
    try removeEmpty(Array(Set(rows.values.map { $0[1] as Int64 }).subtracting(numbers)).sorted())
  }

  /// Which reports of a group lean on one another; nothing is asked where all are of one document.
  private func origins(of reports: [ComparableReport], ids: [Int64]) throws -> SharedOrigins {
    guard Set(reports.map(\.signature.document)).count > 1 else {
      return SharedOrigins([], grounds: []).alone(reports.count)
    }
    let references = try db.cachedStatement(
      sql: """
        SELECT reference FROM finding_link JOIN citation USING (finding_id) WHERE event_id = ? ORDER BY reference
        """)
    let rest = try db.cachedStatement(
      sql: """
        SELECT attribution.name, document.title, document.url FROM finding
          JOIN document ON document.id = finding.document_id
          LEFT JOIN attribution ON attribution.finding_id = finding.id AND attribution.role = 'said_by'
        WHERE finding.id = ?
        """)
    let grounds = try ids.map { id -> SharedOrigins.Ground in
      let row = try Row.fetchOne(rest, arguments: [id])
      return SharedOrigins.Ground(
        references: try String.fetchAll(references, arguments: [id]), speaker: row?[0],
        titles: [row?[1] as String?, row?[2] as String?].compactMap(\.self))
    }
    return SharedOrigins(reports, grounds: grounds)
  }

  /// Numbers of occurrences none of whose members stand outside.
  private func freeNumbers(_ rows: [Int64: Row]) throws -> Set<Int64> {
    var counts: [Int64: Int] = [:]
    for row in rows.values { counts[row[1], default: 0] += 1 }
    let count = try db.cachedStatement(sql: "SELECT count(*) FROM occurrence_member WHERE occurrence_id = ?")
    var free: Set<Int64> = []
    for (number, own) in counts.sorted(by: { $0.key < $1.key }) where number != 0 {
      if try Int.fetchOne(count, arguments: [number]) == own { free.insert(number) }
    }
    return free
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
