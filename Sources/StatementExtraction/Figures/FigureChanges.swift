import Findings
import Linguistics
import SourceTexts

/// Dates both ends of a change: "from £8 million to £6 million between 1890 and 1894" is £8 million in 1890 and £6
/// million in 1894.
struct FigureChanges {
  let passage: AnalysedPassage
  let context: SentenceContext

  /// Gives the two figures of a from–to pair of one unit the two dates of their sentence, where there are just two, or the
  /// two ends of its only interval.
  func date(_ figures: inout [Figure], _ numbers: [(figure: Int, number: NumberReader.Number)]) {
    for (first, second) in zip(numbers, numbers.dropFirst()) {
      guard word(before: first.number) == "from", word(before: second.number) == "to",
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

  private func word(before number: NumberReader.Number) -> String? {
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
