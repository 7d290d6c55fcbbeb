import Findings
import Foundation
import Hummingbird
import SourceTexts
import Store

/// Documents with their marks and the panel of a finding, and the addresses of findings.
struct DocumentPages: RouteGroup {
  let site: Site

  func addRoutes(to router: Router<SiteContext>) {
    router.get("documents/{id}") { request, context in
      let id = context.parameters.get("id")
      let summary = try site.document(id, in: site.keeper.current)
      if summary.kind == .dataSet {
        // It has no words to be shown; its rows stand in the chronicle.
        let name = site.fields(request)["finding"].flatMap { FindingName(document: summary.name, tail: $0) }
        let place = name.flatMap { try? site.listedHref($0, document: summary.id, in: site.keeper.current) }
        return Site.redirect(place ?? "/chronicle?document=\(summary.id)")
      }
      return try site.respond(to: request) { snapshot, fields in
        try content(of: try site.document(id, in: snapshot), fields, in: snapshot)
      }
    }
    router.get("findings/{name}") { _, context in
      let (name, document) = try finding(context)
      return Response(status: .seeOther, headers: [.location: Site.href(name, in: document)])
    }
    router.get("findings/{name}/listed") { _, context in
      let (name, document) = try finding(context)
      guard let href = try site.listedHref(name, document: document, in: site.keeper.current) else {
        throw HTTPError(.notFound)
      }
      return Response(status: .seeOther, headers: [.location: href])
    }
    router.get("findings/{name}/explanation") { request, context in
      let (name, document) = try finding(context)
      guard let explain = site.explain else { throw HTTPError(.notFound) }
      return try site.respond(to: request) { _, _ in
        PageContent(
          title: "Why \(name)", section: "documents",
          view: Explanation(explanation: try explain(name), href: Site.href(name, in: document)))
      }
    }
  }

  private func finding(_ context: SiteContext) throws -> (name: FindingName, document: Int64) {
    guard let name = FindingName(context.parameters.get("name") ?? "") else {
      throw HTTPError(.notFound, message: "The archive holds no such finding.")
    }
    do {
      let found = try site.archive.finding(named: name)
      return (found.name, found.document)
    } catch let error as NamingError {
      throw HTTPError(.notFound, message: "\(error)")
    }
  }

  /// Why a finding was made, with the parse of its sentence.
  struct Explanation: PageValue {
    static let template = "explanation"
    var explanation: String
    var href: String
  }

  /// A document's text, or a part of it, with its marks.
  struct Page: PageValue {
    static let template = "document"
    var documentTitle: String
    /// The words of the title with their marks; nil where they don't stand in the text.
    var titlePieces: TitleWords?
    var authors: String
    var publisher: String
    var published: String?
    var edtf: String?
    var url: String?
    var chronicleHref: String
    var editHref: String
    var removeHref: String
    var diagnostics: [Notice]
    var hasDiagnostics: Bool
    var panel: FindingPanel?
    var hasPanel: Bool
    var firstHref: String?
    var kinds: [Kind]
    var pager: Pager?
    var blocks: [TextBlock]
    var files: String
    var format: String
    var digest: String
    var versions: String
  }

  struct TitleWords: ViewValue {
    var pieces: [TextPiece]
  }

  /// What the reader noticed.
  struct Notice: ViewValue {
    var message: String
  }

  /// A kind of findings, with the link that shows or hides its marks.
  struct Kind: ViewValue {
    var kindName: String
    var kindStyle: String
    var count: String
    var isOn: Bool
    var kindAction: String
    var toggleHref: String
  }

  private func content(
    of document: DocumentSummary, _ fields: FormFields, in snapshot: ArchiveSnapshot
  ) throws -> PageContent {
    let archive = site.archive
    let opened = try site.openedDocuments.document(document.id, in: snapshot) {
      guard let source = try archive.source(of: document.id) else { return nil }
      let named = try archive.namedFindings(of: document.id)
      return OpenedDocument(source: source, named: named, marks: Mark.marks(of: named, in: source))
    }
    guard let opened else { throw HTTPError(.notFound) }
    let (source, all) = (opened.source, opened.marks)
    let kinds = MarkedKinds(fields["marks"])
    let selected = fields["finding"].flatMap { id in all.first { $0.id == id } }
    // A sentence that a search found is shown like a finding, but has no panel.
    let found = try fields["at"].flatMap { Int($0) }.flatMap { start in
      try archive.sentences(of: document.id).first { $0.span.start == start }
    }.map { Mark(id: "found", kind: .time, ordinal: 0, span: $0.span, evidence: $0.span) }
    let marks = all.filter { kinds.kinds.contains($0.kind) || $0.id == selected?.id }
    let address = DocumentAddress(document: document.id, kinds: kinds)
    let starts = MarkedText.pages(of: source)
    var number = min(starts.count, max(1, fields["page"].flatMap { Int($0) } ?? 1))
    if let selected = selected ?? found {
      let block = source.blocks.firstIndex { $0.span.end > selected.span.start } ?? 0
      number = starts.lastIndex { $0 <= block }.map { $0 + 1 } ?? 1
    }
    let text = MarkedText(
      source: source, title: document.displayTitle, marks: marks, selected: selected ?? found,
      address: { address.of(finding: $0) },
      pageAddress: { [number] block in
        let there = starts.lastIndex { $0 <= block }.map { $0 + 1 } ?? 1
        return there == number ? "" : address.of(page: there)
      })
    let end = number < starts.count ? starts[number] : source.blocks.count
    let panel = try selected.map {
      try self.panel($0, opened.named, source: source, document: document)
        .placed(among: marks, page: number, address)
    }
    let page = Page(
      documentTitle: document.displayTitle,
      titlePieces: number == 1 ? text.titlePieces().map { TitleWords(pieces: $0) } : nil,
      authors: document.metadata.authors.joined(separator: ", "), publisher: document.metadata.publisher ?? "",
      published: document.metadata.published.map(site.wording.date), edtf: document.metadata.published,
      url: document.metadata.url.flatMap { Site.isWebAddress($0) ? $0 : nil },
      chronicleHref: "/chronicle?document=\(document.id)", editHref: "\(address.stem)/edit",
      removeHref: "\(address.stem)/remove", diagnostics: source.diagnostics.map { Notice(message: $0.message) },
      hasDiagnostics: !source.diagnostics.isEmpty, panel: panel, hasPanel: panel != nil,
      firstHref: panel == nil ? marks.first.map { address.of(finding: $0.id) } : nil,
      kinds: FindingKind.allCases.map { kind in
        let isOn = kinds.kinds.contains(kind)
        return Kind(
          kindName: Wording.kind(kind).many.capitalized, kindStyle: "m-\(kind.rawValue)",
          count: Wording.number(document.counts[kind] ?? 0), isOn: isOn, kindAction: isOn ? "hide" : "show",
          toggleHref: address.toggling(kind, page: number, finding: selected?.id))
      },
      pager: starts.count > 1
        ? Pager(
          pageNumber: number, pageCount: Wording.number(starts.count),
          previousHref: number > 1 ? address.of(page: number - 1) : nil,
          nextHref: number < starts.count ? address.of(page: number + 1) : nil) : nil,
      blocks: text.blocks(starts[number - 1]..<end), files: document.files.joined(separator: ", "),
      format: document.format.rawValue, digest: document.name,
      versions: "\(document.versions.coder); \(document.versions.modelName)")
    return PageContent(title: document.displayTitle, section: "documents", view: page)
  }
}
