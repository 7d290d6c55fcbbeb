import Findings
import Linguistics
import SourceTexts

/// Dates that lie a told amount from another date of their sentence.
///
/// ```
/// "three days after the truce of 24 October 1973"      1973-10-27
/// "fifty years after Egypt attacked in October 1973"   2023-10
/// "on the tenth anniversary of the 1953 coup"          1963
/// ```
extension DatedWordsFinder {
  /// The dates reckoned from those in `found`, which from then on date only what they stand with.
  func reckoned(
    from times: ArraySlice<TimeExpression>, _ found: inout [DatedWords], in passage: AnalysedPassage
  ) -> [DatedWords] {
    var reckoned: [DatedWords] = []
    var cursor = 0
    for time in times where time.type == .duration && time.edtf == nil {
      guard let tokens = tokenRange(of: time.span, in: passage, from: &cursor),
        let amount = Self.amount(of: time.value), tokens.upperBound < passage.tokens.count,
        let direction = direction(at: tokens.upperBound, in: passage),
        let (anchor, holder) = anchor(behind: tokens.upperBound, among: found, in: passage),
        let edtf = Self.moved(found[anchor].plain, by: amount.number * direction, amount.unit)
      else { continue }
      let isClause = passage.tokens[tokens.upperBound].relation == "mark"
      reckoned.append(
        derived(
          edtf, tokens: tokens, clause: isClause ? passage.head(of: holder) : nil, from: found[anchor], in: passage))
      found[anchor].within = holder
    }
    for index in passage.tokens.indices.dropLast(2)
    where ["a", "an", "one"].contains(passage.tokens[index].text.lowercased()) {
      // "a month before the treaty of 23 August": one of the unit.
      guard let unit = anniversaries.unit(passage.tokens[index + 1].text),
        passage.tokens[index + 1].relation == "npadvmod", passage.tokens[index + 1].head == index + 2,
        !reckoned.contains(where: { $0.tokens.contains(index + 1) }),
        let direction = direction(at: index + 2, in: passage),
        let (anchor, holder) = anchor(behind: index + 2, among: found, in: passage),
        let edtf = Self.moved(found[anchor].plain, by: direction, unit)
      else { continue }
      let isClause = passage.tokens[index + 2].relation == "mark"
      reckoned.append(
        derived(
          edtf, tokens: index..<(index + 2), clause: isClause ? passage.head(of: holder) : nil, from: found[anchor],
          in: passage))
      found[anchor].within = holder
    }
    for place in anniversaries.mentions(in: passage) {
      guard let (anchor, holder) = anchor(behind: place.word, among: found, in: passage) else { continue }
      found[anchor].within = holder
      guard let years = place.years, let edtf = Self.moved(found[anchor].plain, by: years, .year) else { continue }
      reckoned.append(
        derived(edtf, tokens: place.word..<(place.word + 1), clause: nil, from: found[anchor], in: passage))
    }
    return reckoned
  }

  private func derived(
    _ edtf: String, tokens: Range<Int>, clause: Int?, from anchor: DatedWords, in passage: AnalysedPassage
  ) -> DatedWords {
    let head = tokens.first { !tokens.contains(passage.tokens[$0].head) || passage.tokens[$0].head == $0 }
    return DatedWords(
      tokens: tokens, head: head ?? tokens.lowerBound, clause: clause, edtf: edtf, plain: edtf, basis: .relative,
      span: passage.span(of: tokens).union(anchor.span), rule: "date.offset", confidence: 0.85 * anchor.confidence)
  }

  /// +1 where the word at `index` opens what comes before the time told ("three days **after**"), -1 where behind.
  private func direction(at index: Int, in passage: AnalysedPassage) -> Int? {
    switch prepositions.effect(of: passage.tokens[index].text.lowercased()) {
    case .after: 1
    case .before: -1
    default: nil
    }
  }

  /// The first date below the phrase or clause that the word at `index` opens, and the head of that phrase or clause.
  private func anchor(
    behind index: Int, among found: [DatedWords], in passage: AnalysedPassage
  ) -> (anchor: Int, holder: Int)? {
    let token = passage.tokens[index]
    let holder: Int
    if token.relation == "mark" || token.relation == "advmod" {
      guard let verb = passage.head(of: index), verb > index else { return nil }
      holder = verb
    } else if let object = passage.children(of: index).first(where: {
      ["pobj", "pcomp", "prep"].contains(passage.tokens[$0].relation) && $0 > index
    }) {
      holder = object
    } else {
      return nil
    }
    let place = found.firstIndex { time in
      time.kind == .calendar && time.tokens.lowerBound > index && Self.isBelow(holder, time.head, in: passage)
    }
    if place == nil, token.relation == "mark" {
      // The parse may give a date at the end of the clause to the one that follows the comma.
      let comma = passage.tokens[index...].firstIndex { $0.tag == "," } ?? index
      let inside = found.firstIndex { time in
        time.kind == .calendar && time.tokens.lowerBound > holder && time.tokens.upperBound == comma
      }
      return inside.map { ($0, holder) }
    }
    return place.map { ($0, holder) }
  }

  static func isBelow(_ above: Int, _ index: Int, in passage: AnalysedPassage) -> Bool {
    var current = index
    for _ in 0..<24 {
      if current == above { return true }
      guard let head = passage.head(of: current) else { return false }
      current = head
    }
    return false
  }

  /// "P3D" as 3 days; nil for vague, broken and clock durations.
  private static func amount(of value: String) -> (number: Int, unit: TimeUnit)? {
    guard value.hasPrefix("P"), !value.hasPrefix("PT") else { return nil }
    let digits = value.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), (1...9999).contains(number) else { return nil }
    return switch value.dropFirst(1 + digits.count) {
    case "D": (number, .day)
    case "W": (number, .week)
    case "M": (number, .month)
    case "Y": (number, .year)
    case "DE": (number * 10, .year)
    case "CE": (number * 100, .year)
    default: nil
    }
  }

  /// A day, month or year some units away, as precise as the units and the date allow; nil where the date is coarser than
  /// the units or an interval.
  static func moved(_ edtf: String, by amount: Int, _ unit: TimeUnit) -> String? {
    let fields = edtf.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let numbers = fields.compactMap { Int($0) }
    guard numbers.count == fields.count, (1...3).contains(fields.count), fields[0].utf8.count == 4 else { return nil }
    let year = numbers[0]
    switch (unit, fields.count) {
    case (.day, 3), (.week, 3):
      return CalendarDay(edtf)?.adding(days: amount * (unit == .week ? 7 : 1)).description
    case (.month, 2...), (.year, 2...):
      guard (1...12).contains(numbers[1]) else { return nil }
      let index = year * 12 + numbers[1] - 1 + amount * (unit == .year ? 12 : 1)
      guard index >= 0 else { return nil }
      return TimePoint.month(index / 12, index % 12 + 1).edtf
    case (.year, 1): return TimePoint.year(year + amount).edtf
    default: return nil
    }
  }
}
