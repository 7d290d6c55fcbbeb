import Foundation

/// Names and values of an address's query or of a simple form (application/x-www-form-urlencoded).
struct FormFields {
  private(set) var fields: [(name: String, value: String)] = []

  /// Reads at most 200 fields; a broken escape stands for itself.
  init(_ text: some StringProtocol) {
    for pair in text.split(separator: "&").prefix(200) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      fields.append((Self.decode(parts[0]), parts.count > 1 ? Self.decode(parts[1]) : ""))
    }
  }

  /// The first value that isn't empty, blanks at both ends taken away, at most 1,000 bytes long.
  subscript(name: String) -> String? {
    for field in fields where field.name == name {
      let value = field.value.trimmingCharacters(in: .whitespacesAndNewlines)
      if !value.isEmpty, value.utf8.count <= 1000 { return value }
    }
    return nil
  }

  /// Whether the form has such a field at all, if an empty one.
  func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

  /// The first value that isn't empty, blanks at both ends taken away, however long.
  func whole(_ name: String) -> String? {
    for field in fields where field.name == name {
      let value = field.value.trimmingCharacters(in: .whitespacesAndNewlines)
      if !value.isEmpty { return value }
    }
    return nil
  }

  func values(_ name: String) -> [String] { fields.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

  static func decode(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var place = 0
    func digit(_ byte: UInt8) -> UInt8? { Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init) }
    while place < source.count {
      let byte = source[place]
      if byte == 0x25, place + 2 < source.count, let high = digit(source[place + 1]), let low = digit(source[place + 2])
      {
        bytes.append(high << 4 | low)
        place += 3
      } else {
        bytes.append(byte == 0x2B ? 0x20 : byte)
        place += 1
      }
    }
    // Control characters mean nothing in any of our fields.
    return String(decoding: bytes.filter { $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 }, as: UTF8.self)
  }

  static func encode(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
      if isPlain {
        encoded.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        let digits = Array("0123456789ABCDEF")
        encoded += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
      }
    }
    return encoded
  }
}
