import LanguageRuntime

/// The layers that stand on the encoder: for triggers, status, parties' parts and dates, and the features of words that
/// are added to its input.
struct ReaderHeads: Sendable {
  /// One matrix a table of word features: a row a name, of the encoder's width; row 0 is nothing.
  let words: [[Float]]
  let width: Int
  let trigger: DenseLayer
  let status: DenseLayer
  let party: PairHead
  let time: PairHead
  /// How much speaks for an event without a date.
  let undated: DenseLayer
  /// How much speaks for an event that nobody is said to do, and for one that is done to nobody.
  let nobody: DenseLayer

  init(
    _ file: SafetensorsFile, vocabularies: FeatureVocabularies, constants: ReadingConstants
  ) throws(ModelError) {
    trigger = try DenseLayer("trigger", in: file)
    status = try DenseLayer("status", in: file)
    undated = try DenseLayer("undated", in: file)
    nobody = try DenseLayer("nobody", in: file)
    width = trigger.inputs
    var words: [[Float]] = []
    for (number, names) in vocabularies.word.enumerated() {
      words.append(try file.floats("words.\(number)", shape: [names.count + 1, width]))
    }
    self.words = words
    party = try PairHead("party", in: file, tables: vocabularies.party.map(\.count), width: width, outputs: 4)
    time = try PairHead("time", in: file, tables: vocabularies.time.map(\.count), width: width, outputs: 1)
    for (layer, outputs) in [
      (trigger, constants.categories.count), (status, constants.statuses.count), (undated, 1), (nobody, 2),
    ]
    where layer.outputs != outputs || layer.inputs != width {
      throw ModelError(
        file: ReaderFile.name, layer: layer.name,
        reason: .shape(got: "\(layer.outputs) by \(layer.inputs)", expected: "\(outputs) by \(width)"))
    }
  }
}

/// A linear layer: W·x + b.
struct DenseLayer: Sendable {
  let name: String
  let inputs: Int
  let outputs: Int
  private let weights: [Float]
  private let bias: [Float]?

  /// - Throws: ``ModelError`` where `name.weight` isn't a matrix.
  init(_ name: String, in file: SafetensorsFile) throws(ModelError) {
    self.name = name
    guard let shape = file.shape(of: name + ".weight"), shape.count == 2, shape[0] > 0, shape[1] > 0 else {
      throw ModelError(file: ReaderFile.name, layer: name, reason: .missing)
    }
    outputs = shape[0]
    inputs = shape[1]
    weights = try file.floats(name + ".weight", shape: shape)
    bias = file.shape(of: name + ".bias") == nil ? nil : try file.floats(name + ".bias", shape: [shape[0]])
  }

  /// - Parameter values: ``inputs`` numbers; fewer give zeros.
  /// - Complexity: O(inputs · outputs)
  func callAsFunction(_ values: some RandomAccessCollection<Float>) -> [Float] {
    guard values.count == inputs else { return [Float](repeating: 0, count: outputs) }
    let given = Array(values)
    return [Float](unsafeUninitializedCapacity: outputs) { target, filled in
      weights.withUnsafeBufferPointer { weights in
        given.withUnsafeBufferPointer { given in
          for output in 0..<outputs {
            // Eight sums side by side, so that the loop goes by vector and adds in one order everywhere.
            var sums = SIMD8<Float>()
            let row = output * inputs
            var index = 0
            while index + 8 <= inputs {
              for lane in 0..<8 { sums[lane] += weights[row + index + lane] * given[index + lane] }
              index += 8
            }
            var sum = bias.map { $0[output] } ?? 0
            for lane in 0..<8 { sum += sums[lane] }
            while index < inputs {
              sum += weights[row + index] * given[index]
              index += 1
            }
            target[output] = sum
          }
        }
      }
      filled = outputs
    }
  }
}

/// Scores a trigger and a candidate by their vectors and a sum of embedded features, through two hidden layers.
struct PairHead: Sendable {
  private let trigger: DenseLayer
  private let item: DenseLayer
  private let features: [[Float]]
  private let middle: DenseLayer
  private let out: DenseLayer
  let hidden: Int

  init(
    _ name: String, in file: SafetensorsFile, tables: [Int], width: Int, outputs: Int
  ) throws(ModelError) {
    trigger = try DenseLayer(name + ".trigger", in: file)
    item = try DenseLayer(name + ".item", in: file)
    middle = try DenseLayer(name + ".middle", in: file)
    out = try DenseLayer(name + ".out", in: file)
    hidden = trigger.outputs
    var features: [[Float]] = []
    for (number, names) in tables.enumerated() {
      features.append(try file.floats("\(name).features.\(number).weight", shape: [names + 1, hidden]))
    }
    self.features = features
    for (layer, shape) in [
      (trigger, (hidden, width)), (item, (hidden, width)), (middle, (hidden, hidden)), (out, (outputs, hidden)),
    ] where layer.outputs != shape.0 || layer.inputs != shape.1 {
      throw ModelError(
        file: ReaderFile.name, layer: layer.name,
        reason: .shape(got: "\(layer.outputs) by \(layer.inputs)", expected: "\(shape.0) by \(shape.1)"))
    }
  }

  /// A trigger's part of the first layer, to be used for all its candidates.
  func triggerPart(_ vector: some RandomAccessCollection<Float>) -> [Float] { trigger(vector) }

  /// A candidate's part of the first layer; zeros for one outside the window.
  func itemPart(_ vector: (some RandomAccessCollection<Float>)?) -> [Float] {
    vector.map { item($0) } ?? [Float](repeating: 0, count: hidden)
  }

  /// - Parameter numbers: one feature of each table, less than the table's size.
  func score(trigger: [Float], item: [Float], features numbers: [Int]) -> [Float] {
    var sum = [Float](repeating: 0, count: hidden)
    for index in 0..<hidden { sum[index] = trigger[index] + item[index] }
    for (table, number) in zip(features, numbers) {
      let row = number * hidden
      for index in 0..<hidden { sum[index] += table[row + index] }
    }
    for index in 0..<hidden { sum[index] = max(0, sum[index]) }
    return out(middle(sum).map { max(0, $0) })
  }
}
