import Findings
import GRDB
import SourceTexts

extension Archive {
  /// Everything found in document `id`; empty where there is no such document.
  public func findings(of id: Int64) throws -> DocumentFindings {
    try database.read { db in try FindingReader(db: db).findings(of: id) }
  }

  /// The row number of a finding of document `id`, or nil where it has none of that name.
  public func row(of name: FindingName, in id: Int64) throws -> Int64? {
    try database.read { db in
      try Int64.fetchOne(
        db, sql: "SELECT id FROM finding WHERE document_id = ? AND kind = ? AND ordinal = ?",
        arguments: [id, name.kind.rawValue, name.ordinal])
    }
  }

  /// The events that satisfy `filter`, by earliest day, then document and place; undated ones last.
  public func events(matching filter: EventFilter) throws -> [EventReport] {
    try database.read { db in
      var conditions = ["finding.kind = 'event'", "finding.confidence >= ?"]
      var arguments: StatementArguments = [filter.minimumConfidence]
      for code in filter.codes {
        conditions.append("finding.id IN (SELECT finding_id FROM party WHERE code = ?)")
        arguments += [code.rawValue]
      }
      func isOneOf(_ column: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        let marks = Array(repeating: "?", count: values.count).joined(separator: ", ")
        conditions.append("finding.id IN (SELECT finding_id FROM event WHERE \(column) IN (\(marks)))")
        arguments += StatementArguments(values)
      }
      isOneOf("category", filter.categories.map(\.rawValue))
      isOneOf("status", filter.statuses.map(\.rawValue))
      if let document = filter.document {
        conditions.append("finding.document_id = ?")
        arguments += [document]
      }
      if !filter.includesClaims {
        conditions.append("finding.id NOT IN (SELECT finding_id FROM attribution WHERE role = 'said_by')")
      }
      if !filter.includesUndated || filter.from != nil || filter.to != nil {
        conditions.append("finding.id IN (SELECT finding_id FROM finding_date)")
      }
      if let from = filter.from {
        conditions.append("finding.id IN (SELECT finding_id FROM finding_date WHERE latest IS NULL OR latest >= ?)")
        arguments += [from.description]
      }
      if let to = filter.to {
        conditions.append("finding.id IN (SELECT finding_id FROM finding_date WHERE earliest IS NULL OR earliest <= ?)")
        arguments += [to.description]
      }
      return try Self.eventReports(where: conditions.joined(separator: " AND "), arguments: arguments, in: db)
        .map(\.1)
    }
  }

  /// The events with these row numbers, by row number; numbers of no event are passed over.
  ///
  /// - Complexity: a fixed number of indexed queries, and one for each document among them.
  public func events(ids: [Int64]) throws -> [Int64: EventReport] {
    try database.read { db in
      let (condition, arguments) = Self.condition(for: ids)
      let reports = try Self.eventReports(where: condition, arguments: arguments, in: db)
      return Dictionary(reports, uniquingKeysWith: { first, _ in first })
    }
  }

  private static func eventReports(
    where condition: String, arguments: StatementArguments, in db: Database
  ) throws -> [(Int64, EventReport)] {
    let reader = FindingReader(db: db)
    let parts = try FindingReader.Parts(db: db, condition: condition, arguments: arguments)
    let rows = try reader.rows(
      of: .event, where: condition, arguments: arguments, order: timeOrder)
    var places: [Int64: DocumentPlaces] = [:]
    return try rows.compactMap { row in
      guard let event = try reader.event(row, parts) else { return nil }
      let document: Int64 = row["document"]
      if places[document] == nil { places[document] = try DocumentPlaces(document, in: db) }
      var sentence: Span?
      if let start = row["sentence_start"] as Int?, let end = row["sentence_end"] as Int? {
        sentence = Span(start, end)
      }
      return (
        row["finding"] as Int64,
        EventReport(
          name: FindingName(document: row["digest"], kind: .event, ordinal: row["ordinal"]), document: document,
          event: event, sentence: row["sentence_text"] ?? "", sentenceSpan: sentence,
          page: places[document]?.page(at: event.span.start),
          references: places[document]?.references(in: sentence ?? event.span) ?? [])
      )
    }
  }

  /// The condition over `finding` that keeps these row numbers.
  private static func condition(for ids: [Int64]) -> (sql: String, arguments: StatementArguments) {
    ("finding.id IN (\(Array(repeating: "?", count: ids.count).joined(separator: ", ")))", StatementArguments(ids))
  }

  /// Statements by date, then document and place; undated ones last.
  public func statements(matching filter: FindingFilter) throws -> [FindingReport<Findings.Statement>] {
    try reports(of: .statement, where: filter.condition(for: .statement)) { try $0.statement($1, $2) }.map(\.1)
  }

  /// The statements with these row numbers, by row number; numbers of no statement are passed over.
  public func statements(ids: [Int64]) throws -> [Int64: FindingReport<Findings.Statement>] {
    let reports = try reports(of: .statement, where: Self.condition(for: ids)) { try $0.statement($1, $2) }
    return Dictionary(reports, uniquingKeysWith: { first, _ in first })
  }

