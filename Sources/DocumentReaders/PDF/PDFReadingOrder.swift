/// Puts the lines of a page in reading order by where they stand, whatever order the file has them in.
///
/// Columns are parted by gutters: stretches of the page's width that no line of a band crosses. A line that crosses a
/// gutter is set over the full width and ends the band; above and below it columns are read by themselves, so that a
/// short section in two columns between full-width text comes out right. (Compare the recursive XY-cut of Nagy and
/// Seth 1984, which lets aligned paragraph gaps cut through columns.)
enum PDFReadingOrder {
  /// Lines that are read one after another, top to bottom, within one column.
  typealias Column = [PDFLine]

  static func columns(of lines: [PDFLine]) -> [Column] { columns(of: lines, depth: 0) }

  private static func columns(of lines: [PDFLine], depth: Int) -> [Column] {
    let lines = lines.sorted { ($0.top, $0.left) < ($1.top, $1.left) }
    guard lines.count > 3, depth < 4, let gutter = gutter(of: lines) else { return lines.isEmpty ? [] : [lines] }
    var result: [Column] = []
    var full: Column = []
    var band: Column = []
    func closeBand() {
      result.append(contentsOf: split(band, at: gutter, depth: depth))
      band = []
    }
    func closeFull() {
      if !full.isEmpty { result.append(contentsOf: columns(of: full, depth: depth + 1)) }
      full = []
    }
    for line in lines {
      if line.left < gutter.upperBound, line.right > gutter.lowerBound {
        closeBand()
        full.append(line)
      } else {
        closeFull()
        band.append(line)
      }
    }
    closeFull()
    closeBand()
    return result
  }

  /// Left column, then right one; what stands below both on one side only is read last.
  private static func split(_ band: Column, at gutter: Range<Int>, depth: Int) -> [Column] {
    let left = band.filter { $0.right <= gutter.lowerBound }
    let right = band.filter { $0.right > gutter.lowerBound }
    guard !left.isEmpty, !right.isEmpty else { return columns(of: band, depth: depth + 1) }
    let rightEnd = right.map(\.bottom).max() ?? 0
    // A heading under two columns stands apart from them.
    var tail: Column = []
    if let last = left.last(where: { $0.top < rightEnd }) {
      let below = left.filter { $0.top >= rightEnd }
      if let first = below.first, first.top - max(last.bottom, rightEnd) > first.size, below.count <= 2 { tail = below }
    }
    let head = left.dropLast(tail.count)
    return columns(of: Array(head), depth: depth + 1) + columns(of: right, depth: depth + 1)
      + (tail.isEmpty ? [] : [tail])
  }

  /// The gutter that most rows have: between two lines side by side, at least a letter's width, not in the outer fifths.
  private static func gutter(of lines: [PDFLine]) -> Range<Int>? {
    let leftEdge = lines.map(\.left).min() ?? 0
    let rightEdge = lines.map(\.right).max() ?? 0
    let width = rightEdge - leftEdge
    guard width > 100 else { return nil }
    let inner = (leftEdge + width / 6)...(rightEdge - width / 6)
    var gaps: [Range<Int>] = []
    for (place, line) in lines.enumerated() {
      // The nearest line to the right on the same row.
      var next: Int?
      for other in lines[(place > 40 ? place - 40 : 0)..<min(lines.count, place + 40)] where other.left > line.right {
        let overlap = min(line.bottom, other.bottom) - max(line.top, other.top)
        if overlap * 2 > min(line.bottom - line.top, other.bottom - other.top) { next = min(next ?? .max, other.left) }
      }
      if let next, next - line.right >= max(7, line.size / 2), inner.contains(line.right) || inner.contains(next) {
        gaps.append(line.right..<next)
      }
    }
    guard gaps.count >= 3 else { return nil }
    // The place that most gaps hold.
    var best: (count: Int, place: Int) = (0, 0)
    for candidate in gaps.map({ $0.lowerBound }) + gaps.map({ $0.upperBound - 1 }) {
      let count = gaps.reduce(0) { $0 + ($1.contains(candidate) ? 1 : 0) }
      if count > best.count { best = (count, candidate) }
    }
    guard best.count >= 3, best.count * 2 >= gaps.count || best.count >= 5 else { return nil }
    let holding = gaps.filter { $0.contains(best.place) }
    let low = holding.map(\.lowerBound).max() ?? 0
    let high = holding.map(\.upperBound).min() ?? 0
    guard low < high else { return nil }
    // Cells of a table have wide gaps and short lines; columns are filled.
    let filled = lines.reduce(0) { $0 + ($1.right - $1.left > width / 4 ? 1 : 0) }
    guard filled * 2 >= lines.count else { return nil }
    return low..<high
  }
}
