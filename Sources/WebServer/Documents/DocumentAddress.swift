import Findings

/// The addresses of a document's pages and findings, which keep what is marked.
struct DocumentAddress: Sendable {
  var document: Int64
  var kinds: MarkedKinds

  var stem: String { "/documents/\(document)" }

  func of(page: Int) -> String { address(page: page, finding: nil) }

  /// - Parameter finding: the tail of its name.
  func of(finding: String) -> String { address(page: nil, finding: finding) + "#\(finding)" }

  /// Where a kind of findings is marked that isn't now, or the other way round.
  func toggling(_ kind: FindingKind, page: Int, finding: String?) -> String {
    DocumentAddress(document: document, kinds: kinds.toggling(kind)).address(page: page, finding: finding)
  }

  private func address(page: Int?, finding: String?) -> String {
    var pairs: [String] = []
    if let page, page > 1 { pairs.append("page=\(page)") }
    if let text = kinds.text { pairs.append("marks=\(FormFields.encode(text))") }
    if let finding { pairs.append("finding=\(finding)") }
    return stem + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
  }
}
