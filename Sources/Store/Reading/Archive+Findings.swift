import Findings
import GRDB
import SourceTexts

extension Archive {
  /// Everything found in document `id`; empty where there is no such document.
  public func findings(of id: Int64) throws -> DocumentFindings {
    try database.read { db in try FindingReader(db: db).findings(of: id) }
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
      let condition = conditions.joined(separator: " AND ")
      let reader = FindingReader(db: db)
      let parts = try FindingReader.Parts(db: db, condition: condition, arguments: arguments)
      let rows = try reader.rows(
        of: .event, where: condition, arguments: arguments, order: Self.timeOrder)
      var places: [Int64: DocumentPlaces] = [:]
      return try rows.compactMap { row in
        guard let event = try reader.event(row, parts) else { return nil }
        let document: Int64 = row["document"]
        if places[document] == nil { places[document] = try DocumentPlaces(document, in: db) }
        var sentence: Span?
        if let start = row["sentence_start"] as Int?, let end = row["sentence_end"] as Int? {
          sentence = Span(start, end)
        }
        return EventReport(
          name: FindingName(document: row["digest"], kind: .event, ordinal: row["ordinal"]), document: document,
          event: event, sentence: row["sentence_text"] ?? "", sentenceSpan: sentence,
          page: places[document]?.page(at: event.span.start),
          references: places[document]?.references(in: sentence ?? event.span) ?? [])
      }
    }
  }

  /// Statements by date, then document and place; undated ones last.
  public func statements(matching filter: FindingFilter) throws -> [FindingReport<Findings.Statement>] {
    try reports(of: .statement, matching: filter) { try $0.statement($1, $2) }
  }

  /// Figures by date, then document and place; undated ones last.
  public func figures(matching filter: FindingFilter) throws -> [FindingReport<Figure>] {
    try reports(of: .figure, matching: filter) { try $0.figure($1, $2) }
  }

  /// Agreements by date, then document and place; undated ones last.
  public func agreements(matching filter: FindingFilter) throws -> [FindingReport<Agreement>] {
    try reports(of: .agreement, matching: filter) { try $0.agreement($1, $2) }
  }

  /// Citations by document and place. A time in the filter leaves all out, since a citation supports a claim and is not
  /// itself dated.
  public func citations(matching filter: FindingFilter) throws -> [FindingReport<Citation>] {
    try reports(of: .citation, matching: filter) { reader, row, _ in try reader.citation(row) }
  }

  private func reports<Finding>(
    of kind: FindingKind, matching filter: FindingFilter,
    _ read: (FindingReader, Row, FindingReader.Parts) throws -> Finding?
  ) throws -> [FindingReport<Finding>] {
    try database.read { db in
      let (condition, arguments) = filter.condition(for: kind)
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
        return FindingReport(
          name: FindingName(document: row["digest"], kind: kind, ordinal: row["ordinal"]), document: document,
          finding: finding, sentence: row["sentence_text"] ?? "", sentenceSpan: sentence,
          page: places[document]?.page(at: row["evidence_start"]))
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
    let layout = try String.fetchOne(db, sql: "SELECT layout FROM document WHERE id = ?", arguments: [document])
    pages = try layout.map { try JSONColumn.decode(DocumentLayout.self, from: $0).pages } ?? []
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
