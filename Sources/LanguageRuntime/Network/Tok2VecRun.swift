/// The tokens of several texts in a row.
struct TokenBatch {
  var words: [Int32] = []
  var spaces: [Bool] = []
  /// Where each text's tokens begin, and the end.
  var starts: [Int] = [0]

  mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    spaces.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
  }
}

/// Computes token vectors, with a bounded cache of the embedding layer's results. For one thread.
final class Tok2VecRun {
  private let model: Tok2Vec
  private let kernels: KernelSet
  /// Slot of word w (or of word w with a blank after it); negative where it isn't cached.
  private var slots: [Int32] = []
  private var usedSlots = 0
  private let slotLimit = 32_768
  private let rowsPerPage = 256
  private var pages: [FloatBuffer] = []
  private var pending: [Int32] = []
  private let pendingInput = FloatBuffer(0)
  private let scratch = FloatBuffer(0)
  private let product = FloatBuffer(0)
  private let current = FloatBuffer(0)
  private let next = FloatBuffer(0)
  private var inputOffsets: [Int32] = []
  private var rowOffsets: [Int32] = []
  private var tokenSlots: [Int32] = []
  private var tokenKeys: [Int32] = []
  private let shareCache: ShareCache?
  private var tokenShares: [UnsafePointer<Float>] = []

  /// The part of a text in a tile, with `reach` rows more on either side; rows beyond the text are zero.
  private struct Segment {
    let row: Int
    let tokens: Range<Int>
    let text: Range<Int>
  }

  init(_ model: Tok2Vec, kernels: KernelSet) {
    self.model = model
    self.kernels = kernels
    shareCache = model.shares.map { ShareCache($0, kernels: kernels) }
  }

  /// Forgets words, because their numbers have lost their meaning.
  func removeAll() {
    slots = []
    usedSlots = 0
    shareCache?.removeAll()
  }

  /// Writes the vectors of tokens `range` of `batch` to `output`, one row of `width` floats after the other.
  func encode(_ batch: TokenBatch, _ range: Range<Int>, words: WordTable, into output: UnsafeMutablePointer<Float>) {
    guard !range.isEmpty else { return }
    let width = model.width
    let reach = model.reach
    var segments: [Segment] = []
    var rows = 0
    var text = batch.starts.partitioningIndex { $0 > range.lowerBound } - 1
    var low = Int.max
    var high = 0
    while text + 1 < batch.starts.count, batch.starts[text] < range.upperBound {
      let whole = batch.starts[text]..<batch.starts[text + 1]
      let tokens = whole.clamped(to: range)
      if !tokens.isEmpty {
        segments.append(Segment(row: rows, tokens: tokens, text: whole))
        rows += tokens.count + 2 * reach
        low = min(low, max(whole.lowerBound, tokens.lowerBound - reach))
        high = max(high, min(whole.upperBound, tokens.upperBound + reach))
      }
      text += 1
    }
    embed(batch, low..<high, words: words)

    current.reserve(rows * width)
    next.reserve(rows * width)
    product.reserve(rows * max(width, model.mix.stride))
    for segment in segments {
      for row in 0..<(segment.tokens.count + 2 * reach) {
        let token = segment.tokens.lowerBound - reach + row
        let target = current.start + (segment.row + row) * width
        if segment.text.contains(token) {
          target.update(from: cached(tokenSlots[token - low]), count: width)
        } else {
          target.update(repeating: 0, count: width)
        }
      }
    }
    var source = current
    var target = next
    for (number, layer) in model.layers.enumerated() {
      let margin = model.window * (number + 1)
      inputOffsets.removeAll(keepingCapacity: true)
      rowOffsets.removeAll(keepingCapacity: true)
      for segment in segments {
        for row in margin..<(segment.tokens.count + 2 * reach - margin) {
          inputOffsets.append(Int32((segment.row + row - model.window) * width))
          rowOffsets.append(Int32((segment.row + row) * width))
        }
      }
      if number == 0, let shares = model.shares {
        addShares(shares, segments, firstToken: low, wordCount: words.count)
      } else {
        layer.maxout.run(kernels, source.start, offsets: inputOffsets, rows: inputOffsets.count, into: product.start)
      }
      kernels.functions.normalize?(
        product.start, inputOffsets.count, layer.maxout.stride, width, layer.norm.gain.start, layer.norm.bias.start,
        source.start, rowOffsets, target.start, rowOffsets)
      swap(&source, &target)
    }
    var offset = 0
    for segment in segments {
      let count = segment.tokens.count * width
      (output + offset).update(from: source.start + (segment.row + reach) * width, count: count)
      offset += count
    }
  }

