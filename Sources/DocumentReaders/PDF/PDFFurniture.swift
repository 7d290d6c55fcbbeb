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
        if key.count >= 3, !places.isEmpty {
          found.insert(index)
          label = label ?? Self.edgeNumber(words)
        } else if page[index].bottom * 6 < heights[number] || page[index].top * 6 > heights[number] * 5,
          let number = Self.pageNumber(words)
        {
          found.insert(index)
          label = number
        }
      }
      // What stands on a row with furniture is furniture.
      for index in candidates[number] where !found.contains(index) {
        let line = page[index]
        let isBeside = found.contains { other in
          min(page[other].bottom, line.bottom) - max(page[other].top, line.top) > (line.bottom - line.top) / 2
        }
        if isBeside { found.insert(index) }
      }
      lines.append(found)
      labels.append(label)
    }
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
