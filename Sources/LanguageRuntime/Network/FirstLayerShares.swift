/// The encoder's first layer as a sum: what the token before, the token itself and the token after each add before the
/// maximum is taken.
///
/// A word always adds the same, so that the layer becomes three additions for words whose shares are remembered.
struct FirstLayerShares: Sendable {
  /// Outputs [part][piece][unit] from one token's embedding.
  let product: PackedLinear
  /// [piece][unit].
  let bias: FloatBuffer
  let pieces: Int

  /// Floats of one part.
  var partLength: Int { pieces * width }
  private let width: Int

  /// - Parameters:
  ///   - weight: [unit][piece][part × input].
  ///   - bias: [unit][piece].
  init(weight: Tensor, bias given: Tensor, width: Int) {
    self.width = width
    pieces = weight.shape[1]
    bias = FloatBuffer(pieces * width)
    let w = weight.floats()
    var rows = [Float](repeating: 0, count: w.count)
    for unit in 0..<width {
      for piece in 0..<pieces {
        bias.start[piece * width + unit] = given[unit * pieces + piece]
        for part in 0..<3 {
          let from = ((unit * pieces + piece) * 3 + part) * width
          let to = ((part * pieces + piece) * width + unit) * width
          for input in 0..<width { rows[to + input] = w[from + input] }
        }
      }
    }
    product = PackedLinear(rows: rows, outputs: 3 * pieces * width, inputs: width, bias: [])
  }
}
