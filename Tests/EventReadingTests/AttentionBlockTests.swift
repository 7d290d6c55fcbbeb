import EventReading
import Foundation
import LanguageRuntime
import Testing

/// The layer in which an event's candidates see one another, against PyTorch's numbers.
struct AttentionBlockTests {
  private static let width = 8
  /// Names and shapes in the order in which `Training/reader_model.py` lists its Block's parameters.
  private static let parameters: [(name: String, shape: [Int])] = [
    ("before.weight", [8]), ("before.bias", [8]), ("after.weight", [8]), ("after.bias", [8]),
    ("query.weight", [8, 8]), ("query.bias", [8]), ("key.weight", [8, 8]), ("key.bias", [8]),
    ("value.weight", [8, 8]), ("value.bias", [8]), ("mix.weight", [8, 8]), ("mix.bias", [8]),
    ("up.weight", [16, 8]), ("up.bias", [16]), ("down.weight", [8, 16]), ("down.bias", [8]),
  ]

  /// A safetensors file of the parameters, each filled by a sine of its own.
  private func file(leavingOut missing: String? = nil) throws -> SafetensorsFile {
    var header: [String] = []
    var data = Data()
    for (number, parameter) in Self.parameters.enumerated() where parameter.name != missing {
      let count = parameter.shape.reduce(1, *)
      let start = data.count
      for index in 0..<count {
        let value = Float(sin(0.7 * Double(index) + Double(number)) * 0.5)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
      header.append(
        "\"block.\(parameter.name)\":{\"dtype\":\"F32\",\"shape\":\(parameter.shape),\"data_offsets\":[\(start),\(data.count)]}"
      )
    }
    let text = Data("{\(header.joined(separator: ","))}".utf8)
    var whole = Data()
    withUnsafeBytes(of: UInt64(text.count).littleEndian) { whole.append(contentsOf: $0) }
    whole += text + data
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try whole.write(to: folder.appendingPathComponent("block.safetensors"))
    return try SafetensorsFile(name: "block.safetensors", in: folder)
  }

  @Test func threeRowsSeeOneAnotherAsInPyTorch() throws {
    let block = try AttentionBlock("block", in: file(), width: Self.width)
    let rows = (0..<3).map { row in (0..<8).map { Float(cos(Double(row * 8 + $0))) } }
    let expected: [[Float]] = [
      [-2.33868, 1.23247, 2.23309, 0.02407, -0.93285, 1.56896, 3.54443, 0.86398],
      [-3.77421, -0.34007, 2.02891, 1.18817, 0.37452, 1.92361, 2.80762, -0.31412],
      [-4.79086, 0.69386, 3.87055, 1.93545, -0.44177, 0.61882, 2.15985, -0.03359],
    ]
    for (row, wanted) in zip(block(rows), expected) {
      for (value, number) in zip(row, wanted) { #expect(abs(value - number) < 2e-4) }
    }
  }

  @Test(arguments: ["query.weight", "before.bias", "down.weight"]) func aMissingPartIsRefused(_ name: String) throws {
    let file = try file(leavingOut: name)
    #expect(throws: ModelError.self) { _ = try AttentionBlock("block", in: file, width: Self.width) }
  }
}
