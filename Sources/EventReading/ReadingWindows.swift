/// A run of words that is encoded at once: some for context, then those whose triggers are decided in it.
struct ReadingWindow {
  var context: Int
  var own: Int
  var end: Int

  /// The windows of a document: sentences taken together up to a number of pieces, each with the sentences before it as
  /// context. A sentence that is longer is parted.
  ///
  /// - Parameter pieces: Each word's number of pieces.
  /// - Complexity: O(words · windows that a sentence is context of), a constant.
  static func windows(
    of evidence: ReadingEvidence, pieces: [Int], constants: ReadingConstants
  ) -> [ReadingWindow] {
    let units = units(of: evidence, pieces: pieces, longest: constants.longest)
    let sizes = units.map { $0.reduce(0) { $0 + pieces[$1] } }
    var found: [ReadingWindow] = []
    var next = 0
    while next < units.count {
      var start = next
      var room = constants.context
      while start > 0, sizes[start - 1] <= room {
        start -= 1
        room -= sizes[start]
      }
      var used = constants.context - room + sizes[next]
      var end = next + 1
      while end < units.count, used + sizes[end] <= constants.window {
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

  private static func units(of evidence: ReadingEvidence, pieces: [Int], longest: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for sentence in evidence.sentences where !sentence.isEmpty {
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
