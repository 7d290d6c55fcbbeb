// The interface that Pipeline calls, empty: delete this file when the target's own types land (Pipeline must still build;
// adapt Sources/Pipeline where the real signature is better).
import Findings
import Linguistics
public struct TimeTagger: Sendable { public init() throws {}
  public func tag(_ document: AnalysedDocument, written: CalendarDay?) -> [TimeExpression] { [] } }
public struct EventDater: Sendable { public init() throws {}
  public func date(_ events: [Event], in document: AnalysedDocument, times: [TimeExpression], published: CalendarDay?) -> [Event] { events } }
