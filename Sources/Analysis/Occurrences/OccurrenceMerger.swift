import Findings

/// Merges events that report the same happening.
///
/// Two reports are the same happening where they have the same category, the same actors and recipients, the same status
/// and the same day; or where they stand in the same sentence with the same date, whatever its precision. Material deeds
/// of one day have to be the same deed, too: "gunmen attacked a convoy" and "troops shelled a fort" are two. Events known
/// only to the month or year, and events of unlike precision ("1904" and "8 April 1904"), stay apart: nothing in the
/// text says that they are one.
public struct OccurrenceMerger: Sendable {
  public init() {}

  /// Which of some reports with the same key are one: for each the number of its group, in the order of the first report
  /// of each.
  ///
  /// - Complexity: O(n²) at worst, O(n) where all are one.
  public func groups(_ deeds: [DeedWords]) -> [Int] {
    var numbers = [Int](repeating: -1, count: deeds.count)
    var count = 0
    for place in deeds.indices {
      var joined = -1
      var compared: Set<Int> = []
      for other in 0..<place {
        // A report that is like two groups joins them.
        if joined == numbers[other] || compared.contains(numbers[other]) && joined >= 0 { continue }
        guard deeds[place].isSame(as: deeds[other]) else { continue }
        if joined < 0 {
          joined = numbers[other]
        } else {
          let (kept, gone) = (min(joined, numbers[other]), max(joined, numbers[other]))
          for earlier in 0..<place where numbers[earlier] == gone { numbers[earlier] = kept }
          joined = kept
        }
        compared.insert(joined)
      }
      if joined < 0 {
        joined = count
        count += 1
      }
      numbers[place] = joined
    }
    // Numbers without gaps, in the order of the first report.
    var order: [Int: Int] = [:]
    return numbers.map { number in
      if let known = order[number] { return known }
      order[number] = order.count
      return order.count - 1
    }
  }

  /// Codes of some parties, sorted, without repetition.
  public static func codes(of parties: [ActorMention]) -> [ActorCode] {
    Array(Set(parties.compactMap(\.code))).sorted()
  }
}

/// What reports of the same happening have in common, as text.
public enum OccurrenceKey {
  /// - Parameters:
  ///   - place: the sentence in its archive, or the report itself where it has none: tells apart what has no day.
  public static func key(of event: Event, place: String) -> String {
    let isDay = event.date.map { CalendarDay($0.edtf) != nil } ?? false
    func codes(_ parties: [ActorMention]) -> String {
      OccurrenceMerger.codes(of: parties).map(\.rawValue).joined(separator: " ")
    }
    return [
      event.category.rawValue, codes(event.actors), codes(event.recipients), event.status.rawValue,
      event.date?.edtf ?? "", isDay ? "" : place,
    ].joined(separator: "|")
  }
}
