import Findings
import Hummingbird
import Store

/// The documents of the archive, what is known of each, and what is being read.
struct LibraryPages: RouteGroup {
  let site: Site

  func addRoutes(to router: Router<SiteContext>) {
    router.get("/") { request, _ in
      let open = site.desk.openJobs
      return try site.respond(to: request, variant: "\(open)") { documents($1, openJobs: open, in: $0) }
    }
    router.get("reading") { _, _ in
      let page = reading()
      return Self.html(
        site.renderer.page(PageContent(title: "Reading", section: "documents", refreshes: page.isBusy, view: page)))
    }
    router.get("reading/list") { _, _ in Self.html(site.renderer.fragment(reading(), template: "jobs")) }
    router.get("documents/{id}/edit") { request, context in
      let id = context.parameters.get("id")
      return try site.respond(to: request) { snapshot, _ in edit(try site.document(id, in: snapshot)) }
    }
    router.get("documents/{id}/remove") { request, context in
      let id = context.parameters.get("id")
      return try site.respond(to: request) { snapshot, _ in remove(try site.document(id, in: snapshot)) }
    }
  }

  private static func html(_ bytes: [UInt8]) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// The list of documents, with the form that adds some.
  struct Documents: PageValue {
    static let template = "documents"
    var summary: String
    var totals: [Total]
    var hasDocuments: Bool
    var orders: [Order]
    var rows: [Row]
    var pager: Pager?
    var failures: [Failure]
    var hasFailures: Bool
    var failureCount: String
    var uploadLimit: String
    var unavailable: String?
    var canRead: Bool
    var reading: String?
  }

  struct Total: ViewValue {
    var total: String
  }

  struct Order: ViewValue {
    var orderName: String
    var orderHref: String
    var isChosen: Bool
  }

  struct Failure: ViewValue {
    var file: String
    var message: String
  }

  struct Row: ViewValue {
    var documentHref: String
    var documentTitle: String
    var authors: String
    var publisher: String
    var published: String?
    var edtf: String?
    var format: String
    var digest: String
    var notices: String?
    var editHref: String
    var removeHref: String
    var n_event: String
    var n_statement: String
    var n_figure: String
    var n_agreement: String
    var n_citation: String
  }

  private func documents(_ fields: FormFields, openJobs: Int, in snapshot: ArchiveSnapshot) -> PageContent {
    let order = DocumentOrder(rawValue: fields["order"] ?? "") ?? .added
    let documents = order.sorted(snapshot.documents)
    var filter = ListFilter()
    filter.filter.page = fields["page"].flatMap { Int($0) }.map { min(1_000_000, max(1, $0)) } ?? 1
    let page = Documents(
      summary: Wording.count(documents.count, "document"),
      totals: [FindingKind.event, .statement, .figure, .agreement, .citation].map { kind in
        Total(total: Wording.count(snapshot.counts[kind] ?? 0, Wording.kind(kind).one, Wording.kind(kind).many))
      },
      hasDocuments: !documents.isEmpty,
      orders: DocumentOrder.allCases.map {
        Order(orderName: $0.title, orderHref: "/?order=\($0.rawValue)", isChosen: $0 == order)
      },
      rows: site.slice(documents, filter).map(row),
      pager: pager(filter.filter.page, of: documents.count, order: order),
      failures: snapshot.failures.prefix(20).map { Failure(file: $0.file, message: $0.message) },
      hasFailures: !snapshot.failures.isEmpty,
      failureCount: Wording.count(snapshot.failures.count, "file could", "files could"),
      uploadLimit: "\(site.uploadLimit >> 20)", unavailable: site.desk.unavailability,
      canRead: site.desk.unavailability == nil,
      reading: openJobs > 0 ? Wording.count(openJobs, "document is", "documents are") + " being read." : nil)
    return PageContent(title: "Documents", section: "documents", view: page)
  }

  private func pager(_ asked: Int, of count: Int, order: DocumentOrder) -> Pager? {
    guard count > Site.pageLength else { return nil }
    let pages = (count + Site.pageLength - 1) / Site.pageLength
    let page = min(asked, pages)
    let stem = "/?order=\(order.rawValue)&page="
    return Pager(
      pageNumber: page, pageCount: Wording.number(pages), first: Wording.number((page - 1) * Site.pageLength + 1),
      last: Wording.number(min(count, page * Site.pageLength)), of: Wording.number(count),
      previousHref: page > 1 ? stem + String(page - 1) : nil, nextHref: page < pages ? stem + String(page + 1) : nil)
  }

