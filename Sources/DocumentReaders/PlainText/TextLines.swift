/// The lines of a text and where its pages end, found in one pass.
///
/// LF, CR LF and CR alone end a line; a form feed ends a line and a page.
struct TextLines {
  struct Line {
    /// First byte that isn't a blank, and the byte behind the last one; equal for an empty line.
    var start: Int
    var end: Int
    /// Blanks before `start`; a tab counts 4.
    var indent: Int

    var isEmpty: Bool { start == end }
    var count: Int { end - start }
  }

  private(set) var lines: [Line] = []
  /// Bytes behind each form feed.
  private(set) var pageStarts: [Int] = []

  init(_ bytes: [UInt8], in range: Range<Int>) {
    var lines: [Line] = []
    lines.reserveCapacity(range.count / 60)
    var pageStarts: [Int] = []
    bytes.withUnsafeBufferPointer { bytes in
      var place = range.lowerBound
      while place < range.upperBound {
        var stop = place
        while stop < range.upperBound, !(0x0A...0x0D).contains(bytes[stop]) || bytes[stop] == 0x0B { stop += 1 }
        var start = place
        var indent = 0
        while start < stop, bytes[start] == 0x20 || bytes[start] == 0x09 {
          indent += bytes[start] == 0x09 ? 4 : 1
          start += 1
        }
        var end = stop
        while end > start, bytes[end - 1].isBlank || bytes[end - 1] == 0 { end -= 1 }
        lines.append(Line(start: start, end: end, indent: indent))
        if stop < range.upperBound {
          if bytes[stop] == 0x0C {
            pageStarts.append(stop + 1)
            lines.append(Line(start: stop, end: stop, indent: 0))
          }
          if bytes[stop] == 0x0D, stop + 1 < range.upperBound, bytes[stop + 1] == 0x0A { stop += 1 }
        }
        place = stop + 1
      }
    }
    self.lines = lines
    self.pageStarts = pageStarts
  }
}
