/// In which order a document writes day and month in numerals.
enum NumericOrder {
  /// Whether some date of numerals can only have the day first ("25/5/1967") and none can only have the month first.
  ///
  /// - Complexity: linear in the number of matches.
  static func isDayFirst(_ matches: [[TimeMatch]]) -> Bool {
    var isSeen = false
    for match in matches.joined() where match.slots.first(.slash) != nil {
      let numbers = match.slots.all(.digits)
      guard numbers.count >= 2, numbers[0] < 1000 else { continue }
      if numbers[1] > 12, numbers[0] <= 12 { return false }
      if numbers[0] > 12, numbers[0] <= 31, numbers[1] <= 12 { isSeen = true }
    }
    return isSeen
  }
}
