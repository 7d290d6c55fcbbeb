/// One layer of an encoder: attention and feed-forward block, each followed by a normalisation of the sum with its input.
struct EncoderLayer: Sendable {
  /// Queries, keys and values of all heads beside one another.
  let projections: PackedMatrix
  let attentionOutput: PackedMatrix
  let attentionNorm: EncoderNormalization
  let inner: PackedMatrix
  let output: PackedMatrix
  let outputNorm: EncoderNormalization
}

/// Gain and bias of a layer normalisation (Ba et al. 2016).
struct EncoderNormalization: Sendable {
  private let gain: FloatBuffer
  private let bias: FloatBuffer
  private let width: Int
  private let epsilon: Float

  init(gain: [Float], bias: [Float], epsilon: Float) {
    width = gain.count
    self.epsilon = epsilon
    self.gain = FloatBuffer(width)
    self.bias = FloatBuffer(width)
    for index in 0..<width {
      self.gain.start[index] = gain[index]
      self.bias.start[index] = bias[index]
    }
  }

  /// Normalises the sums of rows of `x` and `residual` (nil counts as zeros) into `y`, which may be either.
  func run(
    _ kernels: EncoderKernels, _ x: UnsafePointer<Float>, stride: Int, residual: UnsafePointer<Float>?, rows: Int,
    into y: UnsafeMutablePointer<Float>
  ) {
    kernels.functions.normalize?(
      x, stride, residual, width, rows, width, epsilon, gain.start, bias.start, y, width)
  }
}
