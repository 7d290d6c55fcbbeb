import Analysis
import Findings
import Foundation
import SourceTexts
import Store

extension Site {
  func documentsPage(_ fields: FormFields, openJobs: Int, in snapshot: ArchiveSnapshot) -> PageContent {
    let order = DocumentOrder(rawValue: fields["order"] ?? "") ?? .added
    let documents = order.sorted(snapshot.documents)
    var filter = ListFilter()
    filter.filter.page = fields["page"].flatMap { Int($0) }.map { min(1_000_000, max(1, $0)) } ?? 1
    let pages = max(1, (documents.count + Self.pageLength - 1) / Self.pageLength)
    filter.filter.page = min(filter.filter.page, pages)
    var view: View = [
      "rows": slice(documents, filter).map(row), "hasDocuments": !documents.isEmpty,
      "orders": DocumentOrder.allCases.map {
        ["orderName": $0.title, "orderHref": "/?order=\($0.rawValue)", "isChosen": $0 == order] as View
      },
      "summary": Wording.count(documents.count, "document"),
      "totals": [FindingKind.event, .statement, .figure, .agreement, .citation].map { kind -> View in
        ["total": Wording.count(snapshot.counts[kind] ?? 0, Wording.kind(kind).one, Wording.kind(kind).many)]
      },
      "failures": snapshot.failures.prefix(20).map { diagnostic -> View in
        ["file": diagnostic.file, "message": diagnostic.message]
      },
      "hasFailures": !snapshot.failures.isEmpty,
      "failureCount": Wording.count(snapshot.failures.count, "file could", "files could"),
      "uploadLimit": "\(uploadLimit >> 20)",
    ]
    view.set("unavailable", desk.unavailability)
    view["canRead"] = desk.unavailability == nil
    if documents.count > Self.pageLength {
      var pager: View = [
        "first": Wording.number((filter.filter.page - 1) * Self.pageLength + 1),
        "last": Wording.number(min(documents.count, filter.filter.page * Self.pageLength)),
        "of": Wording.number(documents.count), "pageNumber": filter.filter.page, "pageCount": Wording.number(pages),
      ]
      let stem = "/?order=\(order.rawValue)&page="
      if filter.filter.page > 1 { pager["previousHref"] = stem + String(filter.filter.page - 1) }
      if filter.filter.page < pages { pager["nextHref"] = stem + String(filter.filter.page + 1) }
      view["pager"] = pager
    }
    if openJobs > 0 { view["reading"] = Wording.count(openJobs, "document is", "documents are") + " being read." }
    return PageContent(template: "documents", title: "Documents", section: "documents", view: view)
  }

  private func row(_ document: DocumentSummary) -> View {
    var view: View = [
      "documentHref": "/documents/\(document.id)", "documentTitle": document.displayTitle,
      "authors": document.metadata.authors.joined(separator: ", "), "publisher": document.metadata.publisher ?? "",
      "format": document.format.rawValue, "digest": document.name,
      "editHref": "/documents/\(document.id)/edit", "removeHref": "/documents/\(document.id)/remove",
    ]
    if let published = document.metadata.published {
      view["published"] = wording.date(published)
      view["edtf"] = published
    }
    if document.diagnosticCount > 0 { view["notices"] = Wording.count(document.diagnosticCount, "notice") }
    for kind in FindingKind.allCases where kind != .time && kind != .actor {
      let words = Wording.kind(kind)
      view["n_\(kind.rawValue)"] = Wording.count(document.counts[kind] ?? 0, words.one, words.many)
    }
    return view
  }

  func editPage(_ document: DocumentSummary) -> PageContent {
    let metadata = document.metadata
    return PageContent(
      template: "edit", title: "Correct what is known of “\(document.displayTitle)”", section: "documents",
      view: [
        "documentHref": "/documents/\(document.id)", "documentTitle": document.displayTitle,
        "titleValue": metadata.title ?? "", "authorsValue": metadata.authors.joined(separator: "\n"),
        "publishedValue": metadata.published ?? "", "publisherValue": metadata.publisher ?? "",
        "urlValue": metadata.url ?? "", "canRead": desk.unavailability == nil,
        "unavailable": desk.unavailability ?? "",
      ])
  }

  func removePage(_ document: DocumentSummary) -> PageContent {
    PageContent(
      template: "remove", title: "Remove “\(document.displayTitle)”?", section: "documents",
      view: [
        "documentHref": "/documents/\(document.id)", "documentTitle": document.displayTitle,
        "reference": document.reference,
        "findings": Wording.count(document.counts.values.reduce(0, +), "finding"),
      ])
  }

  func readingPage() -> PageContent {
    let jobs = desk.jobs
    // Of a long queue the beginning is enough.
    let waiting = jobs.filter { $0.state == .waiting }
    let shown = waiting.prefix(Self.pageLength).reversed() + jobs.reversed().filter { $0.state != .waiting }
    var view: View = [
      "jobs": shown.map(view), "hasJobs": !jobs.isEmpty, "isBusy": jobs.contains { !$0.isOver },
    ]
    if waiting.count > Self.pageLength {
      view["moreWaiting"] = Wording.count(waiting.count - Self.pageLength, "more waits", "more wait") + " behind these."
    }
    view.set("unavailable", desk.unavailability)
    return PageContent(template: "reading", title: "Reading", section: "documents", view: view)
  }

  private func view(_ job: ReadingJob) -> View {
    var view: View = ["jobName": job.name]
    switch job.state {
    case .waiting: view["jobState"] = "waits its turn"
    case .reading: view["jobState"] = "is being read"
    case .coding(let title, let words, let percent):
      view["jobName"] = title
      view["jobState"] = "is being coded: \(Wording.count(words, "word")), \(percent) % done"
      view["percent"] = percent
    case .finished(let outcome):
      view["jobState"] = outcome
      view["isDone"] = true
    case .done(let document, let title, let outcome):
      view["jobName"] = title
      view["jobState"] = outcome
      view["jobHref"] = "/documents/\(document)"
      view["isDone"] = true
    case .failed(let reason):
      view["jobState"] = "could not be read: \(reason)"
      view["isFailed"] = true
    }
    view["isOpen"] = !job.isOver
    if !job.problems.isEmpty {
      view["problems"] = job.problems.map { ["text": $0] as View }
      view["hasProblems"] = true
    }
    return view
  }
}

/// Orders of the list of documents.
enum DocumentOrder: String, CaseIterable {
  case added, title, author, published

  var title: String {
    switch self {
    case .added: "Last added"
    case .title: "Title"
    case .author: "Author"
    case .published: "Date"
    }
  }

  func sorted(_ documents: [DocumentSummary]) -> [DocumentSummary] {
    switch self {
    case .added: documents.reversed()
    case .title: documents.sorted { ($0.displayTitle.lowercased(), $0.id) < ($1.displayTitle.lowercased(), $1.id) }
    case .author: documents.sorted { (Self.name($0), $0.id) < (Self.name($1), $1.id) }
    case .published:
      documents.sorted { ($1.metadata.published ?? "", $0.id) < ($0.metadata.published ?? "", $1.id) }
    }
  }

  /// Family name first; those without an author last.
  private static func name(_ document: DocumentSummary) -> String {
    document.metadata.authors.first?.split(separator: " ").last?.lowercased() ?? "\u{10FFFF}"
  }
}
