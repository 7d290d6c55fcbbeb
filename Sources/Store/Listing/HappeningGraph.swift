import Analysis
import Findings
import GRDB

/// Walks from reports to those that may tell the same happening, as far as links reach.
final class HappeningGraph {
  /// A report with what ties it to others.
  struct Node {
    var report: ComparableReport
    var key: String
    var deed: DeedWords
  }

  /// Reports that links connect, directly or through others; nothing outside is linked to them.
  struct Component {
    /// Row numbers of the findings, in order of their reports' names.
    var ids: [Int64]
    var nodes: [Node]
    var links: [HappeningGrouping.Link]
  }

  private let db: Database
  private let grouping: HappeningGrouping
  private var nodes: [Int64: Node] = [:]
  private var documents: [Int64: ReportDocument] = [:]
  /// Candidates by sentence, for the component that is walked now.
  private var candidates: [Int64: [Int64]] = [:]

  init(db: Database, model: PairModel) {
    self.db = db
    grouping = HappeningGrouping(model: model)
  }

  /// The component of one report; nil where it is no event's.
  ///
  /// - Complexity: linear in the number of candidates of its reports.
  func component(of seed: Int64) throws -> Component? {
    // What was walked before is seldom met again.
    if nodes.count > 4096 { nodes.removeAll(keepingCapacity: true) }
    if documents.count > 4096 { documents.removeAll(keepingCapacity: true) }
    candidates.removeAll(keepingCapacity: true)
    guard try node(seed) != nil else { return nil }
    var found: [Int64] = [seed]
    var known: Set<Int64> = [seed]
    struct Pair: Hashable {
      var low: Int64
      var high: Int64
    }
    var scores: [Pair: Float] = [:]
    var seen: Set<Pair> = []
    var place = 0
    while place < found.count {
      let id = found[place]
      place += 1
      guard let one = try node(id) else { continue }
      for other in try twins(of: one) where known.insert(other).inserted { found.append(other) }
      for other in try candidates(of: one.report.signature) where other != id {
        let pair = Pair(low: min(id, other), high: max(id, other))
        guard seen.insert(pair).inserted, let two = try node(other),
          let score = grouping.link(one.report, two.report)
        else { continue }
        scores[pair] = score
        if known.insert(other).inserted { found.append(other) }
      }
    }
    var listed: [(id: Int64, node: Node)] = []
    for id in found { if let node = try node(id) { listed.append((id, node)) } }
    listed.sort { ($0.node.report.signature.name, $0.id) < ($1.node.report.signature.name, $1.id) }
    let places = Dictionary(uniqueKeysWithValues: listed.enumerated().map { ($0.element.id, $0.offset) })
    let links = scores.compactMap { pair, score -> HappeningGrouping.Link? in
      guard let low = places[pair.low], let high = places[pair.high] else { return nil }
      return HappeningGrouping.Link(left: low, right: high, score: score)
    }
    return Component(ids: listed.map(\.id), nodes: listed.map(\.node), links: links)
  }

  /// The report of one event; nil where it is none.
  func node(_ id: Int64) throws -> Node? {
    if let node = nodes[id] { return node }
    let query = try db.cachedStatement(
      sql: """
        SELECT signature, finding.document_id, coalesce(finding.sentence_id, 0), substr(document.key, 1, 16), finding.tail,
          occurrence_member.key, deed
        FROM happening_report JOIN finding ON finding.id = finding_id JOIN document ON document.id = finding.document_id
          JOIN occurrence_member USING (finding_id)
        WHERE happening_report.finding_id = ?
        """)
    guard let row = try Row.fetchOne(query, arguments: [id]),
      let signature = ReportSignature(
        line: row[0], name: "\(row[3] as String).\(row[4] as String)", document: row[1], sentence: row[2])
    else { return nil }
    let node = Node(
      report: grouping.model.comparable(signature, in: try document(signature.document)), key: row[5],
      deed: DeedWords(row[6] as String))
    nodes[id] = node
    return node
  }

  private func document(_ id: Int64) throws -> ReportDocument {
    if let document = documents[id] { return document }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT named, sentences FROM happening_document WHERE document_id = ?"),
      arguments: [id])
    let document = ReportDocument(named: SignatureLines.parties(row?[0] as String? ?? ""), sentences: row?[1] ?? 1)
    documents[id] = document
    return document
  }

  /// Reports that have everything in common: day, category, sides, status.
  private func twins(of node: Node) throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT finding_id FROM occurrence_member WHERE key = ? ORDER BY finding_id"),
      arguments: [node.key])
  }

  /// Events of the sentences that share a key which not too many have.
  func candidates(of signature: ReportSignature) throws -> [Int64] {
    guard signature.sentence != 0 else { return [] }
    if let known = candidates[signature.sentence] { return known }
    let keys = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT key FROM happening_key WHERE sentence_id = ?"),
      arguments: [signature.sentence])
    let block = try db.cachedStatement(sql: "SELECT sentence_id FROM happening_key WHERE key = ? LIMIT ?")
    var sentences: Set<Int64> = []
    for key in keys {
      let members = try Int64.fetchAll(block, arguments: [key, ReportBlocks.limit + 1])
      if members.count <= ReportBlocks.limit { sentences.formUnion(members) }
    }
    let events = try db.cachedStatement(
      sql: "SELECT id FROM finding WHERE sentence_id = ? AND kind = 'event' ORDER BY id")
    let found = try sentences.sorted().flatMap { try Int64.fetchAll(events, arguments: [$0]) }
    candidates[signature.sentence] = found
    return found
  }
}
