import Analysis
import Codebook
import Findings
import SourceTexts
import Store

/// What the pages need of an archive to sort, filter, count and page without asking it: taken once after each change.
final class ArchiveSnapshot: Sendable {
  /// Grows with every snapshot.
  let generation: Int
  let stamp: ArchiveStamp
  let documents: [DocumentSummary]
  let failures: [ReadingDiagnostic]
  /// By kind, in order of time.
  let keys: [FindingKind: [FindingKey]]
  /// For each event, the number of the happening that it reports.
  let happenings: [Int32]
  let happeningCount: Int
  /// For each event, the year it is filed under, `noYear` where it is undated.
  let years: [Int32]
  static let noYear = Int32.min
  /// For each event, its category's kind.
  let quads: [QuadClass]
  /// Codes by how many findings concern them.
  let actors: [(code: ActorCode, count: Int)]
  private let places: [Int64: Int]

  init(of archive: Archive, generation: Int) throws {
    self.generation = generation
    stamp = try archive.stamp()
    documents = try archive.documents()
    failures = try archive.failures()
    keys = try archive.findingKeys()
    places = Dictionary(documents.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var numbers: [OccurrenceKey: Int32] = [:]
    happenings = (keys[.event] ?? []).map { key -> Int32 in
      let next = Int32(numbers.count)
      let occurrence = OccurrenceKey(
        category: key.label, actors: key.actors, recipients: key.recipients, status: key.status?.rawValue ?? "",
        edtf: key.edtf,
        place: key.sentence.map { "s\($0)" } ?? "f\(key.id)")
      if let known = numbers[occurrence] { return known }
      numbers[occurrence] = next
      return next
    }
    happeningCount = numbers.count
    years = (keys[.event] ?? []).map { key in
      key.edtf == nil ? Self.noYear : (key.earliest ?? key.latest).map { Int32(clamping: $0.year) } ?? Self.noYear
    }
    quads = (keys[.event] ?? []).map { PloverCategory(rawValue: $0.label)?.quad ?? .verbalCooperation }
    var counts: [ActorCode: Int] = [:]
    for kind in FindingKind.allCases {
      for key in keys[kind] ?? [] where kind != .citation { for code in key.codes { counts[code, default: 0] += 1 } }
    }
    actors = counts.map { (code: $0.key, count: $0.value) }.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }

  func document(_ id: Int64) -> DocumentSummary? { places[id].map { documents[$0] } }

  func reference(of id: Int64) -> String { document(id)?.reference ?? "document \(id)" }

  func keys(of kind: FindingKind) -> [FindingKey] { keys[kind] ?? [] }
}
