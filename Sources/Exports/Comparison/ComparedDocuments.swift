import Analysis
import Findings

/// A comparison of two documents with what its readers need of each.
public struct ComparedDocuments: Sendable {
  /// One of the two.
  public struct Side: Sendable {
    public var source: ChronicleSources.Source
    public var statements: [Statement]
    /// Its links and notes, as they stand.
    public var references: [String]

    public init(source: ChronicleSources.Source, statements: [Statement], references: [String]) {
      self.source = source
      self.statements = statements
      self.references = references
    }
  }

  public let comparison: DocumentComparison
  public let first: Side
  public let second: Side

  public init(_ comparison: DocumentComparison, first: Side, second: Side) {
    self.comparison = comparison
    self.first = first
    self.second = second
  }

  /// References that stand in both, as the first has them, each once.
  public var sharedSources: [String] {
    func plain(_ text: String) -> String {
      text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).joined(separator: " ")
    }
    let others = Set(second.references.map(plain))
    var seen: Set<String> = []
    return first.references.filter { others.contains(plain($0)) && seen.insert(plain($0)).inserted }
  }

  func names(_ occurrence: Occurrence, _ side: Side) -> [String] {
    occurrence.reports.filter { $0.document == side.source.id }.map(\.name.description)
  }

  /// "1903-05-01 CONSULT FRA → GBR".
  func line(_ occurrence: Occurrence) -> String {
    "\(occurrence.displayDate)  \(occurrence.category.rawValue)  \(occurrence.displayParties)"
  }
}

/// Writes a comparison in one format.
public protocol ComparisonFormat: Sendable {
  func text(_ compared: ComparedDocuments) -> String
}
