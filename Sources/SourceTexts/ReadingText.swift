/// A passage of narrative as it is read aloud: one paragraph with the pieces that a page end tore apart joined, line
/// ends turned to blanks, markup and note marks left out, and every byte traceable to the document.
///
/// ```
/// "ceded to\n\nRussia **parts** of" with "**" omitted reads "ceded to Russia parts of"
/// ```
public struct ReadingText: Sendable {
  /// The words to analyse.
  public let text: String
  /// Indices of the document's blocks that it was joined from, in order.
  public let blocks: [Int]
  /// Sorted by `reading`; between two segments both texts run on in step.
  private let segments: [(reading: Int, source: Int, count: Int)]

  private init(text: String, blocks: [Int], segments: [(reading: Int, source: Int, count: Int)]) {
    self.text = text
    self.blocks = blocks
    self.segments = segments
  }

  /// A passage whose text is all of `text`, standing in its document from byte `offset` on; for tests and for input
  /// that needs no cleaning.
  public init(verbatim text: String, at offset: Int = 0) {
    self.init(text: text, blocks: [], segments: [(0, offset, text.utf8.count)])
  }

  /// The document bytes that the reading bytes `range` came from, from the first one's place to the last one's,
  /// whatever was left out in between included.
  ///
  /// - Precondition: `range` is not empty and lies inside ``text``.
  public func sourceSpan(of range: Range<Int>) -> Span {
    let start = sourceOffset(of: range.lowerBound)
    let end = sourceOffset(of: max(range.lowerBound, range.upperBound - 1)) + 1
    return Span(start, max(start, end))
  }

  private func sourceOffset(of offset: Int) -> Int {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].reading <= offset { low = middle + 1 } else { high = middle }
    }
    let segment = segments[max(0, low - 1)]
    return segment.source + min(offset - segment.reading, max(0, segment.count - 1))
  }

  /// The narrative passages of `source` in document order: each narrative block together with those that continue it.
  ///
  /// - Complexity: O(length of the text).
  public static func passages(of source: SourceText) -> [ReadingText] {
    var groups: [[Int]] = []
    for (index, block) in source.blocks.enumerated() where block.kind.isNarrative {
      if block.continues, !groups.isEmpty {
        groups[groups.count - 1].append(index)
      } else {
        groups.append([index])
      }
    }
    return groups.compactMap { reading(of: $0, in: source) }
  }

  /// The reading text of any one block, furniture and notes too, or nil where nothing is left of it.
  public static func reading(ofBlock index: Int, in source: SourceText) -> ReadingText? {
    reading(of: [index], in: source)
  }

  private static func reading(of indices: [Int], in source: SourceText) -> ReadingText? {
    var builder = Builder()
    source.text.utf8.withContiguousStorageIfAvailable { bytes in
      for (position, index) in indices.enumerated() {
        let span = source.blocks[index].span
        if position > 0 { builder.joinNextBlock(firstByte: span.isEmpty ? nil : bytes[span.start]) }
        var omission = source.omissions.partitioningIndex { $0.end > span.start }
        var offset = span.start
        while offset < span.end {
          if omission < source.omissions.count, source.omissions[omission].start <= offset {
            offset = max(offset, source.omissions[omission].end)
            omission += 1
            continue
          }
          offset += builder.appendCharacter(in: bytes, at: offset)
        }
      }
    }
    builder.dropTrailingBlanks()
    guard !builder.bytes.isEmpty else { return nil }
    return ReadingText(
      text: String(decoding: builder.bytes, as: UTF8.self), blocks: indices, segments: builder.segments)
  }

  private struct Builder {
    var bytes: [UInt8] = []
    var segments: [(reading: Int, source: Int, count: Int)] = []
    /// Source offset of a run of white space that has not been written yet.
    private var pendingBlank: Int?

    /// Writes what stands at `offset` and says how many bytes that took. No-break spaces are blanks; soft hyphens,
    /// zero-width spaces and byte order marks are not read.
    mutating func appendCharacter(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
      let byte = bytes[offset]
      if byte == 0xC2, offset + 1 < bytes.count {
        if bytes[offset + 1] == 0xA0 {
          append(0x20, from: offset)
          return 2
        }
        if bytes[offset + 1] == 0xAD { return 2 }
      }
      if byte == 0xE2, offset + 2 < bytes.count, bytes[offset + 1] == 0x80, bytes[offset + 2] == 0x8B { return 3 }
      if byte == 0xEF, offset + 2 < bytes.count, bytes[offset + 1] == 0xBB, bytes[offset + 2] == 0xBF { return 3 }
      append(byte, from: offset)
      return 1
    }

    private mutating func append(_ byte: UInt8, from source: Int) {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        if !bytes.isEmpty, pendingBlank == nil { pendingBlank = source }
        return
      }
      if let blank = pendingBlank {
        write(0x20, from: blank)
        pendingBlank = nil
      }
      write(byte, from: source)
    }

    /// A block goes on where the last one broke off: a hyphen between letters at the break is a line-end hyphen and
    /// goes; anything else becomes a blank.
    mutating func joinNextBlock(firstByte: UInt8?) {
      guard let last = bytes.last else { return }
      let isLower = firstByte.map { (0x61...0x7A).contains($0) } ?? false
      if last == 0x2D, isLower, bytes.count > 1, (0x61...0x7A).contains(bytes[bytes.count - 2]) {
        bytes.removeLast()
        segments[segments.count - 1].count -= 1
        pendingBlank = nil
      } else if pendingBlank == nil, let segment = segments.last {
        pendingBlank = segment.source + segment.count - 1
      }
    }

    mutating func dropTrailingBlanks() { pendingBlank = nil }

    private mutating func write(_ byte: UInt8, from source: Int) {
      if let last = segments.last, last.source + last.count == source {
        segments[segments.count - 1].count += 1
      } else {
        segments.append((bytes.count, source, 1))
      }
      bytes.append(byte)
    }
  }
}

extension Array {
  /// The first index whose element satisfies `predicate`, where all that do stand behind all that don't.
  ///
  /// - Complexity: O(log n).
  package func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
