import Linguistics

/// Tells years of the story from years that are mentioned beside it.
enum MainLine {
  /// Marks years as background that the story does not stay in: those more than ten years outside the years told around
  /// them ("the largest battle since 1813" among events of 1920), and those that it leaves at once for the year it came
  /// from (1975, "the campaign planned for 1976", 1975).
  ///
  /// - Complexity: linear in the number of matches.
  static func markOutliers(_ matches: inout [[TimeMatch]]) {
    var places: [(passage: Int, index: Int, year: Int)] = []
    for (passage, list) in matches.enumerated() {
      for (index, match) in list.enumerated() {
        if let year = match.slots.first(.year), match.slots.first(.era) == nil { places.append((passage, index, year)) }
      }
    }
    let followers = partialDates(behind: places.map { ($0.passage, $0.index) }, in: matches)
    var isOutlier = [Bool](repeating: false, count: places.count)
    for position in places.indices where position > 0 {
      let before = places[max(0, position - 3)..<position].map(\.year).sorted()
      let after = places[(position + 1)..<min(places.count, position + 4)].map(\.year).sorted()
      let left = before[before.count / 2]
      // Where nothing follows, only a full date carries the story away.
      let isBare = matches[places[position].passage][places[position].index].slots.first(.month) == nil
      guard before.count + after.count >= 3, !after.isEmpty || isBare else { continue }
      // Months and days without a year go on from a full date: the story is there.
      if !isBare, followers[position] > 1 { continue }
      let right = after.isEmpty ? left : after[after.count / 2]
      let year = places[position].year
      isOutlier[position] = year < min(left, right) - 10 || year > max(left, right) + 10
    }
    // Runs of one year among those that are left.
    var runs: [(year: Int, members: [Int])] = []
    for position in places.indices where !isOutlier[position] {
      if runs.last?.year == places[position].year {
        runs[runs.count - 1].members.append(position)
      } else {
        runs.append((places[position].year, [position]))
      }
    }
    for index in runs.indices.dropFirst().dropLast()
    where runs[index - 1].year == runs[index + 1].year {
      let members = runs[index].members
      let first = places[members[0]]
      guard members.count <= 2, members.allSatisfy({ places[$0].passage == first.passage }) else { continue }
      // A paragraph that opens with a full date begins a new stretch of the story.
      let hasMonth = matches[first.passage][first.index].slots.first(.month) != nil
      if hasMonth, first.index == 0 || members.count > 1 || members.contains(where: { followers[$0] > 1 }) { continue }
      for member in members { isOutlier[member] = true }
    }
    for position in places.indices where isOutlier[position] {
      matches[places[position].passage][places[position].index].isBackground = true
    }
  }

  /// How many months and days without a year stand between each of `places` and the next.
  private static func partialDates(behind places: [(passage: Int, index: Int)], in matches: [[TimeMatch]]) -> [Int] {
    var counts = [Int](repeating: 0, count: places.count)
    var next = 0
    for (passage, list) in matches.enumerated() {
      for (index, match) in list.enumerated() {
        if next < places.count, places[next] == (passage, index) {
          next += 1
        } else if next > 0, match.slots.first(.month) != nil, match.slots.first(.year) == nil {
          counts[next - 1] += 1
        }
      }
    }
    return counts
  }
}

/// The years that the story is still going to name, looked up in document order.
struct UpcomingYears {
  private var years: [(place: TokenPlace, year: Int)] = []
  private var cursor = 0

  init(_ matches: [[TimeMatch]]) {
    for match in matches.joined() where !match.isBackground && match.slots.first(.era) == nil {
      guard let year = match.slots.first(.year) else { continue }
      years.append((TokenPlace(passage: match.passage, token: match.tokens.lowerBound), year))
    }
  }

  /// The first year named behind `place`. Places must be asked for in document order.
  mutating func year(after place: TokenPlace) -> Int? {
    while cursor < years.count, years[cursor].place <= place { cursor += 1 }
    return cursor < years.count ? years[cursor].year : nil
  }
}
