import EventReading
import Testing

/// Windows of words that are read at once.
struct ReadingWindowTests {
  private let sizes = ReadingWindow.Sizes(window: 20, context: 6, longest: 15)

  /// Sentences of the lengths given, one after another.
  private func sentences(_ lengths: [Int]) -> [Range<Int>] {
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return start..<(start + length)
    }
  }

  @Test(arguments: [
    [1], [20], [40], [3, 3, 3], [5, 0, 5, 30, 1, 1, 1, 1, 90], [15, 15, 15], [6, 6, 6, 6, 6, 6, 6], [],
  ]) func everyWordIsDecidedInOneWindow(_ lengths: [Int]) {
    let sentences = sentences(lengths)
    let words = lengths.reduce(0, +)
    let windows = ReadingWindow.windows(of: sentences, pieces: Array(repeating: 1, count: words), sizes: sizes)
    #expect(windows.flatMap { Array($0.own..<$0.end) } == Array(0..<words))
    for window in windows {
      #expect(window.context <= window.own)
      #expect(window.own - window.context <= sizes.context)
      #expect(window.end - window.context <= sizes.window + sizes.context)
    }
  }

  @Test func aShortSentenceIsReadWithTheOneBeforeIt() {
    let windows = ReadingWindow.windows(
      of: sentences([15, 5, 14, 12]), pieces: Array(repeating: 1, count: 46), sizes: sizes)
    // The third has the second as context, and no room for the first; the fourth none for the third.
    #expect(windows.map(\.own) == [0, 20, 34])
    #expect(windows.map(\.context) == [0, 15, 34])
  }

  @Test func aWordOfVeryManyPiecesIsAWindowOfItsOwn() {
    let windows = ReadingWindow.windows(of: sentences([3]), pieces: [1, 50, 1], sizes: sizes)
    #expect(windows.map { $0.own..<$0.end } == [0..<1, 1..<2, 2..<3])
  }
}
