import Analysis
import Exports
import Findings
import Hummingbird
import Store

/// Statements, figures, agreements and sources, as pages and as files.
struct ListPages: RouteGroup {
  let site: Site

  func addRoutes(to router: Router<SiteContext>) {
    for page in FindingPage.allCases {
      router.get("\(page.rawValue)") { request, _ in
        try site.respond(to: request) { try content(of: page, $1, in: $0) }
      }
      for format in ["csv", "md", "json"] {
        router.get("\(page.rawValue).\(format)") { request, _ in
          let fields = site.fields(request)
          return try await site.exportDesk.run {
            try site.fresh { snapshot in
              let filter = try site.filter(fields, for: page.list, in: snapshot)
              return try site.export(format, page.rawValue, filter) {
                try export(page, format, $0, in: snapshot, to: $1)
              }
            }
          }
        }
      }
    }
  }

  /// A list with its filters.
  struct Page: PageValue {
    static let template = "list"
    var heading: String
    var abstract: String
    var summary: String
    var isSources: Bool
    var items: [Item] = []
    var form: FilterForm
    var exports: [ExportLink]
    var pager: Pager?
    var empty: Emptiness?
  }

  /// A finding with its sentence and where it stands.
  struct Item: ViewValue {
    var label: String
    var kindStyle: String
    var headline: String
    var note: String
    var concerned: [Concerned] = []
    var concernedTitle: String?
    var isReference: Bool?
    var referenceText: String?
    var referenceHref: String?
    var date: String?
    var edtf: String?
    var dateNote: String?
    var sentence = ""
    var href = ""
    var source = ""
    var sourceHref = ""
    var pageOfSource = ""
    var findingName = ""
    var checkedWords: String?
  }

  /// A code that a finding is about.
  struct Concerned: ViewValue {
    var codeName: String
    var codeHref: String
    var comma: String
  }

  private func content(of page: FindingPage, _ fields: FormFields, in snapshot: ArchiveSnapshot) throws -> PageContent {
    let path = "/" + page.rawValue
    let filter = try site.filter(fields, for: page.list, in: snapshot)
    let keys = try site.rows(filter, page, in: snapshot)
    let shown = Array(site.slice(keys, filter))
    var view = Page(
      heading: page.title, abstract: page.abstract,
      summary: Wording.count(keys.count, Wording.kind(page.kind).one, Wording.kind(page.kind).many),
      isSources: page == .sources,
      form: try site.filterForm(
        filter, path: path, in: snapshot, labelTitle: page.labelTitle, labels: page.labels,
        hasTimes: page != .sources), exports: site.exports(filter, path: path),
      pager: site.pager(filter, path: path, total: keys.count),
      empty: keys.isEmpty ? site.emptiness(filter, in: snapshot, path: path, things: page.rawValue) : nil)
    let archive = site.archive
    switch page {
    case .statements:
      view.items = try archive.statements(ids: shown).all(shown).map {
        item($0, of: self.item($0.finding), date: $0.finding.date, in: snapshot)
      }
    case .figures:
      view.items = try archive.figures(ids: shown).all(shown).map {
        item($0, of: self.item($0.finding), date: $0.finding.date, in: snapshot)
      }
    case .agreements:
      view.items = try archive.agreements(ids: shown).all(shown).map {
        item($0, of: self.item($0.finding), date: $0.finding.date, in: snapshot)
      }
    case .sources:
      view.items = try archive.citations(ids: shown).all(shown).map {
        item($0, of: self.item($0.finding), date: nil, in: snapshot)
      }
    }
    return PageContent(title: page.title, section: page.rawValue, view: view)
  }

  private func item<Finding>(
    _ report: FindingReport<Finding>, of finding: Item, date: HistoricalDate?, in snapshot: ArchiveSnapshot
  ) -> Item {
    var item = finding
    item.sentence = report.sentence
    item.href = Site.href(report.name, in: report.document)
    item.source = site.reference(of: report.document, in: snapshot)
    item.sourceHref = "/documents/\(report.document)"
    item.pageOfSource = report.page.map { ", p. \($0)" } ?? ""
    item.findingName = report.name.description
    item.checkedWords = report.decision.map(Site.words)
    if let date {
      item.date = site.wording.date(date.edtf)
      item.edtf = date.edtf
      if date.basis == .carried || date.basis == .relative { item.dateNote = Wording.basis(date.basis) }
    }
    return item
  }

