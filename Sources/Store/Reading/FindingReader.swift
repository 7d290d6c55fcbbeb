import Findings
import GRDB
import SourceTexts

/// Reads findings back from the rows of their kinds.
struct FindingReader {
  let db: Database

  /// All findings of one document, each layer in document order.
  ///
  /// - Complexity: one query a layer and part, whatever the number of findings.
  func findings(of document: Int64) throws -> DocumentFindings {
    let condition = "finding.document_id = ?"
    let parts = try Parts(db: db, condition: condition, arguments: [document])
    func rows(_ kind: FindingKind) throws -> [Row] {
      try self.rows(of: kind, where: condition, arguments: [document], order: "finding.ordinal")
    }
    return DocumentFindings(
      times: try rows(.time).compactMap(time), actors: try rows(.actor).compactMap(mention),
      events: try rows(.event).compactMap { try event($0, parts) },
      statements: try rows(.statement).compactMap { try statement($0, parts) },
      figures: try rows(.figure).compactMap { try figure($0, parts) },
      citations: try rows(.citation).compactMap(citation),
      agreements: try rows(.agreement).compactMap { try agreement($0, parts) })
  }

  /// The rows of one layer with what all findings share, the sentence and the document.
  func rows(
    of kind: FindingKind, where condition: String, arguments: StatementArguments, order: String
  ) throws -> [Row] {
    let table = kind.table
    return try Row.fetchAll(
      db,
      sql: """
        SELECT finding.id AS finding, finding.document_id AS document, finding.ordinal AS ordinal,
          finding.start AS evidence_start, finding."end" AS evidence_end, finding.rule AS evidence_rule,
          finding.confidence AS evidence_confidence, finding.resources AS evidence_resources, finding.tail AS tail, finding.decision AS decision,
          document.name AS document_name, sentence.text AS sentence_text,
          sentence.start AS sentence_start, sentence."end" AS sentence_end, \(table).*
        FROM finding JOIN \(table) ON \(table).finding_id = finding.id
          JOIN document ON document.id = finding.document_id
          LEFT JOIN finding_date ON finding_date.finding_id = finding.id
          LEFT JOIN sentence ON sentence.id = finding.sentence_id
        WHERE \(condition) ORDER BY \(order)
        """, arguments: arguments)
  }

  /// A span as a row has it; empty where it has none, as of a data set's row.
  static func span(_ start: Int?, _ end: Int?) -> Span {
    guard let start, let end, start >= 0, end >= start else { return Span(0, 0) }
    return Span(start, end)
  }

  static func evidence(_ row: Row) throws -> Evidence {
    Evidence(
      span: span(row["evidence_start"], row["evidence_end"]), rule: RuleIdentifier(rawValue: row["evidence_rule"]),
      confidence: row["evidence_confidence"],
      resources: try JSONColumn.resources(row["evidence_resources"]))
  }

  private func time(_ row: Row) throws -> TimeExpression? {
    guard let type = TimeExpressionType(rawValue: row["type"]), let basis = DateBasis(rawValue: row["basis"]) else {
      return nil
    }
    return TimeExpression(
      type: type, value: row["value"], modifier: row["modifier"], edtf: row["edtf"], basis: basis,
      evidence: try Self.evidence(row))
  }

  private func mention(_ row: Row) throws -> ActorMention? {
    guard let form = ActorMention.Form(rawValue: row["form"]) else { return nil }
    return ActorMention(
      code: (row["code"] as String?).map(ActorCode.init(rawValue:)),
      sector: (row["sector"] as String?).flatMap(Sector.init(rawValue:)), name: row["name"],
      identifier: row["identifier"], office: row["office"], form: form, evidence: try Self.evidence(row))
  }

  func event(_ row: Row, _ parts: Parts) throws -> Event? {
    guard let category = PloverCategory(rawValue: row["category"]), let status = EventStatus(rawValue: row["status"])
    else { return nil }
    let id: Int64 = row["finding"]
    var place: TokenPlaceReference?
    if let passage = row["passage"] as Int?, let token = row["token"] as Int? {
      place = TokenPlaceReference(passage: passage, token: token)
    }
    return Event(
      category: category, modes: JSONColumn.strings(row["modes"]), contexts: JSONColumn.strings(row["contexts"]),
      actors: parts.parties[id]?.actors ?? [], recipients: parts.parties[id]?.recipients ?? [],
      date: parts.dates[id], status: status, saidBy: parts.attributions[id]?["said_by"],
      trigger: Self.span(row["trigger_start"], row["trigger_end"]), place: place, scale: row["scale"],
      evidence: try Self.evidence(row),
      location: (row["location"] as String?).map {
        EventLocation(name: $0, latitude: row["latitude"], longitude: row["longitude"])
      })
  }

