import Analysis
import Findings
import GRDB

/// What lists sort, filter and count a finding by.
struct ListedFinding {
  var kind: FindingKind
  /// Whether it is a row of a data set.
  var isDataRow = false
  var finding: Int64
  var document: Int64
  var sentence: Int64?
  var start: Int
  var label: String
  var status: EventStatus?
  var date: HistoricalDate?
  var decision: DecisionMark?
  var speaker: Attribution?
  var isClaim = false
  var confidence: Double
  var actors: [ActorKey]
  var recipients: [ActorKey] = []
}

/// Writes the table `listed`, which repeats of every finding what lists need, so that an archive's are read in one
/// sweep.
final class ListedWriter {
  private let insertion: GRDB.Statement
  private let keyInsertion: GRDB.Statement
  private let keyQuery: GRDB.Statement
  private var known: [ActorKey: Int64] = [:]

  init(db: Database) throws {
    insertion = try db.cachedStatement(
      sql: "INSERT INTO listed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    keyInsertion = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO actor_key (code, identifier, entity, name) VALUES (?, ?, ?, ?)")
    keyQuery = try db.cachedStatement(
      sql: "SELECT id FROM actor_key WHERE code = ? AND identifier = ? AND entity = ? AND name = ?")
  }

  static func key(_ mention: ActorMention) -> ActorKey {
    ActorKey(
      code: mention.code?.rawValue ?? "", identifier: mention.identifier ?? "", entity: mention.entity ?? "")
  }

  func write(_ finding: ListedFinding) throws {
    let actors = try finding.actors.map(number(of:))
    let recipients = try finding.recipients.map(number(of:))
    let speaker = try finding.speaker.map {
      try number(of: ActorKey(code: $0.code?.rawValue ?? "", name: String($0.name.prefix(200))))
    }
    try insertion.execute(arguments: [
      finding.isDataRow ? ListedCodes.dataRow : ListedCodes.number(of: finding.kind), finding.finding, finding.document,
      finding.sentence, finding.start,
      finding.label, ListedCodes.number(of: finding.status), ListedCodes.number(of: finding.date?.basis),
      ListedCodes.number(of: finding.decision), finding.isClaim, speaker, finding.date?.earliest?.dayNumber,
      finding.date?.latest?.dayNumber, min(1, max(0, finding.confidence)), actors.count,
      ListedCodes.pack(actors + recipients),
    ])
  }

  private func number(of key: ActorKey) throws -> Int64 {
    if let number = known[key] { return number }
    try keyInsertion.execute(arguments: [key.code, key.identifier, key.entity, key.name])
    let number =
      try Int64.fetchOne(keyQuery, arguments: [key.code, key.identifier, key.entity, key.name]) ?? 0
    known[key] = number
    return number
  }
}
