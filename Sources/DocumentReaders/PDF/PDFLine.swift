/// A line of one column: fragments side by side on one baseline.
struct PDFLine {
  struct Piece {
    var fragment: PDFPage.Fragment
    /// A note's mark: smaller than the line and raised.
    var isSuperscript = false
  }

  var pieces: [Piece]
  var left: Int
  var right: Int
  var top: Int
  var bottom: Int
  /// Size of most of its letters.
  var size: Int
  var isBold: Bool
  var page = 0

  init(_ fragment: PDFPage.Fragment) {
    pieces = [Piece(fragment: fragment)]
    left = fragment.left
    right = fragment.right
    top = fragment.top
    bottom = fragment.bottom
    size = fragment.size
    isBold = fragment.isBold
  }

  /// The words, superscripts left out, with a blank where pieces stand apart.
  var text: [UInt8] {
    var text: [UInt8] = []
    var lastRight: Int?
    for piece in pieces where !piece.isSuperscript {
      if let lastRight, piece.fragment.left - lastRight > max(2, size / 6), text.last?.isBlank == false,
        piece.fragment.text.first?.isBlank == false
      {
        text.append(0x20)
      }
      text.append(contentsOf: piece.fragment.text)
      lastRight = piece.fragment.right
    }
    return text
  }

  /// Letters and digits in it.
  var letters: Int {
    pieces.reduce(0) { $0 + ($1.isSuperscript ? 0 : $1.fragment.text.reduce(0) { $0 + ($1.isWordByte ? 1 : 0) }) }
  }

  /// Whether `other` stands on the same baseline.
  func sharesRow(with other: PDFPage.Fragment) -> Bool {
    let overlap = min(bottom, other.bottom) - max(top, other.top)
    return overlap * 2 > min(bottom - top, other.height)
  }

  mutating func append(_ fragment: PDFPage.Fragment) {
    pieces.append(Piece(fragment: fragment))
    left = min(left, fragment.left)
    right = max(right, fragment.right)
    top = min(top, fragment.top)
    bottom = max(bottom, fragment.bottom)
  }

  /// Settles size, weight and superscripts once all pieces are there.
  mutating func finish() {
    pieces.sort { $0.fragment.left < $1.fragment.left }
    var weights: [Int: Int] = [:]
    for piece in pieces { weights[piece.fragment.size, default: 0] += piece.fragment.text.count }
    size = weights.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? size
    let main = pieces.filter { $0.fragment.size == size }
    let mainBottom = main.map(\.fragment.bottom).max() ?? bottom
    for index in pieces.indices {
      let fragment = pieces[index].fragment
      let label = Self.label(fragment.text)
      guard !label.isEmpty, label.allSatisfy(InlineScanner.isNoteLabel) else { continue }
      pieces[index].isSuperscript =
        fragment.size * 100 <= size * 82 && mainBottom - fragment.bottom >= max(2, fragment.height / 5)
    }
    isBold = pieces.allSatisfy { $0.fragment.isBold || $0.isSuperscript }
    if let first = main.first {
      top = main.map(\.fragment.top).min() ?? first.fragment.top
      bottom = mainBottom
    }
  }

  /// "1", "1,2" → labels.
  static func label(_ text: [UInt8]) -> [String] {
    String(decoding: text, as: UTF8.self).split(whereSeparator: { $0 == "," || $0.isWhitespace }).map(String.init)
  }

  /// How far apart two pieces of one line may stand: most of a letter, which holds for stretched blanks too; more behind
  /// a bullet.
  private static func reach(_ line: PDFLine, _ fragment: PDFPage.Fragment) -> Int {
    // The smaller size: beside a heading the letters of the next column are near.
    let size = min(line.size, fragment.size)
    let isBullet = line.pieces.count == 1 && isBullet(line.pieces[0].fragment.text) || isBullet(fragment.text)
    return isBullet ? 4 * size : max(6, size * 7 / 10)
  }

  private static func isBullet(_ text: [UInt8]) -> Bool {
    let sign = text.filter { !$0.isBlank }
    return sign.count <= 3 && ListMarker.end(in: sign + [0x20, 0x20], 0..<(sign.count + 2)) != nil
  }

  /// Lines of a page: fragments that share a row and stand close together.
  static func lines(of page: PDFPage) -> [PDFLine] {
    let fragments = page.fragments.enumerated().sorted {
      ($0.element.top + $0.element.height / 2, $0.element.left, $0.offset)
        < ($1.element.top + $1.element.height / 2, $1.element.left, $1.offset)
    }.map(\.element)
    var lines: [PDFLine] = []
    for fragment in fragments {
      var best: Int?
      var bestGap = Int.max
      for index in lines.indices.reversed().prefix(300) where lines[index].sharesRow(with: fragment) {
        let gap = max(fragment.left - lines[index].right, lines[index].left - fragment.right)
        // A blank is a quarter of the size; justified lines stretch it.
        if gap <= Self.reach(lines[index], fragment), gap < bestGap {
          best = index
          bestGap = gap
        }
      }
      if let best { lines[best].append(fragment) } else { lines.append(PDFLine(fragment)) }
    }
    // A late fragment may have closed the gap between two.
    var joined: [PDFLine] = []
    for line in lines {
      let near = joined.indices.reversed().prefix(300).first { index in
        let gap = max(line.left - joined[index].right, joined[index].left - line.right)
        return gap <= line.pieces.map { Self.reach(joined[index], $0.fragment) }.max() ?? 0
          && line.pieces.contains { joined[index].sharesRow(with: $0.fragment) }
      }
      if let near { for piece in line.pieces { joined[near].append(piece.fragment) } } else { joined.append(line) }
    }
    lines = joined
    lines.sort { ($0.top, $0.left) < ($1.top, $1.left) }
    for index in lines.indices {
      lines[index].finish()
      lines[index].page = page.number
    }
    return lines
  }
}
