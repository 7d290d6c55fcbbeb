/// All that was found in one document, each layer in document order.
public struct DocumentFindings: Hashable, Sendable, Codable {
  public var times: [TimeExpression]
  public var actors: [ActorMention]
  public var events: [Event]
  public var statements: [Statement]
  public var figures: [Figure]
  public var citations: [Citation]
  public var agreements: [Agreement]
  /// Words that look like a date and name no day; told with the findings, kept in no archive.
  public var refusals: [TimeRefusal]

  public init(
    times: [TimeExpression] = [], actors: [ActorMention] = [], events: [Event] = [], statements: [Statement] = [],
    figures: [Figure] = [], citations: [Citation] = [], agreements: [Agreement] = [], refusals: [TimeRefusal] = []
  ) {
    self.times = times
    self.actors = actors
    self.events = events
    self.statements = statements
    self.figures = figures
    self.citations = citations
    self.agreements = agreements
    self.refusals = refusals
  }
}
