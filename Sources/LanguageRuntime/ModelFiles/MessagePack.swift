/// A decoded MessagePack value (specification of 2013 without extension types). Strings and binaries stay in the file.
///
/// Map keys may be any value, as spaCy writes integer keys; lengths are checked against the bytes that are left, so
/// that a damaged file can't ask for more memory than it has bytes.
enum MessagePack: Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case unsigned(UInt64)
  case double(Double)
  case text(FileBytes)
  case binary(FileBytes)
  case array([MessagePack])
  case map([(key: MessagePack, value: MessagePack)])

  /// Decodes one value that fills all of `bytes`.
  static func decode(_ bytes: FileBytes) throws(ModelError) -> MessagePack {
    var reader = Reader(bytes: bytes)
    let value = try reader.value(depth: 0)
    guard reader.offset == bytes.count else { throw reader.damaged("bytes after the end") }
    return value
  }

  /// Calls `body` with each pair of the map that fills all of `bytes`, without holding them all.
  static func forEachPair(
    in bytes: FileBytes, _ body: (MessagePack, MessagePack) throws(ModelError) -> Void
  ) throws(ModelError) {
    var reader = Reader(bytes: bytes)
    guard let count = try reader.mapHead() else { throw reader.damaged("not a map") }
    for _ in 0..<count {
      let key = try reader.value(depth: 1)
      try body(key, try reader.value(depth: 1))
    }
    guard reader.offset == bytes.count else { throw reader.damaged("bytes after the end") }
  }

  private struct Reader {
    let bytes: FileBytes
    let raw: UnsafeRawBufferPointer
    var offset = 0

    init(bytes: FileBytes) {
      self.bytes = bytes
      raw = bytes.raw
    }

    func damaged(_ what: String) -> ModelError {
      ModelError(file: bytes.file.name, reason: .damaged("\(what) at byte \(bytes.start + offset)"))
    }

    mutating func number(_ size: Int) throws(ModelError) -> UInt64 {
      guard raw.count - offset >= size else { throw damaged("it ends too early") }
      var value: UInt64 = 0
      for index in 0..<size { value = value << 8 | UInt64(raw[offset + index]) }
      offset += size
      return value
    }

    mutating func slice(_ count: UInt64) throws(ModelError) -> FileBytes {
      guard count <= UInt64(raw.count - offset) else { throw damaged("it ends too early") }
      defer { offset += Int(count) }
      return FileBytes(file: bytes.file, start: bytes.start + offset, count: Int(count))
    }

    mutating func array(_ count: UInt64, _ depth: Int) throws(ModelError) -> MessagePack {
      guard count <= UInt64(raw.count - offset) else { throw damaged("it ends too early") }
      var values: [MessagePack] = []
      values.reserveCapacity(Int(count))
      for _ in 0..<count { values.append(try value(depth: depth + 1)) }
      return .array(values)
    }

    mutating func map(_ count: UInt64, _ depth: Int) throws(ModelError) -> MessagePack {
      guard count <= UInt64(raw.count - offset) / 2 else { throw damaged("it ends too early") }
      var pairs: [(key: MessagePack, value: MessagePack)] = []
      pairs.reserveCapacity(Int(count))
      for _ in 0..<count {
        let key = try value(depth: depth + 1)
        pairs.append((key, try value(depth: depth + 1)))
      }
      return .map(pairs)
    }

    /// The number of pairs of a map that begins here; nil where something else does.
    mutating func mapHead() throws(ModelError) -> UInt64? {
      let head = try number(1)
      switch head {
      case 0x80...0x8F: return head & 0x0F
      case 0xDE, 0xDF: return try number(head == 0xDE ? 2 : 4)
      default: return nil
      }
    }

    mutating func value(depth: Int) throws(ModelError) -> MessagePack {
      guard depth < 64 else { throw damaged("nested too deeply") }
      let head = try number(1)
      switch head {
      case 0x00...0x7F: return .integer(Int64(head))
      case 0x80...0x8F: return try map(head & 0x0F, depth)
      case 0x90...0x9F: return try array(head & 0x0F, depth)
      case 0xA0...0xBF: return .text(try slice(head & 0x1F))
      case 0xC0: return .null
      case 0xC2: return .boolean(false)
      case 0xC3: return .boolean(true)
      case 0xC4...0xC6: return .binary(try slice(try number(1 << Int(head - 0xC4))))
      case 0xCA: return .double(Double(Float(bitPattern: UInt32(truncatingIfNeeded: try number(4)))))
      case 0xCB: return .double(Double(bitPattern: try number(8)))
      case 0xCC...0xCF: return .unsigned(try number(1 << Int(head - 0xCC)))
      case 0xD0: return .integer(Int64(Int8(truncatingIfNeeded: try number(1))))
      case 0xD1: return .integer(Int64(Int16(truncatingIfNeeded: try number(2))))
      case 0xD2: return .integer(Int64(Int32(truncatingIfNeeded: try number(4))))
      case 0xD3: return .integer(Int64(bitPattern: try number(8)))
      case 0xD9...0xDB: return .text(try slice(try number(1 << Int(head - 0xD9))))
      case 0xDC, 0xDD: return try array(try number(head == 0xDC ? 2 : 4), depth)
      case 0xDE, 0xDF: return try map(try number(head == 0xDE ? 2 : 4), depth)
      case 0xE0...0xFF: return .integer(Int64(Int8(truncatingIfNeeded: head)))
      default: throw damaged("a byte that begins no value")
      }
    }
  }
}

extension MessagePack {
  /// The value of a map at a text or binary key.
  subscript(key: StaticString) -> MessagePack? {
    guard case .map(let pairs) = self else { return nil }
    for pair in pairs {
      if let bytes = pair.key.bytes, bytes.equals(key) { return pair.value }
    }
    return nil
  }

  /// Text or binary.
  var bytes: FileBytes? {
    switch self {
    case .text(let bytes), .binary(let bytes): bytes
    default: nil
    }
  }

  var string: String? { bytes?.text }

  var array: [MessagePack]? {
    if case .array(let values) = self { return values }
    return nil
  }

  var map: [(key: MessagePack, value: MessagePack)]? {
    if case .map(let pairs) = self { return pairs }
    return nil
  }

  var int: Int? {
    switch self {
    case .integer(let value): Int(exactly: value)
    case .unsigned(let value): Int(exactly: value)
    default: nil
    }
  }

  /// An identifier of a string, which may fill all 64 bits.
  var identifier: UInt64? {
    switch self {
    case .integer(let value): UInt64(exactly: value)
    case .unsigned(let value): value
    default: nil
    }
  }

  var isNull: Bool {
    if case .null = self { return true }
    return false
  }
}
