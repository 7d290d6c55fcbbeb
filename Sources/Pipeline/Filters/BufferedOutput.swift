import Foundation

/// Buffered bytes on their way to a file descriptor.
public struct BufferedOutput {
  private let handle: FileHandle
  private var buffer: [UInt8] = []

  public init(_ handle: FileHandle) { self.handle = handle }

  public mutating func write(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// - Throws: ``OutputClosed`` where the reader has gone (`| head`).
  public mutating func flush() throws {
    guard !buffer.isEmpty else { return }
    var start = 0
    while start < buffer.count {
      let count = buffer.withUnsafeBytes {
        Foundation.write(handle.fileDescriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
      }
      if count > 0 {
        start += count
      } else if errno == EPIPE {
        throw OutputClosed()
      } else if errno != EINTR, errno != EAGAIN {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// The program that reads our output has closed it.
public struct OutputClosed: Error {}