  private func row(_ document: DocumentSummary) -> Row {
    func count(_ kind: FindingKind) -> String {
      Wording.count(document.counts[kind] ?? 0, Wording.kind(kind).one, Wording.kind(kind).many)
    }
    let notices = document.diagnosticCount
    return Row(
      documentHref: "/documents/\(document.id)", documentTitle: document.displayTitle,
      authors: document.metadata.authors.joined(separator: ", "), publisher: document.metadata.publisher ?? "",
      published: document.metadata.published.map(site.wording.date), edtf: document.metadata.published,
      format: document.format.rawValue, digest: document.name,
      notices: notices > 0 ? Wording.count(notices, "notice") : nil, editHref: "/documents/\(document.id)/edit",
      removeHref: "/documents/\(document.id)/remove", n_event: count(.event), n_statement: count(.statement),
      n_figure: count(.figure), n_agreement: count(.agreement), n_citation: count(.citation))
  }

  /// The form to correct what is known of a document.
  struct Edit: PageValue {
    static let template = "edit"
    var documentHref: String
    var documentTitle: String
    var titleValue: String
    var authorsValue: String
    var publishedValue: String
    var publisherValue: String
    var urlValue: String
    var canRead: Bool
    var unavailable: String
    /// Why it was not taken.
    var problem: String?
  }

  /// - Parameter refused: what was typed and not taken, and why.
  func edit(
    _ document: DocumentSummary, refused: (form: FormFields, problem: FormProblem)? = nil
  ) -> PageContent {
    let metadata = document.metadata
    func value(_ field: MetadataField, _ known: String?) -> String {
      if let form = refused?.form, form.has(field.rawValue) { return form.whole(field.rawValue) ?? "" }
      return known ?? ""
    }
    let page = Edit(
      documentHref: "/documents/\(document.id)", documentTitle: document.displayTitle,
      titleValue: value(.title, metadata.title),
      authorsValue: value(.authors, metadata.authors.joined(separator: "\n")),
      publishedValue: value(.published, metadata.published), publisherValue: value(.publisher, metadata.publisher),
      urlValue: value(.url, metadata.url), canRead: site.desk.unavailability == nil,
      unavailable: site.desk.unavailability ?? "", problem: refused?.problem.text)
    return PageContent(
      title: "Correct what is known of “\(document.displayTitle)”", section: "documents", view: page)
  }

  /// The question whether a document is to go.
  struct Removal: PageValue {
    static let template = "remove"
    var documentHref: String
    var reference: String
    var findings: String
  }

  private func remove(_ document: DocumentSummary) -> PageContent {
    PageContent(
      title: "Remove “\(document.displayTitle)”?", section: "documents",
      view: Removal(
        documentHref: "/documents/\(document.id)", reference: document.reference,
        findings: Wording.count(document.counts.values.reduce(0, +), "finding")))
  }

  /// What is being read, and what became of what was.
  struct Reading: PageValue {
    static let template = "reading"
    var jobs: [Job]
    var hasJobs: Bool
    var isBusy: Bool
    var moreWaiting: String?
  }

  struct Job: ViewValue {
    var jobName: String
    var jobState = ""
    var jobHref: String?
    var percent: Int?
    var isDone = false
    var isFailed = false
    var isOpen: Bool
    var problems: [Remark]
    var hasProblems: Bool
  }

  private func reading() -> Reading {
    let jobs = site.desk.jobs
    // Of a long queue the beginning is enough.
    let waiting = jobs.filter { $0.state == .waiting }
    let shown = waiting.prefix(Site.pageLength).reversed() + jobs.reversed().filter { $0.state != .waiting }
    let more = waiting.count - Site.pageLength
    return Reading(
      jobs: shown.map(job), hasJobs: !jobs.isEmpty, isBusy: jobs.contains { !$0.isOver },
      moreWaiting: more > 0 ? Wording.count(more, "more waits", "more wait") + " behind these." : nil)
  }

  private func job(_ job: ReadingJob) -> Job {
    var view = Job(
      jobName: job.name, isOpen: !job.isOver, problems: job.problems.map { Remark(text: $0) },
      hasProblems: !job.problems.isEmpty)
    switch job.state {
    case .waiting: view.jobState = "waits its turn"
    case .reading: view.jobState = "is being read"
    case .coding(let title, let words, let percent):
      view.jobName = title
      view.jobState = "is being coded: \(Wording.count(words, "word")), \(percent) % done"
      view.percent = percent
    case .finished(let outcome):
      view.jobState = outcome
      view.isDone = true
    case .done(let document, let title, let outcome):
      view.jobName = title
      view.jobState = outcome
      view.jobHref = "/documents/\(document)"
      view.isDone = true
    case .failed(let reason):
      view.jobState = "could not be read: \(reason)"
      view.isFailed = true
    }
    return view
  }
}
