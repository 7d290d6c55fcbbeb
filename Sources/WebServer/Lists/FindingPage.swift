import Analysis
import Findings

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
