import Findings
import GRDB
import SourceTexts

/// Everything found in a document, with the parts of the findings' names that tell them apart.
public struct NamedFindings: Sendable {
  public var findings: DocumentFindings
  /// Tails of names by layer, in the order of the findings.
  public var tails: [FindingKind: [String]]
  /// What people said of findings, by tail.
  public var decisions: [String: DecisionMark]
}

extension Archive {
  /// Everything found in document `id`; empty where there is no such document.
  public func findings(of id: Int64) throws -> DocumentFindings {
    try database.read { db in try FindingReader(db: db).findings(of: id) }
  }

  /// Everything found in document `id` with its names.
  public func namedFindings(of id: Int64) throws -> NamedFindings {
    try database.read { db in
      var named = NamedFindings(findings: try FindingReader(db: db).findings(of: id), tails: [:], decisions: [:])
      for row in try Row.fetchAll(
        db, sql: "SELECT kind, tail, decision FROM finding WHERE document_id = ? ORDER BY kind, ordinal",
        arguments: [id])
      {
        guard let kind = FindingKind(rawValue: row[0]) else { continue }
        named.tails[kind, default: []].append(row[1])
        if let mark = (row[2] as String?).flatMap(DecisionMark.init(rawValue:)) { named.decisions[row[1]] = mark }
      }
      return named
    }
  }

  /// Everything that the machine found in document `id`, as it coded it: without what people corrected or added.
  public func machineFindings(of id: Int64) throws -> NamedFindings {
    var named = try namedFindings(of: id)
    let (coded, added) = try database.read { db in
      (
        Dictionary(
          uniqueKeysWithValues: try Row.fetchAll(
            db,
            sql: """
              SELECT finding.tail, coding, kind FROM machine_coding JOIN finding ON finding.id = finding_id
              WHERE document_id = ?
              """, arguments: [id]
          ).compactMap { row -> (String, CorrectableFinding)? in
            guard let kind = FindingKind(rawValue: row[2]) else { return nil }
            return try CorrectableFinding(kind, decoding: row[1]).map { (row[0] as String, $0) }
          }),
        Set(
          try String.fetchAll(
            db, sql: "SELECT tail FROM finding WHERE document_id = ? AND maker = 'person'", arguments: [id]))
      )
    }
    let events = zip(named.findings.events, named.tails[.event] ?? []).filter { !added.contains($0.1) }
    named.findings.events = events.map { if case .event(let event) = coded[$0.1] { event } else { $0.0 } }
    named.tails[.event] = events.map(\.1)
    func place(_ kind: FindingKind, _ tail: String) -> Int? { named.tails[kind]?.firstIndex(of: tail) }
    for (tail, finding) in coded {
      switch finding {
      case .event: break
      case .statement(let statement):
        if let place = place(.statement, tail) { named.findings.statements[place] = statement }
      case .figure(let figure): if let place = place(.figure, tail) { named.findings.figures[place] = figure }
      case .agreement(let agreement):
        if let place = place(.agreement, tail) { named.findings.agreements[place] = agreement }
      }
    }
    return named
  }

  /// The events with these row numbers, by row number; numbers of no event are passed over.
  ///
  /// - Parameter withKnowledge: whether the rows of knowledge that took part are read too.
  /// - Complexity: a fixed number of indexed queries, and one for each document among them.
  public func events(ids: [Int64], withKnowledge: Bool = true) throws -> [Int64: EventReport] {
    try database.read { db in
      var reader = EventReportReader(db: db, withKnowledge: withKnowledge)
      return try reader.reports(ids)
    }
  }

