import SourceTexts

/// Where the findings of one layer stand: what their names are made of.
public enum FindingPlaces {
  /// The tails of the names of a layer's findings, in their order: short, longer where two would be the same.
  ///
  /// ```
  /// tails(of: .event, at: [Span(4, 9), Span(12, 15)])              == ["e4", "e12"]
  /// tails(of: .event, at: [Span(4, 9), Span(4, 15)])               == ["e4-9", "e4-15"]
  /// tails(of: .event, at: [Span(4, 9), Span(4, 9), Span(4, 15)])   == ["e4-9x1", "e4-9x2", "e4-15"]
  /// ```
  ///
  /// - Parameter places: in code points.
  /// - Complexity: linear in the number of places.
  public static func tails(of kind: FindingKind, at places: [Span]) -> [String] {
    var starts: [Int: Int] = [:]
    var whole: [Span: Int] = [:]
    for place in places {
      starts[place.start, default: 0] += 1
      whole[place, default: 0] += 1
    }
    var given: [Span: Int] = [:]
    return places.map { place in
      if starts[place.start] == 1 { return "\(kind.letter)\(place.start)" }
      if whole[place] == 1 { return "\(kind.letter)\(place.start)-\(place.end)" }
      given[place, default: 0] += 1
      return "\(kind.letter)\(place.start)-\(place.end)x\(given[place] ?? 1)"
    }
  }
}

extension Event {
  /// The words that name it: the place that it keeps when it is coded anew.
  public var anchor: Span { trigger }
}

extension Citation {
  /// Where the link or the note stands.
  public var anchor: Span { referenceSpan }
}
