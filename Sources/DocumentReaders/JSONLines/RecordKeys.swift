/// The keys of a record, which parsers of JSON don't agree about where one stands twice (RFC 8259, section 4).
public enum RecordKeys {
  /// The first key of an object that stands in it twice, or nil; what isn't an object has none.
  ///
  /// ```
  /// RecordKeys.repeated(in: Array(#"{"id":1,"text":"a","id":2}"#.utf8)) == "id"
  /// ```
  ///
  /// - Complexity: linear in the bytes.
  public static func repeated(in bytes: [UInt8]) -> String? {
    var seen: Set<ArraySlice<UInt8>> = []
    var depth = 0
    var place = 0
    var mayBeKey = false
    while place < bytes.count {
      switch bytes[place] {
      case 0x7B, 0x5B:
        depth += 1
        mayBeKey = depth == 1 && bytes[place] == 0x7B
      case 0x7D, 0x5D: depth -= 1
      case 0x2C: mayBeKey = depth == 1
      case 0x22:
        let start = place + 1
        var end = start
        while end < bytes.count, bytes[end] != 0x22 { end += bytes[end] == 0x5C ? 2 : 1 }
        guard end < bytes.count else { return nil }
        if depth == 1, mayBeKey, !seen.insert(bytes[start..<end]).inserted {
          return String(decoding: bytes[start..<end], as: UTF8.self)
        }
        mayBeKey = false
        place = end
      default: break
      }
      place += 1
    }
    return nil
  }
}