  /// The statements, figures and citations that stand with an event: those in its clause, and the notes and links of its
  /// sentence, in document order.
  public func linked(toEvent id: Int64) throws -> [FindingName] {
    try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT document.name, finding.tail FROM finding_link JOIN finding ON finding.id = finding_link.finding_id
            JOIN document ON document.id = document_id
          WHERE event_id = ? AND finding.decision IS NOT 'rejected' ORDER BY finding.start, finding.id
          """, arguments: [id]
      ).compactMap { FindingName(document: $0[0], tail: $0[1]) }
    }
  }

  /// Hands on the reports of groups of events one group after another, in their order. `body` may ask the archive itself.
  ///
  /// - Parameter groups: row numbers of each group's events; a group of none is passed over.
  /// - Complexity: linear in the number of events; memory for some hundreds of them.
  public func forEachGroup(
    _ groups: some Sequence<[Int64]>, _ body: ([EventReport]) throws -> Void
  ) throws {
    var documents = EventReportReader.Documents()
    var sources: [Int32: Int32]?
    var waiting: [[Int64]] = []
    var count = 0
    func handOn() throws {
      let reports = try database.read { db in
        var reader = EventReportReader(db: db, withKnowledge: false, documents: documents, sources: sources)
        let reports = try reader.reports(waiting.flatMap(\.self))
        documents = reader.documents
        sources = reader.sources
        return reports
      }
      for group in waiting {
        let own = group.compactMap { reports[$0] }
        if !own.isEmpty { try body(own) }
      }
      waiting.removeAll(keepingCapacity: true)
      count = 0
    }
    for group in groups {
      waiting.append(group)
      count += group.count
      if count >= 500 { try handOn() }
    }
    try handOn()
  }

  /// The statements with these row numbers, by row number; numbers of no statement are passed over.
  public func statements(ids: [Int64]) throws -> [Int64: FindingReport<Findings.Statement>] {
    try reports(of: .statement, ids) { try $0.statement($1, $2) }
  }

  /// The figures with these row numbers, by row number; numbers of no figure are passed over.
  public func figures(ids: [Int64]) throws -> [Int64: FindingReport<Figure>] {
    try reports(of: .figure, ids) { try $0.figure($1, $2) }
  }

  /// The agreements with these row numbers, by row number; numbers of no agreement are passed over.
  public func agreements(ids: [Int64]) throws -> [Int64: FindingReport<Agreement>] {
    try reports(of: .agreement, ids) { try $0.agreement($1, $2) }
  }

  /// The citations with these row numbers, by row number; numbers of no citation are passed over.
  public func citations(ids: [Int64]) throws -> [Int64: FindingReport<Citation>] {
    try reports(of: .citation, ids) { reader, row, _ in try reader.citation(row) }
  }

  private func reports<Finding>(
    of kind: FindingKind, _ ids: [Int64], _ read: (FindingReader, Row, FindingReader.Parts) throws -> Finding?
  ) throws -> [Int64: FindingReport<Finding>] {
    try database.read { db in
      let condition = "finding.id IN (SELECT value FROM json_each(?))"
      let arguments: StatementArguments = ["[\(ids.map(String.init).joined(separator: ","))]"]
      let reader = FindingReader(db: db)
      let parts = try FindingReader.Parts(db: db, condition: condition, arguments: arguments)
      var places: [Int64: DocumentPages] = [:]
      var found: [Int64: FindingReport<Finding>] = [:]
      for row in try reader.rows(of: kind, where: condition, arguments: arguments, order: "finding.id") {
        guard let finding = try read(reader, row, parts),
          let name = FindingName(document: row["document_name"], tail: row["tail"])
        else { continue }
        let document: Int64 = row["document"]
        if places[document] == nil { places[document] = try DocumentPages(document, in: db) }
        var sentence: Span?
        if let start = row["sentence_start"] as Int?, let end = row["sentence_end"] as Int? {
          sentence = Span(start, end)
        }
        found[row["finding"]] = FindingReport(
          name: name, document: document, finding: finding, sentence: row["sentence_text"] ?? "",
          sentenceSpan: sentence, page: places[document]?.page(at: row["evidence_start"] ?? 0),
          decision: (row["decision"] as String?).flatMap(DecisionMark.init(rawValue:)))
      }
      return found
    }
  }
}

/// Pages of a document, looked up by place.
struct DocumentPages {
  private let pages: [Page]

  init(_ document: Int64, in db: Database) throws {
    let layout = try String.fetchOne(
      db, sql: "SELECT json_extract(layout, '$.pages') FROM document WHERE id = ?", arguments: [document])
    pages = try layout.map { $0 == "[]" ? [] : try JSONColumn.decode([Page].self, from: $0) } ?? []
  }

  func page(at offset: Int) -> String? {
    pages.isEmpty ? nil : pages.last { $0.span.start <= offset }.map { $0.label ?? String($0.number) }
  }
}
