import Foundation
import SourceTexts

/// Reads files without being caught by what isn't one: folders, pipes, devices, files of any size.
struct FileBytes {
  /// Opens `file` for reading where it is an ordinary file.
  ///
  /// - Returns: the descriptor, which the caller closes, and the file's size.
  /// - Throws: ``ReadingDiagnostic`` with code `unreadable_file`.
  static func open(_ file: URL) throws -> (descriptor: Int32, size: Int) {
    let path = file.path
    func failure(_ message: String) -> ReadingDiagnostic {
      ReadingDiagnostic(.error, .unreadableFile, file: path, message: message)
    }
    // Not blocking, so that a pipe without a writer can't hold the program.
    let descriptor = Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("it can't be opened: \(String(cString: strerror(errno)))") }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      throw failure("its size can't be told: \(String(cString: strerror(errno)))")
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else {
      close(descriptor)
      throw failure(kind == S_IFDIR ? "it is a folder, expected a file" : "it is a pipe or device, expected a file")
    }
    return (descriptor, Int(status.st_size))
  }

  /// All bytes of `file`.
  ///
  /// - Throws: ``ReadingDiagnostic``: `unreadable_file`, `empty_file`, or `too_large` beyond `limit` bytes.
  static func read(_ file: URL, limit: Int) throws -> [UInt8] {
    let (descriptor, size) = try open(file)
    defer { close(descriptor) }
    guard size <= limit else { throw tooLarge(size, limit: limit, file: file.path) }
    guard size > 0 else { throw empty(file.path) }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      while count < size {
        let got = Foundation.read(descriptor, base + count, size - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    guard failure == 0 else {
      throw ReadingDiagnostic(
        .error, .unreadableFile, file: file.path, message: "reading stopped: \(String(cString: strerror(failure)))")
    }
    guard !bytes.isEmpty else { throw empty(file.path) }
    return bytes
  }

  /// The first bytes of an open file, without moving its position.
  static func head(of descriptor: Int32, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      let got = pread(descriptor, buffer.baseAddress, count, 0)
      written = max(0, got)
    }
  }

  static func empty(_ name: String) -> ReadingDiagnostic {
    ReadingDiagnostic(.error, .emptyFile, file: name, message: "it holds no text")
  }

  static func tooLarge(_ size: Int, limit: Int, file: String) -> ReadingDiagnostic {
    ReadingDiagnostic(
      .error, .tooLarge, file: file,
      message: "it has \(size) bytes, more than the \(limit) that are read of such a file")
  }
}
