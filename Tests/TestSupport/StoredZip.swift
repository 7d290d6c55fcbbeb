/// A zip file without compression, as little of the format as readers need (APPNOTE 6.3, sections 4.3.7 and 4.3.12).
public enum StoredZip {
  public static func file(_ members: [(name: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in members {
      let offset = bytes.count
      let sum = checksum(content)
      let head: [UInt8] =
        [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x58] + little(sum) + little(UInt32(content.count))
        + little(UInt32(content.count)) + [UInt8(name.utf8.count & 0xFF), UInt8(name.utf8.count >> 8), 0, 0]
      bytes += [0x50, 0x4B, 3, 4] + head + Array(name.utf8) + content
      directory +=
        [0x50, 0x4B, 1, 2, 20, 0] + head + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] + little(UInt32(offset)) + Array(name.utf8)
    }
    let start = bytes.count
    let count: [UInt8] = [UInt8(members.count & 0xFF), UInt8(members.count >> 8)]
    bytes += directory
    bytes += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + little(UInt32(directory.count)) + little(UInt32(start))
    return bytes + [0, 0]
  }

  private static func little(_ number: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// CRC-32 (ISO 3309).
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
  }
}
