import Findings
import SourceTexts

/// Gives events that stand inside words said their speaker.
public struct SpeechAttribution: Sendable {
  public init() {}

  /// `events` with `saidBy` set where the event's trigger stands in the words of a statement; what the event coder saw
  /// itself is kept. Of nested statements the innermost speaks.
  ///
  /// - Complexity: O(events · log statements + overlaps).
  public func attribute(_ events: [Event], to statements: [AttributedStatement]) -> [Event] {
    let sorted = statements.sorted { $0.content < $1.content }
    // The furthest that any statement up to each one reaches, so that the walk back knows where to stop.
    var reach: [Int] = []
    for statement in sorted { reach.append(max(reach.last ?? 0, statement.content.end)) }
    return events.map { event in
      guard event.saidBy == nil else { return event }
      let end = sorted.partitioningIndex { $0.content.start > event.trigger.start }
      var first = end
      while first > 0, reach[first - 1] >= event.trigger.end { first -= 1 }
      let speaking = sorted[first..<end].filter { $0.content.contains(event.trigger) && $0.statement.speaker != nil }
        .min { $0.content.count < $1.content.count }
      guard let speaker = speaking?.statement.speaker else { return event }
      var attributed = event
      attributed.saidBy = speaker
      return attributed
    }
  }
}
