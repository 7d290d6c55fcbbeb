import Findings

/// Keys that reports of one happening are likely to share: only reports with a common one are compared.
public struct ReportBlocks: Sendable {
  /// A key that more reports have says nothing, and is passed over.
  public static let limit = 64

  private static let nameCount = 4
  private static let wordCount = 6
  private static let pairCount = 30

  /// Pairs of the rarest words, rare words with the year, and pairs of sides with the month; sorted, each once.
  public static func keys(of signature: ReportSignature, weights: WordWeights) -> [Int64] {
    func rarest(_ stems: [String], _ count: Int) -> [String] {
      Array(stems.sorted { (weights[$1], $0) < (weights[$0], $1) }.prefix(count))
    }
    let names = rarest(signature.story.names, nameCount)
    let words = rarest(signature.story.words, wordCount)
    let rare = Array(Set(names + words)).sorted()
    var keys: Set<Int64> = []
    func add(_ parts: String...) { keys.insert(Int64(bitPattern: StableHash.of(parts.joined(separator: " ")))) }
    var pairs: [(weight: Float, first: String, second: String)] = []
    for (place, first) in rare.enumerated() {
      for second in rare[(place + 1)...] { pairs.append((weights[first] + weights[second], first, second)) }
    }
    pairs.sort { ($1.weight, $0.first, $0.second) < ($0.weight, $1.first, $1.second) }
    for pair in pairs.prefix(pairCount) { add("w", pair.first, pair.second) }
    if let first = signature.firstDay, let last = signature.lastDay ?? signature.firstDay, last - first <= 366 {
      let day = CalendarDay(dayNumber: first)
      for word in names.prefix(2) + words.prefix(3) { add("y", word, String(day.year)) }
      let codes = Array(Set(signature.parties.map(\.code.rawValue))).sorted().prefix(4)
      for (place, code) in codes.enumerated() {
        for other in codes[(place + 1)...] { add("p", code, other, "\(day.year)-\(day.month)") }
      }
    }
    return keys.sorted()
  }
}
