import Analysis
import Findings
import Foundation
import GRDB
import SourceTexts

extension Archive {
  /// What lists sort, filter and count the findings of one layer by.
  ///
  /// - Complexity: linear in the number of the layer's findings; some 1.5 µs each.
  public func table(of list: Filter.List) throws -> FindingTable {
    try database.read { db in try Self.table(of: list, in: db) }
  }

  /// What pages are made of, all of one state of the archive.
  ///
  /// - Parameter lists: the tables that are read.
  public func state(lists: Set<Filter.List>) throws -> ArchiveState {
    try database.read { db in
      var tables: [Filter.List: FindingTable] = [:]
      for list in lists { tables[list] = try Self.table(of: list, in: db) }
      return ArchiveState(
        revision: try Int64.fetchOne(db, sql: "SELECT revision FROM archive_state") ?? 0,
        documents: try Self.documents(in: db, where: "1", arguments: []),
        failures: try Self.diagnostics(in: db, where: "document_id IS NULL", arguments: []),
        counts: try Self.counts(in: db), tables: tables)
    }
  }

  private static func table(of list: Filter.List, in db: Database) throws -> FindingTable {
    let (keys, places) = try Self.actorKeys(in: db)
    let sources = try Self.sources(in: db)
    let order = try Self.documentOrder(in: db)
    var labels: [String] = []
    var numbers: [String: UInt16] = [:]
    var parties: [Int32] = []
    var rows: [FindingTable.Row] = []
    let number = ListedCodes.number(of: list.kind)
    let other = list == .withDataSets ? ListedCodes.dataRow : number
    rows.reserveCapacity(
      try Int.fetchOne(db, sql: "SELECT count(*) FROM listed WHERE kind IN (?, ?)", arguments: [number, other]) ?? 0)
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT listed.finding_id, document_id, sentence_id, start, label, status, basis, decision, is_claim, speaker,
          first_day, last_day, confidence, actors, parties, occurrence_id, origin, mended
        FROM listed LEFT JOIN occurrence_member ON occurrence_member.finding_id = listed.finding_id
          LEFT JOIN happening_report ON happening_report.finding_id = listed.finding_id
        WHERE kind IN (?, ?)
        """, arguments: [number, other])
    while let row = try cursor.next() {
      let label: String = row[4]
      let labelNumber: UInt16
      if let known = numbers[label] {
        labelNumber = known
      } else {
        labelNumber = UInt16(clamping: labels.count)
        numbers[label] = labelNumber
        labels.append(label)
      }
      let start = UInt32(clamping: parties.count)
      try row.withUnsafeData(atIndex: 14) { data in
        guard let data else { return }
        var value: UInt32 = 0
        for (offset, byte) in data.enumerated() {
          value |= UInt32(byte) << UInt32(offset % 4 * 8)
          if offset % 4 == 3 {
            parties.append(places[Int64(value)] ?? 0)
            value = 0
          }
        }
      }
      let count = parties.count - Int(start)
      let actors = min(count, row[13] as Int)
      let document = Int32(clamping: row[1] as Int64)
      var basis = ListedCodes.basis(row[6])
      var (first, last) = (row[10] as Int64?, row[11] as Int64?)
      if let mended = (row[17] as String?).flatMap(ExtendedDate.bounds(of:)) {
        basis = .carried
        first = mended.earliest.map { Int64($0.dayNumber) }
        last = mended.latest.map { Int64($0.dayNumber) }
      }
      var listed =
        FindingTable.Row(
          id: row[0], sentence: row[2] as Int64? ?? 0, document: document, source: sources[document] ?? document,
          occurrence: row[15] as Int64? ?? 0,
          firstDay: basis == nil ? 0 : first.map { Int32(clamping: $0) } ?? FindingTable.openPast,
          lastDay: basis == nil ? 0 : last.map { Int32(clamping: $0) } ?? FindingTable.openFuture,
          start: Int32(clamping: row[3] as Int64), partyStart: start, actorCount: UInt16(clamping: actors),
          recipientCount: UInt16(clamping: count - actors),
          speaker: (row[9] as Int64?).flatMap { places[$0] } ?? -1, confidence: Float(row[12] as Double),
          label: labelNumber, status: ListedCodes.status(row[5]), basis: basis,
          decision: ListedCodes.decision(row[7]), isClaim: row[8])
      listed.origin = row[16] as Int64? ?? 0
      listed.documentOrder = order[document] ?? document
      rows.append(listed)
    }
    return FindingTable(list: list, rows: rows, parties: parties, keys: keys, labels: labels)
  }

  /// The keys of actors, and the place of each by its row number.
  private static func actorKeys(in db: Database) throws -> (keys: [ActorKey], places: [Int64: Int32]) {
    var keys: [ActorKey] = [ActorKey(code: "")]
    var places: [Int64: Int32] = [:]
    let cursor = try Row.fetchCursor(db, sql: "SELECT id, code, identifier, entity, name FROM actor_key ORDER BY id")
    while let row = try cursor.next() {
      places[row[0]] = Int32(clamping: keys.count)
      keys.append(ActorKey(code: row[1], identifier: row[2], entity: row[3], name: row[4]))
    }
    return (keys, places)
  }

  /// The source of each document: the lowest number among those of the same text, author or publisher.
  static func sources(in db: Database) throws -> [Int32: Int32] {
    var authors: [Int64: [String]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT document_id, name FROM document_author ORDER BY document_id, position")
    {
      authors[row[0], default: []].append(row[1])
    }
    var documents: [SourceLineage.Document] = []
    let cursor = try Row.fetchCursor(db, sql: "SELECT id, digest, publisher FROM document ORDER BY id")
    while let row = try cursor.next() {
      documents.append(
        SourceLineage.Document(id: row[0], digest: row[1], authors: authors[row[0]] ?? [], publisher: row[2]))
    }
    var sources: [Int32: Int32] = [:]
    for (document, source) in SourceLineage.sources(of: documents) where source != document {
      sources[Int32(clamping: document)] = Int32(clamping: source)
    }
    return sources
  }

  /// Places of documents in the order of their keys, which is the same in every archive.
  private static func documentOrder(in db: Database) throws -> [Int32: Int32] {
    var order: [Int32: Int32] = [:]
    for (place, id) in try Int64.fetchAll(db, sql: "SELECT id FROM document ORDER BY key").enumerated() {
      order[Int32(clamping: id)] = Int32(clamping: place)
    }
    return order
  }

  /// The row numbers of the sentences that hold all of `words`.
  public func sentenceNumbers(holding words: String) throws -> Set<Int64> {
    guard let query = Self.fullTextQuery(words) else { return [] }
    return try database.read { db in
      Set(
        try Int64.fetchAll(db, sql: "SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH ?", arguments: [query]))
    }
  }

  /// Documents, events and the rest that an archive holds, by layer.
  public func counts() throws -> [FindingKind: Int] { try database.read { db in try Self.counts(in: db) } }

  private static func counts(in db: Database) throws -> [FindingKind: Int] {
    var counts: [FindingKind: Int] = [:]
    let rejected = ListedCodes.number(of: DecisionMark.rejected)
    for kind in FindingKind.allCases {
      let number = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM listed WHERE kind = ? AND decision <> ?",
        arguments: [ListedCodes.number(of: kind), rejected])
      if let number, number > 0 { counts[kind] = number }
    }
    return counts
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

/// What pages are made of.
public struct ArchiveState: Sendable {
  public var revision: Int64
  public var documents: [DocumentSummary]
  public var failures: [ReadingDiagnostic]
  public var counts: [FindingKind: Int]
  public var tables: [Filter.List: FindingTable]
}

/// How often an archive's documents name an actor.
public struct MentionCount: Sendable, Hashable {
  /// The actor's key in the knowledge files: `person:mohammad-khatami`.
  public var identifier: String
  public var name: String
  public var sector: Sector?
  public var count: Int
}
