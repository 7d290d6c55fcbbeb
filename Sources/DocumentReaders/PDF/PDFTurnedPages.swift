/// Pages whose text stands on its side or its head. `pdftohtml` tells such words letter by letter and without a width;
/// `pdftotext -bbox` tells the box of each, from which they are set upright again.
enum PDFTurnedPages {
  /// Whether most of a page's words have no width: they don't run from left to right.
  static func isTurned(_ page: PDFPage) -> Bool {
    var all = 0
    var turned = 0
    for fragment in page.fragments where fragment.text.count > 1 {
      all += fragment.text.count
      if fragment.width <= 0 { turned += fragment.text.count }
    }
    return all >= 20 && turned * 2 > all
  }

  /// Sets words apart that stand on their side beside a page's text: stamps and numbers of the other way up.
  static func setAsideTurnedWords(_ page: inout PDFPage) {
    let upright = page.fragments.filter { $0.width > 0 }
    guard upright.count < page.fragments.count, let left = upright.map(\.left).min(),
      let right = upright.map(\.right).max()
    else { return }
    let aside = { (fragment: PDFPage.Fragment) in
      fragment.width <= 0 && (fragment.left < left || fragment.left > right)
    }
    page.aside = page.fragments.filter(aside)
    page.fragments.removeAll(where: aside)
  }

  /// A word and its box, in pixels.
  private struct Word {
    var text: [UInt8]
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int
  }

  private enum Turn { case down, up, over }

  /// Sets turned pages upright.
  ///
  /// - Parameters:
  ///   - boxes: what `pdftotext -bbox` prints of the pages from `first` on.
  ///   - first: index of the first of them.
  static func upright(_ pages: inout [PDFPage], boxes: [UInt8], from first: Int) {
    var found: [Int: [Word]] = [:]
    var page = first - 1
    for line in boxes.split(separator: 0x0A) {
      let line = line.drop(while: \.isBlank)
      if line.starts(with: Array("<page ".utf8)) { page += 1 }
      guard line.starts(with: Array("<word ".utf8)), let open = line.firstIndex(of: 0x3E), pages.indices.contains(page),
        let close = line.lastIndex(of: 0x3C), close > open
      else { continue }
      let attributes = XMLAttributes(line[..<open])
      guard let left = attributes.number("xMin"), let right = attributes.number("xMax"),
        let top = attributes.number("yMin"), let bottom = attributes.number("yMax")
      else { continue }
      // What isn't UTF-8 would be replaced later, and every place behind it would be wrong.
      let words = String(decoding: XMLEntities.resolve(line[(open + 1)..<close]), as: UTF8.self)
      found[page, default: []].append(
        Word(
          text: PDFText.clean(Array(words.utf8)), left: Int(left * pixels), top: Int(top * pixels),
          right: Int(right * pixels), bottom: Int(bottom * pixels)))
    }
    for (place, words) in found where isTurned(pages[place]) { turn(&pages[place], words) }
  }

  /// Pixels of a page in a point.
  private static let pixels = 1.5

  private static func turn(_ page: inout PDFPage, _ words: [Word]) {
    let turn = turn(of: page, words)
    let (width, height) = (page.width, page.height)
    // The boxes' heights go with the fonts' sizes.
    var sizes: [Int: Int] = [:]
    for fragment in page.fragments { sizes[fragment.height] = max(sizes[fragment.height] ?? 0, fragment.size) }
    let known = sizes.sorted { $0.key < $1.key }
    if turn != .over { (page.width, page.height) = (height, width) }
    page.fragments = words.filter { $0.text.contains { !$0.isBlank } }.map { word in
      let (left, top, right, bottom) =
        switch turn {
        case .down: (word.top, width - word.right, word.bottom, width - word.left)
        case .up: (height - word.bottom, word.left, height - word.top, word.right)
        case .over: (width - word.right, height - word.bottom, width - word.left, height - word.top)
        }
      let tall = max(1, bottom - top)
      let size = known.min { abs($0.key - tall) < abs($1.key - tall) }?.value ?? tall
      return PDFPage.Fragment(
        left: left, top: top, width: max(0, right - left), height: tall, size: max(1, size), isBold: false,
        text: word.text, links: [])
    }
  }

  /// Which way the words run: what follows a word in the file stands below it or above it.
  private static func turn(of page: PDFPage, _ words: [Word]) -> Turn {
    var down = 0
    var up = 0
    var over = 0
    for (word, next) in zip(words, words.dropFirst()) {
      if abs(word.left - next.left) <= 2, abs(word.right - next.right) <= 2 {
        if next.top >= word.bottom { down += 1 }
        if next.bottom <= word.top { up += 1 }
      } else if abs(word.top - next.top) <= 2, abs(word.bottom - next.bottom) <= 2, next.right <= word.left {
        over += 1
      }
    }
    return over >= max(down, up) ? .over : down >= up ? .down : .up
  }
}
