import Analysis
import GRDB

/// Two events as the pair model sees them.
public struct EventPair: Sendable {
  public var first: String
  public var firstDocument: String
  public var second: String
  public var secondDocument: String
  /// Whether they share a key.
  public var isCandidate: Bool
  /// Nil where something rules out that they are one; in the order of ``Archive/pairFeatures``.
  public var values: [Float]?
}

extension Archive {
  public static var pairFeatures: [String] { PairFeature.allCases.map(\.name) }

  /// Hands on the pairs of events that may be one, for training.
  ///
  /// - Parameter all: all pairs of different documents, of which there are many.
  public func forEachPair(all: Bool, _ body: (EventPair) throws -> Void) throws {
    let model = try PairModel.embedded()
    try database.read { db in
      let graph = HappeningGraph(db: db, model: model)
      let ids = try Int64.fetchAll(db, sql: "SELECT finding_id FROM happening_report ORDER BY finding_id")
      var documents: [Int64: String] = [:]
      for document in try Self.documents(in: db, where: "1", arguments: []) {
        documents[document.id] = document.shortName
      }
      for id in ids {
        guard let one = try graph.node(id) else { continue }
        let candidates = Set(try graph.candidates(of: one.report.signature))
        for other in all ? ids : candidates.sorted() where other > id {
          guard let two = try graph.node(other) else { continue }
          let (left, right) = (one.report.signature, two.report.signature)
          if left.document == right.document { continue }
          try body(
            EventPair(
              first: left.name, firstDocument: documents[left.document] ?? "", second: right.name,
              secondDocument: documents[right.document] ?? "", isCandidate: candidates.contains(other),
              values: model.areTwo(one.report, two.report)
                ? nil : PairFeature.values(one.report, two.report, neighbours: model.neighbours)))
        }
      }
    }
  }
}
