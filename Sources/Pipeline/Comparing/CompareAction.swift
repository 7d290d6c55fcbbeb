import Analysis
import Exports
import Findings
import Store

/// Compares two documents of an archive: the action behind `entente compare`.
public struct CompareAction: Sendable {
  private let archive: Archive

  public init(_ archive: Archive) { self.archive = archive }

  /// - Throws: where the archive can't be read.
  public func compare(_ first: DocumentSummary, _ second: DocumentSummary) throws -> ComparedDocuments {
    let filter = Filter(documents: [first.id, second.id], undated: true)
    let list = try ChronicleAction.occurrences(filter, of: archive)
    var occurrences: [Occurrence] = []
    try archive.forEachGroup(list.lazy.map { list.rows(of: $0).map(\.id) }) { reports in
      if let occurrence = Occurrence(reports: reports) { occurrences.append(occurrence) }
    }
    return ComparedDocuments(
      DocumentComparison(occurrences, first: first.id, second: second.id), first: try side(first),
      second: try side(second))
  }

  private func side(_ document: DocumentSummary) throws -> ComparedDocuments.Side {
    let findings = try archive.findings(of: document.id)
    return ComparedDocuments.Side(
      source: ChronicleSources.Source(
        id: document.id, key: document.name, name: document.shortName, reference: document.reference),
      statements: findings.statements, references: findings.citations.map(\.reference))
  }
}
