import Analysis
import Findings
import SourceTexts
import Store

/// What the pages need of an archive to sort, filter, count and page without asking it: taken once after each change. The
/// tables of findings are read when a page first asks for them.
final class ArchiveSnapshot: Sendable {
  /// Grows with every snapshot.
  let generation: Int
  /// The archive's, when it was taken.
  let revision: Int64
  let documents: [DocumentSummary]
  let failures: [ReadingDiagnostic]
  /// How many findings of each layer there are.
  let counts: [FindingKind: Int]
  private let archive: Archive
  private let places: [Int64: Int]
  private let tables: Guarded<[Filter.List: FindingTable]>
  private let actorCounts = Guarded<[(code: ActorCode, count: Int)]?>(nil)

  /// - Parameter lists: the tables that are read at once.
  init(of archive: Archive, generation: Int, lists: Set<Filter.List> = []) throws {
    self.generation = generation
    self.archive = archive
    let state = try archive.state(lists: lists)
    revision = state.revision
    documents = state.documents
    failures = state.failures
    counts = state.counts
    tables = Guarded(state.tables)
    places = Dictionary(documents.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The tables that have been asked for.
  var knownLists: Set<Filter.List> { tables.withLock { Set($0.keys) } }

  /// The findings of one layer.
  ///
  /// - Throws: ``StaleSnapshot`` where the archive has changed before they were asked for.
  func table(_ list: Filter.List) throws -> FindingTable {
    // One thread reads it, the others wait for that.
    try tables.withLock { tables in
      if let known = tables[list] { return known }
      let state = try archive.state(lists: [list])
      guard state.revision == revision, let table = state.tables[list] else { throw StaleSnapshot(list: list) }
      tables[list] = table
      return table
    }
  }

  /// Codes by how many findings concern them, the most first.
  var actors: [(code: ActorCode, count: Int)] {
    get throws {
      let lists: [Filter.List] = [.chronicle, .statements, .figures, .agreements]
      let tables = try lists.map(table)
      return actorCounts.withLock { known in
        if let known { return known }
        var counts: [String: Int] = [:]
        for table in tables {
          for row in table.rows where row.decision != .rejected {
            for code in table.codes(of: row) { counts[code, default: 0] += 1 }
          }
        }
        let actors = counts.map { (code: ActorCode(rawValue: $0.key), count: $0.value) }
          .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
        known = actors
        return actors
      }
    }
  }

  /// The event data sets.
  var dataSets: Set<Int64> { Set(documents.lazy.filter { $0.kind == .dataSet }.map(\.id)) }

  func document(_ id: Int64) -> DocumentSummary? { places[id].map { documents[$0] } }

  func reference(of id: Int64) -> String { document(id)?.reference ?? "document \(id)" }
}
