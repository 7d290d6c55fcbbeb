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
    let filter = ListFilter(document: document)
    func href(_ path: String, _ place: Int, _ name: FindingName) -> String {
      "\(path)\(filter.query(page: place / Self.pageLength + 1))#\(name)"
    }
    guard let row = try archive.row(of: name, in: document) else { return nil }
    guard name.kind != .event else {
      let happenings = snapshot.happenings(filter)
      guard let place = happenings.firstIndex(where: { happenings.reports(of: $0).contains(row) }) else { return nil }
      let shown = try reports(of: happenings[place], in: happenings).first?.name
      return href("/chronicle", place, shown ?? name)
    }
    guard let page = FindingPage.allCases.first(where: { $0.kind == name.kind }) else { return nil }
    return filter.kept(snapshot.keys(of: page.kind)).firstIndex { $0.id == row }
      .map { href("/\(page.rawValue)", $0, name) }
  }

  /// Reports of one happening, the one that its line shows first.
  private func reports(of happening: Happening, in list: HappeningList) throws -> [EventReport] {
    let ids = list.reports(of: happening, limit: 20)
    let reports = try archive.events(ids: ids)
    let own = ids.compactMap { reports[$0] }
    let shown = own.first { $0.event.saidBy == nil } ?? own.first
    return own.filter { $0.name == shown?.name } + own.filter { $0.name != shown?.name }
  }
}