  /// Figures by date, then document and place; undated ones last.
  public func figures(matching filter: FindingFilter) throws -> [FindingReport<Figure>] {
    try reports(of: .figure, where: filter.condition(for: .figure)) { try $0.figure($1, $2) }.map(\.1)
  }

  /// The figures with these row numbers, by row number; numbers of no figure are passed over.
  public func figures(ids: [Int64]) throws -> [Int64: FindingReport<Figure>] {
    let reports = try reports(of: .figure, where: Self.condition(for: ids)) { try $0.figure($1, $2) }
    return Dictionary(reports, uniquingKeysWith: { first, _ in first })
  }

  /// Agreements by date, then document and place; undated ones last.
  public func agreements(matching filter: FindingFilter) throws -> [FindingReport<Agreement>] {
    try reports(of: .agreement, where: filter.condition(for: .agreement)) { try $0.agreement($1, $2) }.map(\.1)
  }

  /// The agreements with these row numbers, by row number; numbers of no agreement are passed over.
  public func agreements(ids: [Int64]) throws -> [Int64: FindingReport<Agreement>] {
    let reports = try reports(of: .agreement, where: Self.condition(for: ids)) { try $0.agreement($1, $2) }
    return Dictionary(reports, uniquingKeysWith: { first, _ in first })
  }

  /// Citations by document and place. A time in the filter leaves all out, since a citation supports a claim and is not
  /// itself dated.
  public func citations(matching filter: FindingFilter) throws -> [FindingReport<Citation>] {
    try reports(of: .citation, where: filter.condition(for: .citation)) { reader, row, _ in try reader.citation(row) }
      .map(\.1)
  }

  /// The citations with these row numbers, by row number; numbers of no citation are passed over.
  public func citations(ids: [Int64]) throws -> [Int64: FindingReport<Citation>] {
    let reports = try reports(of: .citation, where: Self.condition(for: ids)) { reader, row, _ in
      try reader.citation(row)
    }
    return Dictionary(reports, uniquingKeysWith: { first, _ in first })
  }

  private func reports<Finding>(
    of kind: FindingKind, where filter: (sql: String, arguments: StatementArguments),
    _ read: (FindingReader, Row, FindingReader.Parts) throws -> Finding?
  ) throws -> [(Int64, FindingReport<Finding>)] {
    try database.read { db in
      let (condition, arguments) = filter
      let reader = FindingReader(db: db)
      let parts = try FindingReader.Parts(db: db, condition: condition, arguments: arguments)
      var places: [Int64: DocumentPlaces] = [:]
      return try reader.rows(of: kind, where: condition, arguments: arguments, order: Self.timeOrder).compactMap {
        row in
        guard let finding = try read(reader, row, parts) else { return nil }
        let document: Int64 = row["document"]
        if places[document] == nil { places[document] = try DocumentPlaces(document, in: db) }
        var sentence: Span?
        if let start = row["sentence_start"] as Int?, let end = row["sentence_end"] as Int? {
          sentence = Span(start, end)
        }
        return (
          row["finding"] as Int64,
          FindingReport(
            name: FindingName(document: row["digest"], kind: kind, ordinal: row["ordinal"]), document: document,
            finding: finding, sentence: row["sentence_text"] ?? "", sentenceSpan: sentence,
            page: places[document]?.page(at: row["evidence_start"]))
        )
      }
    }
  }

  /// By earliest day, then document and place; undated findings last.
  private static let timeOrder = """
    finding_date.edtf IS NULL, coalesce(finding_date.earliest, finding_date.latest), finding_date.latest,
    finding.document_id, finding.start, finding.ordinal
    """
}

/// Pages and citations of a document, looked up by place.
private struct DocumentPlaces {
  private let pages: [Page]
  private let citations: [(span: Span, reference: String)]

  init(_ document: Int64, in db: Database) throws {
    let layout = try String.fetchOne(
      db, sql: "SELECT json_extract(layout, '$.pages') FROM document WHERE id = ?", arguments: [document])
    pages = try layout.map { $0 == "[]" ? [] : try JSONColumn.decode([Page].self, from: $0) } ?? []
    citations = try Row.fetchAll(
      db,
      sql: """
        SELECT finding.start, finding."end", citation.reference FROM citation
        JOIN finding ON finding.id = citation.finding_id WHERE finding.document_id = ? ORDER BY finding.ordinal
        """, arguments: [document]
    ).map { (Span($0["start"], $0["end"]), $0["reference"]) }
  }

  func page(at offset: Int) -> String? {
    pages.last { $0.span.start <= offset }.map { $0.label ?? String($0.number) }
  }

  func references(in span: Span) -> [String] {
    var found: [String] = []
    for citation in citations where citation.span.overlaps(span) && !found.contains(citation.reference) {
      found.append(citation.reference)
    }
    return found
  }
}
