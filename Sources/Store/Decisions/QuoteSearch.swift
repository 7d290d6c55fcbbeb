/// Finds where a text holds each of many quotes, in one pass over the text.
package struct QuoteSearch {
  private let quotes: [[UInt8]]
  /// Places of quotes by their first eight bytes.
  private var byStart: [UInt64: [Int]] = [:]

  /// - Parameter quotes: of at least eight bytes; shorter ones are found nowhere.
  package init(_ quotes: [String]) {
    self.quotes = quotes.map { Array($0.utf8) }
    for (place, quote) in self.quotes.enumerated() where quote.count >= 8 {
      byStart[quote.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }, default: []].append(place)
    }
  }

  /// Where each quote begins in the text, in bytes; nil where the text holds it never or more than once.
  ///
  /// - Complexity: linear in the length of the text, and of the quotes that begin like something in it.
  package func places(in text: String) -> [Int?] {
    let bytes = Array(text.utf8)
    var places = [Int?](repeating: nil, count: quotes.count)
    var counts = [Int](repeating: 0, count: quotes.count)
    var window: UInt64 = 0
    for (end, byte) in bytes.enumerated() {
      window = window << 8 | UInt64(byte)
      guard end >= 7, let like = byStart[window] else { continue }
      let start = end - 7
      for place in like where counts[place] < 2 {
        let quote = quotes[place]
        guard quote.count <= bytes.count - start, bytes[start..<start + quote.count].elementsEqual(quote) else {
          continue
        }
        counts[place] += 1
        places[place] = counts[place] == 1 ? start : nil
      }
    }
    return places
  }
}
