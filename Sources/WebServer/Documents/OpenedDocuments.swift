import Findings
import SourceTexts
import Store

/// A document with everything that was found in it.
struct OpenedDocument: Sendable {
  var source: SourceText
  var named: NamedFindings
  var marks: [Mark]
}

/// The documents that were looked at last, since a reader goes from finding to finding of the same one.
final class OpenedDocuments: Sendable {
  private struct Entry: Sendable {
    var id: Int64
    var generation: Int
    var document: OpenedDocument
  }

  private let entries = Guarded<[Entry]>([])
  private static let limit = 4

  /// The document `id` as `snapshot` has it; `open` gets it from the archive.
  func document(
    _ id: Int64, in snapshot: ArchiveSnapshot, open: () throws -> OpenedDocument?
  ) throws -> OpenedDocument? {
    let generation = snapshot.generation
    if let known = entries.withLock({ $0.first { $0.id == id && $0.generation == generation } }) {
      return known.document
    }
    guard let document = try open() else { return nil }
    entries.withLock { entries in
      entries.removeAll { $0.id == id || $0.generation < generation }
      entries.insert(Entry(id: id, generation: generation, document: document), at: 0)
      if entries.count > Self.limit { entries.removeLast() }
    }
    return document
  }
}
