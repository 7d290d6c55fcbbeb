/// Words that a mistyped one may have meant.
public enum NearMiss {
  /// The candidates that differ from `word` by few letters, the likest first.
  ///
  /// ```
  /// candidates(for: "chroncile", among: ["chronicle", "search"]) == ["chronicle"]
  /// candidates(for: "xyz", among: ["chronicle"])                 == []
  /// ```
  ///
  /// - Complexity: O(n · m²) for n candidates of about m letters.
  public static func candidates(for word: String, among candidates: [String], limit: Int = 2) -> [String] {
    let asked = Array(word.lowercased().unicodeScalars)
    guard !asked.isEmpty, asked.count <= 60 else { return [] }
    let reach = max(1, min(3, asked.count / 3))
    var found: [(distance: Int, name: String)] = []
    for name in candidates {
      let other = Array(name.lowercased().unicodeScalars)
      guard abs(other.count - asked.count) <= reach else { continue }
      let distance = distance(asked, other, atMost: reach)
      if distance <= reach { found.append((distance, name)) }
    }
    return found.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
      .prefix(limit).map(\.element.name)
  }

  /// Letters to be added, taken away, changed or swapped (optimal string alignment).
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      if row.min() ?? 0 > limit { return limit + 1 }
      before = last
      last = row
    }
    return last[right.count]
  }
}
