import Analysis
import Findings
import Store

extension Archive {
  /// The reports of the events that a filter keeps, in its order.
  func events(_ filter: Filter = Filter(undated: true)) throws -> [EventReport] {
    let table = try table(of: .chronicle)
    let sentences = try filter.search.map { try sentenceNumbers(holding: $0) }
    let ids = table.places(filter, sentences: sentences).map { table.rows[$0].id }
    let reports = try events(ids: ids)
    return ids.compactMap { reports[$0] }
  }
}
