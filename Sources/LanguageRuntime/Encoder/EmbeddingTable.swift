/// Vectors by number, read from the model's file or from memory.
struct EmbeddingTable: Sendable {
  enum Source: Sendable {
    /// Little-endian float32.
    case file(FileBytes)
    case memory([Float])
  }

  let rows: Int
  let width: Int
  let source: Source

  /// Writes row `row`, which must be there, to `target`.
  func copy(row: Int, to target: UnsafeMutablePointer<Float>) {
    switch source {
    case .file(let bytes):
      let raw = UnsafeRawBufferPointer(rebasing: bytes.raw[(row * width * 4)..<((row + 1) * width * 4)])
      for index in 0..<width {
        target[index] = Float(
          bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
      }
    case .memory(let values):
      for index in 0..<width { target[index] = values[row * width + index] }
    }
  }
}
