import Analysis
import Exports
import Findings
import Store

/// The lists of findings beside the chronicle, each with its address and words.
enum FindingPage: String, CaseIterable, Sendable {
  case statements, figures, agreements, sources

  var kind: FindingKind {
    switch self {
    case .statements: .statement
    case .figures: .figure
    case .agreements: .agreement
    case .sources: .citation
    }
  }

  var list: Filter.List {
    switch self {
    case .statements: .statements
    case .figures: .figures
    case .agreements: .agreements
    case .sources: .sources
    }
  }

  var title: String { rawValue.capitalized }

  var abstract: String {
    switch self {
    case .statements: "Who said what: quotations and reported speech"
    case .figures: "Quantities with what they measure"
    case .agreements: "Treaties, pacts, deals and memberships, and what became of them"
    case .sources: "Links and notes, with the sentence that rests on them"
    }
  }

  var labelTitle: String { self == .agreements ? "Status" : "Kind" }

  var labels: [(value: String, name: String)] {
    switch self {
    case .statements: [("direct", "Direct quotation"), ("indirect", "Reported speech")]
    case .figures: Figure.Kind.allCases.map { ($0.rawValue, $0.rawValue.capitalized) }
    case .agreements: Agreement.Status.allCases.map { ($0.rawValue, Wording.capitalized($0.rawValue)) }
    case .sources: [("link", "Link"), ("note", "Note")]
    }
  }
}

extension Site {
  func listPage(_ page: FindingPage, _ fields: FormFields, in snapshot: ArchiveSnapshot) throws -> PageContent {
    let path = "/" + page.rawValue
    let filter = try filter(fields, for: page.list, in: snapshot)
    let keys = try rows(filter, page, in: snapshot)
    let shown = Array(slice(keys, filter))
    var items: [View] = []
    switch page {
    case .statements:
      items = try archive.statements(ids: shown).all(shown).map {
        item($0, self.view($0.finding), date: $0.finding.date, in: snapshot)
      }
    case .figures:
      items = try archive.figures(ids: shown).all(shown).map {
        item($0, self.view($0.finding), date: $0.finding.date, in: snapshot)
      }
    case .agreements:
      items = try archive.agreements(ids: shown).all(shown).map {
        item($0, self.view($0.finding), date: $0.finding.date, in: snapshot)
      }
    case .sources:
      items = try archive.citations(ids: shown).all(shown).map {
        item($0, self.view($0.finding), date: nil, in: snapshot)
      }
    }
    var view: View = [
      "heading": page.title, "abstract": page.abstract, "items": items, "isSources": page == .sources,
      "summary": Wording.count(keys.count, Wording.kind(page.kind).one, Wording.kind(page.kind).many),
      "form": try filterForm(
        filter, path: path, in: snapshot, labelTitle: page.labelTitle, labels: page.labels,
        hasTimes: page != .sources),
      "exports": exports(filter, path: path),
    ]
    view.set("pager", pager(filter, path: path, total: keys.count))
    if keys.isEmpty { view["empty"] = emptiness(filter, in: snapshot, path: path, things: page.rawValue) }
    return PageContent(template: "list", title: page.title, section: page.rawValue, view: view)
  }

  private func item<Finding>(
    _ report: FindingReport<Finding>, _ parts: View, date: HistoricalDate?, in snapshot: ArchiveSnapshot
  ) -> View {
    var view = parts
    view["sentence"] = report.sentence
    view["href"] = Self.href(report.name, in: report.document)
    view["source"] = reference(of: report.document, in: snapshot)
    view["sourceHref"] = "/documents/\(report.document)"
    view["pageOfSource"] = report.page.map { ", p. \($0)" } ?? ""
    view["findingName"] = report.name.description
    view.set("checkedWords", report.decision.map(Self.words))
    if let date {
      view["date"] = wording.date(date.edtf)
      view["edtf"] = date.edtf
      if date.basis == .carried || date.basis == .relative { view["dateNote"] = Wording.basis(date.basis) }
    }
    return view
  }

