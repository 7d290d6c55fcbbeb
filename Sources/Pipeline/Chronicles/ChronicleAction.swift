import Analysis
import Exports
import Findings
import Store

/// Writes the chronicle of an archive in one format, a piece at a time. Command line and page write with it, so that
/// they write the same.
public struct ChronicleAction: Sendable {
  public let list: OccurrenceList
  private let archive: Archive
  private let documents: [DocumentSummary]

  /// - Parameters:
  ///   - list: the occurrences; see ``occurrences(_:of:)``.
  ///   - documents: all of the archive's.
  public init(_ list: OccurrenceList, of archive: Archive, documents: [DocumentSummary]) {
    self.list = list
    self.archive = archive
    self.documents = documents
  }

  /// The chronicle that a filter makes of an archive.
  public init(_ filter: Filter, of archive: Archive) throws {
    self.init(try Self.occurrences(filter, of: archive), of: archive, documents: try archive.documents())
  }

  /// The occurrences of an archive that a filter keeps.
  public static func occurrences(_ filter: Filter, of archive: Archive) throws -> OccurrenceList {
    OccurrenceList(
      filter, in: try archive.table(of: filter.events(among: try archive.dataSetNumbers())),
      sentences: try filter.search.map { try archive.sentenceNumbers(holding: $0) })
  }

  /// Writes the occurrences, at most `limit` of them.
  ///
  /// - Parameter output: is handed pieces of some ten thousand bytes.
  /// - Throws: ``ArchiveChanged`` where the archive no longer holds what the list names.
  public func write(
    _ format: some ChronicleFormat, limit: Int = .max, to output: ([UInt8]) throws -> Void
  ) throws {
    var format = format
    var bytes: [UInt8] = []
    let shown = list.prefix(limit)
    var used: Set<Int64> = []
    for element in shown { for row in list.rows(of: element) { used.insert(Int64(row.document)) } }
    let archive = archive
    let sources = ChronicleSources(
      documents.filter { used.contains($0.id) }.sorted { $0.key < $1.key }.map { document in
        ChronicleSources.Source(
          id: document.id, key: document.name, name: document.shortName, reference: document.reference)
      },
      text: { try archive.text(of: $0) })
    try format.begin(sources, to: &bytes)
    var written = 0
    try archive.forEachGroup(shown.lazy.map { list.rows(of: $0).map(\.id) }) { reports in
      guard let occurrence = Occurrence(reports: reports) else { return }
      written += 1
      try format.write(occurrence, to: &bytes)
      if bytes.count > 1 << 15 {
        try output(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    if written < shown.count { throw ArchiveChanged() }
    try format.end(to: &bytes)
    try output(bytes)
  }
}

/// The archive was changed by somebody else while something was made of it.
public struct ArchiveChanged: Error, Sendable, CustomStringConvertible {
  public init() {}

  public var description: String { "error: the archive was changed meanwhile; ask again" }
}
