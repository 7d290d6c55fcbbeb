/// Puts the lines of a page in reading order by where they stand, whatever order the file has them in.
///
/// Columns are known by their left edges: places where lines begin, row after row, beside a line that ends before them. A
/// line that crosses such an edge is set over the full width and ends the band; above and below it columns are read by
/// themselves, so that a short section in two columns between full-width text comes out right. A heading inside a column
/// crosses nothing. (Compare the recursive XY-cut of Nagy and Seth 1984, which lets aligned paragraph gaps cut through
/// columns.) Bands whose left parts are narrow and stand row by row beside the right ones are tables.
enum PDFReadingOrder {
  /// Lines that are read one after another.
  struct Column {
    var lines: [PDFLine]
    /// Left edges of the cells where the lines are a table's.
    var cells: [Int] = []
  }

  static func columns(of lines: [PDFLine]) -> [Column] { columns(of: lines, depth: 0) }

  private static func columns(of lines: [PDFLine], depth: Int) -> [Column] {
    let lines = lines.sorted { ($0.top, $0.left) < ($1.top, $1.left) }
    guard lines.count > 3, depth < 6, let edge = columnEdge(of: lines) else {
      return lines.isEmpty ? [] : [Column(lines: withJoinedRows(lines))]
    }
    var result: [Column] = []
    var full: [PDFLine] = []
    var band: [PDFLine] = []
    func closeBand() {
      result.append(contentsOf: split(band, at: edge, depth: depth))
      band = []
    }
    func closeFull() {
      if !full.isEmpty { result.append(contentsOf: columns(of: full, depth: depth + 1)) }
      full = []
    }
    let spanning = spanningHeadings(lines, edge: edge)
    for (place, line) in lines.enumerated() {
      if crosses(line, edge) || spanning.contains(place) {
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

  /// How far places of one edge may lie apart, in pixels.
  private static let tolerance = 3

  private static func crosses(_ line: PDFLine, _ edge: Int) -> Bool {
    line.left < edge - tolerance && line.right > edge + tolerance
  }

  /// Headings at the left edge that stand over both columns: to their right nothing does, though columns go on above and below.
  private static func spanningHeadings(_ lines: [PDFLine], edge: Int) -> Set<Int> {
    let right = lines.filter { $0.left >= edge - tolerance && !crosses($0, edge) }
    let usual =
      lines.reduce(into: [Int: Int]()) { $0[$1.size, default: 0] += $1.letters }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 12
    var found: Set<Int> = []
    for (place, line) in lines.enumerated() where line.left < edge - tolerance && !crosses(line, edge) {
      guard line.size * 100 >= usual * 108 || line.isBold else { continue }
      let room = line.size / 4
      guard !right.contains(where: { $0.top < line.bottom + room && $0.bottom > line.top - room }),
        let next = lines[(place + 1)...].first(where: { $0.left < edge - tolerance && $0.top >= line.bottom }),
        next.top - line.bottom < 3 * line.size, right.contains(where: { abs($0.top - next.top) <= tolerance }),
        right.contains(where: { $0.bottom <= line.top && line.top - $0.bottom < 5 * line.size })
      else { continue }
      found.insert(place)
    }
    return found
  }

  /// Left column, then right one; what stands below both on one side only is read last.
  private static func split(_ band: [PDFLine], at edge: Int, depth: Int) -> [Column] {
    let left = band.filter { $0.left < edge - tolerance }
    let right = band.filter { $0.left >= edge - tolerance }
    guard !left.isEmpty, !right.isEmpty else { return columns(of: band, depth: depth + 1) }
    switch arrangement(left, right, edge: edge) {
    case .rows: return [Column(lines: withJoinedRows(band, within: .max))]
    case .table: return [Column(lines: band, cells: cellEdges(band, first: edge))]
    case .columns: break
    }
    let rightEnd = right.map(\.bottom).max() ?? 0
    // A heading under two columns stands apart from them.
    var tail: [PDFLine] = []
    if let last = left.last(where: { $0.top < rightEnd }) {
      let below = left.filter { $0.top >= rightEnd }
      if let first = below.first, first.top - max(last.bottom, rightEnd) > first.size, below.count <= 2 { tail = below }
    }
    let head = left.dropLast(tail.count)
    return columns(of: Array(head), depth: depth + 1) + columns(of: right, depth: depth + 1)
      + (tail.isEmpty ? [] : [Column(lines: tail)])
  }

  private enum Arrangement {
    case columns
    /// Labels of list items or notes beside their words.
    case rows
    case table
  }

  private static func arrangement(_ left: [PDFLine], _ right: [PDFLine], edge: Int) -> Arrangement {
    let start = left.map(\.left).min() ?? 0
    let end = right.map(\.right).max() ?? edge
    let width = max(1, edge - start)
    let fills = left.map { ($0.right - $0.left) * 100 / width }.sorted()
    let fill = fills[fills.count / 2]
    let isNarrow = width * 100 < (end - start) * 24
    let lengths = left.map { $0.text.count }.sorted()
    let isShort = lengths[lengths.count / 2] <= 24 && fill < 80
    guard isNarrow || fill < 55 || isShort else { return .columns }
    let paired = left.filter { line in right.contains { sharesRow(line, $0) } }.count
    guard paired * 10 >= left.count * 6 else { return .columns }
    return lengths[lengths.count / 2] <= 3 ? .rows : .table
  }

  private static func sharesRow(_ one: PDFLine, _ other: PDFLine) -> Bool {
    let overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap * 2 > min(one.bottom - one.top, other.bottom - other.top)
  }

  private static func cellEdges(_ band: [PDFLine], first: Int) -> [Int] {
    var edges = [first]
    while edges.count < 8 {
      let rest = band.filter { $0.left >= (edges.last ?? first) + tolerance }
      guard rest.count > 3, let next = columnEdge(of: band.filter { $0.left >= (edges.last ?? first) - tolerance }),
        next > (edges.last ?? first) + tolerance
      else { break }
      edges.append(next)
    }
    return [band.map(\.left).min() ?? 0] + edges
  }

  /// The leftmost edge that many lines have to the right of other lines.
  private static func columnEdge(of lines: [PDFLine]) -> Int? {
    let leftEdge = lines.map(\.left).min() ?? 0
    let rightEdge = lines.map(\.right).max() ?? 0
    guard rightEdge - leftEdge > 100 else { return nil }
    // Lines that begin beside the end of another; columns needn't have their baselines in common.
    var starts: [Int] = []
    for (place, line) in lines.enumerated() {
      let around = lines[(place > 60 ? place - 60 : 0)..<min(lines.count, place + 60)]
      let hasNeighbour = around.contains { other in
        other.right < line.left && line.left - other.right >= max(5, other.size / 3) && isBeside(line, other)
      }
      if hasNeighbour { starts.append(line.left) }
    }
    guard starts.count >= 3 else { return nil }
    starts.sort()
    // Groups of places within the tolerance, each with its first place.
    var groups: [(count: Int, edge: Int)] = []
    var first = 0
    for last in starts.indices {
      while starts[last] - starts[first] > tolerance { first += 1 }
      groups.append((last - first + 1, starts[first]))
    }
    let most = groups.map(\.count).max() ?? 0
    let found = groups.filter { group in
      guard group.count >= 3, group.count * 2 >= most else { return false }
      // What only happens to begin there begins elsewhere too: in a column most lines beside another do.
      let near = starts.reduce(0) { $0 + (abs($1 - group.edge) <= 40 ? 1 : 0) }
      guard group.count * 3 >= near else { return false }
      let crossing = lines.reduce(0) { $0 + (crosses($1, group.edge) ? 1 : 0) }
      return group.count >= 5 || crossing <= 3 * group.count
    }
    guard let least = found.map(\.edge).min() else { return nil }
    // The fullest group at that place.
    return found.filter { $0.edge - least <= tolerance }.max { $0.count < $1.count }?.edge
  }

  /// Whether two lines have some of their height in common.
  private static func isBeside(_ one: PDFLine, _ other: PDFLine) -> Bool {
    let overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap * 5 > min(one.bottom - one.top, other.bottom - other.top)
  }

  /// Stretched lines stand in pieces: of a column without gutters those on one row are one line.
  private static func withJoinedRows(_ lines: [PDFLine], within ems: Int = 3) -> [PDFLine] {
    var joined: [PDFLine] = []
    // In a column that most lines fill, what stands on one row is one line however far it is stretched.
    let width = (lines.map(\.right).max() ?? 0) - (lines.map(\.left).min() ?? 0)
    let filled = lines.reduce(0) { $0 + (($1.right - $1.left) * 4 >= width * 3 ? 1 : 0) }
    let isText = filled >= 4 && filled * 3 >= lines.count
    for line in lines {
      let reach = ems == .max || isText ? width : ems * line.size
      let near = joined.indices.suffix(12).last { index in
        sharesRow(joined[index], line) && line.left - joined[index].right <= reach
          && joined[index].left - line.right <= reach
      }
      guard let near else {
        joined.append(line)
        continue
      }
      for piece in line.pieces { joined[near].append(piece.fragment) }
      joined[near].finish()
    }
    return joined.sorted { ($0.top, $0.left) < ($1.top, $1.left) }
  }
}
