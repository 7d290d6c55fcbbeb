import Analysis
import Findings
import Foundation
import GRDB
import SourceTexts

/// Lays what people decided over what the machine coded: finds again the place that each decision stands on, marks and
/// corrects the findings there, and keeps the machine's own coding beside them.
struct DecisionApplier {
  let db: Database

  /// Applies all decisions that hold to a document, from the machine's coding on.
  ///
  /// - Complexity: linear in the number of decisions on the document; nothing where there are none.
  func apply(to document: Int64) throws {
    let log = DecisionLog(db: db)
    if try log.isEmpty { return }
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT key, digest, text, kind FROM document WHERE id = ?", arguments: [document])
    else { return }
    let key: String = row[0]
    let kind = DocumentKind(rawValue: row[3]) ?? .text
    let text: String = row[2]
    var decisions: [Applied] = try log.holding(on: key, digest: row[1]).map { ($0.id, $0.decision, nil) }
    if kind == .text {
      decisions += try moved(to: document, text: text, log)
      decisions.sort { ($0.decision.time, $0.id) < ($1.decision.time, $1.id) }
    }
    let hadAny =
      try Int.fetchOne(
        db,
        sql: """
          SELECT 1 FROM decision_target WHERE document_id = ?1
          UNION ALL SELECT 1 FROM finding
            WHERE ?2 AND document_id = ?1 AND (decision IS NOT NULL OR maker = 'person') LIMIT 1
          """, arguments: [document, kind == .text]) != nil
    guard !decisions.isEmpty || hadAny else { return }
    // Of millions of rows only those are looked at that somebody decided on.
    var keys = kind == .text ? try occurrenceKeys(of: document) : []
    let writer = try FindingWriter(
      db: db, document: document, kind: kind, text: text, sentences: try DocumentSentences.spans(of: document, in: db))
    try reset(document, kind, writer)
    var changes = Changes()
    for (id, decision, shift) in decisions {
      for (position, anchor) in decision.targets.enumerated() {
        guard anchor.layer != nil, try shift != nil || stands(anchor, on: key, digest: row[1]) else { continue }
        // A place outside the text comes from a file that no log wrote.
        let length = text.utf8.count
        guard let anchor = anchor.moved(by: shift ?? 0, within: kind == .text ? length : nil) else {
          try note(id, position, document, nil)
          continue
        }
        if decision.action == .add {
          let finding = try add(decision, anchor, to: document, writer, &changes)
          try note(id, position, document, finding)
        } else {
          let finding = try FindingFinder(db: db).finding(of: anchor, in: document)
          try note(id, position, document, finding)
          if let finding { try changes.note(decision, on: finding, db: db) }
        }
      }
    }
    try changes.write(with: writer, db: db)
    if kind == .text {
      keys.formUnion(try occurrenceKeys(of: document))
      try OccurrenceWriter(db: db).update(keys: keys.sorted())
      try LinkWriter(db: db).write(document: document)
    }
    try applyMergers()
  }

  /// A decision to be laid over a document; `shift` is nil where it stands on the document's own text, else how far its
  /// words have moved.
  private typealias Applied = (id: Int64, decision: Decision, shift: Int?)

  /// Whether a place means this document: by its key, or by the text where the archive has no document of that key.
  private func stands(_ anchor: DecisionAnchor, on key: String, digest: String) throws -> Bool {
    if anchor.document == key { return true }
    guard anchor.digest == digest else { return false }
    return try Int.fetchOne(db, sql: "SELECT 1 FROM document WHERE key = ?", arguments: [anchor.document]) == nil
  }