  func statement(_ row: Row, _ parts: Parts) throws -> Findings.Statement? {
    guard let kind = Findings.Statement.Kind(rawValue: row["kind"]) else { return nil }
    let id: Int64 = row["finding"]
    return Findings.Statement(
      kind: kind, speaker: parts.attributions[id]?["speaker"], role: row["role"],
      addressee: parts.attributions[id]?["addressee"], about: parts.concerned[id] ?? [], stance: row["stance"],
      date: parts.dates[id], outlet: row["outlet"], evidence: try Self.evidence(row))
  }

  func figure(_ row: Row, _ parts: Parts) throws -> Figure? {
    guard let kind = Figure.Kind(rawValue: row["kind"]) else { return nil }
    let id: Int64 = row["finding"]
    return Figure(
      value: row["value"], unit: row["unit"], kind: kind, measures: row["measures"],
      approximation: row["approximation"], actors: parts.concerned[id] ?? [], date: parts.dates[id],
      evidence: try Self.evidence(row))
  }

  func citation(_ row: Row) throws -> Citation? {
    guard let kind = Citation.Kind(rawValue: row["kind"]) else { return nil }
    return Citation(
      kind: kind, reference: row["reference"], referenceSpan: Span(row["reference_start"], row["reference_end"]),
      label: row["label"], outlet: row["outlet"], authors: JSONColumn.strings(row["authors"]), title: row["title"],
      published: row["published"], language: row["language"], evidence: try Self.evidence(row))
  }

  func agreement(_ row: Row, _ parts: Parts) throws -> Agreement? {
    guard let status = Agreement.Status(rawValue: row["status"]) else { return nil }
    let id: Int64 = row["finding"]
    return Agreement(
      name: row["name"], identifier: row["identifier"], parties: parts.concerned[id] ?? [], date: parts.dates[id],
      status: status, evidence: try Self.evidence(row))
  }

  /// What hangs on findings: dates, speakers, codes, parties, by the finding's row number.
  struct Parts {
    var dates: [Int64: HistoricalDate] = [:]
    var attributions: [Int64: [String: Attribution]] = [:]
    var concerned: [Int64: [ActorCode]] = [:]
    var parties: [Int64: (actors: [ActorMention], recipients: [ActorMention])] = [:]

    /// Reads the parts of the findings that satisfy `condition`, an SQL condition over `finding`.
    init(db: Database, condition: String, arguments: StatementArguments) throws {
      func rows(_ table: String, order: String) throws -> [Row] {
        try Row.fetchAll(
          db,
          sql: """
            SELECT \(table).* FROM \(table) JOIN finding ON finding.id = \(table).finding_id
            WHERE \(condition) ORDER BY \(order)
            """, arguments: arguments)
      }
      for row in try rows("finding_date", order: "finding_id") {
        guard let basis = DateBasis(rawValue: row["basis"]) else { continue }
        var expression: Span?
        if let start = row["start"] as Int?, let end = row["end"] as Int? { expression = Span(start, end) }
        func day(_ name: String) -> CalendarDay? { (row[name] as Int?).map { CalendarDay(dayNumber: $0) } }
        dates[row["finding_id"]] = HistoricalDate(
          known: row["edtf"], earliest: day("first_day"), latest: day("last_day"), basis: basis, expression: expression,
          rule: (row["rule"] as String?).map(RuleIdentifier.init(rawValue:)), confidence: row["confidence"])
      }
      for row in try rows("attribution", order: "finding_id, role") {
        var span: Span?
        if let start = row["start"] as Int?, let end = row["end"] as Int? { span = Span(start, end) }
        attributions[row["finding_id"], default: [:]][row["role"]] = Attribution(
          name: row["name"], code: (row["code"] as String?).map(ActorCode.init(rawValue:)),
          sector: (row["sector"] as String?).flatMap(Sector.init(rawValue:)), span: span)
      }
      for row in try rows("concerned", order: "finding_id, position") {
        concerned[row["finding_id"], default: []].append(ActorCode(rawValue: row["code"]))
      }
      for row in try rows("party", order: "finding_id, role, position") {
        guard let form = ActorMention.Form(rawValue: row["form"]) else { continue }
        var mention = ActorMention(
          code: (row["code"] as String?).map(ActorCode.init(rawValue:)),
          sector: (row["sector"] as String?).flatMap(Sector.init(rawValue:)), name: row["name"],
          identifier: row["identifier"], office: row["office"], form: form,
          evidence: Evidence(
            span: FindingReader.span(row["start"], row["end"]), rule: RuleIdentifier(rawValue: row["rule"]),
            confidence: row["confidence"],
            resources: try JSONColumn.resources(row["resources"])))
        mention.entity = row["entity"]
        if row["role"] == "actor" {
          parties[row["finding_id"], default: ([], [])].actors.append(mention)
        } else {
          parties[row["finding_id"], default: ([], [])].recipients.append(mention)
        }
      }
    }
  }
}

extension FindingKind {
  /// The table that holds what only findings of this kind have.
  var table: String {
    switch self {
    case .time: "time_expression"
    case .actor: "actor_mention"
    case .event: "event"
    case .statement: "statement"
    case .figure: "figure"
    case .citation: "citation"
    case .agreement: "agreement"
    }
  }
}
