// The interface that Pipeline calls, empty: delete this file when the target's own types land (Pipeline must still build;
// adapt Sources/Pipeline where the real signature is better).
import Codebook
import Findings
import Linguistics
public struct ActorResolver: Sendable { public init(lexicon: ActorLexicon) throws {}
  public func mentions(in document: AnalysedDocument, times: [TimeExpression], published: CalendarDay?) -> [ActorMention] { [] } }
