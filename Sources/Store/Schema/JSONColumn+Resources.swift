import Findings

extension JSONColumn {
  /// The references of an evidence's column, read byte by byte where they stand as ``encode(_:)`` writes them: a long
  /// document has tens of thousands.
  static func resources(_ text: String) throws -> [ResourceReference] {
    try asWritten(text) ?? decode([ResourceReference].self, from: text)
  }

  /// `[{"line":12,"table":"actors/states.tsv"},…]`; nil where it stands otherwise.
  private static func asWritten(_ text: String) -> [ResourceReference]? {
    var text = text
    return text.withUTF8 { bytes in
      var place = 0
      func take(_ words: StaticString) -> Bool {
        let count = words.utf8CodeUnitCount
        guard place + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[place + offset] != words.utf8Start[offset] { return false }
        place += count
        return true
      }
      if bytes.elementsEqual([0x5B, 0x5D]) { return [] }
      guard take("[") else { return nil }
      var found: [ResourceReference] = []
      repeat {
        guard take("{\"line\":") else { return nil }
        var line = 0
        let digits = place
        while place < bytes.count, place - digits < 9, (0x30...0x39).contains(bytes[place]) {
          line = line * 10 + Int(bytes[place] - 0x30)
          place += 1
        }
        guard place > digits, take(",\"table\":\"") else { return nil }
        let start = place
        while place < bytes.count, bytes[place] != 0x22 {
          if bytes[place] == 0x5C { return nil }
          place += 1
        }
        let table = String(decoding: bytes[start..<place], as: UTF8.self)
        guard take("\"}") else { return nil }
        found.append(ResourceReference(table: table, line: line))
      } while take(",")
      return take("]") && place == bytes.count ? found : nil
    }
  }
}
