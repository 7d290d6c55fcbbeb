import Findings
import Linguistics
import SourceTexts

/// Dates both ends of a change: "from £8 million to £6 million between 1890 and 1894" is £8 million in 1890 and £6
/// million in 1894.
struct FigureChanges {
  let passage: AnalysedPassage
  let context: SentenceContext

  /// A number and the place of its figure.
  struct End: Sendable {
    var figure: Int
    var number: NumberReader.Number
  }

  /// Gives the two figures of a from–to pair of one unit the two dates of their sentence, where there are just two, or the
  /// two ends of its only interval.
  func date(_ figures: inout [Figure], _ numbers: [End]) {
    // "from 10 to 15 per cent" is one number with two ends.
    for end in numbers where end.number.lower != nil && Self.word(before: end.number, in: passage) == "from" {
      let sentence = passage.sentence(of: end.number.tokens.lowerBound)
      guard let (start, stop) = ends(of: passage.span(of: passage.sentences[sentence])) else { continue }
      figures[end.figure - 1].date = start
      figures[end.figure].date = stop
      figures[end.figure - 1].approximation = nil
      figures[end.figure].approximation = nil
    }
    for (first, second) in zip(numbers, numbers.dropFirst()) {
      guard Self.word(before: first.number, in: passage) == "from",
        Self.word(before: second.number, in: passage) == "to",
        figures[first.figure].unit == figures[second.figure].unit
      else { continue }
      let sentence = passage.sentence(of: first.number.tokens.lowerBound)
      guard sentence == passage.sentence(of: second.number.tokens.lowerBound),
        let (start, end) = ends(of: passage.span(of: passage.sentences[sentence]))
      else { continue }
      figures[first.figure].date = start
      figures[second.figure].date = end
    }
  }

  static func word(before number: NumberReader.Number, in passage: AnalysedPassage) -> String? {
    let position = number.tokens.lowerBound - 1
    return position >= 0 ? passage.tokens[position].text.lowercased() : nil
  }

  private func ends(of sentence: Span) -> (HistoricalDate, HistoricalDate)? {
    let times = context.calendarTimes(in: sentence)
    let values: [(String, Span)]
    if times.count == 2, let first = times[0].edtf, let second = times[1].edtf {
      let parts = first.split(separator: "/").map(String.init)
      // Both halves of a range carry the whole interval.
      values =
        first == second && parts.count == 2
        ? [(parts[0], times[0].span), (parts[1], times[1].span)] : [(first, times[0].span), (second, times[1].span)]
    } else if times.count == 1, let edtf = times[0].edtf {
      let parts = edtf.split(separator: "/").map(String.init)
      guard parts.count == 2 else { return nil }
      values = parts.map { ($0, times[0].span) }
    } else {
      return nil
    }
    let dates = values.compactMap {
      HistoricalDate(edtf: $0.0, basis: .explicit, expression: $0.1, rule: "date.change", confidence: 0.8)
    }
    return dates.count == 2 ? (dates[0], dates[1]) : nil
  }
}