  /// The first layer before normalisation, for the rows of all segments but their outermost ones.
  private func addShares(_ shares: FirstLayerShares, _ segments: [Segment], firstToken: Int, wordCount: Int) {
    guard let shareCache, let sum = kernels.functions.sum_maxout else { return }
    shareCache.find(
      tokenKeys, keyCount: wordCount * (model.readsSpaces ? 2 : 1),
      embedding: { UnsafePointer(cached(tokenSlots[$0])) }, into: &tokenShares)
    let length = shares.partLength
    var target = product.start
    for segment in segments {
      func share(_ token: Int, _ part: Int) -> UnsafePointer<Float>? {
        segment.text.contains(token) ? tokenShares[token - firstToken] + part * length : nil
      }
      for token in (segment.tokens.lowerBound - model.reach + 1)..<(segment.tokens.upperBound + model.reach - 1) {
        sum(
          share(token - 1, 0), share(token, 1), share(token + 1, 2), shares.bias.start, shares.pieces, model.width,
          target)
        target += model.layers[0].maxout.stride
      }
    }
  }

  private func cached(_ slot: Int32) -> UnsafeMutablePointer<Float> {
    pages[Int(slot) / rowsPerPage].start + Int(slot) % rowsPerPage * model.width
  }

  /// Fills `tokenSlots` for the tokens `range`, computing what is not cached.
  private func embed(_ batch: TokenBatch, _ range: Range<Int>, words: WordTable) {
    if usedSlots + range.count > slotLimit {
      slots = []
      usedSlots = 0
    }
    let readsSpaces = model.readsSpaces
    let wanted = words.count * (readsSpaces ? 2 : 1)
    if slots.count < wanted { slots.append(contentsOf: repeatElement(-1, count: wanted - slots.count)) }
    tokenSlots.removeAll(keepingCapacity: true)
    tokenKeys.removeAll(keepingCapacity: true)
    pending.removeAll(keepingCapacity: true)
    for token in range {
      let word = Int(batch.words[token])
      let key = readsSpaces ? word * 2 + (batch.spaces[token] ? 1 : 0) : word
      if slots[key] < 0 {
        slots[key] = Int32(usedSlots)
        usedSlots += 1
        pending.append(Int32(token))
      }
      tokenSlots.append(slots[key])
      tokenKeys.append(Int32(truncatingIfNeeded: key))
    }
    while pages.count * rowsPerPage < usedSlots { pages.append(FloatBuffer(rowsPerPage * model.width)) }
    let inputs = model.mix.inputs
    var done = 0
    while done < pending.count {
      let group = pending[done..<min(pending.count, done + 128)]
      pendingInput.reserve(group.count * inputs)
      product.reserve(group.count * model.mix.stride)
      inputOffsets.removeAll(keepingCapacity: true)
      for (row, token) in group.enumerated() {
        let word = words.words[Int(batch.words[Int(token)])]
        model.embed(
          word.attributes, spaceAfter: batch.spaces[Int(token)], kernels: kernels,
          into: pendingInput.start + row * inputs, scratch: scratch)
        inputOffsets.append(Int32(row * inputs))
      }
      model.mix.run(kernels, pendingInput.start, offsets: inputOffsets, rows: group.count, into: product.start)
      for (row, token) in group.enumerated() {
        var zero: Int32 = 0
        kernels.functions.normalize?(
          product.start + row * model.mix.stride, 1, model.mix.stride, model.width, model.mixNorm.gain.start,
          model.mixNorm.bias.start, nil, nil, cached(tokenSlots[Int(token) - range.lowerBound]), &zero)
      }
      done += group.count
    }
  }
}
