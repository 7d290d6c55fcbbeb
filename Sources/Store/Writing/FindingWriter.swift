import Analysis
import Findings
import GRDB
import SourceTexts

/// Writes a document's findings, each with its rows in the tables of its kind and what lists need of it.
final class FindingWriter {
  private let db: Database
  private let document: Int64
  /// Rows of data sets stand on no words.
  private let isDataSet: Bool
  private let text: [UInt8]
  private let index: CodePointIndex
  /// In order of start.
  private let sentences: [(span: Span, row: Int64)]
  private let finding: GRDB.Statement
  private let date: GRDB.Statement
  private let attribution: GRDB.Statement
  private let concerned: GRDB.Statement
  private let party: GRDB.Statement
  private let mention: GRDB.Statement
  private let time: GRDB.Statement
  private let event: GRDB.Statement
  private let listed: ListedWriter

  init(
    db: Database, document: Int64, kind: DocumentKind = .text, text: String, sentences: [(span: Span, row: Int64)]
  ) throws {
    self.db = db
    self.document = document
    isDataSet = kind == .dataSet
    self.text = Array(text.utf8)
    self.index = CodePointIndex(text)
    self.sentences = sentences
    func insert(_ table: String, _ columns: String, _ count: Int) throws -> GRDB.Statement {
      let marks = Array(repeating: "?", count: count).joined(separator: ", ")
      return try db.cachedStatement(sql: "INSERT INTO \(table) (\(columns)) VALUES (\(marks))")
    }
    finding = try insert(
      "finding",
      "document_id, kind, ordinal, tail, maker, decision, sentence_id, start, \"end\", place_start, place_end, rule, confidence, resources",
      14)
    date = try insert(
      "finding_date", "finding_id, edtf, first_day, last_day, basis, start, \"end\", rule, confidence", 9)
    attribution = try insert("attribution", "finding_id, role, name, code, sector, start, \"end\"", 7)
    concerned = try insert("concerned", "finding_id, position, code", 3)
    party = try insert(
      "party",
      "finding_id, role, position, code, sector, name, identifier, entity, office, form, start, \"end\", rule, confidence, resources",
      15)
    mention = try insert("actor_mention", "finding_id, code, sector, name, identifier, office, form", 7)
    time = try insert("time_expression", "finding_id, type, value, modifier, edtf, basis", 6)
    event = try insert(
      "event",
      "finding_id, category, quad, scale, modes, contexts, status, trigger_start, trigger_end, passage, token, location, latitude, longitude",
      14)
    listed = try ListedWriter(db: db)
  }

  func write(_ findings: DocumentFindings) throws {
    try write(findings.times, .time, { $0.span }, { $0.evidence }) { item, id, _ in
      try time.execute(
        arguments: [id, item.type.rawValue, item.value, item.modifier, item.edtf, item.basis.rawValue])
    }
    try write(findings.actors, .actor, { $0.span }, { $0.evidence }) { item, id, _ in
      try mention.execute(arguments: [
        id, item.code?.rawValue, item.sector?.rawValue, item.name, item.identifier, item.office, item.form.rawValue,
      ])
    }
    try write(findings.events, .event, { $0.anchor }, { $0.evidence }) { item, id, sentence in
      try writeBody(of: item, id, sentence: sentence, decision: nil)
    }
    try write(findings.statements, .statement, { $0.span }, { $0.evidence }) { try write($0, $1, $2) }
    try write(findings.figures, .figure, { $0.span }, { $0.evidence }) { try write($0, $1, $2) }
    let named = Self.codesBySentence(findings.actors, sentences: sentences)
    try write(findings.citations, .citation, { $0.anchor }, { $0.evidence }) { item, id, sentence in
      try write(item, id, sentence, named: sentence.flatMap { named[$0] } ?? [])
    }
    try write(findings.agreements, .agreement, { $0.span }, { $0.evidence }) { try write($0, $1, $2) }
  }

  /// Codes of the actors that each sentence names.
  static func codesBySentence(
    _ actors: [ActorMention], sentences: [(span: Span, row: Int64)]
  ) -> [Int64: [ActorCode]] {
    var codes: [Int64: [ActorCode]] = [:]
    for actor in actors {
      guard let code = actor.code, let sentence = sentence(of: actor.span, in: sentences) else { continue }
      if codes[sentence]?.contains(code) != true { codes[sentence, default: []].append(code) }
    }
    return codes
  }

  private func write<Item>(
    _ items: [Item], _ kind: FindingKind, _ place: (Item) -> Span, _ evidence: (Item) -> Evidence,
    _ body: (Item, Int64, Int64?) throws -> Void
  ) throws {
    let places = items.map(place)
    let tails = FindingPlaces.tails(
      of: kind, at: places.map { Span(index.codePoint(atByte: $0.start), index.codePoint(atByte: $0.end)) })
    for (ordinal, item) in items.enumerated() {
      let (id, sentence) = try write(
        evidence(item), kind: kind, ordinal: ordinal, tail: tails[ordinal], place: places[ordinal])
      try body(item, id, sentence)
    }
  }

