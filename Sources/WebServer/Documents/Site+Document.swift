import Findings
import Foundation
import Hummingbird
import SourceTexts
import Store

extension Site {
  func documentPage(
    _ document: DocumentSummary, _ fields: FormFields, in snapshot: ArchiveSnapshot
  ) throws -> PageContent {
    let opened = try openedDocuments.document(document.id, in: snapshot) {
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
    let stem = "/documents/\(document.id)"
    func address(page: Int? = nil, finding: String? = nil, kinds: MarkedKinds) -> String {
      var pairs: [String] = []
      if let page, page > 1 { pairs.append("page=\(page)") }
      if let text = kinds.text { pairs.append("marks=\(FormFields.encode(text))") }
      if let finding { pairs.append("finding=\(finding)") }
      return stem + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }
    let starts = MarkedText.pages(of: source)
    var page = min(starts.count, max(1, fields["page"].flatMap { Int($0) } ?? 1))
    if let selected = selected ?? found {
      let block = source.blocks.firstIndex { $0.span.end > selected.span.start } ?? 0
      page = starts.lastIndex { $0 <= block }.map { $0 + 1 } ?? 1
    }
    let text = MarkedText(
      source: source, title: document.displayTitle, marks: marks, selected: selected ?? found,
      address: { address(finding: $0, kinds: kinds) + "#\($0)" },
      pageAddress: { block in
        let there = starts.lastIndex { $0 <= block }.map { $0 + 1 } ?? 1
        return there == page ? "" : address(page: there, kinds: kinds)
      })
    let end = page < starts.count ? starts[page] : source.blocks.count
    var view: View = [
      "documentTitle": document.displayTitle, "reference": document.reference,
      "authors": document.metadata.authors.joined(separator: ", "), "publisher": document.metadata.publisher ?? "",
      "blocks": text.blocks(starts[page - 1]..<end), "editHref": "\(stem)/edit", "removeHref": "\(stem)/remove",
      "chronicleHref": "/chronicle?document=\(document.id)", "format": document.format.rawValue,
      "digest": document.name, "versions": "\(document.versions.coder); \(document.versions.modelName)",
      "files": document.files.joined(separator: ", "),
      "diagnostics": source.diagnostics.map { ["message": $0.message] as View },
      "hasDiagnostics": !source.diagnostics.isEmpty,
      "kinds": FindingKind.allCases.map { kind -> View in
        [
          "kindName": Wording.kind(kind).many.capitalized, "kindStyle": "m-\(kind.rawValue)",
          "count": Wording.number(document.counts[kind] ?? 0), "isOn": kinds.kinds.contains(kind),
          "kindAction": kinds.kinds.contains(kind) ? "hide" : "show",
          "toggleHref": address(page: page, finding: selected?.id, kinds: kinds.toggling(kind)),
        ]
      },
    ]
    if page == 1 { view.set("titlePieces", text.titlePieces().map { ["pieces": $0] as View }) }
    if let published = document.metadata.published {
      view["published"] = wording.date(published)
      view["edtf"] = published
    }
    view.set("url", document.metadata.url.flatMap { Self.isWebAddress($0) ? $0 : nil })
    if starts.count > 1 {
      var pager: View = ["pageNumber": page, "pageCount": starts.count]
      if page > 1 { pager["previousHref"] = address(page: page - 1, kinds: kinds) }
      if page < starts.count { pager["nextHref"] = address(page: page + 1, kinds: kinds) }
      view["pager"] = pager
    }
    if let selected {
      var panel = try self.panel(selected, opened.named, source: source, document: document)
      panel["closeHref"] = address(page: page, kinds: kinds) + "#\(selected.id)"
      let order = all.filter { kinds.kinds.contains($0.kind) || $0.id == selected.id }
      if let place = order.firstIndex(where: { $0.id == selected.id }) {
        if place > 0 { panel["beforeHref"] = text.address(order[place - 1].id) }
        if place + 1 < order.count { panel["afterHref"] = text.address(order[place + 1].id) }
      }
      view["panel"] = panel
      view["hasPanel"] = true
    } else if let first = marks.first {
      view["firstHref"] = text.address(first.id)
    }
    return PageContent(template: "document", title: document.displayTitle, section: "documents", view: view)
  }
}
