/// Classes of code points as Python's `str` methods and `re` see them, which differ from Swift's in places.
package enum CodePoints {
  /// `str.isspace`: also U+001C ... U+001F.
  package static func isWhiteSpace(_ code: UInt32) -> Bool {
    switch code {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// `str.isalpha`: general category L.
  static func isAlphabetic(_ code: UInt32) -> Bool {
    if code < 0x80 { return (0x61...0x7A).contains(code | 0x20) }
    switch properties(code)?.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    default: return false
    }
  }

  static func isUppercase(_ code: UInt32) -> Bool {
    if code < 0x80 { return (0x41...0x5A).contains(code) }
    return properties(code)?.isUppercase ?? false
  }

  /// `str.isdigit`: decimal digits, superscripts and the like.
  static func isDigit(_ code: UInt32) -> Bool {
    if code < 0x80 { return (0x30...0x39).contains(code) }
    let type = properties(code)?.numericType
    return type == .decimal || type == .digit
  }

  /// `\d` of `re`: general category Nd.
  static func isDecimal(_ code: UInt32) -> Bool {
    if code < 0x80 { return (0x30...0x39).contains(code) }
    return properties(code)?.generalCategory == .decimalNumber
  }

  /// `\w` of `re`: letters, anything numeric, the underscore.
  static func isWord(_ code: UInt32) -> Bool {
    if code < 0x80 { return isAlphabetic(code) || (0x30...0x39).contains(code) || code == 0x5F }
    return isAlphabetic(code) || properties(code)?.numericType != nil
  }

  /// Appends the code points of valid UTF-8 to `codes` and, where wanted, the byte where each begins.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, into codes: inout [UInt32]) {
    var offset = 0
    while offset < bytes.count {
      let (code, length) = next(bytes, offset)
      codes.append(code)
      offset += length
    }
  }

  /// The code point that begins at `offset` and its length in bytes; malformed bytes count as U+FFFD, one byte long.
  static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (code: UInt32, length: Int) {
    let first = UInt32(bytes[offset])
    if first < 0x80 { return (first, 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, offset + length <= bytes.count else { return (0xFFFD, 1) }
    var code = first & (0x7F >> UInt32(length))
    for index in 1..<length { code = code << 6 | UInt32(bytes[offset + index] & 0x3F) }
    return (code, length)
  }

  static func append(_ code: UInt32, to bytes: inout [UInt8]) {
    if code < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: code))
    } else if let scalar = Unicode.Scalar(code) {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// `str.lower`: the full mapping, with the final form of sigma.
  package static func lowercased(_ codes: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(codes.count)
    for (index, code) in codes.enumerated() {
      if code < 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: (0x41...0x5A).contains(code) ? code | 0x20 : code))
      } else if code == 0x3A3 {
        append(isFinalSigma(codes, index) ? 0x3C2 : 0x3C3, to: &bytes)
      } else if let mapping = properties(code)?.lowercaseMapping {
        bytes.append(contentsOf: mapping.utf8)
      } else {
        append(code, to: &bytes)
      }
    }
    return bytes
  }

  /// The condition Final_Sigma of the Unicode Standard, section 3.13.
  private static func isFinalSigma(_ codes: [UInt32], _ index: Int) -> Bool {
    func isIgnorable(_ code: UInt32) -> Bool { properties(code)?.isCaseIgnorable ?? false }
    func isCased(_ code: UInt32) -> Bool { properties(code)?.isCased ?? false }
    guard let before = codes[..<index].last(where: { !isIgnorable($0) }), isCased(before) else { return false }
    guard let after = codes[(index + 1)...].first(where: { !isIgnorable($0) }) else { return true }
    return !isCased(after)
  }

  private static func properties(_ code: UInt32) -> Unicode.Scalar.Properties? {
    Unicode.Scalar(code)?.properties
  }
}
