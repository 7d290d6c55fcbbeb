import Findings
import GRDB
import SourceTexts

/// What an archive keeps twice, so that lists are quick: it is made anew where a newer program makes it otherwise, and
/// behind a migration.
enum Derivation {
  /// Goes up whenever ``listed``, links or occurrences are made otherwise.
  static let version = 2

  static func bringUpToDate(_ database: any DatabaseWriter) throws {
    let known = try database.read { db in try Int.fetchOne(db, sql: "SELECT derivation FROM archive_state") ?? 0 }
    guard known < version else { return }
    try database.write { db in
      try rebuild(db)
      try db.execute(
        sql: "UPDATE archive_state SET derivation = ?, revision = revision + 1", arguments: [version])
    }
  }

  /// - Complexity: linear in the number of findings; some 80 µs each.
  private static func rebuild(_ db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM listed; DELETE FROM actor_key; DELETE FROM finding_link; DELETE FROM occurrence_member;
        DELETE FROM occurrence; DELETE FROM happening_report; DELETE FROM happening_key; DELETE FROM happening_document;
        DELETE FROM happening_freed;
        """)
    for row in try Row.fetchAll(db, sql: "SELECT id, kind FROM document ORDER BY id") {
      let document: Int64 = row[0]
      if row[1] as String == DocumentKind.dataSet.rawValue {
        try Archive.relistDataSet(document, in: db)
        continue
      }
      try relist(document, in: db)
      try LinkWriter(db: db).write(document: document)
    }
    try OccurrenceWriter(db: db).update(keys: [])
    for document in try Int64.fetchAll(db, sql: "SELECT id FROM document ORDER BY id") {
      try DecisionApplier(db: db).apply(to: document)
    }
  }

  private static func relist(_ document: Int64, in db: Database) throws {
    let text = try String.fetchOne(db, sql: "SELECT text FROM document WHERE id = ?", arguments: [document]) ?? ""
    let sentences = try DocumentSentences.spans(of: document, in: db)
    let writer = try FindingWriter(db: db, document: document, text: text, sentences: sentences)
    let findings = try FindingReader(db: db).findings(of: document)
    var rows: [FindingKind: [(id: Int64, sentence: Int64?, decision: DecisionMark?)]] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT id, kind, sentence_id, decision FROM finding WHERE document_id = ? ORDER BY kind, ordinal",
      arguments: [document])
    {
      guard let kind = FindingKind(rawValue: row[1]) else { continue }
      rows[kind, default: []].append(
        (row[0], row[2], (row[3] as String?).flatMap(DecisionMark.init(rawValue:))))
    }
    let named = FindingWriter.codesBySentence(findings.actors, sentences: sentences)
    for (item, row) in zip(findings.events, rows[.event] ?? []) {
      try writer.list(item, row.id, sentence: row.sentence, decision: row.decision)
    }
    for (item, row) in zip(findings.statements, rows[.statement] ?? []) { try writer.list(item, row.id, row.sentence) }
    for (item, row) in zip(findings.figures, rows[.figure] ?? []) { try writer.list(item, row.id, row.sentence) }
    for (item, row) in zip(findings.citations, rows[.citation] ?? []) {
      try writer.list(item, row.id, row.sentence, named: row.sentence.flatMap { named[$0] } ?? [])
    }
    for (item, row) in zip(findings.agreements, rows[.agreement] ?? []) { try writer.list(item, row.id, row.sentence) }
  }
}

/// The sentences of a document as its rows have them.
enum DocumentSentences {
  static func spans(of document: Int64, in db: Database) throws -> [(span: Span, row: Int64)] {
    try Row.fetchAll(
      db, sql: "SELECT start, \"end\", id FROM sentence WHERE document_id = ? ORDER BY position", arguments: [document]
    ).map { (Span($0[0], $0[1]), $0[2]) }
  }
}
