import Findings
import GRDB

extension Archive {
  /// Changes whenever documents were added, removed or coded anew, by this process or another; cheap to ask.
  public func stamp() throws -> ArchiveStamp {
    try database.read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT (SELECT count(*) FROM document INDEXED BY sqlite_autoindex_document_1) AS documents,
            (SELECT coalesce(max(id), 0) FROM finding) AS finding, (SELECT coalesce(max(id), 0) FROM sentence) AS sentence,
            (SELECT coalesce(max(id), 0) FROM diagnostic) AS diagnostic
          """)
      return ArchiveStamp(
        documents: row?["documents"] ?? 0, finding: row?["finding"] ?? 0, sentence: row?["sentence"] ?? 0,
        diagnostic: row?["diagnostic"] ?? 0)
    }
  }

  /// The keys of all events, statements, figures, agreements and citations, each layer by earliest day, then document
  /// and place; undated ones last.
  ///
  /// - Complexity: O(n log n) in the number of findings; some 5 µs each.
  public func findingKeys() throws -> [FindingKind: [FindingKey]] {
    try database.read { db in
      var keys: [FindingKind: [FindingKey]] = [:]
      for kind in [FindingKind.event, .statement, .figure, .agreement, .citation] {
        keys[kind] = try Self.keys(of: kind, in: db)
      }
      return keys
    }
  }

  private static func keys(of kind: FindingKind, in db: Database) throws -> [FindingKey] {
    let label =
      switch kind {
      case .event: "event.category"
      case .agreement: "agreement.status"
      default: "\(kind.table).kind"
      }
    var actors: [Int64: [ActorCode]] = [:]
    var recipients: [Int64: [ActorCode]] = [:]
    var withOtherRecipients: Set<Int64> = []
    if kind == .event {
      let parties = try Row.fetchCursor(db, sql: "SELECT finding_id, code, role FROM party")
      while let row = try parties.next() {
        guard let name: String = row[1] else {
          if row[2] != "actor" { withOtherRecipients.insert(row[0]) }
          continue
        }
        let code = ActorCode(rawValue: name)
        if row[2] == "actor" {
          actors[row[0], default: []].append(code)
        } else {
          recipients[row[0], default: []].append(code)
        }
      }
    }
    var codes: [Int64: [ActorCode]] = [:]
    let pairs = try Row.fetchCursor(db, sql: codesQuery(of: kind))
    while let row = try pairs.next() {
      codes[row[0], default: []].append(ActorCode(rawValue: row[1]))
    }
    let status = kind == .event ? "event.status" : "NULL"
    let claim =
      kind == .event
      ? "EXISTS (SELECT 1 FROM attribution WHERE attribution.finding_id = finding.id AND role = 'said_by')" : "0"
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT finding.id, finding.document_id, \(label), \(status), finding_date.edtf, finding_date.earliest,
          finding_date.latest, \(claim), finding.sentence_id
        FROM \(kind.table) CROSS JOIN finding ON finding.id = \(kind.table).finding_id
          LEFT JOIN finding_date ON finding_date.finding_id = finding.id
        ORDER BY finding_date.edtf IS NULL, coalesce(finding_date.earliest, finding_date.latest), finding_date.latest,
          finding.document_id, finding.start, finding.ordinal
        """)
    var keys: [FindingKey] = []
    while let row = try rows.next() {
      let id: Int64 = row[0]
      keys.append(
        FindingKey(
          id: id, document: row[1], kind: kind, label: row[2],
          status: (row[3] as String?).flatMap(EventStatus.init(rawValue:)),
          codes: Array(Set(codes[id] ?? [])).sorted(), actors: Array(Set(actors[id] ?? [])).sorted(),
          recipients: Array(Set(recipients[id] ?? [])).sorted(), edtf: row[4],
          earliest: (row[5] as String?).flatMap { CalendarDay($0) },
          latest: (row[6] as String?).flatMap { CalendarDay($0) }, isClaim: row[7], sentence: row[8],
          hasOtherRecipients: withOtherRecipients.contains(id)))
    }
    return keys
  }

  /// Pairs of finding and code.
  private static func codesQuery(of kind: FindingKind) -> String {
    switch kind {
    case .event: "SELECT finding_id, code FROM party WHERE code IS NOT NULL"
    case .citation:
      """
      SELECT citation.finding_id, actor_mention.code FROM citation
        CROSS JOIN finding ON finding.id = citation.finding_id
        CROSS JOIN finding AS other ON other.sentence_id = finding.sentence_id
        CROSS JOIN actor_mention ON actor_mention.finding_id = other.id
      WHERE actor_mention.code IS NOT NULL
      """
    default:
      """
      SELECT concerned.finding_id, concerned.code FROM \(kind.table)
        CROSS JOIN concerned ON concerned.finding_id = \(kind.table).finding_id
      UNION ALL
      SELECT attribution.finding_id, attribution.code FROM \(kind.table)
        CROSS JOIN attribution ON attribution.finding_id = \(kind.table).finding_id
      WHERE attribution.code IS NOT NULL
      """
    }
  }

  /// The actors of one state or kind that the archive's documents name, the most named first.
  ///
  /// - Complexity: linear in the number of mentions with that code.
  public func mentioned(of code: ActorCode, limit: Int = 50) throws -> [MentionCount] {
    try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT identifier, name, sector, count(*) AS number FROM actor_mention
          WHERE code = ? AND identifier IS NOT NULL
          GROUP BY identifier ORDER BY number DESC, identifier LIMIT ?
          """, arguments: [code.rawValue, limit]
      ).map { row in
        MentionCount(
          identifier: row["identifier"], name: row["name"],
          sector: (row["sector"] as String?).flatMap(Sector.init(rawValue:)), count: row["number"])
      }
    }
  }
}

/// What tells whether an archive has changed.
public struct ArchiveStamp: Sendable, Hashable {
  var documents: Int
  var finding: Int64
  var sentence: Int64
  var diagnostic: Int64
}

/// How often an archive's documents name an actor.
public struct MentionCount: Sendable, Hashable {
  /// The actor's key in the knowledge files: `person:mohammad-khatami`.
  public var identifier: String
  public var name: String
  public var sector: Sector?
  public var count: Int
}