  /// Does again what people merged and split, from the machine's occurrences on.
  func applyMergers() throws {
    let log = DecisionLog(db: db)
    let writer = OccurrenceWriter(db: db)
    let touched = try String.fetchAll(
      db, sql: "SELECT DISTINCT key FROM occurrence_member WHERE decided_by = 'person' ORDER BY key")
    try writer.update(keys: touched)
    let undone = try log.undone()
    for (id, decision) in try log.decisions(where: "decision.action IN ('merge', 'split')")
    where !undone.contains(decision.uid) {
      let findings = try Int64.fetchAll(
        db,
        sql:
          "SELECT finding_id FROM decision_target WHERE decision_id = ? AND finding_id IS NOT NULL ORDER BY position",
        arguments: [id])
      let reason = decision.reason.isEmpty ? decision.action.rawValue : decision.reason
      if decision.action == .merge {
        try writer.merge(findings, reason: reason)
      } else {
        for finding in findings { try writer.split(finding, reason: reason) }
      }
    }
  }

  private func note(_ decision: Int64, _ position: Int, _ document: Int64, _ finding: Int64?) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO decision_target VALUES (?, ?, ?, ?)",
      arguments: [decision, position, document, finding])
  }

  private func occurrenceKeys(of document: Int64) throws -> Set<String> {
    Set(
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT key FROM finding JOIN occurrence_member ON occurrence_member.finding_id = finding.id
          WHERE document_id = ? AND kind = 'event'
          """, arguments: [document]))
  }

  /// Brings back the machine's coding.
  private func reset(_ document: Int64, _ kind: DocumentKind, _ writer: FindingWriter) throws {
    if kind == .text {
      try db.execute(sql: "DELETE FROM finding WHERE document_id = ? AND maker = 'person'", arguments: [document])
    }
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT finding_id, coding, kind FROM machine_coding JOIN finding ON finding.id = finding_id WHERE document_id = ?
        """, arguments: [document])
    {
      guard let kind = FindingKind(rawValue: row[2]),
        let coding = try CorrectableFinding(kind, decoding: row[1])
      else { continue }
      try writer.rewrite(coding, of: row[0], decision: nil)
      try db.execute(sql: "DELETE FROM machine_coding WHERE finding_id = ?", arguments: [row[0] as Int64])
    }
    if kind == .text {
      try db.execute(
        sql: "UPDATE finding SET decision = NULL WHERE document_id = ? AND decision IS NOT NULL", arguments: [document])
    }
    for (table, value) in [("listed", "0"), ("finding", "NULL")] {
      try db.execute(
        sql: """
          UPDATE \(table) SET decision = \(value) WHERE \(table == "listed" ? "finding_id" : "id") IN
            (SELECT finding_id FROM decision_target WHERE document_id = ? AND finding_id IS NOT NULL)
          """, arguments: [document])
    }
    try db.execute(sql: "DELETE FROM decision_target WHERE document_id = ?", arguments: [document])
  }

  /// Decisions on texts that the archive doesn't have, whose words stand once in this one: a newer reader made another
  /// text of the same file.
  private func moved(
    to document: Int64, text: String, _ log: DecisionLog
  ) throws -> [Applied] {
    let undone = try log.undone()
    let lost = try log.decisions(
      where: """
        decision.action NOT IN ('undo', 'merge') AND decision.id IN (SELECT decision_id FROM decision_anchor
          WHERE layer IS NOT NULL AND length(quote) >= 24
            AND NOT EXISTS (SELECT 1 FROM document WHERE document.digest = decision_anchor.digest))
        """)
    let holding = lost.filter { !undone.contains($0.decision.uid) && $0.decision.targets.first?.span != nil }
    let places = QuoteSearch(holding.map { $0.decision.targets.first?.quote ?? "" }).places(in: text)
    return zip(holding, places).compactMap { entry, start in
      guard let start, let span = entry.decision.targets.first?.span else { return nil }
      return (entry.id, entry.decision, start - span.start)
    }
  }

  /// Adds what a person coded by hand; where the machine says the same by now, its finding is confirmed instead.
  private func add(
    _ decision: Decision, _ anchor: DecisionAnchor, to document: Int64, _ writer: FindingWriter,
    _ changes: inout Changes
  ) throws -> Int64? {
    guard let coding = decision.newValue, let span = anchor.span,
      let coding = try? JSONColumn.decode(HandCoding.self, from: coding), let event = coding.event(on: span)
    else { return nil }
    let same = try FindingFinder(db: db).events(overlapping: span, in: document).first { _, other in
      other.category == event.category
        && OccurrenceMerger.codes(of: other.actors) == OccurrenceMerger.codes(of: event.actors)
        && OccurrenceMerger.codes(of: other.recipients) == OccurrenceMerger.codes(of: event.recipients)
        && (event.date == nil || event.date?.edtf == other.date?.edtf) && event.status == other.status
        && event.saidBy?.name == other.saidBy?.name
    }
    if let same {
      changes.marks[same.id] = .confirmed
      return same.id
    }
    return try writer.add(event)
  }
}