  /// Writes an event that a person coded, behind the machine's.
  func add(_ event: Event) throws -> Int64 {
    let ordinal =
      try Int.fetchOne(
        db, sql: "SELECT max(ordinal) + 1 FROM finding WHERE document_id = ? AND kind = 'event'", arguments: [document])
      ?? 0
    // Names that stand stay as they are.
    let place = Span(index.codePoint(atByte: event.anchor.start), index.codePoint(atByte: event.anchor.end))
    let taken = Set(
      try String.fetchAll(
        db, sql: "SELECT tail FROM finding WHERE document_id = ? AND kind = 'event'", arguments: [document]))
    var tail = "e\(place.start)"
    if taken.contains(where: { $0 == tail || $0.hasPrefix(tail + "-") }) { tail += "-\(place.end)" }
    var twin = 2
    let stem = tail.contains("-") ? tail : "\(tail)-\(place.end)"
    while taken.contains(tail) {
      tail = "\(stem)x\(twin)"
      twin += 1
    }
    let (id, sentence) = try write(
      event.evidence, kind: .event, ordinal: ordinal, tail: tail, place: event.anchor, maker: "person",
      decision: .added)
    try writeBody(of: event, id, sentence: sentence, decision: .added)
    return id
  }

  /// Writes a finding anew, as a person corrected it or as it was before.
  func rewrite(_ finding: CorrectableFinding, of id: Int64, decision: DecisionMark?) throws {
    for table in [finding.kind.table, "finding_date", "attribution", "concerned", "listed"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE finding_id = ?", arguments: [id])
    }
    let sentence = try Int64.fetchOne(db, sql: "SELECT sentence_id FROM finding WHERE id = ?", arguments: [id])
    switch finding {
    case .event(let event): try writeBody(of: event, id, sentence: sentence, decision: decision)
    case .statement(let statement): try write(statement, id, sentence)
    case .figure(let figure): try write(figure, id, sentence)
    case .agreement(let agreement): try write(agreement, id, sentence)
    }
  }

  /// What only events have, and their places in lists and occurrences.
  func writeBody(
    of item: Event, _ id: Int64, sentence: Int64?, decision: DecisionMark?, row: Int? = nil
  ) throws {
    try event.execute(arguments: [
      id, item.category.rawValue, item.category.quad.rawValue, min(10, max(-10, item.scale)),
      try JSONColumn.encode(item.modes), try JSONColumn.encode(item.contexts), item.status.rawValue,
      start(item.trigger),
      end(item.trigger), item.place?.passage, item.place?.token, item.location?.name, item.location?.latitude,
      item.location?.longitude,
    ])
    try write(item.date, of: id)
    try write(item.saidBy, role: "said_by", of: id)
    for (role, mentions) in [("actor", item.actors), ("recipient", item.recipients)] {
      for (position, item) in mentions.enumerated() {
        try party.execute(arguments: [
          id, role, position, item.code?.rawValue, item.sector?.rawValue, item.name, item.identifier, item.entity,
          item.office, item.form.rawValue, start(item.span), end(item.span), item.evidence.rule.rawValue,
          item.evidence.confidence, try JSONColumn.encode(item.evidence.resources),
        ])
      }
    }
    try list(item, id, sentence: sentence, decision: decision, row: row)
  }

  /// Writes an event of a data set.
  ///
  /// - Parameter number: the place of its row, from 1.
  func write(row event: Event, number: Int) throws {
    try finding.execute(arguments: [
      document, FindingKind.event.rawValue, number - 1, "e\(number)", "machine", nil, nil, nil, nil, nil, nil,
      event.evidence.rule.rawValue, min(1, max(0, event.evidence.confidence)),
      try JSONColumn.encode(event.evidence.resources),
    ])
    try writeBody(of: event, db.lastInsertedRowID, sentence: nil, decision: nil, row: number)
  }

  private func start(_ span: Span) -> Int? { isDataSet ? nil : span.start }
  private func end(_ span: Span) -> Int? { isDataSet ? nil : span.end }

