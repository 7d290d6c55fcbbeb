/// Tells running heads, page numbers and other lines that pages repeat.
struct PDFFurniture {
  /// Per page (by position in the list): indices of lines that are furniture.
  private(set) var lines: [Set<Int>] = []
  /// The number printed on each page, where one was found.
  private(set) var labels: [String?] = []

  /// - Parameters:
  ///   - pages: the lines of each page, top to bottom.
  ///   - heights: of the pages.
  init(_ pages: [[PDFLine]], heights: [Int]) {
    // Candidates stand in the outer quarters, in the first or last rows.
    var candidates: [[Int]] = []
    for (number, page) in pages.enumerated() {
      let height = heights[number]
      let outer = page.indices.filter { index in
        let line = page[index]
        let above = page.reduce(0) { $0 + ($1.bottom <= line.top ? 1 : 0) }
        let below = page.reduce(0) { $0 + ($1.top >= line.bottom ? 1 : 0) }
        return line.bottom * 4 < height && above <= 3 || line.top * 4 > height * 3 && below <= 3
      }
      candidates.append(outer)
    }
    var lastNote = 0
    for (number, page) in pages.enumerated() {
      let notes = Self.noteLines(page, height: heights[number], after: &lastNote)
      candidates[number].removeAll { notes.contains($0) }
    }
    var seen: [[UInt8]: [(page: Int, top: Int)]] = [:]
    for (number, page) in pages.enumerated() {
      for index in candidates[number] {
        let key = Self.key(page[index].text)
        if key.count >= 3 { seen[key, default: []].append((number, page[index].top)) }
      }
    }
    for (number, page) in pages.enumerated() {
      var found: Set<Int> = []
      var label: String?
      for index in candidates[number] {
        let words = page[index].text
        let key = Self.key(words)
        let places = (seen[key] ?? []).filter {
          $0.page != number && abs($0.top - page[index].top) < heights[number] / 40
        }
        // A line of the text's own run of lines may stand at the same height on a second page by chance.
        let isRepeated = !places.isEmpty && (places.count * 3 >= pages.count || Self.isSetApart(page, index))
        if key.count >= 3, isRepeated {
          found.insert(index)
          label = label ?? Self.edgeNumber(words)
        } else if page[index].bottom * 6 < heights[number] || page[index].top * 6 > heights[number] * 5
          || Self.isOutermost(page, index) && Self.isSetApart(page, index),
          let number = Self.pageNumber(words)
        {
          found.insert(index)
          label = number
        }
      }
      // What stands on a row with furniture is furniture.
      for index in candidates[number] where !found.contains(index) {
        let line = page[index]
        let isBeside =
          Self.isSetApart(page, index)
          && found.contains { other in
            min(page[other].bottom, line.bottom) - max(page[other].top, line.top) > (line.bottom - line.top) / 2
          }
        if isBeside { found.insert(index) }
      }
      lines.append(found)
      labels.append(label)
    }
  }

