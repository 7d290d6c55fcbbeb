/// Words that kerning tears: where one letter is set closer to the next than its width, some files make it a stretch of its own
/// and a blank appears between them ("inv aded"). The boxes of the words, which come from the fonts' own widths, tell such
/// blanks from real ones: there is no room for them.
enum PDFTornWords {
  /// Whether it is worth looking at boxes: the file is short, or two neighbours make a word that stands elsewhere while the
  /// first of them doesn't.
  static func suspects(_ pages: [PDFPage], knowledge: DocumentKnowledge) -> Bool {
    if pages.count <= 12 { return true }
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for page in pages {
      for fragment in page.fragments {
        for word in fragment.text.split(separator: 0x20) { counts[word, default: 0] += 1 }
      }
    }
    for page in pages {
      for fragment in page.fragments {
        var last: ArraySlice<UInt8>?
        for word in fragment.text.split(separator: 0x20) {
          if let last, word.first?.isASCIILower == true, last.allSatisfy(\.isASCIILetter), last.count + word.count > 4,
            counts[last] ?? 0 <= 2, counts[(Array(last) + word)[...]] ?? 0 > 0
          {
            return true
          }
          last = word
        }
      }
    }
    return false
  }

  /// Takes out the blanks of `pages` that have no room.
  ///
  /// - Parameter boxes: what `pdftotext -bbox` prints: every word with its box in points.
  static func mend(_ pages: inout [PDFPage], boxes: [UInt8]) {
    var page = -1
    var last: (word: [UInt8], right: Double, top: Double, height: Double)?
    for line in boxes.split(separator: 0x0A) {
      let line = line.drop(while: \.isBlank)
      if line.starts(with: Array("<page ".utf8)) {
        page += 1
        last = nil
        continue
      }
      guard line.starts(with: Array("<word ".utf8)), let open = line.firstIndex(of: 0x3E), pages.indices.contains(page)
      else {
        continue
      }
      let attributes = XMLAttributes(line[..<open])
      guard let left = attributes.number("xMin"), let right = attributes.number("xMax"),
        let top = attributes.number("yMin"),
        let bottom = attributes.number("yMax"), let close = line.lastIndex(of: 0x3C), close > open
      else { continue }
      let word = XMLEntities.resolve(line[(open + 1)..<close])
      let height = bottom - top
      if let before = last, abs(before.top - top) < height / 10, abs(before.height - height) < height / 10,
        left - before.right < height / 20, left > before.right - height
      {
        join(before.word, word, at: left * pixels, top: (top + height / 2) * pixels, on: &pages[page])
      }
      last = (word, right, top, height)
    }
  }

  /// Pixels of a page in a point.
  private static let pixels = 1.5

  private static func join(_ first: [UInt8], _ second: [UInt8], at left: Double, top: Double, on page: inout PDFPage) {
    let torn = first + [0x20] + second
    guard torn.count < 80, abs(left) < 1_000_000, abs(top) < 1_000_000 else { return }
    let place = Int(left)
    let row = Int(top)
    for index in page.fragments.indices {
      let fragment = page.fragments[index]
      guard fragment.top <= row, row <= fragment.bottom, fragment.left <= place + 3, place <= fragment.right + 3,
        fragment.text.count >= torn.count
      else { continue }
      // Where in the line it should stand, by its share of the width.
      let expected = (place - fragment.left) * fragment.text.count / max(1, fragment.width)
      var best: Int?
      for start in 0...(fragment.text.count - torn.count)
      where fragment.text[start] == torn[0] && fragment.text[start..<(start + torn.count)].elementsEqual(torn) {
        if best.map({ abs(start + first.count - expected) < abs($0 + first.count - expected) }) ?? true { best = start }
      }
      guard let best else { continue }
      let blank = best + first.count
      page.fragments[index].text.remove(at: blank)
      page.fragments[index].links = fragment.links.map { link in
        let low = link.range.lowerBound > blank ? link.range.lowerBound - 1 : link.range.lowerBound
        let high = link.range.upperBound > blank ? link.range.upperBound - 1 : link.range.upperBound
        return (low..<max(low, high), link.target)
      }
      return
    }
  }
}
