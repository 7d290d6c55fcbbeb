import Foundation

/// A safetensors file: the header's length in 8 bytes, a JSON header of names, types, shapes and places, the numbers.
package struct SafetensorsFile: Sendable {
  private struct Entry: Sendable {
    let type: String
    let shape: [Int]
    let start: Int
    let count: Int
  }

  let file: MappedFile
  private let entries: [String: Entry]
  /// The strings of the header's `__metadata__`.
  package let metadata: [String: String]

  /// - Throws: ``ModelError`` where the header isn't sound or a tensor lies outside the file.
  package init(name: String, in folder: URL) throws(ModelError) {
    try self.init(MappedFile(name: name, in: folder))
  }

  /// Reads bytes that live as long as the program, such as a resource compiled into it.
  ///
  /// - Throws: ``ModelError`` where the header isn't sound or a tensor lies outside the bytes.
  package init(name: String, permanent bytes: UnsafeRawBufferPointer) throws(ModelError) {
    try self.init(MappedFile(name: name, permanent: bytes))
  }

  private init(_ file: MappedFile) throws(ModelError) {
    self.file = file
    let name = file.name
    let bytes = file.bytes
    guard bytes.count >= 8 else {
      throw ModelError(file: name, reason: .damaged("\(bytes.count) bytes, too short for a header"))
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(bytes.count - 8) else {
      throw ModelError(file: name, reason: .damaged("a header of \(length) bytes in a file of \(bytes.count)"))
    }
    let base = 8 + Int(length)
    guard let members = JSONValue(parsing: bytes[8..<base])?.object else {
      throw ModelError(file: name, reason: .damaged("the header isn't a JSON object: not a safetensors file"))
    }
    var entries: [String: Entry] = [:]
    for (key, value) in members where key != "__metadata__" {
      guard let type = value["dtype"]?.string, let shape = value["shape"]?.array?.map(\.int),
        let offsets = value["data_offsets"]?.array, offsets.count == 2, let start = offsets[0].int,
        let end = offsets[1].int
      else { throw ModelError(file: name, layer: key, reason: .damaged("no dtype, shape and data_offsets")) }
      guard start >= 0, end >= start, end <= bytes.count - base else {
        throw ModelError(
          file: name, layer: key,
          reason: .damaged("bytes \(start) to \(end) of \(bytes.count - base) that follow the header"))
      }
      let sizes = shape.compactMap(\.self)
      guard sizes.count == shape.count, sizes.allSatisfy({ $0 >= 0 }) else {
        throw ModelError(file: name, layer: key, reason: .damaged("a shape that isn't whole numbers"))
      }
      entries[key] = Entry(type: type, shape: sizes, start: base + start, count: end - start)
    }
    self.entries = entries
    var metadata: [String: String] = [:]
    for (key, value) in members.first(where: { $0.key == "__metadata__" })?.value.object ?? [] {
      if let text = value.string { metadata[key] = text }
    }
    self.metadata = metadata
  }

  /// Names of all tensors, sorted.
  package var names: [String] { entries.keys.sorted() }

  /// The shape of a tensor; nil where there is none of that name.
  package func shape(of name: String) -> [Int]? { entries[name]?.shape }

  func contains(_ name: String) -> Bool { entries[name] != nil }

  /// The numbers of tensor `name`, which must have `shape`.
  ///
  /// - Throws: ``ModelError`` where it is missing, of another shape, or not of F32, F16 or BF16.
  package func floats(_ name: String, shape: [Int]) throws(ModelError) -> [Float] {
    let (entry, count) = try entry(name, shape: shape)
    let raw = UnsafeRawBufferPointer(rebasing: file.bytes[entry.start..<(entry.start + entry.count)])
    return [Float](unsafeUninitializedCapacity: count) { target, filled in
      for index in 0..<count {
        switch entry.type {
        case "F32":
          target[index] = Float(
            bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
        case "BF16":
          let half = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
          target[index] = Float(bitPattern: UInt32(half) << 16)
        default:
          let half = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
          target[index] = Self.float(half: half)
        }
      }
      filled = count
    }
  }

  /// The bytes of tensor `name` where it is F32, so that they need not be copied; nil where it is of another type.
  func bytes(_ name: String, shape: [Int]) throws(ModelError) -> FileBytes? {
    let (entry, _) = try entry(name, shape: shape)
    return entry.type == "F32" ? FileBytes(file: file, start: entry.start, count: entry.count) : nil
  }

  private func entry(_ name: String, shape: [Int]) throws(ModelError) -> (Entry, Int) {
    guard let entry = entries[name] else { throw ModelError(file: file.name, layer: name, reason: .missing) }
    guard entry.shape == shape else {
      throw ModelError(
        file: file.name, layer: name, reason: .shape(got: "\(entry.shape)", expected: "\(shape)"))
    }
    guard let size = ["F32": 4, "F16": 2, "BF16": 2][entry.type] else {
      throw ModelError(
        file: file.name, layer: name, reason: .unsupported("numbers of type \(entry.type), expected F32, F16 or BF16"))
    }
    let count = shape.reduce(1, *)
    guard entry.count == count * size else {
      throw ModelError(
        file: file.name, layer: name,
        reason: .shape(got: "\(entry.count) bytes", expected: "\(count * size) for \(shape) of \(entry.type)"))
    }
    return (entry, count)
  }

  /// IEEE 754 binary16; `Float16` isn't there on every platform.
  static func float(half: UInt16) -> Float {
    let sign = UInt32(half >> 15) << 31
    let exponent = UInt32(half >> 10) & 0x1F
    let fraction = UInt32(half) & 0x3FF
    switch exponent {
    case 0:
      let value = Float(fraction) * 0x1p-24
      return sign == 0 ? value : -value
    case 0x1F: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
