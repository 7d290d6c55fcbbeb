/// The words of one time expression that a rule matched, by their class.
struct TimeSlots: Sendable {
  private(set) var words: [(symbol: UInt16, value: Int, atom: Int)] = []

  mutating func append(symbol: UInt16, value: Int32, atom: Int) {
    words.append((symbol, Int(value), atom))
  }

  /// The value of the first word of `wordClass`.
  func first(_ wordClass: TimeWordClass) -> Int? {
    let symbol = wordClass.symbol
    for word in words where word.symbol == symbol { return word.value }
    return nil
  }

  func all(_ wordClass: TimeWordClass) -> [Int] {
    words.filter { $0.symbol == wordClass.symbol }.map(\.value)
  }

  /// Takes over the words of classes that this expression lacks from another half of the same range.
  mutating func borrow(_ classes: [TimeWordClass], from other: TimeSlots) {
    for wordClass in classes where first(wordClass) == nil {
      if let word = other.words.first(where: { $0.symbol == wordClass.symbol }) { words.append(word) }
    }
  }
}
