/// spaCy's 64-bit identifiers of strings: 0 for the empty string, a small number for reserved symbols, else
/// MurmurHash64A of the UTF-8 bytes with seed 1.
package struct StringIdentifiers: Sendable {
  private var symbols = ByteTable(minimumCapacity: 512)
  private var numbers: [UInt64] = []
  private var longest = 0

  package init() {
    let text = UnsafeBufferPointer(start: ReservedSymbols.text.utf8Start, count: ReservedSymbols.text.utf8CodeUnitCount)
    for pair in text.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
      guard let equals = pair.lastIndex(of: UInt8(ascii: "=")) else { continue }
      let name = Array(pair[..<equals])
      var number: UInt64 = 0
      for digit in pair[(equals + 1)...] { number = number * 10 + UInt64(digit - 0x30) }
      if symbols.intern(name).isNew { numbers.append(number) }
      longest = max(longest, name.count)
    }
  }

  func identifier(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if bytes.isEmpty { return 0 }
    if bytes.count <= longest, let symbol = symbols.find(bytes) { return numbers[symbol] }
    return Self.murmurHash64A(UnsafeRawBufferPointer(bytes), seed: 1)
  }

  func identifier(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBufferPointer { identifier($0) } }

  package func identifier(_ text: String) -> UInt64 { identifier(Array(text.utf8)) }

  /// Austin Appleby's MurmurHash64A.
  static func murmurHash64A(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    let m: UInt64 = 0xC6A4_A793_5BD1_E995
    var hash = seed ^ (UInt64(bytes.count) &* m)
    var offset = 0
    while offset + 8 <= bytes.count {
      var k = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* m
      k ^= k >> 47
      hash = (hash ^ (k &* m)) &* m
      offset += 8
    }
    if offset < bytes.count {
      var tail: UInt64 = 0
      for index in (offset..<bytes.count).reversed() { tail = tail << 8 | UInt64(bytes[index]) }
      hash = (hash ^ tail) &* m
    }
    hash ^= hash >> 47
    hash = hash &* m
    return hash ^ (hash >> 47)
  }
}
