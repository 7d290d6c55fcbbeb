extension UInt8 {
  var isASCIIDigit: Bool { 0x30 <= self && self <= 0x39 }
  var isASCIILower: Bool { 0x61 <= self && self <= 0x7A }
  var isASCIIUpper: Bool { 0x41 <= self && self <= 0x5A }
  var isASCIILetter: Bool { isASCIILower || isASCIIUpper }
  var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }
  /// Blank, tab or any line or page end.
  var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  /// A letter or digit, or part of a character beyond ASCII.
  var isWordByte: Bool { isASCIIAlphanumeric || self >= 0x80 }
  var asciiLowercased: UInt8 { isASCIIUpper ? self + 0x20 : self }
}

/// Lower-cased words of a short stretch with single blanks between them, straight apostrophes and no final colon:
/// the form in which knowledge files hold phrases.
enum FoldedWords {
  static func fold(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte.isBlank {
        if folded.last != 0x20, !folded.isEmpty { folded.append(0x20) }
      } else if byte == 0x99 || byte == 0x98, folded.suffix(2).elementsEqual([0xE2, 0x80]) {
        // A curly apostrophe.
        folded.removeLast(2)
        folded.append(0x27)
      } else if byte == 0xA0, folded.last == 0xC2 {
        folded.removeLast()
        if folded.last != 0x20, !folded.isEmpty { folded.append(0x20) }
      } else {
        folded.append(byte.asciiLowercased)
      }
    }
    while let last = folded.last, last == 0x20 || last == 0x3A { folded.removeLast() }
    return folded
  }
}

extension Array where Element == UInt8 {
  /// Whether `words` stands somewhere in these bytes.
  func contains(bytes words: [UInt8]) -> Bool {
    guard let first = words.first, count >= words.count else { return words.isEmpty }
    var index = 0
    while index + words.count <= count {
      if self[index] == first, self[index..<(index + words.count)].elementsEqual(words) { return true }
      index += 1
    }
    return false
  }

  /// The bytes of `span` as a string.
  func string(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}
