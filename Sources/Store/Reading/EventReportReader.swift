import Findings
import GRDB
import SourceTexts

/// Reads events with all that a reader needs of them, some hundreds at a time, by column number: exports read hundreds
/// of thousands.
struct EventReportReader {
  let db: Database
  let withKnowledge: Bool
  private(set) var documents: Documents
  /// The source of each document; read when it is first needed.
  private(set) var sources: [Int32: Int32]?

  /// What is known of documents already, by number.
  typealias Documents = [Int64: Document]

  struct Document {
    var name: String
    var source: Int64
    var coder: String
    var isDataSet: Bool
    var pages: DocumentPages
  }

  init(db: Database, withKnowledge: Bool, documents: Documents = [:], sources: [Int32: Int32]? = nil) {
    self.sources = sources
    self.db = db
    self.withKnowledge = withKnowledge
    self.documents = documents
  }

  /// The events with these row numbers, by row number; numbers of no event are passed over.
  mutating func reports(_ ids: [Int64]) throws -> [Int64: EventReport] {
    guard !ids.isEmpty else { return [:] }
    let list = "[\(ids.map(String.init).joined(separator: ","))]"
    let parties = try parties(list)
    let references = try references(list)
    var reports: [Int64: EventReport] = [:]
    reports.reserveCapacity(ids.count)
    let query = try db.cachedStatement(
      sql: """
        SELECT finding.id, finding.document_id, finding.tail, finding.start, finding."end", finding.rule,
          finding.confidence, finding.decision, \(withKnowledge ? "finding.resources" : "NULL"), sentence.text,
          sentence.start, sentence."end", event.category, event.scale, event.modes, event.contexts, event.status,
          event.trigger_start, event.trigger_end, event.passage, event.token, finding_date.edtf, finding_date.basis,
          finding_date.first_day, finding_date.last_day, finding_date.start, finding_date."end", finding_date.rule,
          finding_date.confidence, attribution.name, attribution.code, attribution.sector, attribution.start,
          attribution."end", event.location, event.latitude, event.longitude, happening_report.signature,
          happening_report.origin, happening_report.origin_kind, happening_report.mended, giver.tail, giver_document.name,
          finding.ordinal
        FROM json_each(?) AS asked CROSS JOIN finding ON finding.id = asked.value
          CROSS JOIN event ON event.finding_id = finding.id
          LEFT JOIN finding_date ON finding_date.finding_id = finding.id
          LEFT JOIN attribution ON attribution.finding_id = finding.id AND attribution.role = 'said_by'
          LEFT JOIN sentence ON sentence.id = finding.sentence_id
          LEFT JOIN happening_report ON happening_report.finding_id = finding.id
          LEFT JOIN finding AS giver ON giver.id = happening_report.mended_by
          LEFT JOIN document AS giver_document ON giver_document.id = giver.document_id
        """)
    let rows = try Row.fetchCursor(query, arguments: [list])
    while let row = try rows.next() {
      let id: Int64 = row[0]
      guard let category = PloverCategory(rawValue: row[12]), let status = EventStatus(rawValue: row[16]) else {
        continue
      }
      let number: Int64 = row[1]
      let document = try document(number)
      guard let name = FindingName(document: document.name, tail: row[2]) else { continue }
      var place: TokenPlaceReference?
      if let passage = row[19] as Int?, let token = row[20] as Int? {
        place = TokenPlaceReference(passage: passage, token: token)
      }
      let span = FindingReader.span(row[3], row[4])
      var event = Event(
        category: category, modes: JSONColumn.strings(row[14]), contexts: JSONColumn.strings(row[15]),
        actors: parties[id]?.actors ?? [], recipients: parties[id]?.recipients ?? [], date: date(row), status: status,
        saidBy: saidBy(row), trigger: FindingReader.span(row[17], row[18]), place: place, scale: row[13],
        evidence: Evidence(
          span: span, rule: RuleIdentifier(rawValue: row[5]), confidence: row[6],
          resources: try (row[8] as String?).map(JSONColumn.resources) ?? []))
      if let location = row[34] as String? {
        event.location = EventLocation(name: location, latitude: row[35], longitude: row[36])
      }
      var sentence: Span?
      if let start = row[10] as Int?, let end = row[11] as Int? { sentence = Span(start, end) }
      var report = EventReport(
        name: name, document: number, source: document.source, event: event, sentence: row[9] ?? "",
        sentenceSpan: sentence, page: document.pages.page(at: span.start), references: references[id] ?? [],
        decision: (row[7] as String?).flatMap(DecisionMark.init(rawValue:)), coder: document.coder,
        row: document.isDataSet ? row[43] as Int + 1 : nil)
      Self.addHappening(row, to: &report)
      reports[id] = report
    }
    return reports
  }

