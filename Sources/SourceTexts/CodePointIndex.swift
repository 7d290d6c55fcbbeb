/// Translates between a text's UTF-8 byte offsets and its Unicode code point offsets.
///
/// Texts that are all ASCII cost nothing; others keep one count every 64 bytes, so that a translation reads at most
/// 64 bytes. Building it is linear in the text.
public struct CodePointIndex: Sendable {
  private static let stride = 64
  private let bytes: [UInt8]
  /// Code points before byte `stride * i`; empty where the text is ASCII.
  private let counts: [Int]
  private let isASCII: Bool

  public init(_ text: String) {
    let bytes = Array(text.utf8)
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    var counts: [Int] = []
    if !isASCII {
      counts.reserveCapacity(bytes.count / Self.stride + 1)
      var seen = 0
      for (offset, byte) in bytes.enumerated() {
        if offset % Self.stride == 0 { counts.append(seen) }
        if byte & 0xC0 != 0x80 { seen += 1 }
      }
      if bytes.count % Self.stride == 0 { counts.append(seen) }
    }
    self.bytes = isASCII ? [] : bytes
    self.counts = counts
    self.isASCII = isASCII
  }

  /// Code points that begin before the byte at `offset`; an offset past the end counts as the end.
  public func codePoint(atByte offset: Int) -> Int {
    if isASCII { return offset }
    let offset = min(offset, bytes.count)
    let slot = offset / Self.stride
    var count = counts[slot]
    for byte in bytes[(slot * Self.stride)..<offset] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The byte where code point number `codePoint` begins; past the end it is the end.
  public func byte(atCodePoint codePoint: Int) -> Int {
    if isASCII { return codePoint }
    var low = 0
    var high = counts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if counts[middle] <= codePoint { low = middle } else { high = middle - 1 }
    }
    var seen = counts[low]
    var offset = low * Self.stride
    while offset < bytes.count {
      if bytes[offset] & 0xC0 != 0x80 {
        if seen == codePoint { return offset }
        seen += 1
      }
      offset += 1
    }
    return bytes.count
  }
}