extension DecisionAnchor {
  /// The same place in a text in which its words stand `shift` bytes further on; nil where it lies outside of the text.
  ///
  /// - Parameter length: of the text, in bytes; nil where there is none.
  fileprivate func moved(by shift: Int, within length: Int?) -> DecisionAnchor? {
    guard let length else { return self }
    func move(_ span: Span) -> Span? {
      let (start, end) = (span.start.addingReportingOverflow(shift), span.end.addingReportingOverflow(shift))
      guard !start.overflow, !end.overflow, start.partialValue >= 0, end.partialValue <= length else { return nil }
      return Span(start.partialValue, end.partialValue)
    }
    var anchor = self
    anchor.place = place.flatMap(move)
    anchor.span = span.flatMap(move)
    guard (anchor.place == nil) == (place == nil), (anchor.span == nil) == (span == nil) else { return nil }
    return anchor
  }
}

/// What decisions make of the findings of one document.
private struct Changes {
  var marks: [Int64: DecisionMark] = [:]
  /// Findings that were corrected.
  var findings: [Int64: Corrected] = [:]

  /// A finding as the machine coded it and as it is now.
  struct Corrected {
    var machine: CorrectableFinding
    /// What differs from the machine's coding, the last word on each field.
    var values: [(field: String, value: String)] = []

    var finding: CorrectableFinding {
      values.reduce(machine) { $0.applying($1.value, to: $1.field) ?? $0 }
    }
  }

  mutating func note(_ decision: Decision, on finding: Int64, db: Database) throws {
    switch decision.action {
    case .confirm: marks[finding] = marks[finding] == .corrected ? .corrected : .confirmed
    case .reject: marks[finding] = .rejected
    case .correct:
      guard let field = decision.field, let value = decision.newValue,
        let machine = try findings[finding]?.machine ?? FindingFinder(db: db).correctable(finding),
        machine.applying(value, to: field) != nil
      else { return }
      var entry = findings[finding] ?? Corrected(machine: machine)
      entry.values.removeAll { $0.field == field }
      // Where the machine says the same, by now or again, the line is confirmed.
      if !machine.holds(value, in: field) { entry.values.append((field, value)) }
      findings[finding] = entry
      marks[finding] = entry.values.isEmpty ? .confirmed : .corrected
    case .merge, .split, .add, .undo: break
    }
  }

  func write(with writer: FindingWriter, db: Database) throws {
    for (id, entry) in findings.sorted(by: { $0.key < $1.key }) where !entry.values.isEmpty {
      try db.execute(
        sql: "INSERT INTO machine_coding VALUES (?, ?)", arguments: [id, try entry.machine.encoded()])
      try writer.rewrite(entry.finding, of: id, decision: marks[id])
    }
    for (id, mark) in marks.sorted(by: { $0.key < $1.key }) {
      try db.execute(sql: "UPDATE finding SET decision = ? WHERE id = ?", arguments: [mark.rawValue, id])
      try db.execute(
        sql: "UPDATE listed SET decision = ? WHERE finding_id = ?", arguments: [ListedCodes.number(of: mark), id])
    }
  }
}
