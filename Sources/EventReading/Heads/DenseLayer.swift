import LanguageRuntime

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

  /// - Throws: ``ModelError`` where the layer isn't there or isn't of this shape.
  init(_ name: String, in file: SafetensorsFile, outputs: Int, inputs: Int) throws(ModelError) {
    try self.init(name, in: file)
    guard self.outputs == outputs, self.inputs == inputs else {
      throw ModelError(
        file: ReaderFile.name, layer: name,
        reason: .shape(got: "\(self.outputs) by \(self.inputs)", expected: "\(outputs) by \(inputs)"))
    }
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
