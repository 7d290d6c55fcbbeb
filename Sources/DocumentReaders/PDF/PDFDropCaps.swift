/// Gives the large first letters of chapters back to their words: "G" three lines high beside "ermany invaded".
enum PDFDropCaps {
  /// The pages with each such letter at the head of the line it belongs to, and the lines beside it begun at its left edge.
  static func joined(_ pages: [PDFPage]) -> [PDFPage] {
    var letters: [Int: Int] = [:]
    for page in pages { for fragment in page.fragments { letters[fragment.size, default: 0] += fragment.text.count } }
    guard let size = letters.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
      pages.contains(where: { $0.fragments.contains { isDropCap($0, bodySize: size) } })
    else { return pages }
    var words: [String: Int] = [:]
    for page in pages {
      for fragment in page.fragments {
        for word in fragment.text.split(whereSeparator: { !$0.isWordByte }) {
          words[String(decoding: word.map(\.asciiLowercased), as: UTF8.self), default: 0] += 1
        }
      }
    }
    return pages.map { page in
      var page = page
      for index in page.fragments.indices.reversed() where isDropCap(page.fragments[index], bodySize: size) {
        join(index, in: &page, words: words)
      }
      return page
    }
  }

  /// One letter, perhaps behind a quotation mark, of nearly twice the size of the text or more.
  private static func isDropCap(_ fragment: PDFPage.Fragment, bodySize: Int) -> Bool {
    guard fragment.size * 10 >= bodySize * 17 else { return false }
    let letters = String(decoding: fragment.text, as: UTF8.self).unicodeScalars.filter { !$0.properties.isWhitespace }
    guard (1...2).contains(letters.count), let last = letters.last else { return false }
    return last.properties.isUppercase
      && letters.dropLast().allSatisfy { !$0.properties.isAlphabetic && $0.value != 0x2D }
  }

  private static func join(_ index: Int, in page: inout PDFPage, words: [String: Int]) {
    let cap = page.fragments[index]
    let beside = page.fragments.indices.filter { other in
      let fragment = page.fragments[other]
      let middle = fragment.top + fragment.height / 2
      return other != index && fragment.size * 10 < cap.size * 7 && fragment.left >= cap.left + cap.width / 2
        && fragment.left - cap.right <= cap.size && middle >= cap.top - fragment.height / 2
        && middle <= cap.top + max(cap.height, cap.size * 9 / 10)
    }
    guard
      let first = beside.min(by: {
        (page.fragments[$0].top, page.fragments[$0].left) < (page.fragments[$1].top, page.fragments[$1].left)
      })
    else { return }
    // Of the first row, what stands next to the letter.
    let row = beside.filter {
      abs(page.fragments[$0].top - page.fragments[first].top) <= page.fragments[first].height / 2
    }
    guard let head = row.min(by: { page.fragments[$0].left < page.fragments[$1].left }) else { return }
    var letters = cap.text.filter { !$0.isBlank }
    let text = page.fragments[head].text.drop(while: \.isBlank)
    let next = String(decoding: text.prefix { $0.isWordByte }.map(\.asciiLowercased), as: UTF8.self)
    let letter = String(decoding: letters, as: UTF8.self).lowercased()
    // "A retired consul": the letter is a word where it and the rest are words and both together none.
    if words[next] ?? 0 > 1, words[letter + next] == nil, letter == "a" || letter == "i" || letter == "o" {
      letters.append(0x20)
    }
    for other in beside where other != head && !row.contains(other) {
      let fragment = page.fragments[other]
      page.fragments[other].width = fragment.right - cap.left
      page.fragments[other].left = cap.left
    }
    let shift = letters.count - (page.fragments[head].text.count - text.count)
    page.fragments[head].links = page.fragments[head].links.map {
      (max(0, $0.range.lowerBound + shift)..<max(0, $0.range.upperBound + shift), $0.target)
    }
    page.fragments[head].text = letters + text
    page.fragments[head].width = page.fragments[head].right - cap.left
    page.fragments[head].left = cap.left
    page.fragments.remove(at: index)
  }
}
