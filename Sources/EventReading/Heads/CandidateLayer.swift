import LanguageRuntime

/// The first layer of a head that weighs candidates for a trigger: both vectors and embedded features, added up.
struct CandidateLayer: Sendable {
  private let trigger: DenseLayer
  private let item: DenseLayer
  private let features: [[Float]]
  private let middle: DenseLayer
  let width: Int

  /// - Parameters:
  ///   - tables: the names of each table of features.
  ///   - inputs: the encoder's width.
  /// - Throws: `ModelError` where a layer is missing or of another shape.
  init(_ name: String, in file: SafetensorsFile, tables: [Int], inputs: Int) throws(ModelError) {
    trigger = try DenseLayer(name + ".trigger", in: file)
    width = trigger.outputs
    guard trigger.inputs == inputs else {
      throw ModelError(
        file: ReaderFile.name, layer: trigger.name, reason: .shape(got: "\(trigger.inputs)", expected: "\(inputs)"))
    }
    item = try DenseLayer(name + ".item", in: file, outputs: width, inputs: inputs)
    middle = try DenseLayer(name + ".middle", in: file, outputs: width, inputs: width)
    features = try Self.tables(name + ".features", in: file, names: tables, width: width)
  }

  /// Tables of embedded features: a row a name behind that of all others.
  static func tables(
    _ name: String, in file: SafetensorsFile, names: [Int], width: Int
  ) throws(ModelError) -> [[Float]] {
    var tables: [[Float]] = []
    for (number, count) in names.enumerated() {
      tables.append(try file.floats("\(name).\(number).weight", shape: [count + 1, width]))
    }
    return tables
  }

  /// A trigger's part, to be used for all its candidates.
  func triggerPart(_ vector: some RandomAccessCollection<Float>) -> [Float] { trigger(vector) }

  /// A candidate's part; zeros for one outside the window.
  func itemPart(_ vector: (some RandomAccessCollection<Float>)?) -> [Float] {
    vector.map { item($0) } ?? [Float](repeating: 0, count: width)
  }

  /// - Parameter numbers: one feature of each table, less than the table's size.
  func hidden(trigger: [Float], item: [Float], features numbers: [Int]) -> [Float] {
    var sum = [Float](repeating: 0, count: width)
    for index in 0..<width { sum[index] = trigger[index] + item[index] }
    for (table, number) in zip(features, numbers) {
      let row = number * width
      for index in 0..<width { sum[index] += table[row + index] }
    }
    for index in 0..<width { sum[index] = max(0, sum[index]) }
    return sum
  }

  func middle(_ hidden: [Float]) -> [Float] { middle.callAsFunction(hidden) }
}
