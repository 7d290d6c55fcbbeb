/// A JSON value (RFC 8259); members of an object in file order, numbers as written where they are whole.
package enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// nil where the bytes are not JSON.
  package init?(parsing bytes: some Collection<UInt8>) {
    var parser = Parser(bytes: Array(bytes))
    guard let value = parser.value(depth: 0) else { return nil }
    parser.skipBlanks()
    guard parser.offset == parser.bytes.count else { return nil }
    self = value
  }

  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  package var int: Int? {
    if case .integer(let value) = self { return value }
    return nil
  }

  var bool: Bool? {
    if case .boolean(let value) = self { return value }
    return nil
  }

  package var array: [JSONValue]? {
    if case .array(let values) = self { return values }
    return nil
  }

  var object: [(key: String, value: JSONValue)]? {
    if case .object(let members) = self { return members }
    return nil
  }

  var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  private struct Parser {
    let bytes: [UInt8]
    var offset = 0

    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func skipBlanks() {
      while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
      skipBlanks()
      guard next == byte else { return false }
      offset += 1
      return true
    }

    mutating func word(_ text: StaticString, _ value: JSONValue) -> JSONValue? {
      let length = text.utf8CodeUnitCount
      guard bytes.count - offset >= length else { return nil }
      for index in 0..<length where bytes[offset + index] != text.utf8Start[index] { return nil }
      offset += length
      return value
    }

    mutating func value(depth: Int) -> JSONValue? {
      guard depth < 64 else { return nil }
      skipBlanks()
      switch next {
      case UInt8(ascii: "{"):
        offset += 1
        var members: [(key: String, value: JSONValue)] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
          skipBlanks()
          guard let key = string(), take(UInt8(ascii: ":")), let member = value(depth: depth + 1) else { return nil }
          members.append((key, member))
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .object(members) : nil
      case UInt8(ascii: "["):
        offset += 1
        var values: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(values) }
        repeat {
          guard let element = value(depth: depth + 1) else { return nil }
          values.append(element)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .array(values) : nil
      case UInt8(ascii: "\""): return string().map(JSONValue.string)
      case UInt8(ascii: "t"): return word("true", .boolean(true))
      case UInt8(ascii: "f"): return word("false", .boolean(false))
      case UInt8(ascii: "n"): return word("null", .null)
      default: return number()
      }
    }

    mutating func number() -> JSONValue? {
      let start = offset
      while let byte = next,
        byte == 0x2B || byte == 0x2D || byte == 0x2E || byte | 0x20 == 0x65 || (0x30...0x39).contains(byte)
      {
        offset += 1
      }
      let text = String(decoding: bytes[start..<offset], as: UTF8.self)
      return Int(text).map(JSONValue.integer) ?? Double(text).map(JSONValue.double)
    }

    mutating func string() -> String? {
      guard next == UInt8(ascii: "\"") else { return nil }
      offset += 1
      var text: [UInt8] = []
      var scalars = String.UnicodeScalarView()
      func flush() {
        scalars.append(contentsOf: String(decoding: text, as: UTF8.self).unicodeScalars)
      }
      while let byte = next {
        offset += 1
        switch byte {
        case UInt8(ascii: "\""):
          flush()
          return String(scalars)
        case UInt8(ascii: "\\"):
          guard let escape = next else { return nil }
          offset += 1
          switch escape {
          case UInt8(ascii: "b"): text.append(0x08)
          case UInt8(ascii: "f"): text.append(0x0C)
          case UInt8(ascii: "n"): text.append(0x0A)
          case UInt8(ascii: "r"): text.append(0x0D)
          case UInt8(ascii: "t"): text.append(0x09)
          case UInt8(ascii: "u"):
            guard var code = hexadecimal() else { return nil }
            if (0xD800..<0xDC00).contains(code), offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
              bytes[offset + 1] == UInt8(ascii: "u")
            {
              offset += 2
              guard let low = hexadecimal() else { return nil }
              code = 0x10000 + (code - 0xD800) << 10 + (low & 0x3FF)
            }
            flush()
            text.removeAll(keepingCapacity: true)
            scalars.append(Unicode.Scalar(code) ?? "\u{FFFD}")
          default: text.append(escape)
          }
        default: text.append(byte)
        }
      }
      return nil
    }

    mutating func hexadecimal() -> UInt32? {
      guard bytes.count - offset >= 4 else { return nil }
      defer { offset += 4 }
      return UInt32(String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self), radix: 16)
    }
  }
}
