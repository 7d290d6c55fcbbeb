import Findings
import GRDB
import SourceTexts

extension Archive {
  /// Rows that are written in one transaction: readers and other writers get their turn in between.
  private static let batch = 20_000

  /// Writes a set of event data, a row after the other as they come, so that one of any length needs no more memory than
  /// a short one. The rows stand on no words and are named by their place: `9e561519.e1`, `9e561519.e2`.
  ///
  /// A set that the archive holds whole by the same versions is left as it is, and its rows aren't asked for. One whose
  /// writing was stopped is written from where it stopped; one that other versions read is written anew. What people
  /// decided on its rows holds on.
  ///
  /// - Parameters:
  ///   - next: the next row; nil behind the last. The same set gives the same rows.
  ///   - progress: is told how many rows are written.
  /// - Throws: what `next` throws; the rows before it stay, and the set is known to lack the rest.
  /// - Complexity: linear in the number of rows.
  @discardableResult
  public func store(
    _ set: DataSet, next: () throws -> DataSetRow?, progress: (Int) -> Void = { _ in }
  ) throws -> StoringOutcome {
    let begun = try change { db in try Self.begin(set, in: db) }
    let document = begun.document
    guard let known = begun.rows else { return .unchanged(document: document) }
    var number = 0
    // What is there already is passed over, not written twice.
    while number < known, try next() != nil { number += 1 }
    var isOver = number < known
    var failure: (any Error)?
    while !isOver {
      var rows: [DataSetRow] = []
      rows.reserveCapacity(Self.batch)
      while rows.count < Self.batch {
        do {
          guard let row = try next() else {
            isOver = true
            break
          }
          rows.append(row)
        } catch {
          failure = error
          break
        }
      }
      let first = number
      try change { db in
        let writer = try FindingWriter(db: db, document: document, kind: .dataSet, text: "", sentences: [])
        for (offset, row) in rows.enumerated() { try writer.write(row: row.event, number: first + offset + 1) }
      }
      number += rows.count
      progress(number)
      if let failure { throw failure }
    }
    try change { db in
      try db.execute(sql: "UPDATE document SET row_count = ? WHERE id = ?", arguments: [number, document])
      try DecisionApplier(db: db).apply(to: document)
    }
    return begun.isKnown ? .recoded(document: document) : .added(document: document)
  }

  /// The document to write rows into, and how many it has; nil rows where nothing is to be written.
  private static func begin(
    _ set: DataSet, in db: Database
  ) throws -> (document: Int64, rows: Int?, isKnown: Bool) {
    let key = DocumentKey.key(ofDataSet: set.digest, identifier: set.metadata.identifier)
    let source = SourceText(text: "", blocks: [], metadata: set.metadata, format: set.format)
    let run = try run(set.versions, in: db)
    let layers = MetadataLayers(file: set.metadata)
    let row = try Row.fetchOne(db, sql: "SELECT id, run_id, row_count FROM document WHERE key = ?", arguments: [key])
    let document: Int64
    var rows = 0
    if let row {
      document = row[0]
      try writeFiles(set.files, document: document, in: db)
      if row[1] as Int64 == run {
        if row[2] as Int? != nil { return (document, nil, true) }
        rows =
          try Int.fetchOne(
            db, sql: "SELECT max(ordinal) + 1 FROM finding WHERE document_id = ? AND kind = 'event'",
            arguments: [document]) ?? 0
      } else {
        // Only rows that a person merged are members of occurrences.
        let keys = try String.fetchAll(
          db,
          sql: """
            SELECT key FROM decision_target JOIN occurrence_member USING (finding_id) WHERE document_id = ?
            """, arguments: [document])
        try db.execute(sql: "DELETE FROM finding WHERE document_id = ?", arguments: [document])
        try OccurrenceWriter(db: db).update(keys: keys)
        try db.execute(
          sql: "UPDATE document SET run_id = ?, row_count = NULL WHERE id = ?", arguments: [run, document])
      }
    } else {
      document = try nextNumber(in: db)
      try db.execute(
        sql: """
          INSERT INTO document (id, key, digest, name, kind, identifier, format, text, layout, run_id)
          VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?)
          """,
        arguments: [
          document, key, set.digest.rawValue, try name(for: key, in: db), DocumentKind.dataSet.rawValue,
          set.metadata.identifier, set.format.rawValue, try JSONColumn.encode(DocumentLayout(source)), run,
        ])
      try writeFiles(set.files, document: document, in: db)
    }
    let kept = try MetadataOverlay.kept(document, key: key, digest: set.digest.rawValue, in: db)
    try MetadataOverlay.write(layers, kept, document: document, in: db)
    try MetadataOverlay.writeEffective(MetadataOverlay.effective(layers, kept), document: document, in: db)
    return (document, rows, row != nil)
  }

  /// Lists the rows of a data set anew, as where lists are made otherwise than before.
  static func relistDataSet(_ document: Int64, in db: Database) throws {
    let writer = try FindingWriter(db: db, document: document, kind: .dataSet, text: "", sentences: [])
    var last: Int64 = 0
    while true {
      let ids = try Int64.fetchAll(
        db, sql: "SELECT id FROM finding WHERE document_id = ? AND id > ? ORDER BY id LIMIT 2000",
        arguments: [document, last])
      guard let end = ids.last else { return }
      var reader = EventReportReader(db: db, withKnowledge: false)
      let reports = try reader.reports(ids)
      for id in ids {
        guard let report = reports[id] else { continue }
        try writer.list(report.event, id, sentence: nil, decision: report.decision, row: report.row)
      }
      last = end
    }
  }
}
