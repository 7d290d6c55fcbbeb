import Findings
import SourceTexts

/// What stands around a finding in its sentence: dates, sides and events.
struct SentenceContext: Sendable {
  private let mentions: [ActorMention]
  private let times: [TimeExpression]
  private let events: [Event]
  private let mentionSpans: [Span]
  private let timeSpans: [Span]
  private let eventSpans: [Span]

  init(mentions: [ActorMention], times: [TimeExpression], events: [Event]) {
    self.mentions = mentions.sorted { $0.span < $1.span }
    self.times = times.sorted { $0.span < $1.span }
    self.events = events.sorted { $0.span < $1.span }
    self.mentionSpans = self.mentions.map(\.span)
    self.timeSpans = self.times.map(\.span)
    self.eventSpans = self.events.map(\.span)
  }

  /// The date of the narrowest dated event whose clause holds the figure, else the only calendar date of its sentence.
  func date(at span: Span, sentence: Span) -> HistoricalDate? {
    let around = events[range(of: sentence, in: eventSpans)].filter { $0.span.contains(span) && $0.date != nil }.min {
      $0.span.count < $1.span.count
    }
    if let date = around?.date { return date }
    let dates = times[range(of: sentence, in: timeSpans)].filter { $0.edtf != nil && $0.type != .duration }
    guard dates.count == 1, let time = dates.first, let edtf = time.edtf else { return nil }
    return HistoricalDate(
      edtf: edtf, basis: time.basis, expression: time.span, rule: "date.figure-sentence", confidence: 0.6)
  }

  /// The times on the calendar that `sentence` tells, in order.
  func calendarTimes(in sentence: Span) -> [TimeExpression] {
    times[range(of: sentence, in: timeSpans)].filter { $0.edtf != nil && $0.type != .duration }
  }

  /// The times on the calendar of `sentence` that stand within some lines of `span`, in order.
  func calendarTimes(in sentence: Span, near span: Span) -> [TimeExpression] {
    let low = max(sentence.start, span.start - Self.reach)
    return calendarTimes(in: Span(low, max(low, min(sentence.end, span.end + Self.reach))))
  }

  /// In bytes: about the length of a long sentence.
  private static let reach = 600

  /// The calendar date whose words stand in `span`: "the 1995 pact"; nil where none or several do.
  func date(within span: Span) -> HistoricalDate? {
    let dates = times[range(of: span, in: timeSpans)].filter {
      $0.edtf != nil && $0.type != .duration && span.contains($0.span)
    }
    guard dates.count == 1, let time = dates.first, let edtf = time.edtf else { return nil }
    return HistoricalDate(
      edtf: edtf, basis: time.basis, expression: time.span, rule: "date.within-name", confidence: 0.8)
  }

  /// Codes of the sides of the event around the figure, else of all that the sentence names; in order of mention.
  func sides(at span: Span, sentence: Span) -> [ActorCode] {
    let around = events[range(of: sentence, in: eventSpans)].filter { $0.span.contains(span) }.min {
      $0.span.count < $1.span.count
    }
    let named =
      around.map { $0.actors + $0.recipients }
      ?? Array(mentions[range(of: sentence, in: mentionSpans)])
    var codes: [ActorCode] = []
    for code in named.compactMap(\.code) where !codes.contains(code) { codes.append(code) }
    return codes
  }

  private func range(of sentence: Span, in spans: [Span]) -> Range<Int> {
    let low = spans.partitioningIndex { $0.start >= sentence.start }
    let high = spans.partitioningIndex { $0.start >= sentence.end }
    return low..<max(low, high)
  }
}
