/// Appends JSON (RFC 8259) to a byte buffer, in the order in which it is told, with no white space.
///
/// The filters write millions of small objects with a fixed order of keys, for which building dictionaries and sorting
/// them costs more than coding does. The caller balances ``beginObject()`` and ``endObject()``.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  public init() {}

  /// Forgets what was written and keeps the room.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Moves what was written so far to the end of `output`; what follows goes on behind it.
  public mutating func handOn(to output: inout [UInt8]) {
    output.append(contentsOf: bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  public mutating func beginObject() { open(0x7B) }
  public mutating func endObject() { close(0x7D) }
  public mutating func beginArray() { open(0x5B) }
  public mutating func endArray() { close(0x5D) }

  /// Writes a key; a value has to follow.
  public mutating func key(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(0x22)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Writes a key that is only known at run time; a value has to follow.
  public mutating func key(named name: String) {
    string(name)
    bytes.append(0x3A)
    needsComma = false
  }

  public mutating func string(_ value: String) {
    separate()
    bytes.append(0x22)
    var value = value
    value.withUTF8 { utf8 in
      var start = 0
      for index in 0..<utf8.count {
        let byte = utf8[index]
        if byte >= 0x20, byte != 0x22, byte != 0x5C { continue }
        bytes.append(contentsOf: utf8[start..<index])
        escape(byte)
        start = index + 1
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(0x22)
    needsComma = true
  }

  /// Writes a value that `body` appends as finished JSON.
  public mutating func value(_ body: (inout [UInt8]) throws -> Void) rethrows {
    separate()
    try body(&bytes)
    needsComma = true
  }

  public mutating func integer(_ value: Int) {
    separate()
    if value < 0 { bytes.append(0x2D) }
    var magnitude = value.magnitude
    if magnitude < 10 {
      bytes.append(0x30 + UInt8(magnitude))
    } else {
      let start = bytes.count
      while magnitude > 0 {
        bytes.append(0x30 + UInt8(magnitude % 10))
        magnitude /= 10
      }
      bytes[start...].reverse()
    }
    needsComma = true
  }

  /// Writes the shortest decimal that reads back as `value`; whole numbers without a point, and null for what JSON
  /// can't say (infinities, not-a-number).
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    if value.rounded() == value, value.magnitude < 9e15 { return integer(Int(value)) }
    separate()
    bytes.append(contentsOf: value.description.utf8)
    needsComma = true
  }

  public mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }

  public mutating func null() { literal("null") }

  public mutating func optionalString(_ value: String?) {
    if let value { string(value) } else { null() }
  }

  public mutating func strings(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// Ends a line of JSON lines.
  public mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func literal(_ text: StaticString) {
    separate()
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x0A: bytes.append(0x6E)
    case 0x0D: bytes.append(0x72)
    case 0x09: bytes.append(0x74)
    default:
      let digits: StaticString = "0123456789abcdef"
      bytes.append(contentsOf: [0x75, 0x30, 0x30])
      digits.withUTF8Buffer {
        bytes.append($0[Int(byte >> 4)])
        bytes.append($0[Int(byte & 0xF)])
      }
    }
  }
}
