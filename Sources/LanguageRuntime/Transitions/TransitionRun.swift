/// Scores the moves of one text's states. For one thread.
final class TransitionRun {
  let model: TransitionModel
  private let kernels: KernelSet
  /// Texts of more tokens have their products computed when a state asks for them, so that memory stays bounded.
  private static let longestPrepared = 8192
  private let products = FloatBuffer(0)
  private let hidden: FloatBuffer
  private let scores: FloatBuffer
  private let lazyRows: FloatBuffer
  private let rows: UnsafeMutablePointer<UnsafePointer<Float>?>
  private var offsets: [Int32] = []
  private var projected: UnsafePointer<Float>?
  private var isLazy = false

  init(_ model: TransitionModel, kernels: KernelSet) {
    self.model = model
    self.kernels = kernels
    hidden = FloatBuffer(model.hidden)
    scores = FloatBuffer(model.upper.stride)
    lazyRows = FloatBuffer(model.features * model.featureStride)
    rows = .allocate(capacity: model.features)
    rows.initialize(repeating: UnsafePointer(model.padding.start), count: model.features)
  }

  deinit { rows.deallocate() }

  /// Takes the projected vectors of a text's tokens, rows of `model.projection.stride` floats.
  func prepare(_ projected: UnsafePointer<Float>, count: Int) {
    self.projected = projected
    isLazy = count > Self.longestPrepared
    guard !isLazy else { return }
    products.reserve(count * model.lower.stride)
    offsets.removeAll(keepingCapacity: true)
    for token in 0..<count { offsets.append(Int32(token * model.projection.stride)) }
    model.lower.run(
      kernels, projected, offsets: offsets, rows: count, into: products.start, stride: model.lower.stride)
  }

  /// Scores of all moves in a state whose features are `tokens`; a negative number is a missing token.
  ///
  /// The result holds until the next call.
  func score(_ tokens: UnsafeBufferPointer<Int32>) -> UnsafePointer<Float> {
    let length = model.featureStride
    for feature in 0..<model.features {
      let token = Int(tokens[feature])
      if token < 0 {
        rows[feature] = UnsafePointer(model.padding.start + feature * length)
      } else if isLazy, let projected {
        let target = lazyRows.start + feature * length
        var offset: Int32 = 0
        kernels.functions.linear?(
          projected + token * model.projection.stride, &offset, 1, model.lower.inputs,
          model.lower.weights.start + feature * length * model.lower.inputs, model.lower.biases.start, length / 32,
          target, length)
        rows[feature] = UnsafePointer(target)
      } else {
        rows[feature] = UnsafePointer(products.start + token * model.lower.stride + feature * length)
      }
    }
    kernels.functions.state_scores?(
      rows, model.features, model.bias.start, model.pieces, model.hidden, model.upper.weights.start,
      model.upper.biases.start, model.upper.pairs, hidden.start, scores.start)
    return UnsafePointer(scores.start)
  }
}
