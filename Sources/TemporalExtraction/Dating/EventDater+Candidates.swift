import Findings
import Linguistics
import SourceTexts

/// What could date an event, for a reader that chooses by itself.
extension EventDater {
  /// The times of each passage that can date events, in order.
  ///
  /// - Parameters:
  ///   - times: the document's time expressions in document order.
  ///   - published: when the document was published; only "currently" and its like are reckoned from it.
  /// - Complexity: linear in the words and times.
  package func candidates(
    in document: AnalysedDocument, times: [TimeExpression], published: CalendarDay?
  ) -> [[DatedWords]] {
    var found: [[DatedWords]] = []
    found.reserveCapacity(document.passages.count)
    var cursor = 0
    for passage in document.passages {
      guard let first = passage.tokens.first, let last = passage.tokens.last else {
        found.append([])
        continue
      }
      while cursor < times.count, times[cursor].span.end <= first.span.start { cursor += 1 }
      var end = cursor
      while end < times.count, times[end].span.start < last.span.end { end += 1 }
      found.append(finder.find(in: passage, times: times[cursor..<end], published: published))
      cursor = end
    }
    return found
  }

  /// How far a time stands from a word of its sentence in the parse; infinite where it belongs elsewhere.
  package func cost(
    of time: DatedWords, for trigger: Int, triggers: Set<Int>, in passage: AnalysedPassage
  ) -> Double {
    attachment.cost(of: time, for: trigger, triggers: triggers, in: passage)
  }
}
