import GRDB
import SourceTexts

/// Ties the statements, figures and citations of a document to the events that they stand with: statements and figures
/// to those whose clause they touch, citations to those whose sentence they support.
struct LinkWriter {
  let db: Database

  /// - Complexity: O(n log n) in the number of findings, where none is much longer than its sentence.
  func write(document: Int64) throws {
    try db.execute(
      sql:
        "DELETE FROM finding_link WHERE event_id IN (SELECT id FROM finding WHERE document_id = ? AND kind = 'event')",
      arguments: [document])
    let others = try Row.fetchAll(
      db,
      sql: """
        SELECT id, start, "end", kind = 'citation' FROM finding
        WHERE document_id = ? AND kind IN ('statement', 'figure', 'citation') AND start IS NOT NULL ORDER BY start, id
        """, arguments: [document]
    ).map { (id: $0[0] as Int64, span: Span($0[1], $0[2]), isCitation: $0[3] as Bool) }
    guard !others.isEmpty else { return }
    let longest = others.lazy.map(\.span.count).max() ?? 0
    let insertion = try db.cachedStatement(sql: "INSERT OR IGNORE INTO finding_link VALUES (?, ?)")
    let events = try Row.fetchAll(
      db,
      sql: """
        SELECT finding.id, finding.start, finding."end", sentence.start, sentence."end" FROM finding
          LEFT JOIN sentence ON sentence.id = finding.sentence_id
        WHERE finding.document_id = ? AND finding.kind = 'event' AND finding.start IS NOT NULL
        """, arguments: [document])
    for event in events {
      let clause = Span(event[1], event[2])
      var sentence = clause
      if let start = event[3] as Int?, let end = event[4] as Int? { sentence = Span(start, end) }
      let reach = clause.union(sentence)
      var place = others.partitioningIndex { $0.span.start >= reach.end }
      while place > 0 {
        place -= 1
        let other = others[place]
        if other.span.start + longest <= reach.start { break }
        if other.span.overlaps(other.isCitation ? sentence : clause) {
          try insertion.execute(arguments: [event[0] as Int64, other.id])
        }
      }
    }
  }
}
