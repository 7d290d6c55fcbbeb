/// A maxout layer (Goodfellow et al. 2013) with its weights in the order in which the kernels read them.
struct PackedMaxout: Sendable {
  let inputs: Int
  let outputs: Int
  /// 2 or 3; a layer of one piece is packed as two equal ones.
  let pieces: Int
  let blocks: Int
  let weights: FloatBuffer
  let biases: FloatBuffer

  /// Outputs rounded up to whole blocks of 16: the least distance of two result rows.
  var stride: Int { blocks * 16 }

  /// - Parameters:
  ///   - weight: [outputs][pieces][inputs].
  ///   - bias: [outputs][pieces].
  init?(weight: Tensor, bias: Tensor) {
    let given = weight.shape[1]
    guard (1...3).contains(given) else { return nil }
    outputs = weight.shape[0]
    inputs = weight.shape[2]
    pieces = max(2, given)
    blocks = (outputs + 15) / 16
    weights = FloatBuffer(blocks * inputs * pieces * 16)
    biases = FloatBuffer(blocks * pieces * 16)
    let w = weight.floats()
    let b = bias.floats()
    for output in 0..<outputs {
      for piece in 0..<pieces {
        let row = output * given + min(piece, given - 1)
        biases.start[(output / 16 * pieces + piece) * 16 + output % 16] = b[row]
        var target = weights.start + (output / 16 * inputs * pieces + piece) * 16 + output % 16
        w.withUnsafeBufferPointer { w in
          for input in 0..<inputs {
            target.pointee = w[row * inputs + input]
            target += pieces * 16
          }
        }
      }
    }
  }

  func run(
    _ kernels: KernelSet, _ x: UnsafePointer<Float>, offsets: UnsafePointer<Int32>, rows: Int,
    into y: UnsafeMutablePointer<Float>
  ) {
    let product = pieces == 3 ? kernels.functions.maxout3 : kernels.functions.maxout2
    product?(x, offsets, rows, inputs, weights.start, biases.start, blocks, y, stride)
  }
}

/// A linear layer with its weights in the order in which the kernels read them.
struct PackedLinear: Sendable {
  let inputs: Int
  let outputs: Int
  let pairs: Int
  let weights: FloatBuffer
  let biases: FloatBuffer

  /// Outputs rounded up to whole pairs of blocks: the least distance of two result rows.
  var stride: Int { pairs * 32 }

  /// - Parameters:
  ///   - rows: row o holds the inputs' weights for output o.
  ///   - bias: empty where there is none.
  init(rows: [Float], outputs: Int, inputs: Int, bias: [Float]) {
    self.inputs = inputs
    self.outputs = outputs
    pairs = (outputs + 31) / 32
    weights = FloatBuffer(pairs * inputs * 32)
    biases = FloatBuffer(pairs * 32)
    for output in 0..<outputs {
      if !bias.isEmpty { biases.start[output] = bias[output] }
      var target = weights.start + output / 32 * inputs * 32 + output % 32
      for input in 0..<inputs {
        target.pointee = rows[output * inputs + input]
        target += 32
      }
    }
  }

  func run(
    _ kernels: KernelSet, _ x: UnsafePointer<Float>, offsets: UnsafePointer<Int32>, rows: Int,
    into y: UnsafeMutablePointer<Float>, stride: Int
  ) {
    kernels.functions.linear?(x, offsets, rows, inputs, weights.start, biases.start, pairs, y, stride)
  }
}

/// Gain and bias of a layer normalisation (Ba et al. 2016).
struct Normalization: Sendable {
  let gain: FloatBuffer
  let bias: FloatBuffer

  init(gain: Tensor, bias: Tensor) {
    self.gain = FloatBuffer(gain.count)
    self.bias = FloatBuffer(bias.count)
    for index in 0..<gain.count { self.gain.start[index] = gain[index] }
    for index in 0..<bias.count { self.bias.start[index] = bias[index] }
  }
}