  /// What merging knows of a report.
  private static func addHappening(_ row: Row, to report: inout EventReport) {
    if let line = row[37] as String? {
      let fields = line.split(separator: "\t", maxSplits: 6, omittingEmptySubsequences: false)
      report.isYearStated = fields.count > 5 ? fields[5] == "1" : true
    }
    report.origin = row[38] as Int64? ?? 0
    report.originKind = row[39] as String? ?? ""
    if let mended = row[40] as String? {
      report.mendedDate = HistoricalDate(
        edtf: mended, basis: .carried, expression: report.event.date?.expression, confidence: 0.5)
      if let tail = row[41] as String?, let name = row[42] as String? {
        report.mendedBy = FindingName(document: name, tail: tail)
      }
    }
  }

  private func date(_ row: Row) -> HistoricalDate? {
    guard let edtf = row[21] as String?, let basis = DateBasis(rawValue: row[22] ?? "") else { return nil }
    var expression: Span?
    if let start = row[25] as Int?, let end = row[26] as Int? { expression = Span(start, end) }
    return HistoricalDate(
      known: edtf, earliest: (row[23] as Int?).map { CalendarDay(dayNumber: $0) },
      latest: (row[24] as Int?).map { CalendarDay(dayNumber: $0) }, basis: basis, expression: expression,
      rule: (row[27] as String?).map(RuleIdentifier.init(rawValue:)), confidence: row[28] ?? 1)
  }

  private func saidBy(_ row: Row) -> Attribution? {
    guard let name = row[29] as String? else { return nil }
    var span: Span?
    if let start = row[32] as Int?, let end = row[33] as Int? { span = Span(start, end) }
    return Attribution(
      name: name, code: (row[30] as String?).map(ActorCode.init(rawValue:)),
      sector: (row[31] as String?).flatMap(Sector.init(rawValue:)), span: span)
  }

  private func parties(_ list: String) throws -> [Int64: (actors: [ActorMention], recipients: [ActorMention])] {
    var parties: [Int64: (actors: [ActorMention], recipients: [ActorMention])] = [:]
    let query = try db.cachedStatement(
      sql: """
        SELECT finding_id, role, code, sector, name, identifier, entity, office, form, start, "end", rule, confidence,
          \(withKnowledge ? "resources" : "NULL")
        FROM json_each(?) AS asked CROSS JOIN party ON party.finding_id = asked.value
        """)
    let rows = try Row.fetchCursor(query, arguments: [list])
    while let row = try rows.next() {
      guard let form = ActorMention.Form(rawValue: row[8]) else { continue }
      var mention = ActorMention(
        code: (row[2] as String?).map(ActorCode.init(rawValue:)),
        sector: (row[3] as String?).flatMap(Sector.init(rawValue:)), name: row[4], identifier: row[5], office: row[7],
        form: form,
        evidence: Evidence(
          span: FindingReader.span(row[9], row[10]), rule: RuleIdentifier(rawValue: row[11]), confidence: row[12],
          resources: try (row[13] as String?).map(JSONColumn.resources) ?? []))
      mention.entity = row[6]
      if row[1] as String == "actor" {
        parties[row[0], default: ([], [])].actors.append(mention)
      } else {
        parties[row[0], default: ([], [])].recipients.append(mention)
      }
    }
    return parties
  }

  /// References of the links and notes tied to each event, each once, in document order.
  private func references(_ list: String) throws -> [Int64: [String]] {
    var references: [Int64: [String]] = [:]
    let query = try db.cachedStatement(
      sql: """
        SELECT event_id, citation.reference FROM json_each(?) AS asked
          CROSS JOIN finding_link ON event_id = asked.value CROSS JOIN citation USING (finding_id)
        """)
    let rows = try Row.fetchCursor(query, arguments: [list])
    while let row = try rows.next() {
      let id: Int64 = row[0]
      let reference: String = row[1]
      if references[id]?.contains(reference) != true { references[id, default: []].append(reference) }
    }
    return references
  }

  private mutating func document(_ id: Int64) throws -> Document {
    if let known = documents[id] { return known }
    let sources = try self.sources ?? Archive.sources(in: db)
    self.sources = sources
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT name, coder, kind FROM document JOIN coding_run ON coding_run.id = run_id WHERE document.id = ?
        """, arguments: [id])
    let document = Document(
      name: row?[0] ?? "", source: sources[Int32(clamping: id)].map(Int64.init) ?? id, coder: row?[1] ?? "",
      isDataSet: row?[2] == DocumentKind.dataSet.rawValue, pages: try DocumentPages(id, in: db))
    documents[id] = document
    return document
  }
}
