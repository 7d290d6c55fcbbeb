import ArgumentParser
import Foundation
import Pipeline

/// Where a result goes: standard output, or a file.
struct OutputOptions: ParsableArguments {
  @Option(name: [.customShort("o"), .customLong("output")], help: "Write to this file instead of standard output.")
  var output: String?

  /// Hands `body` what it writes to. A file is there only when all of it has been written.
  ///
  /// - Throws: `ValidationError` where the file can't be written, and what `body` throws.
  func write(_ body: (inout BufferedOutput) throws -> Void) throws {
    try handle { handle in
      var buffer = BufferedOutput(handle)
      try body(&buffer)
      try buffer.flush()
    }
  }

  /// The same with the file's handle.
  func handle<Result>(_ body: (FileHandle) throws -> Result) throws -> Result {
    guard let output else { return try body(.standardOutput) }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: output, isDirectory: &isFolder) {
      if isFolder.boolValue { throw ValidationError("\(output) is a folder; -o takes a file.") }
      if Self.isArchive(output) { throw ValidationError("\(output) is an archive, and won't be written over.") }
      // What is no plain file (/dev/stdout, a pipe) is written as it comes.
      let type = try FileManager.default.attributesOfItem(atPath: output)[.type] as? FileAttributeType
      if type != .typeRegular, type != .typeSymbolicLink, let handle = FileHandle(forWritingAtPath: output) {
        return try body(handle)
      }
    }
    // A link stays one: what it leads to is written.
    let target = URL(fileURLWithPath: output).resolvingSymlinksInPath().path
    guard let (part, handle) = Self.temporaryFile(beside: target) else {
      throw ValidationError("\(output) can't be written.")
    }
    do {
      let result = try body(handle)
      try handle.close()
      guard rename(part, target) == 0 else { throw ValidationError("\(output) can't be written.") }
      return result
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw error
    }
  }

  func write(_ text: String) throws { try write { try $0.write(Array(text.utf8)) } }

  /// A new file in the folder of `target` with its permissions, or those of new files; nil where none can be made.
  private static func temporaryFile(beside target: String) -> (path: String, handle: FileHandle)? {
    var name = Array((target + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return nil }
    let known = (try? FileManager.default.attributesOfItem(atPath: target))?[.posixPermissions] as? NSNumber
    let mask = umask(0)
    umask(mask)
    fchmod(descriptor, known.map { mode_t($0.uint16Value & 0o777) } ?? (0o666 & ~mask))
    return (
      String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self),
      FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    )
  }

  private static func isArchive(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 15)) == Data("SQLite format 3".utf8)
  }
}