  /// The lines of notes at the foot of a page, which may say the same on every one ("Ibid."): those that begin with a label
  /// which a mark on the page or the note before asks for, and what follows them without a gap.
  private static func noteLines(_ page: [PDFLine], height: Int, after last: inout Int) -> Set<Int> {
    let marks = Set(
      page.flatMap { line in
        line.pieces.dropFirst().filter(\.isSuperscript).flatMap { PDFLine.label($0.fragment.text) }
      })
    var found: Set<Int> = []
    for (index, line) in page.enumerated() where line.top * 5 > height * 2 {
      let text = line.text
      var label: String?
      if let first = line.pieces.first, first.isSuperscript, line.pieces.count > 1 {
        label = PDFLine.label(first.fragment.text).first
      } else if let head = NoteLabel.numbered(in: text, 0..<text.count) ?? NoteLabel.explicit(in: text, 0..<text.count)
        ?? NoteLabel.symbol(in: text, 0..<text.count)
      {
        label = head.label
      }
      guard let label, pageNumber(text) == nil else { continue }
      let isNext = NoteLabel.number(label).map { $0 == last + 1 } ?? false
      guard marks.contains(label) || isNext && line.pieces.first?.isSuperscript == true else { continue }
      if let number = NoteLabel.number(label) { last = number }
      found.insert(index)
      var below = line
      for (other, next) in page.enumerated()
      where next.top > below.top && next.left < line.right && next.right > line.left {
        guard next.top - below.bottom < next.size, next.size <= line.size + 1,
          pageNumber(next.text) == nil || !isOutermost(page, other)
        else { continue }
        found.insert(other)
        below = next
      }
      // What stands above without a gap goes on with a note of the page before.
      var above = line
      for other in page.indices.reversed() where page[other].top < above.top {
        let before = page[other]
        guard before.left < line.right, before.right > line.left else { continue }
        guard above.top - before.bottom < before.size, before.size <= line.size + 1,
          !page.contains(where: { $0.size < before.size - 2 && $0.bottom < before.top && $0.letters > 20 })
        else { break }
        found.insert(other)
        above = before
      }
    }
    return found
  }

  /// Whether nothing stands above a line, or nothing below it.
  private static func isOutermost(_ page: [PDFLine], _ index: Int) -> Bool {
    // A number before the words of a heading has them on its row.
    let line = page[index]
    return page.indices.allSatisfy { $0 == index || page[$0].top >= line.bottom }
      || page.indices.allSatisfy { $0 == index || page[$0].bottom <= line.top }
  }

  /// Whether a line stands apart from those between it and the middle of the page.
  private static func isSetApart(_ page: [PDFLine], _ index: Int) -> Bool {
    let line = page[index]
    let beside = page.indices.filter { $0 != index && page[$0].left < line.right && page[$0].right > line.left }
    let above = beside.map { line.top - page[$0].bottom }.filter { $0 >= -line.size / 2 }.min() ?? 1_000_000
    let below = beside.map { page[$0].top - line.bottom }.filter { $0 >= -line.size / 2 }.min() ?? 1_000_000
    // At the head of a page what counts is below, at its foot what is above.
    let isHead = (page.first?.top ?? 0) + 2 * line.size > line.top
    return (isHead ? below : above) * 10 > line.size * 7
  }

  /// Words without digits, folded.
  private static func key(_ words: [UInt8]) -> [UInt8] {
    FoldedWords.fold(words).filter { $0.isASCIILetter || $0 >= 0x80 }
  }

  /// "12", "– 12 –", "xii", "Page 3 of 10", "[4]".
  static func pageNumber(_ words: [UInt8]) -> String? {
    let tokens = FoldedWords.fold(words).split(whereSeparator: { !$0.isASCIIAlphanumeric }).map {
      String(decoding: $0, as: UTF8.self)
    }
    func isNumber(_ token: String) -> Bool {
      token.utf8.count <= 4 && token.utf8.allSatisfy(\.isASCIIDigit)
        || token.utf8.count <= 6 && token.utf8.allSatisfy { "ivxl".utf8.contains($0) }
    }
    switch tokens.count {
    case 1: return isNumber(tokens[0]) && words.count <= 12 ? tokens[0] : nil
    case 2: return ["page", "p"].contains(tokens[0]) && isNumber(tokens[1]) ? tokens[1] : nil
    case 3: return isNumber(tokens[0]) && (tokens[1] == "of") && isNumber(tokens[2]) ? tokens[0] : nil
    case 4: return tokens[0] == "page" && tokens[2] == "of" && isNumber(tokens[1]) ? tokens[1] : nil
    default: return nil
    }
  }

  /// A number at either end of a running head: "12 Journal of X".
  private static func edgeNumber(_ words: [UInt8]) -> String? {
    let tokens = words.split(whereSeparator: \.isBlank)
    for token in [tokens.first, tokens.last] {
      if let token, token.count <= 4, token.allSatisfy(\.isASCIIDigit) { return String(decoding: token, as: UTF8.self) }
    }
    return nil
  }
}
