import Analysis
import Findings
import Store

extension Site {
  /// The list that findings of a kind stand in; nil for those that stand in none.
  static func listTitle(of kind: FindingKind) -> String? {
    switch kind {
    case .event: "chronicle"
    case .time, .actor: nil
    default: "list of \(Wording.kind(kind).many)"
    }
  }

  /// Where a finding stands in the list of its kind, narrowed to its document, as an address.
  func listedHref(_ name: FindingName, document: Int64, in snapshot: ArchiveSnapshot) throws -> String? {
    var filter = ListFilter(Filter(documents: [document]))
    func href(_ path: String, _ place: Int, _ name: FindingName) -> String {
      "\(path)\(filter.query(page: place / Self.pageLength + 1))#\(name)"
    }
    let row = try archive.finding(named: name).id
    guard name.kind != .event else {
      func find(in list: OccurrenceList) -> Int? {
        list.firstIndex { list.rows(of: $0).contains { $0.id == row } }
      }
      var list = try occurrences(filter, in: snapshot)
      if find(in: list) == nil {
        filter.filter.undated = true
        list = try occurrences(filter, in: snapshot)
      }
      guard let place = find(in: list) else { return nil }
      let ids = list.rows(of: list[place], limit: 20).map(\.id)
      let reports = try archive.events(ids: ids)
      let shown = Occurrence(reports: ids.compactMap { reports[$0] })?.reports.first?.name
      return href("/chronicle", place, shown ?? name)
    }
    guard let page = FindingPage.allCases.first(where: { $0.kind == name.kind }) else { return nil }
    return try rows(filter, page, in: snapshot).firstIndex(of: row).map { href("/\(page.rawValue)", $0, name) }
  }
}
