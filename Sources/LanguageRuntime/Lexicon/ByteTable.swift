/// Distinct byte strings, numbered from 0 in the order they came in.
///
/// Strings are compared byte by byte: unlike `String`, which holds "é" and "e" with a combining accent for equal.
package struct ByteTable: Sendable {
  private(set) var arena: [UInt8] = []
  private var starts: [Int] = [0]
  private var hashes: [UInt64] = []
  private var slots: [Int32]

  package init(minimumCapacity: Int = 16) {
    var size = 32
    while size < minimumCapacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
  }

  var count: Int { hashes.count }

  /// Bytes kept for strings and tables.
  var footprint: Int { arena.capacity + (starts.capacity + hashes.capacity) * 8 + slots.capacity * 4 }

  func range(of id: Int) -> Range<Int> { starts[id]..<starts[id + 1] }

  func string(_ id: Int) -> String { String(decoding: arena[range(of: id)], as: UTF8.self) }

  func bytes(_ id: Int) -> ArraySlice<UInt8> { arena[range(of: id)] }

  func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    slot(bytes, Self.hash(bytes)).id
  }

  package func find(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { find($0) }
  }

  /// The number of `bytes`, new or old.
  mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> (id: Int, isNew: Bool) {
    let hash = Self.hash(bytes)
    let (id, index) = slot(bytes, hash)
    if let id { return (id, false) }
    let new = hashes.count
    arena.append(contentsOf: bytes)
    starts.append(arena.count)
    hashes.append(hash)
    slots[index] = Int32(truncatingIfNeeded: new)
    if hashes.count * 2 > slots.count { grow() }
    return (new, true)
  }

  package mutating func intern(_ bytes: [UInt8]) -> (id: Int, isNew: Bool) {
    bytes.withUnsafeBufferPointer { intern($0) }
  }

  mutating func removeAll() {
    self = ByteTable()
  }

  private func slot(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> (id: Int?, index: Int) {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash >> 20) & mask
    while true {
      let id = Int(slots[index])
      if id < 0 { return (nil, index) }
      if hashes[id] == hash {
        let start = starts[id]
        if starts[id + 1] - start == bytes.count {
          let isEqual = arena.withUnsafeBufferPointer { arena in
            var offset = 0
            while offset < bytes.count {
              if arena[start + offset] != bytes[offset] { return false }
              offset += 1
            }
            return true
          }
          if isEqual { return (id, index) }
        }
      }
      index = (index + 1) & mask
    }
  }

  private mutating func grow() {
    var larger = [Int32](repeating: -1, count: slots.count * 2)
    let mask = larger.count - 1
    for (id, hash) in hashes.enumerated() {
      var index = Int(truncatingIfNeeded: hash >> 20) & mask
      while larger[index] >= 0 { index = (index + 1) & mask }
      larger[index] = Int32(truncatingIfNeeded: id)
    }
    slots = larger
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset + 8 <= raw.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < raw.count {
      tail = tail << 8 | UInt64(raw[offset])
      offset += 1
    }
    return mix(hash ^ tail)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
