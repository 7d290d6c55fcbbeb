/// The first layer's shares of the words of a tile, with those of frequent words remembered. For one thread.
final class ShareCache {
  private let shares: FirstLayerShares
  private let kernels: KernelSet
  /// 3.4 kB each at a width of 96 and three pieces.
  private static let limit = 2048
  private static let rowsPerPage = 128
  /// Place of key k's shares: remembered (from 0 on), in the tile's scratch (from -2 downward), or nowhere (-1).
  private var places: [Int32] = []
  private var seen: [UInt8] = []
  private var remembered = 0
  private var pages: [FloatBuffer] = []
  private let input = FloatBuffer(0)
  private let fresh = FloatBuffer(0)
  private var freshKeys: [Int32] = []
  private var offsets: [Int32] = []

  init(_ shares: FirstLayerShares, kernels: KernelSet) {
    self.shares = shares
    self.kernels = kernels
  }

  func removeAll() {
    places = []
    seen = []
    remembered = 0
  }

  /// Writes the address of each token's shares to `result`; they hold until the next call.
  ///
  /// - Parameters:
  ///   - keys: The tokens' words; equal keys have equal embeddings.
  ///   - embedding: The embedding of a token, by its number among `keys`.
  func find(
    _ keys: [Int32], keyCount: Int, embedding: (Int) -> UnsafePointer<Float>,
    into result: inout [UnsafePointer<Float>]
  ) {
    if places.count < keyCount {
      places.append(contentsOf: repeatElement(-1, count: keyCount - places.count))
      seen.append(contentsOf: repeatElement(0, count: keyCount - seen.count))
    }
    let width = shares.product.inputs
    let stride = shares.product.stride
    freshKeys.removeAll(keepingCapacity: true)
    input.reserve(keys.count * width)
    for (number, key) in keys.enumerated() {
      let key = Int(key)
      if seen[key] < .max { seen[key] += 1 }
      if places[key] == -1 {
        (input.start + freshKeys.count * width).update(from: embedding(number), count: width)
        places[key] = Int32(-2 - freshKeys.count)
        freshKeys.append(Int32(truncatingIfNeeded: key))
      }
    }
    fresh.reserve(freshKeys.count * stride)
    while offsets.count < freshKeys.count { offsets.append(Int32(offsets.count * width)) }
    shares.product.run(
      kernels, input.start, offsets: offsets, rows: freshKeys.count, into: fresh.start, stride: stride)
    result.removeAll(keepingCapacity: true)
    for key in keys {
      let place = Int(places[Int(key)])
      result.append(UnsafePointer(place >= 0 ? page(place) : fresh.start + (-2 - place) * stride))
    }
    for (row, key) in freshKeys.enumerated() {
      places[Int(key)] = -1
      // A word that comes again is likely to come often.
      if seen[Int(key)] > 1, remembered < Self.limit {
        while pages.count * Self.rowsPerPage <= remembered { pages.append(FloatBuffer(Self.rowsPerPage * stride)) }
        page(remembered).update(from: fresh.start + row * stride, count: stride)
        places[Int(key)] = Int32(remembered)
        remembered += 1
      }
    }
  }

  private func page(_ place: Int) -> UnsafeMutablePointer<Float> {
    pages[place / Self.rowsPerPage].start + place % Self.rowsPerPage * shares.product.stride
  }
}
