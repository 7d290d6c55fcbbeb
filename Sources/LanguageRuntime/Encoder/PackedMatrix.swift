import LanguageRuntimeKernels

/// Bytes at a 64-byte boundary, zero at first.
final class ByteBuffer: @unchecked Sendable {
  // Unchecked: packed weights are written before they are shared; scratch buffers stay with one thread.
  private(set) var start: UnsafeMutableRawPointer
  private(set) var count: Int

  init(_ count: Int) {
    self.count = max(64, count)
    start = Self.allocate(self.count)
  }

  deinit { start.deallocate() }

  /// Makes room for `wanted` bytes; what was there is lost if it had to grow.
  func reserve(_ wanted: Int) {
    guard wanted > count else { return }
    start.deallocate()
    count = wanted
    start = Self.allocate(count)
  }

  private static func allocate(_ count: Int) -> UnsafeMutableRawPointer {
    let raw = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 64)
    raw.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    return raw
  }
}

/// A linear layer `x * transpose(W) + bias` in the order in which the encoder's kernels read it.
struct PackedMatrix: Sendable {
  private enum Weights: Sendable {
    case float32(FloatBuffer)
    case int8(ByteBuffer, sums: ByteBuffer, scales: FloatBuffer)
  }

  static let panel = Int(ENTENTE_ENCODER_PANEL)

  let inputs: Int
  let outputs: Int
  private let panels: Int
  private let weights: Weights
  private let bias: FloatBuffer

  /// Outputs rounded up to whole panels: the least distance of two result rows.
  var stride: Int { panels * Self.panel }

  /// - Parameters:
  ///   - rows: row o holds the inputs' weights for output o; all finite.
  ///   - inputs: a multiple of 4.
  init(rows: [Float], bias values: [Float], inputs: Int, precision: EncoderPrecision) {
    self.inputs = inputs
    outputs = values.count
    let panel = Self.panel
    panels = (outputs + panel - 1) / panel
    bias = FloatBuffer(panels * panel)
    for (output, value) in values.enumerated() { bias.start[output] = value }
    switch precision {
    case .float32:
      let packed = FloatBuffer(panels * inputs * panel)
      for output in 0..<outputs {
        var target = packed.start + output / panel * inputs * panel + output % panel
        for input in 0..<inputs {
          target.pointee = rows[output * inputs + input]
          target += panel
        }
      }
      weights = .float32(packed)
    case .int8:
      let packed = ByteBuffer(panels * inputs * panel)
      let sums = ByteBuffer(panels * panel * 4)
      let scales = FloatBuffer(panels * panel)
      let integers = packed.start.assumingMemoryBound(to: Int8.self)
      for output in 0..<outputs {
        let row = rows[(output * inputs)..<((output + 1) * inputs)]
        let most = row.reduce(0) { max($0, abs($1)) }
        // Below this 127 / most would overflow; such a row counts as zeros.
        guard most > 1e-30 else { continue }
        let steps = 127 / most
        var sum: Int32 = 0
        let target = integers + output / panel * inputs * panel + output % panel * 4
        for (input, value) in row.enumerated() {
          let integer = Int8(max(-127, min(127, (value * steps).rounded(.toNearestOrEven))))
          target[input / 4 * panel * 4 + input % 4] = integer
          sum += Int32(integer)
        }
        sums.start.storeBytes(of: sum, toByteOffset: output * 4, as: Int32.self)
        scales.start[output] = most / 127
      }
      weights = .int8(packed, sums: sums, scales: scales)
    }
  }

  /// Multiplies `rows` rows of `x`, which are put through GELU first where `activates`; `scratch` is needed for 8-bit
  /// weights, which read the rows as integers.
  func run(
    _ kernels: EncoderKernels, _ x: UnsafeMutablePointer<Float>, stride xStride: Int, rows: Int,
    activates: Bool = false, into y: UnsafeMutablePointer<Float>, stride yStride: Int, scratch: QuantizedRows
  ) {
    switch weights {
    case .float32(let packed):
      if activates { kernels.functions.gelu?(x, xStride, rows, inputs) }
      kernels.functions.linear?(x, xStride, rows, inputs, packed.start, bias.start, panels, y, yStride)
    case .int8(let packed, let sums, let scales):
      scratch.reserve(rows: rows, width: inputs)
      let integers = scratch.integers.start
      let steps = scratch.steps.start.assumingMemoryBound(to: entente_encoder_step.self)
      if activates {
        kernels.functions.gelu_quantize?(x, xStride, rows, inputs, integers, inputs * 2, steps)
      } else {
        kernels.functions.quantize?(x, xStride, rows, inputs, integers, inputs * 2, steps)
      }
      kernels.functions.linear8?(
        integers, inputs * 2, steps, rows, inputs,
        packed.start.assumingMemoryBound(to: Int8.self), sums.start.assumingMemoryBound(to: Int32.self), scales.start,
        bias.start, panels, y, yStride)
    }
  }
}

/// Rows of numbers as 8-bit integers, scratch of one thread.
final class QuantizedRows {
  let integers = ByteBuffer(0)
  let steps = ByteBuffer(0)

  func reserve(rows: Int, width: Int) {
    integers.reserve(rows * width * 2)
    steps.reserve(rows * MemoryLayout<entente_encoder_step>.stride)
  }
}
