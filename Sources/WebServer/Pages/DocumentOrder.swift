import Findings
import Store

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
