import LanguageRuntime

/// A transformer's layer over the few candidates of one event, normalised before each part (Xiong et al., 2020): each
/// candidate sees the others.
package struct AttentionBlock: Sendable {
  private static let heads = 4
  private let before: LayerNormalization
  private let after: LayerNormalization
  private let query: DenseLayer
  private let key: DenseLayer
  private let value: DenseLayer
  private let mix: DenseLayer
  private let up: DenseLayer
  private let down: DenseLayer
  private let width: Int

  /// - Throws: `ModelError` where a layer is missing or of another shape.
  package init(_ name: String, in file: SafetensorsFile, width: Int) throws(ModelError) {
    self.width = width
    before = try LayerNormalization(name + ".before", in: file, width: width)
    after = try LayerNormalization(name + ".after", in: file, width: width)
    query = try DenseLayer(name + ".query", in: file, outputs: width, inputs: width)
    key = try DenseLayer(name + ".key", in: file, outputs: width, inputs: width)
    value = try DenseLayer(name + ".value", in: file, outputs: width, inputs: width)
    mix = try DenseLayer(name + ".mix", in: file, outputs: width, inputs: width)
    up = try DenseLayer(name + ".up", in: file, outputs: 2 * width, inputs: width)
    down = try DenseLayer(name + ".down", in: file, outputs: width, inputs: 2 * width)
  }

  /// - Complexity: O(rows² · width + rows · width²)
  package func callAsFunction(_ rows: [[Float]]) -> [[Float]] {
    let normal = rows.map { before($0) }
    let queries = normal.map { query($0) }
    let keys = normal.map { key($0) }
    let values = normal.map { value($0) }
    let size = width / Self.heads
    let scale = 1 / Float(size).squareRoot()
    return rows.indices.map { row in
      var mixed = [Float](repeating: 0, count: width)
      for head in 0..<Self.heads {
        let range = (head * size)..<((head + 1) * size)
        let shares = Exponential.softmax(
          keys.map { key in range.reduce(Float(0)) { $0 + queries[row][$1] * key[$1] } * scale })
        for (share, value) in zip(shares, values) {
          for index in range { mixed[index] += share * value[index] }
        }
      }
      var sum = rows[row]
      for (index, change) in mix(mixed).enumerated() { sum[index] += change }
      for (index, change) in down(up(after(sum)).map { max(0, $0) }).enumerated() { sum[index] += change }
      return sum
    }
  }
}
