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

  /// The date that the rules would give an event at each of some words; nil for none.
  ///
  /// - Parameters:
  ///   - words: the words asked about, by passage and token.
  ///   - events: what the rules hold for events: dates belong to these first.
  package func dates(
    ofWords words: [TokenPlaceReference], among events: [Event], in document: AnalysedDocument, times: [TimeExpression],
    published: CalendarDay?
  ) -> [TokenPlaceReference: HistoricalDate] {
    var triggers = [Set<Int>](repeating: [], count: document.passages.count)
    for place in events.compactMap(\.place) where triggers.indices.contains(place.passage) {
      triggers[place.passage].insert(place.token)
    }
    let asked = words.map { place in
      let span = document.passages[place.passage].tokens[place.token].span
      return Event(
        category: .consult, actors: [], trigger: span, place: place, evidence: Evidence(span: span, rule: "date.asked"))
    }
    var dates: [TokenPlaceReference: HistoricalDate] = [:]
    for event in date(asked, in: document, times: times, published: published, triggers: triggers) {
      guard let place = event.place, let date = event.date, dates[place] == nil else { continue }
      dates[place] = date
    }
    return dates
  }
}
