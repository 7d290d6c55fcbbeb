import Findings
import GRDB
import SourceTexts

/// Finds the finding that a decision stands on: by its place, else by the words it overlaps.
struct FindingFinder {
  let db: Database

  /// The finding of a document that an anchor means; nil where its place is gone.
  func finding(of anchor: DecisionAnchor, in document: Int64) throws -> Int64? {
    if let row = anchor.row, row > 0, anchor.layer == .event {
      return try Int64.fetchOne(
        db,
        sql: """
          SELECT finding.id FROM finding JOIN document ON document.id = document_id
          WHERE document_id = ? AND finding.kind = 'event' AND ordinal = ? AND document.kind = 'data set'
          """, arguments: [document, row - 1])
    }
    guard let layer = anchor.layer, let place = anchor.place else { return nil }
    let span = anchor.span ?? place
    let reach = place.union(span)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT finding.id, finding.place_start, finding.place_end, finding.start, finding."end",
          coalesce((SELECT label FROM listed WHERE listed.finding_id = finding.id), '') AS label
        FROM finding WHERE document_id = ? AND kind = ? AND place_start IS NOT NULL
          AND min(place_start, start) < ? AND max(place_end, "end") > ? ORDER BY ordinal
        """, arguments: [document, layer.rawValue, max(reach.end, reach.start + 1), reach.start])
    var best: (score: Double, id: Int64)?
    for row in rows {
      let otherPlace = FindingReader.span(row[1], row[2])
      let other = FindingReader.span(row[3], row[4])
      let shared = Double(span.intersection(other)?.count ?? 0)
      let likeness = shared / Double(max(1, span.union(other).count))
      let isSameLabel = row[5] as String == anchor.label
      var score = likeness + (isSameLabel ? 0.5 : 0)
      if otherPlace == place {
        score += 4
      } else if otherPlace.overlaps(place) {
        score += 2
      } else if likeness < 0.5 || !isSameLabel {
        continue
      }
      if best.map({ score > $0.score }) ?? true { best = (score, row[0]) }
    }
    return best?.id
  }

  func event(_ id: Int64) throws -> Event? {
    try events(where: "finding.id = ?", arguments: [id]).first?.event
  }

  /// What a person can correct of a finding; nil where that is nothing.
  func correctable(_ id: Int64) throws -> CorrectableFinding? {
    guard
      let kind = try String.fetchOne(db, sql: "SELECT kind FROM finding WHERE id = ?", arguments: [id])
        .flatMap(FindingKind.init(rawValue:))
    else { return nil }
    let reader = FindingReader(db: db)
    let parts = try FindingReader.Parts(db: db, condition: "finding.id = ?", arguments: [id])
    guard let row = try reader.rows(of: kind, where: "finding.id = ?", arguments: [id], order: "finding.id").first
    else {
      return nil
    }
    switch kind {
    case .event: return try reader.event(row, parts).map(CorrectableFinding.event)
    case .statement: return try reader.statement(row, parts).map(CorrectableFinding.statement)
    case .figure: return try reader.figure(row, parts).map(CorrectableFinding.figure)
    case .agreement: return try reader.agreement(row, parts).map(CorrectableFinding.agreement)
    case .time, .actor, .citation: return nil
    }
  }

  func events(overlapping span: Span, in document: Int64) throws -> [(id: Int64, event: Event)] {
    try events(
      where: "finding.document_id = ? AND finding.maker = 'machine' AND finding.start < ? AND finding.\"end\" > ?",
      arguments: [document, span.end, span.start])
  }

  private func events(
    where condition: String, arguments: StatementArguments
  ) throws -> [(id: Int64, event: Event)] {
    let reader = FindingReader(db: db)
    let parts = try FindingReader.Parts(db: db, condition: condition, arguments: arguments)
    return try reader.rows(of: .event, where: condition, arguments: arguments, order: "finding.ordinal")
      .compactMap { row in try reader.event(row, parts).map { (row["finding"], $0) } }
  }
}
