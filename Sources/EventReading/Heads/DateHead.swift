import LanguageRuntime

/// When it was: the dates that an event may have, and none, see one another.
struct DateHead: Sendable {
  let dates: CandidateLayer
  private let undated: DenseLayer
  private let block: AttentionBlock
  private let out: DenseLayer

  /// - Throws: `ModelError` where a layer is missing or of another shape.
  init(_ name: String, in file: SafetensorsFile, tables: [Int], inputs: Int) throws(ModelError) {
    dates = try CandidateLayer(name, in: file, tables: tables, inputs: inputs)
    undated = try DenseLayer(name + ".undated", in: file, outputs: dates.width, inputs: inputs)
    block = try AttentionBlock(name + ".block", in: file, width: dates.width)
    out = try DenseLayer(name + ".out", in: file, outputs: 1, inputs: dates.width)
  }

  /// The score of no date, then of each.
  ///
  /// - Parameter candidates: of each its first layer's numbers.
  func scores(trigger: some RandomAccessCollection<Float>, candidates: [[Float]]) -> [Float] {
    block([undated(trigger)] + candidates.map { dates.middle($0) }).map { out($0)[0] }
  }
}