  /// Puts an event into the lists, and into the occurrences that are still to be grouped.
  func list(
    _ item: Event, _ id: Int64, sentence: Int64?, decision: DecisionMark?, row: Int? = nil
  ) throws {
    // A row stands where its number says.
    let start =
      !isDataSet
      ? item.span.start
      : try row ?? Int.fetchOne(db, sql: "SELECT ordinal + 1 FROM finding WHERE id = ?", arguments: [id]) ?? 1
    try listed.write(
      ListedFinding(
        kind: .event, isDataRow: isDataSet, finding: id, document: document, sentence: sentence, start: start,
        label: item.category.rawValue,
        status: item.status, date: item.date, decision: decision, speaker: item.saidBy, isClaim: item.saidBy != nil,
        confidence: item.evidence.confidence, actors: item.actors.map(ListedWriter.key),
        recipients: item.recipients.map(ListedWriter.key)))
    // What a data set tells in two rows, it tells as two events.
    if isDataSet { return }
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO occurrence_member (finding_id, occurrence_id, key, deed, decided_by, reason)
        VALUES (?, 0, ?, ?, 'machine', 'alone')
        """
    ).execute(arguments: [
      id,
      OccurrenceKey.key(of: item, place: sentence.map { "s\($0)" } ?? "f\(id)"), DeedWords(of: item, in: text).text,
    ])
  }

  private func write(_ statement: Findings.Statement, _ id: Int64, _ sentence: Int64?) throws {
    try db.execute(
      sql: "INSERT INTO statement VALUES (?, ?, ?, ?, ?)",
      arguments: [id, statement.kind.rawValue, statement.role, statement.stance, statement.outlet])
    try write(statement.date, of: id)
    try write(statement.speaker, role: "speaker", of: id)
    try write(statement.addressee, role: "addressee", of: id)
    try write(statement.about, of: id)
    try list(statement, id, sentence)
  }

  func list(_ statement: Findings.Statement, _ id: Int64, _ sentence: Int64?) throws {
    let others = [statement.speaker?.code, statement.addressee?.code].compactMap(\.self) + statement.about
    try listed.write(
      ListedFinding(
        kind: .statement, finding: id, document: document, sentence: sentence, start: statement.span.start,
        label: statement.kind.rawValue, date: statement.date, speaker: statement.speaker,
        confidence: statement.evidence.confidence, actors: others.map { ActorKey(code: $0.rawValue) }))
  }

  private func write(_ figure: Figure, _ id: Int64, _ sentence: Int64?) throws {
    try db.execute(
      sql: "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [id, figure.value, figure.unit, figure.kind.rawValue, figure.measures, figure.approximation])
    try write(figure.date, of: id)
    try write(figure.actors, of: id)
    try list(figure, id, sentence)
  }

  func list(_ figure: Figure, _ id: Int64, _ sentence: Int64?) throws {
    try listed.write(
      ListedFinding(
        kind: .figure, finding: id, document: document, sentence: sentence, start: figure.span.start,
        label: figure.kind.rawValue, date: figure.date, confidence: figure.evidence.confidence,
        actors: figure.actors.map { ActorKey(code: $0.rawValue) }))
  }

  private func write(_ citation: Citation, _ id: Int64, _ sentence: Int64?, named: [ActorCode]) throws {
    try db.execute(
      sql: "INSERT INTO citation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        id, citation.kind.rawValue, citation.reference, citation.referenceSpan.start, citation.referenceSpan.end,
        citation.label, citation.outlet, try JSONColumn.encode(citation.authors), citation.title, citation.published,
        citation.language,
      ])
    try list(citation, id, sentence, named: named)
  }

  func list(_ citation: Citation, _ id: Int64, _ sentence: Int64?, named: [ActorCode]) throws {
    try listed.write(
      ListedFinding(
        kind: .citation, finding: id, document: document, sentence: sentence, start: citation.span.start,
        label: citation.kind.rawValue, confidence: citation.evidence.confidence,
        actors: named.map { ActorKey(code: $0.rawValue) }))
  }

  private func write(_ agreement: Agreement, _ id: Int64, _ sentence: Int64?) throws {
    try db.execute(
      sql: "INSERT INTO agreement VALUES (?, ?, ?, ?)",
      arguments: [id, agreement.name, agreement.identifier, agreement.status.rawValue])
    try write(agreement.date, of: id)
    try write(agreement.parties, of: id)
    try list(agreement, id, sentence)
  }

  func list(_ agreement: Agreement, _ id: Int64, _ sentence: Int64?) throws {
    try listed.write(
      ListedFinding(
        kind: .agreement, finding: id, document: document, sentence: sentence, start: agreement.span.start,
        label: agreement.status.rawValue, date: agreement.date, confidence: agreement.evidence.confidence,
        actors: agreement.parties.map { ActorKey(code: $0.rawValue) }))
  }

  private func write(
    _ evidence: Evidence, kind: FindingKind, ordinal: Int, tail: String, place: Span, maker: String = "machine",
    decision: DecisionMark? = nil
  ) throws -> (id: Int64, sentence: Int64?) {
    let sentence = Self.sentence(of: evidence.span, in: sentences)
    try finding.execute(arguments: [
      document, kind.rawValue, ordinal, tail, maker, decision?.rawValue, sentence, evidence.span.start,
      evidence.span.end, place.start, place.end, evidence.rule.rawValue, min(1, max(0, evidence.confidence)),
      try JSONColumn.encode(evidence.resources),
    ])
    return (db.lastInsertedRowID, sentence)
  }

  static func sentence(of span: Span, in sentences: [(span: Span, row: Int64)]) -> Int64? {
    let next = sentences.partitioningIndex { $0.span.start > span.start }
    return next > 0 && sentences[next - 1].span.end > span.start ? sentences[next - 1].row : nil
  }

  private func write(_ value: HistoricalDate?, of id: Int64) throws {
    guard let value else { return }
    try date.execute(arguments: [
      id, value.edtf, value.earliest?.dayNumber, value.latest?.dayNumber, value.basis.rawValue,
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
