import Foundation

/// A model file mapped into memory, read only. Bytes that are never looked at are never loaded.
final class MappedFile: @unchecked Sendable {
  // Unchecked: the mapping is read-only and lives as long as the object.
  /// Path relative to the pipeline folder.
  let name: String
  let bytes: UnsafeRawBufferPointer
  private let mapping: UnsafeMutableRawPointer?

  /// - Throws: ``ModelError`` where the file is missing or unreadable.
  init(name: String, in folder: URL) throws(ModelError) {
    self.name = name
    let descriptor = open(folder.appendingPathComponent(name).path, O_RDONLY)
    guard descriptor >= 0 else {
      throw ModelError(file: name, reason: errno == ENOENT ? .missing : .unreadable(String(cString: strerror(errno))))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ModelError(file: name, reason: .unreadable(String(cString: strerror(errno))))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ModelError(file: name, reason: .unreadable("not a regular file"))
    }
    let size = Int(status.st_size)
    guard size > 0 else {
      mapping = nil
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let mapped = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED else {
      throw ModelError(file: name, reason: .unreadable(String(cString: strerror(errno))))
    }
    mapping = mapped
    bytes = UnsafeRawBufferPointer(start: mapped, count: size)
  }

  /// Bytes that live as long as the program, such as a resource compiled into it.
  init(name: String, permanent bytes: UnsafeRawBufferPointer) {
    self.name = name
    self.bytes = bytes
    mapping = nil
  }

  deinit {
    if let mapping { munmap(mapping, bytes.count) }
  }

  var all: FileBytes { FileBytes(file: self, start: 0, count: bytes.count) }
}

/// A stretch of a mapped file.
struct FileBytes: Sendable {
  let file: MappedFile
  let start: Int
  let count: Int

  var raw: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[start..<(start + count)])
  }

  /// The bytes as text; what isn't UTF-8 is replaced.
  var text: String { String(decoding: raw, as: UTF8.self) }

  func equals(_ text: StaticString) -> Bool {
    text.utf8CodeUnitCount == count && raw.elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: count))
  }
}