  private func item(_ statement: Findings.Statement) -> Item {
    var notes: [String] = []
    if let role = statement.role { notes.append(role) }
    if let addressee = statement.addressee { notes.append("to \(addressee.name)") }
    if let outlet = statement.outlet { notes.append("in \(outlet)") }
    if statement.stance != 0 { notes.append(statement.stance > 0 ? "favourable" : "critical") }
    return Item(
      label: statement.kind == .direct ? "Quotation" : "Reported speech", kindStyle: "k-statement",
      headline: statement.speaker?.name ?? "An unnamed speaker", note: notes.joined(separator: " · "),
      concerned: concerned(statement.about), concernedTitle: "about")
  }

  private func item(_ figure: Figure) -> Item {
    let amount = site.wording.amount(figure.value, unit: figure.kind == .share ? "share" : figure.unit)
    let isTold = figure.measures.contains(" ") && !site.wording.repeats(figure.measures, amountOf: figure.unit)
    return Item(
      label: figure.kind.rawValue.capitalized, kindStyle: "k-figure",
      headline: [figure.approximation, amount].compactMap(\.self).joined(separator: " "),
      note: isTold ? figure.measures : "", concerned: concerned(figure.actors), concernedTitle: "of")
  }

  private func item(_ agreement: Agreement) -> Item {
    Item(
      label: Wording.capitalized(agreement.status.rawValue), kindStyle: "k-agreement", headline: agreement.name,
      note: "", concerned: concerned(agreement.parties), concernedTitle: "between")
  }

  private func item(_ citation: Citation) -> Item {
    var notes: [String] = []
    if !citation.authors.isEmpty { notes.append(citation.authors.joined(separator: ", ")) }
    if let title = citation.title { notes.append(title) }
    if let outlet = citation.outlet { notes.append(outlet) }
    if let published = citation.published { notes.append(site.wording.date(published)) }
    let reference = site.reference(citation.reference)
    return Item(
      label: citation.kind == .link ? "Link" : citation.label.map { "Note \($0)" } ?? "Note", kindStyle: "k-citation",
      headline: "", note: citation.kind == .link ? notes.joined(separator: " · ") : "", isReference: true,
      referenceText: reference.referenceText, referenceHref: reference.referenceHref)
  }

  private func concerned(_ codes: [ActorCode]) -> [Concerned] {
    codes.enumerated().map { place, code in
      Concerned(
        codeName: site.wording.name(of: code), codeHref: "/actors/\(code.rawValue)", comma: place == 0 ? "" : ", ")
    }
  }

  /// Writes a list in one of the export formats, with everything that the filter keeps; false where there is no such
  /// format.
  private func export(
    _ page: FindingPage, _ format: String, _ filter: ListFilter, in snapshot: ArchiveSnapshot,
    to output: ([UInt8]) throws -> Void
  ) throws -> Bool {
    guard let format = FindingListFormat(rawValue: format), format != .text else { return false }
    let ids = try site.rows(filter, page, in: snapshot)
    let used = Dictionary(snapshot.documents.map { ($0.id, $0.reference) }, uniquingKeysWith: { first, _ in first })
    let lists = FindingLists(references: used)
    var writer = FindingListWriter(format)
    for start in stride(from: 0, through: max(0, ids.count - 1), by: 500) {
      let part = Array(ids[start..<min(ids.count, start + 500)])
      switch page {
      case .statements: try output(writer.write(lists.list(try site.archive.statements(ids: part).all(part))))
      case .figures: try output(writer.write(lists.list(try site.archive.figures(ids: part).all(part))))
      case .agreements: try output(writer.write(lists.list(try site.archive.agreements(ids: part).all(part))))
      case .sources: try output(writer.write(lists.list(try site.archive.citations(ids: part).all(part))))
      }
    }
    try output(writer.end())
    return true
  }
}
