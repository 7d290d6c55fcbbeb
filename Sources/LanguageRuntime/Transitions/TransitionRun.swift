/// Scores the moves of states of a batch's texts. For one thread.
///
/// The first layer's products are computed a block of tokens at a time, across texts, as states come to ask for them. The
/// latest few hundred tokens are kept; a state that reaches farther back has that token's product computed alone.
final class TransitionRun {
  let model: TransitionModel
  private let kernels: KernelSet
  private static let block = 128
  private static let kept = 512
  private let products: FloatBuffer
  private let hidden: FloatBuffer
  private let scores: FloatBuffer
  private let lazyRows: FloatBuffer
  private let rows: UnsafeMutablePointer<UnsafePointer<Float>?>
  private let offsets: [Int32]
  private var projected: UnsafePointer<Float>?
  private var count = 0
  private var first = 0
  /// Tokens of the batch whose products have been computed.
  private var computed = 0

  init(_ model: TransitionModel, kernels: KernelSet) {
    self.model = model
    self.kernels = kernels
    products = FloatBuffer(Self.kept * model.lower.stride)
    hidden = FloatBuffer(model.hidden)
    scores = FloatBuffer(model.upper.stride)
    lazyRows = FloatBuffer(model.features * model.featureStride)
    rows = .allocate(capacity: model.features)
    rows.initialize(repeating: UnsafePointer(model.padding.start), count: model.features)
    offsets = (0..<Self.block).map { Int32($0 * model.projection.stride) }
  }

  deinit { rows.deallocate() }

  /// Takes the projected vectors of a batch's tokens, rows of `model.projection.stride` floats.
  func begin(_ projected: UnsafePointer<Float>, count: Int) {
    self.projected = projected
    self.count = count
    first = 0
    computed = 0
  }

  /// From now on tokens count from token `first` of the batch.
  func beginText(at first: Int) { self.first = first }

  /// Scores of all moves in a state whose features are `tokens`; a negative number is a missing token.
  ///
  /// The result holds until the next call.
  func score(_ tokens: UnsafeBufferPointer<Int32>) -> UnsafePointer<Float> {
    let length = model.featureStride
    let stride = model.lower.stride
    var last = -1
    for token in tokens { last = max(last, Int(token)) }
    if last >= 0 { compute(through: first + last) }
    for feature in 0..<model.features {
      guard tokens[feature] >= 0 else {
        rows[feature] = UnsafePointer(model.padding.start + feature * length)
        continue
      }
      let token = first + Int(tokens[feature])
      if token >= computed - Self.kept {
        rows[feature] = UnsafePointer(products.start + token % Self.kept * stride + feature * length)
      } else {
        rows[feature] = product(of: token, feature)
      }
    }
    kernels.functions.state_scores?(
      rows, model.features, model.bias.start, model.pieces, model.hidden, model.upper.weights.start,
      model.upper.biases.start, model.upper.pairs, hidden.start, scores.start)
    return UnsafePointer(scores.start)
  }

  private func compute(through token: Int) {
    guard let projected else { return }
    while computed <= token {
      // Blocks never wrap around, because `kept` is a multiple of `block`.
      let size = min(Self.block, count - computed)
      model.lower.run(
        kernels, projected + computed * model.projection.stride, offsets: offsets, rows: size,
        into: products.start + computed % Self.kept * model.lower.stride, stride: model.lower.stride)
      computed += size
    }
  }

  private func product(of token: Int, _ feature: Int) -> UnsafePointer<Float> {
    let length = model.featureStride
    let target = lazyRows.start + feature * length
    guard let projected else { return UnsafePointer(target) }
    var offset: Int32 = 0
    kernels.functions.linear?(
      projected + token * model.projection.stride, &offset, 1, model.lower.inputs,
      model.lower.weights.start + feature * length * model.lower.inputs, model.lower.biases.start, length / 32, target,
      length)
    return UnsafePointer(target)
  }
}
