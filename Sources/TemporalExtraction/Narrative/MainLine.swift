/// Tells years of the story from years that are mentioned beside it.
enum MainLine {
  /// Marks a year as background that lies more than ten years outside those told around it: "the largest battle since
  /// 1813" among events of 1920, a book of 1995 about 1967.
  ///
  /// - Complexity: linear in the number of matches.
  static func markOutliers(_ matches: inout [[TimeMatch]]) {
    var places: [(passage: Int, index: Int, year: Int)] = []
    for (passage, list) in matches.enumerated() {
      for (index, match) in list.enumerated() {
        if let year = match.slots.first(.year), match.slots.first(.era) == nil { places.append((passage, index, year)) }
      }
    }
    for position in places.indices {
      let before = places[max(0, position - 3)..<position].map(\.year).sorted()
      let after = places[(position + 1)..<min(places.count, position + 4)].map(\.year).sorted()
      guard before.count + after.count >= 3 else { continue }
      let left = before.isEmpty ? after[after.count / 2] : before[before.count / 2]
      let right = after.isEmpty ? before[before.count / 2] : after[after.count / 2]
      let year = places[position].year
      if year < min(left, right) - 10 || year > max(left, right) + 10 {
        matches[places[position].passage][places[position].index].isBackground = true
      }
    }
  }
}
