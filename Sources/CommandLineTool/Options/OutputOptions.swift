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
    let part = output + ".part"
    guard FileManager.default.createFile(atPath: part, contents: nil),
      let handle = FileHandle(forWritingAtPath: part)
    else { throw ValidationError("\(output) can't be written.") }
    do {
      let result = try body(handle)
      try handle.close()
      guard rename(part, output) == 0 else { throw ValidationError("\(output) can't be written.") }
      return result
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw error
    }
  }

  func write(_ text: String) throws { try write { try $0.write(Array(text.utf8)) } }

  private static func isArchive(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 15)) == Data("SQLite format 3".utf8)
  }
}
