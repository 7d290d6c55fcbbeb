/// A run of words that is encoded at once: some for context, then those whose triggers are decided in it.
package struct ReadingWindow: Sendable {
  /// First token of the context, first whose trigger is decided, and the one behind the last.
  package var context: Int
  package var own: Int
  package var end: Int

  /// How many pieces a window, its context, and a sentence that isn't parted may have.
  package struct Sizes: Sendable {
    package var window: Int
    package var context: Int
    package var longest: Int

    package init(window: Int, context: Int, longest: Int) {
      self.window = window
      self.context = context
      self.longest = longest
    }
  }

  /// The windows of a document: sentences taken together up to a number of pieces, each with the sentences before it as
  /// context. A sentence that is longer is parted.
  ///
  /// - Parameter pieces: Each word's number of pieces.
  /// - Complexity: O(words · windows that a sentence is context of), a constant.
  package static func windows(of sentences: [Range<Int>], pieces: [Int], sizes limits: Sizes) -> [ReadingWindow] {
    let units = units(of: sentences, pieces: pieces, longest: limits.longest)
    let sizes = units.map { $0.reduce(0) { $0 + pieces[$1] } }
    var found: [ReadingWindow] = []
    var next = 0
    while next < units.count {
      var start = next
      var room = limits.context
      while start > 0, sizes[start - 1] <= room {
        start -= 1
        room -= sizes[start]
      }
      var used = limits.context - room + sizes[next]
      var end = next + 1
      while end < units.count, used + sizes[end] <= limits.window {
        used += sizes[end]
        end += 1
      }
      found.append(
        ReadingWindow(
          context: units[start].lowerBound, own: units[next].lowerBound, end: units[end - 1].upperBound))
      next = end
    }
    return found
  }

  private static func units(of sentences: [Range<Int>], pieces: [Int], longest: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for sentence in sentences where !sentence.isEmpty {
      var start = sentence.lowerBound
      var used = 0
      for token in sentence {
        if used + pieces[token] > longest, token > start {
          found.append(start..<token)
          start = token
          used = 0
        }
        used += pieces[token]
      }
      found.append(start..<sentence.upperBound)
    }
    return found
  }
}
