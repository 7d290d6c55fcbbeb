import Foundation

/// Reads a file descriptor line by line without loading it whole.
///
/// Lines end in LF or CR LF; the last may end in nothing. Used by one thread at a time.
public final class LineReader: @unchecked Sendable {
  /// A line, or the length of one that was longer than the limit and was passed over.
  public enum Line: Sendable {
    case bytes([UInt8])
    case tooLong
  }

  private let handle: FileHandle
  private let limit: Int
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// - Parameter limit: Longest line in bytes.
  public init(_ handle: FileHandle, limit: Int = 64 << 20) {
    self.handle = handle
    self.limit = limit
  }

  /// The next line without its end, or nil at the end of the file.
  public func next() throws -> Line? {
    var isTooLong = false
    var scanned = position
    while true {
      if let end = buffer[scanned...].firstIndex(of: 0x0A) {
        let line = buffer[position..<end]
        position = end + 1
        return isTooLong || line.count > limit ? .tooLong : .bytes(Self.withoutReturn(line))
      }
      scanned = buffer.count
      if isAtEnd {
        guard position < buffer.count || isTooLong else { return nil }
        let line = buffer[position...]
        position = buffer.count
        return isTooLong ? .tooLong : .bytes(Self.withoutReturn(line))
      }
      if buffer.count - position > limit {
        isTooLong = true
        position = buffer.count
      }
      buffer.removeFirst(position)
      position = 0
      scanned = buffer.count
      guard let data = try readAvailable(), !data.isEmpty else {
        isAtEnd = true
        continue
      }
      buffer.append(contentsOf: data)
    }
  }

  /// What is there now, waiting only where nothing is: a pipe's writer may wait for the answer to its line.
  private func readAvailable() throws -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(handle.fileDescriptor, $0.baseAddress, $0.count) }
      if count > 0 { return Array(chunk[..<count]) }
      if count == 0 { return nil }
      if errno != EINTR { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
  }

  private static func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
    Array(line.last == 0x0D ? line.dropLast() : line)
  }
}
