/// Floats at a 64-byte boundary, zero at first.
final class FloatBuffer: @unchecked Sendable {
  // Unchecked: packed weights are written before they are shared; scratch buffers stay with one thread.
  private(set) var start: UnsafeMutablePointer<Float>
  private(set) var count: Int

  init(_ count: Int) {
    self.count = max(16, count)
    start = Self.allocate(self.count)
  }

  deinit { UnsafeMutableRawPointer(start).deallocate() }

  /// Makes room for `wanted` floats; what was there is lost if it had to grow.
  func reserve(_ wanted: Int) {
    guard wanted > count else { return }
    UnsafeMutableRawPointer(start).deallocate()
    count = max(wanted, count + count / 2)
    start = Self.allocate(count)
  }

  /// Gives memory back where more than `limit` floats are held.
  func shrink(to limit: Int) {
    guard count > limit else { return }
    UnsafeMutableRawPointer(start).deallocate()
    count = limit
    start = Self.allocate(count)
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let raw = UnsafeMutableRawPointer.allocate(byteCount: count * 4, alignment: 64)
    let floats = raw.bindMemory(to: Float.self, capacity: count)
    floats.initialize(repeating: 0, count: count)
    return floats
  }
}
