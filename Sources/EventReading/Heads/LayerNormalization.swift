import LanguageRuntime

/// Brings a row of numbers to mean 0 and variance 1, then scales and shifts each (Ba et al., 2016).
struct LayerNormalization: Sendable {
  private let weight: [Float]
  private let bias: [Float]

  /// - Throws: `ModelError` where `name` hasn't `width` weights and biases.
  init(_ name: String, in file: SafetensorsFile, width: Int) throws(ModelError) {
    weight = try file.floats(name + ".weight", shape: [width])
    bias = try file.floats(name + ".bias", shape: [width])
  }

  /// - Parameter values: as many numbers as there are weights.
  func callAsFunction(_ values: [Float]) -> [Float] {
    let count = Float(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let scale = 1 / (variance + 1e-5).squareRoot()
    return values.indices.map { (values[$0] - mean) * scale * weight[$0] + bias[$0] }
  }
}
