import CArchive
import SourceTexts

/// The members of a zip file that are asked for, unpacked in memory up to a limit.
package struct ZipArchive {
  private(set) var members: [String: [UInt8]] = [:]
  private(set) var names: [String] = []
  /// Whether the directory at the file's end is missing, though the members could be read.
  private(set) var isCut = false

  /// - Parameter wanted: which members to unpack, by name.
  /// - Throws: ``ReadingDiagnostic``: `truncated_file`, `damaged_file`, `encrypted_file`, and `too_large` where the
  ///   members unpack to more than `limit` bytes.
  init(_ bytes: [UInt8], name: String, limit: Int, wanted: (String) -> Bool) throws {
    guard let archive = archive_read_new() else {
      throw ReadingDiagnostic(.error, .damagedFile, file: name, message: "no memory to unpack it")
    }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip(archive)
    // The directory stands at a zip file's end.
    let isCut = !bytes.suffix(66_000).containsBytes("PK\u{5}\u{6}")
    var total = 0
    var members: [String: [UInt8]] = [:]
    var names: [String] = []
    try bytes.withUnsafeBytes { buffer in
      func failure(_ what: String) -> ReadingDiagnostic {
        let reason = archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
        return ReadingDiagnostic(
          .error, isCut ? .truncatedFile : .damagedFile, file: name,
          message: isCut ? "the file ends early (\(reason))" : "\(what) (\(reason))")
      }
      guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
        throw failure("it is no zip file")
      }
      var entry: OpaquePointer?
      while true {
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { break }
        guard status >= ARCHIVE_WARN, let entry else { throw failure("its directory is damaged") }
        guard let path = archive_entry_pathname(entry) else { continue }
        let member = String(cString: path)
        names.append(member)
        guard names.count <= 10_000 else { throw failure("it has more than 10,000 members") }
        guard wanted(member) else { continue }
        if archive_entry_is_encrypted(entry) != 0 {
          throw ReadingDiagnostic(.error, .encryptedFile, file: name, message: "\(member) in it is encrypted")
        }
        var content: [UInt8] = []
        var block: UnsafeRawPointer?
        var size = 0
        var offset: la_int64_t = 0
        while true {
          let status = archive_read_data_block(archive, &block, &size, &offset)
          if status == ARCHIVE_EOF { break }
          guard status >= ARCHIVE_WARN else { throw failure("\(member) in it is damaged") }
          // Members that aren't compressed end with an empty block.
          guard let block, size > 0 else { continue }
          total += size
          guard total <= limit else {
            throw ReadingDiagnostic(
              .error, .tooLarge, file: name, message: "\(member) in it unpacks to more than \(limit) bytes")
          }
          content.append(contentsOf: UnsafeRawBufferPointer(start: block, count: size))
        }
        members[member] = content
      }
    }
    self.members = members
    self.names = names
    self.isCut = isCut
  }
}
