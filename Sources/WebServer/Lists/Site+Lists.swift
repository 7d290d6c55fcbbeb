import Analysis
import Findings
import Store

extension Site {
  /// Row numbers of the findings that a filter keeps, in order.
  func rows(_ filter: ListFilter, _ page: FindingPage, in snapshot: ArchiveSnapshot) throws -> [Int64] {
    if filter.isRefused { return [] }
    let table = try snapshot.table(page.list)
    return table.places(filter.filter, sentences: try sentences(filter)).map { table.rows[$0].id }
  }

  /// The sentences that hold the words which a filter searches for.
  func sentences(_ filter: ListFilter) throws -> Set<Int64>? {
    try filter.filter.search.map { try archive.sentenceNumbers(holding: $0) }
  }

  /// The occurrences that a filter keeps.
  func occurrences(_ filter: ListFilter, in snapshot: ArchiveSnapshot) throws -> OccurrenceList {
    let list = filter.filter.events(among: snapshot.dataSets)
    let table = try snapshot.table(list)
    guard filter.isRefused else {
      return OccurrenceList(filter.filter, in: table, sentences: try sentences(filter))
    }
    return OccurrenceList(
      filter.filter, in: FindingTable(list: list, rows: [], parties: [], keys: table.keys, labels: table.labels))
  }
}
