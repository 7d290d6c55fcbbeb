import EventReading
import Foundation
import LanguageRuntime
import ResourceTables
import Testing

/// The file that training made.
struct ReaderFileTests {
  @Test func theShippedFileIsWhole() throws {
    let file = try ReaderFile()
    #expect(file.base == "all-MiniLM-L6-v2")
    #expect(!file.amendments.isEmpty)
  }

  @Test(arguments: [
    ("calibration", "calibrated"), ("word_tables", "words"), ("statuses", "states"), ("\"expected\"", "\"awaited\""),
    ("\"window\":200", "\"window\":0"),
  ]) func aFileWithoutASettingIsRefused(_ change: (old: String, new: String)) throws {
    let bytes = try #require(EmbeddedTables.bytes(of: ReaderFile.name))
    var data = Data(bytes)
    let length = Int(
      data.prefix(8).enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) })
    let header = String(decoding: data[8..<(8 + length)], as: UTF8.self)
    // Settings stand as a string in JSON, so their quotation marks are escaped.
    let old = change.old.replacingOccurrences(of: "\"", with: "\\\"")
    let new = change.new.replacingOccurrences(of: "\"", with: "\\\"")
    try #require(header.contains(old), "the shipped file's header has no \(change.old)")
    let changed = Data(header.replacingOccurrences(of: old, with: new).utf8)
    data.replaceSubrange(8..<(8 + length), with: changed)
    var size = UInt64(changed.count).littleEndian
    data.replaceSubrange(0..<8, with: Data(bytes: &size, count: 8))
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try data.write(to: folder.appendingPathComponent("reader.safetensors"))
    #expect(throws: ModelError.self) {
      _ = try ReaderFile(SafetensorsFile(name: "reader.safetensors", in: folder))
    }
  }
}
