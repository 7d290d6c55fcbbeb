import LanguageRuntime

/// Who did it, then to whom: the codes that may have a part in an event, and nobody, see one another, and recipients are
/// chosen knowing who acts.
struct SideHead: Sendable {
  /// A code's mentions and what was told of it before.
  struct Candidate {
    /// The first layer's numbers of each mention (``CandidateLayer/hidden(trigger:item:features:)``).
    var mentions: [[Float]]
    /// One feature of each table of codes.
    var told: [Int]
  }

  /// Of nobody, then of each code: the scores of being on the side, and of belonging to it beside others.
  typealias Scores = (point: [Float], member: [Float])

  let mentions: CandidateLayer
  private let told: [[Float]]
  private let flag: [Float]
  private let nobody: DenseLayer
  private let actors: AttentionBlock
  private let recipients: AttentionBlock
  private let actor: DenseLayer
  private let recipient: DenseLayer

  /// - Throws: `ModelError` where a layer is missing or of another shape.
  init(
    _ name: String, in file: SafetensorsFile, parties: [Int], codes: [Int], inputs: Int
  ) throws(ModelError) {
    mentions = try CandidateLayer(name, in: file, tables: parties, inputs: inputs)
    let width = mentions.width
    told = try CandidateLayer.tables(name + ".told", in: file, names: codes, width: width)
    flag = try file.floats(name + ".flag.weight", shape: [2, width])
    nobody = try DenseLayer(name + ".nobody", in: file, outputs: width, inputs: inputs)
    actors = try AttentionBlock(name + ".actors", in: file, width: width)
    recipients = try AttentionBlock(name + ".recipients", in: file, width: width)
    actor = try DenseLayer(name + ".actor", in: file, outputs: 2, inputs: width)
    recipient = try DenseLayer(name + ".recipient", in: file, outputs: 2, inputs: width)
  }

  /// The candidates as rows that have seen one another, nobody first.
  func rows(trigger: some RandomAccessCollection<Float>, candidates: [Candidate]) -> [[Float]] {
    let width = mentions.width
    var rows = [nobody(trigger)]
    for candidate in candidates {
      var most = [Float](repeating: 0, count: width)
      for mention in candidate.mentions {
        for index in 0..<width { most[index] = max(most[index], mention[index]) }
      }
      var row = mentions.middle(most)
      for (table, number) in zip(told, candidate.told) {
        let start = number * width
        for index in 0..<width { row[index] += table[start + index] }
      }
      rows.append(row)
    }
    return actors(rows)
  }

  func actors(_ rows: [[Float]]) -> Scores { scores(rows, actor) }

  /// - Parameter acting: for nobody and each code, whether it acts.
  func recipients(_ rows: [[Float]], acting: [Bool]) -> Scores {
    let width = mentions.width
    let flagged = zip(rows, acting).map { row, acts in
      let start = acts ? width : 0
      return row.indices.map { row[$0] + flag[start + $0] }
    }
    return scores(recipients(flagged), recipient)
  }

  private func scores(_ rows: [[Float]], _ layer: DenseLayer) -> Scores {
    let found = rows.map { layer($0) }
    return (found.map { $0[0] }, found.map { $0[1] })
  }
}
