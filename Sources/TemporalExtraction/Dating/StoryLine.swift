import Findings
import Linguistics

/// The date that a paragraph's story has reached, to be carried to what has none of its own.
struct StoryLine: Sendable {
  private var last: (time: DatedWords, sentence: Int)?

  mutating func enter(sentence: Int) {
    // After five sentences without a date the story may be anywhere.
    if let last, sentence - last.sentence > 5 { self.last = nil }
  }

  mutating func tell(_ time: DatedWords, sentence: Int) {
    // A bound ("until 1999") says nothing of what comes next.
    if time.edtf.hasPrefix("../") { return }
    last = (time, sentence)
  }

  /// The carried date of `event`; nil for what didn't happen, for what is told in the present, and for what lies
  /// before the story (pluperfect).
  func date(for event: Event, at token: Int, sentence: Int, in passage: AnalysedPassage) -> HistoricalDate? {
    guard let last, event.status == .occurred || event.status == .ongoing else { return nil }
    switch ClauseTime.of(token, in: passage) {
    case .pluperfect, .present, .future: return nil
    case .past, .unknown: break
    }
    let distance = sentence - last.sentence
    return HistoricalDate(
      edtf: last.time.edtf, basis: .carried, expression: last.time.span, rule: "date.carried",
      confidence: last.time.confidence * max(0.3, 0.75 - 0.1 * Double(distance)))
  }
}