  private func view(_ statement: Findings.Statement) -> View {
    var view: View = ["label": statement.kind == .direct ? "Quotation" : "Reported speech", "kindStyle": "k-statement"]
    view["headline"] = statement.speaker?.name ?? "An unnamed speaker"
    var notes: [String] = []
    if let role = statement.role { notes.append(role) }
    if let addressee = statement.addressee { notes.append("to \(addressee.name)") }
    if let outlet = statement.outlet { notes.append("in \(outlet)") }
    if statement.stance != 0 { notes.append(statement.stance > 0 ? "favourable" : "critical") }
    view["note"] = notes.joined(separator: " · ")
    view["concerned"] = codes(statement.about)
    view["concernedTitle"] = "about"
    return view
  }

  private func view(_ figure: Figure) -> View {
    let amount = wording.amount(figure.value, unit: figure.kind == .share ? "share" : figure.unit)
    return [
      "label": figure.kind.rawValue.capitalized, "kindStyle": "k-figure",
      "headline": [figure.approximation, amount].compactMap(\.self).joined(separator: " "),
      "note": figure.measures.contains(" ") && !wording.repeats(figure.measures, amountOf: figure.unit)
        ? figure.measures : "",
      "concerned": codes(figure.actors), "concernedTitle": "of",
    ]
  }

  private func view(_ agreement: Agreement) -> View {
    [
      "label": Wording.capitalized(agreement.status.rawValue), "kindStyle": "k-agreement", "headline": agreement.name,
      "note": "",
      "concerned": codes(agreement.parties), "concernedTitle": "between",
    ]
  }

  private func view(_ citation: Citation) -> View {
    var notes: [String] = []
    if !citation.authors.isEmpty { notes.append(citation.authors.joined(separator: ", ")) }
    if let title = citation.title { notes.append(title) }
    if let outlet = citation.outlet { notes.append(outlet) }
    if let published = citation.published { notes.append(wording.date(published)) }
    var view = reference(citation.reference)
    view["label"] = citation.kind == .link ? "Link" : citation.label.map { "Note \($0)" } ?? "Note"
    view["kindStyle"] = "k-citation"
    view["headline"] = ""
    view["isReference"] = true
    view["note"] = citation.kind == .link ? notes.joined(separator: " · ") : ""
    view["concerned"] = [View]()
    return view
  }

  func codes(_ codes: [ActorCode]) -> [View] {
    codes.enumerated().map { place, code in
      ["codeName": wording.name(of: code), "codeHref": "/actors/\(code.rawValue)", "comma": place == 0 ? "" : ", "]
    }
  }

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

  /// Writes a list in one of the export formats, with everything that the filter keeps; false where there is no such
  /// format.
  func writeList(
    _ page: FindingPage, _ format: String, _ filter: ListFilter, in snapshot: ArchiveSnapshot,
    to output: ([UInt8]) throws -> Void
  ) throws -> Bool {
    guard let format = FindingListFormat(rawValue: format), format != .text else { return false }
    let ids = try rows(filter, page, in: snapshot)
    let used = Dictionary(snapshot.documents.map { ($0.id, $0.reference) }, uniquingKeysWith: { first, _ in first })
    let lists = FindingLists(references: used)
    var writer = FindingListWriter(format)
    for start in stride(from: 0, through: max(0, ids.count - 1), by: 500) {
      let part = Array(ids[start..<min(ids.count, start + 500)])
      switch page {
      case .statements: try output(writer.write(lists.list(try archive.statements(ids: part).all(part))))
      case .figures: try output(writer.write(lists.list(try archive.figures(ids: part).all(part))))
      case .agreements: try output(writer.write(lists.list(try archive.agreements(ids: part).all(part))))
      case .sources: try output(writer.write(lists.list(try archive.citations(ids: part).all(part))))
      }
    }
    try output(writer.end())
    return true
  }
}
