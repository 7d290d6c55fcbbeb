import LanguageRuntimeKernels

/// Encodes sequences of pieces, one thread at a time; holds the scratch memory that this takes.
///
/// A sequence's vectors are the same to the last bit whatever else is encoded with it.
public final class PieceEncoder {
  private let model: EncoderModel
  private let hidden = FloatBuffer(0)
  private let projections = FloatBuffer(0)
  private let context = FloatBuffer(0)
  private let sums = FloatBuffer(0)
  private let inner = FloatBuffer(0)
  private let scores = FloatBuffer(0)
  private let quantized = QuantizedRows()

  /// Rows that go through a layer together: enough for the weights' way to the processor to be shared, few enough for
  /// the rows to stay near it.
  private static let group = 288
  /// Rows that go through the feed-forward block together.
  private static let block = 48

  init(_ model: EncoderModel) { self.model = model }

  /// The vectors of each of `inputs`, in order. Inputs of one call are computed together without padding, so many short
  /// ones in a call are faster than a call for each; an empty input has no vectors.
  ///
  /// - Throws: ``EncoderError`` for the first input that is too long, has a piece outside the vocabulary, or comes with
  ///   another number of added vectors than pieces.
  /// - Complexity: O(pieces) for the layers and O(square of its pieces) for each input's attention.
  public func encode(_ inputs: [EncoderInput]) throws(EncoderError) -> [EncoderOutput] {
    for (number, input) in inputs.enumerated() { try check(input, number) }
    var outputs: [EncoderOutput] = []
    outputs.reserveCapacity(inputs.count)
    var start = 0
    while start < inputs.count {
      var end = start
      var rows = 0
      while end < inputs.count, end == start || rows + inputs[end].pieces.count <= Self.group {
        rows += inputs[end].pieces.count
        end += 1
      }
      encode(inputs[start..<end], rows: rows, into: &outputs)
      start = end
    }
    return outputs
  }

  private func check(_ input: EncoderInput, _ number: Int) throws(EncoderError) {
    guard input.pieces.count <= model.limit else {
      throw .tooLong(input: number, got: input.pieces.count, limit: model.limit)
    }
    let vocabulary = model.words.rows
    for piece in input.pieces where piece < 0 || Int(piece) >= vocabulary {
      throw .unknownPiece(input: number, piece: piece, vocabulary: vocabulary)
    }
    guard input.added.isEmpty || input.added.count == input.pieces.count * model.width else {
      throw .addedVectors(input: number, got: input.added.count, expected: input.pieces.count * model.width)
    }
  }

  private func encode(_ inputs: ArraySlice<EncoderInput>, rows: Int, into outputs: inout [EncoderOutput]) {
    let width = model.width
    embed(inputs, rows: rows)
    for layer in model.layers {
      attend(layer, inputs, rows: rows)
      feedForward(layer, rows: rows)
    }
    var row = 0
    for input in inputs {
      let count = input.pieces.count * width
      let values = UnsafeBufferPointer(start: hidden.start + row * width, count: count)
      outputs.append(EncoderOutput(width: width, values: Array(values)))
      row += input.pieces.count
    }
  }

  private func embed(_ inputs: ArraySlice<EncoderInput>, rows: Int) {
    let width = model.width
    hidden.reserve(rows * width)
    var target = hidden.start
    for input in inputs {
      for (position, piece) in input.pieces.enumerated() {
        model.words.copy(row: Int(piece), to: target)
        let place = model.positions.start + position * width
        for index in 0..<width { target[index] += place[index] }
        if !input.added.isEmpty {
          for index in 0..<width { target[index] += input.added[position * width + index] }
        }
        target += width
      }
    }
    model.embeddingNorm.run(
      model.kernels, hidden.start, stride: width, residual: nil, rows: rows, into: hidden.start)
  }

  private func attend(_ layer: EncoderLayer, _ inputs: ArraySlice<EncoderInput>, rows: Int) {
    let width = model.width
    let size = width / model.configuration.heads
    let panel = PackedMatrix.panel
    // Sixteen more than the panels need, because rows a power of two apart would share their places in the cache.
    let stride = layer.projections.stride + panel / 2
    // The last head reads and writes up to a panel past its part.
    let contextStride = width + panel
    projections.reserve(rows * stride + panel)
    context.reserve(rows * contextStride)
    layer.projections.run(
      model.kernels, hidden.start, stride: width, rows: rows, into: projections.start, stride: stride,
      scratch: quantized)
    var row = 0
    for input in inputs {
      let count = input.pieces.count
      scores.reserve((size + Int(ENTENTE_ENCODER_QUERIES)) * ((count + 15) / 16 * 16))
      for head in 0..<model.configuration.heads {
        let queries = projections.start + row * stride + head * size
        model.kernels.functions.attend?(
          queries, queries + width, queries + 2 * width, stride, count, size, 1 / Float(size).squareRoot(),
          scores.start, context.start + row * contextStride + head * size, contextStride)
      }
      row += count
    }
    sums.reserve(rows * layer.attentionOutput.stride)
    layer.attentionOutput.run(
      model.kernels, context.start, stride: contextStride, rows: rows, into: sums.start,
      stride: layer.attentionOutput.stride, scratch: quantized)
    layer.attentionNorm.run(
      model.kernels, sums.start, stride: layer.attentionOutput.stride, residual: hidden.start, rows: rows,
      into: hidden.start)
  }

  private func feedForward(_ layer: EncoderLayer, rows: Int) {
    let width = model.width
    inner.reserve(Self.block * layer.inner.stride)
    sums.reserve(Self.block * layer.output.stride)
    var row = 0
    while row < rows {
      let count = min(Self.block, rows - row)
      let from = hidden.start + row * width
      layer.inner.run(
        model.kernels, from, stride: width, rows: count, into: inner.start, stride: layer.inner.stride,
        scratch: quantized)
      layer.output.run(
        model.kernels, inner.start, stride: layer.inner.stride, rows: count, activates: true, into: sums.start,
        stride: layer.output.stride, scratch: quantized)
      layer.outputNorm.run(
        model.kernels, sums.start, stride: layer.output.stride, residual: from, rows: count, into: from)
      row += count
    }
  }
}
