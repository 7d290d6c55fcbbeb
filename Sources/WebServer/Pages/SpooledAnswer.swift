import Foundation
import Hummingbird

/// A long answer on its way: a file without a name while it is made, so that its length costs no memory, and sent a piece
/// at a time. What goes wrong while it is made is told before anything is sent.
final class SpooledAnswer: @unchecked Sendable {
  // Used by one thread at a time: the one that makes it, then the one that sends it.
  private let handle: FileHandle
  private var length = 0
  private static let piece = 1 << 16

  /// - Throws: where the machine gives no temporary file.
  init() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("entente-\(UUID().uuidString)").path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    // It goes away with its last user, even where the process is killed.
    unlink(path)
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  func append(_ bytes: [UInt8]) throws {
    try handle.write(contentsOf: bytes)
    length += bytes.count
  }

  /// The answer from its beginning.
  func body() throws -> ResponseBody {
    try handle.seek(toOffset: 0)
    return ResponseBody(contentLength: length) { writer in
      while let data = try self.handle.read(upToCount: Self.piece), !data.isEmpty {
        try await writer.write(ByteBuffer(bytes: data))
      }
      try await writer.finish(nil)
    }
  }
}
