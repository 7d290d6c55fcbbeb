import Findings
import GRDB
import SourceTexts

/// Writes a document's findings, each with its rows in the tables of its kind.
struct FindingWriter {
  let db: Database
  let document: Int64
  /// In order of start.
  let sentences: [(span: Span, row: Int64)]
  private let finding: GRDB.Statement
  private let date: GRDB.Statement
  private let attribution: GRDB.Statement
  private let concerned: GRDB.Statement
  private let party: GRDB.Statement
  private let mention: GRDB.Statement
  private let time: GRDB.Statement

  init(db: Database, document: Int64, sentences: [(span: Span, row: Int64)]) throws {
    self.db = db
    self.document = document
    self.sentences = sentences
    func insert(_ table: String, _ columns: String, _ count: Int) throws -> GRDB.Statement {
      let marks = Array(repeating: "?", count: count).joined(separator: ", ")
      return try db.makeStatement(sql: "INSERT INTO \(table) (\(columns)) VALUES (\(marks))")
    }
    finding = try insert(
      "finding", "document_id, kind, ordinal, sentence_id, start, \"end\", rule, confidence, resources", 9)
    date = try insert(
      "finding_date", "finding_id, edtf, earliest, latest, basis, start, \"end\", rule, confidence", 9)
    attribution = try insert("attribution", "finding_id, role, name, code, sector, start, \"end\"", 7)
    concerned = try insert("concerned", "finding_id, position, code", 3)
    party = try insert(
      "party",
      "finding_id, role, position, code, sector, name, identifier, office, form, start, \"end\", rule, confidence, resources",
      14)
    mention = try insert("actor_mention", "finding_id, code, sector, name, identifier, office, form", 7)
    time = try insert("time_expression", "finding_id, type, value, modifier, edtf, basis", 6)
  }

  func write(_ findings: DocumentFindings) throws {
    for (ordinal, item) in findings.times.enumerated() {
      let id = try write(item.evidence, kind: .time, ordinal: ordinal)
      try time.execute(
        arguments: [id, item.type.rawValue, item.value, item.modifier, item.edtf, item.basis.rawValue])
    }
    for (ordinal, item) in findings.actors.enumerated() {
      let id = try write(item.evidence, kind: .actor, ordinal: ordinal)
      try mention.execute(arguments: [
        id, item.code?.rawValue, item.sector?.rawValue, item.name, item.identifier, item.office, item.form.rawValue,
      ])
    }
    for (ordinal, item) in findings.events.enumerated() { try write(item, ordinal: ordinal) }
    for (ordinal, item) in findings.statements.enumerated() { try write(item, ordinal: ordinal) }
    for (ordinal, item) in findings.figures.enumerated() { try write(item, ordinal: ordinal) }
    for (ordinal, item) in findings.citations.enumerated() { try write(item, ordinal: ordinal) }
    for (ordinal, item) in findings.agreements.enumerated() { try write(item, ordinal: ordinal) }
  }

  private func write(_ event: Event, ordinal: Int) throws {
    let id = try write(event.evidence, kind: .event, ordinal: ordinal)
    try db.execute(
      sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        id, event.category.rawValue, event.category.quad.rawValue, event.scale, try JSONColumn.encode(event.modes),
        try JSONColumn.encode(event.contexts), event.status.rawValue, event.trigger.start, event.trigger.end,
        event.place?.passage, event.place?.token,
      ])
    try write(event.date, of: id)
    try write(event.saidBy, role: "said_by", of: id)
    for (role, mentions) in [("actor", event.actors), ("recipient", event.recipients)] {
      for (position, item) in mentions.enumerated() {
        try party.execute(arguments: [
          id, role, position, item.code?.rawValue, item.sector?.rawValue, item.name, item.identifier, item.office,
          item.form.rawValue, item.span.start, item.span.end, item.evidence.rule.rawValue, item.evidence.confidence,
          try JSONColumn.encode(item.evidence.resources),
        ])
      }
    }
  }

  private func write(_ statement: Findings.Statement, ordinal: Int) throws {
    let id = try write(statement.evidence, kind: .statement, ordinal: ordinal)
    try db.execute(
      sql: "INSERT INTO statement VALUES (?, ?, ?, ?, ?)",
      arguments: [id, statement.kind.rawValue, statement.role, statement.stance, statement.outlet])
    try write(statement.date, of: id)
    try write(statement.speaker, role: "speaker", of: id)
    try write(statement.addressee, role: "addressee", of: id)
    try write(statement.about, of: id)
  }

  private func write(_ figure: Figure, ordinal: Int) throws {
    let id = try write(figure.evidence, kind: .figure, ordinal: ordinal)
    try db.execute(
      sql: "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [id, figure.value, figure.unit, figure.kind.rawValue, figure.measures, figure.approximation])
    try write(figure.date, of: id)
    try write(figure.actors, of: id)
  }

  private func write(_ citation: Citation, ordinal: Int) throws {
    let id = try write(citation.evidence, kind: .citation, ordinal: ordinal)
    try db.execute(
      sql: "INSERT INTO citation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        id, citation.kind.rawValue, citation.reference, citation.referenceSpan.start, citation.referenceSpan.end,
        citation.label, citation.outlet, try JSONColumn.encode(citation.authors), citation.title, citation.published,
        citation.language,
      ])
  }

  private func write(_ agreement: Agreement, ordinal: Int) throws {
    let id = try write(agreement.evidence, kind: .agreement, ordinal: ordinal)
    try db.execute(
      sql: "INSERT INTO agreement VALUES (?, ?, ?, ?)",
      arguments: [id, agreement.name, agreement.identifier, agreement.status.rawValue])
    try write(agreement.date, of: id)
    try write(agreement.parties, of: id)
  }

  private func write(_ evidence: Evidence, kind: FindingKind, ordinal: Int) throws -> Int64 {
    let next = sentences.partitioningIndex { $0.span.start > evidence.span.start }
    let sentence = next > 0 && sentences[next - 1].span.end > evidence.span.start ? sentences[next - 1].row : nil
    try finding.execute(arguments: [
      document, kind.rawValue, ordinal, sentence, evidence.span.start, evidence.span.end, evidence.rule.rawValue,
      min(1, max(0, evidence.confidence)), try JSONColumn.encode(evidence.resources),
    ])
    return db.lastInsertedRowID
  }

  private func write(_ value: HistoricalDate?, of id: Int64) throws {
    guard let value else { return }
    try date.execute(arguments: [
      id, value.edtf, value.earliest?.description, value.latest?.description, value.basis.rawValue,
      value.expression?.start, value.expression?.end, value.rule?.rawValue, value.confidence,
    ])
  }

  private func write(_ value: Attribution?, role: String, of id: Int64) throws {
    guard let value else { return }
    try attribution.execute(arguments: [
      id, role, value.name, value.code?.rawValue, value.sector?.rawValue, value.span?.start, value.span?.end,
    ])
  }

  private func write(_ codes: [ActorCode], of id: Int64) throws {
    for (position, code) in codes.enumerated() { try concerned.execute(arguments: [id, position, code.rawValue]) }
  }
}
