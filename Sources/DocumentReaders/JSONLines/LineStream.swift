import Foundation

/// The lines of an open file, read piece by piece; of a line beyond the limit only its beginning is kept.
final class LineStream {
  struct Line {
    var bytes: [UInt8]
    /// From 1.
    var number: Int
    /// Byte offset in the file.
    var start: Int
  }

  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private let limit: Int
  private var buffer: [UInt8] = []
  private var consumed = 0
  private var number = 0
  /// File offset of the buffer's first byte.
  private var offset = 0
  /// Bytes of the line at hand that were dropped.
  private var dropped = 0
  private var isAtEnd = false

  init(descriptor: Int32, ownsDescriptor: Bool, limit: Int) {
    self.descriptor = descriptor
    self.ownsDescriptor = ownsDescriptor
    self.limit = limit
  }

  /// The lines of bytes that are in memory already.
  init(bytes: [UInt8], limit: Int) {
    descriptor = -1
    ownsDescriptor = false
    self.limit = limit
    buffer = bytes
    isAtEnd = true
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  func next() -> Line? {
    var searched = consumed
    while true {
      if let stop = buffer[searched...].firstIndex(of: 0x0A) { return line(to: stop, next: stop + 1) }
      if isAtEnd { return consumed < buffer.count ? line(to: buffer.count, next: buffer.count) : nil }
      offset += consumed
      buffer.removeFirst(consumed)
      consumed = 0
      searched = buffer.count
      if buffer.count > 2 * limit {
        skipLine()
        searched = 0
      } else {
        fill()
      }
    }
  }

  /// The first byte that isn't white space, without consuming anything.
  func firstNonBlank() -> UInt8? {
    while buffer.allSatisfy(\.isBlank), !isAtEnd { fill() }
    return buffer.first { !$0.isBlank }
  }

  /// All that is left, a little more than `limit` at most.
  func rest(limit: Int) -> [UInt8] {
    while !isAtEnd, buffer.count <= limit { fill() }
    defer {
      buffer = []
      consumed = 0
      isAtEnd = true
    }
    return Array(buffer[consumed...])
  }

  private func line(to stop: Int, next: Int) -> Line {
    defer {
      consumed = next
      offset += dropped
      dropped = 0
    }
    number += 1
    return Line(bytes: Array(buffer[consumed..<stop]), number: number, start: offset + consumed)
  }

  /// Drops the rest of a line that is too long to hold; what is kept is still over the limit.
  private func skipLine() {
    let kept = limit + 1
    while true {
      dropped += buffer.count - kept
      buffer.removeSubrange(kept...)
      if isAtEnd { return }
      fill()
      if let stop = buffer[kept...].firstIndex(of: 0x0A) {
        dropped += stop - kept
        buffer.removeSubrange(kept..<stop)
        return
      }
    }
  }

  private func fill() {
    let size = 1 << 20
    let chunk = [UInt8](unsafeUninitializedCapacity: size) { target, count in
      var got = read(descriptor, target.baseAddress, size)
      while got < 0, errno == EINTR { got = read(descriptor, target.baseAddress, size) }
      count = max(0, got)
    }
    if chunk.isEmpty { isAtEnd = true }
    buffer.append(contentsOf: chunk)
  }
}
