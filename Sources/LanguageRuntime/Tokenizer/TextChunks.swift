/// Cuts a text where white space begins or ends.
enum TextChunks {
  /// Calls `body` with the bytes of each chunk and whether one blank that follows it belongs to its last token. White
  /// space beyond that one blank makes chunks of its own.
  static func forEach(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>, Bool) -> Void) {
    guard !bytes.isEmpty else { return }
    var start = 0
    var offset = 0
    var isSpace = CodePoints.isWhiteSpace(CodePoints.next(bytes, 0).code)
    while offset < bytes.count {
      let byte = bytes[offset]
      var length = 1
      let here: Bool
      if byte < 0x80 {
        here = byte <= 0x20 && CodePoints.isWhiteSpace(UInt32(byte))
      } else {
        let next = CodePoints.next(bytes, offset)
        here = CodePoints.isWhiteSpace(next.code)
        length = next.length
      }
      if here != isSpace {
        let isBlank = byte == 0x20
        if start < offset { body(start..<offset, isBlank) }
        start = isBlank ? offset + 1 : offset
        isSpace = here
      }
      offset += length
    }
    if start < bytes.count { body(start..<bytes.count, false) }
  }
}
