import Findings

/// Occurrences counted: by span of time and kind, by category, by counterpart. Pages, command line and exports count
/// here and nowhere else.
extension OccurrenceList {
  /// Occurrences of one span of time, by quad.
  public struct Span: Sendable, Hashable {
    /// First year of the span.
    public var start: Int
    /// Of quads 1 to 4.
    public var counts: [Int]

    public var sum: Int { counts.reduce(0, +) }
  }

  /// Years under which occurrences are filed, in their order; undated ones have none.
  public var years: [Int] { compactMap(\.year) }

  /// Dated occurrences by span of time, in order of time, spans without any left out.
  public func spans(by grouping: TimeGrouping) -> [Span] {
    var spans: [Int: [Int]] = [:]
    for element in self {
      guard let year = element.year else { continue }
      spans[grouping.start(of: year), default: [0, 0, 0, 0]][quad(of: element).rawValue - 1] += 1
    }
    return spans.map { Span(start: $0.key, counts: $0.value) }.sorted { $0.start < $1.start }
  }

  /// Occurrences of one category.
  public struct CategoryCount: Sendable, Hashable {
    public var category: PloverCategory
    /// By the first year of a span of time.
    public var spans: [Int: Int]
    public var undated: Int

    public var sum: Int { spans.values.reduce(0, +) + undated }
  }

  /// Occurrences by category, in the codebook's order, categories without any left out.
  public func categories(by grouping: TimeGrouping) -> [CategoryCount] {
    var counts: [String: CategoryCount] = [:]
    for element in self {
      let label = label(of: element)
      guard let category = PloverCategory(rawValue: label) else { continue }
      var count = counts[label] ?? CategoryCount(category: category, spans: [:], undated: 0)
      if let year = element.year {
        count.spans[grouping.start(of: year), default: 0] += 1
      } else {
        count.undated += 1
      }
      counts[label] = count
    }
    return PloverCategory.allCases.compactMap { counts[$0.rawValue] }
  }

  /// What one actor had to do with another.
  public struct Counterpart: Sendable, Hashable {
    public var code: ActorCode
    public var cooperation = 0
    public var conflict = 0
    /// On the same side, towards others.
    public var together = 0

    public var sum: Int { cooperation + conflict + together }
  }

  /// With whom the actor `own` had to do, the most first.
  public func counterparts(of own: ActorCode) -> [Counterpart] {
    var counts: [String: Counterpart] = [:]
    for element in self {
      let row = row(of: element)
      func standing(_ code: String) -> (isActor: Bool, isRecipient: Bool) {
        (
          table.actors(of: row).contains { table.keys[Int($0)].code == code },
          table.recipients(of: row).contains { table.keys[Int($0)].code == code }
        )
      }
      for code in table.codes(of: row) where code != own.rawValue {
        var count = counts[code] ?? Counterpart(code: ActorCode(rawValue: code))
        let relation = SideRelation(
          first: standing(own.rawValue), second: standing(code), isMutual: row.recipientCount == 0)
        if relation == .together {
          count.together += 1
        } else if quad(of: element).isCooperation {
          count.cooperation += 1
        } else {
          count.conflict += 1
        }
        counts[code] = count
      }
    }
    return counts.values.sorted { ($1.sum, $0.code) < ($0.sum, $1.code) }
  }
}
