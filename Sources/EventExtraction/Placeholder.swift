// The interface that Pipeline calls, empty: delete this file when the target's own types land (Pipeline must still build;
// adapt Sources/Pipeline where the real signature is better).
import Findings
import Linguistics
public struct EventCoder: Sendable { public init() throws {}
  public func events(in document: AnalysedDocument, mentions: [ActorMention]) -> [Event] { [] }
  public func classify(passage: AnalysedPassage, actor: Range<Int>?, recipient: Range<Int>?) -> PloverCategory { .consult } }
