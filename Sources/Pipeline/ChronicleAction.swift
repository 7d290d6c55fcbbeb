import Analysis
import Exports
import Store

/// Makes the chronicle of an archive.
public struct ChronicleAction: Sendable {
  public var filter: EventFilter
  /// Leave out what fewer documents report.
  public var minimumSources: Int

  public init(filter: EventFilter, minimumSources: Int = 1) {
    self.filter = filter
    self.minimumSources = minimumSources
  }

  /// The occurrences of `archive` that pass the filter, in order of time, with the documents that they come from.
  public func chronicle(of archive: Archive) throws -> Chronicle {
    let occurrences = OccurrenceMerger().merge(try archive.events(matching: filter))
      .filter { $0.sources >= minimumSources }
    let used = Set(occurrences.flatMap { $0.reports.map(\.document) })
    let sources = try archive.documents().filter { used.contains($0.id) }
      .map { Chronicle.Source(id: $0.id, reference: $0.reference) }
    return Chronicle(occurrences: occurrences, sources: sources)
  }
}
