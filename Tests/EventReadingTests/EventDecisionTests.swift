import EventReading
import Testing

/// Who is taken for the sides of an event, from the probabilities.
struct EventDecisionTests {
  private func decision(_ parts: [EventDecision.Part]) -> EventDecision {
    EventDecision(token: 0, classes: [0, 1], statuses: [1], parts: parts, dates: [])
  }

  @Test func theLikeliestActsAndTheLikeliestIsActedOn() {
    let (actors, recipients) = decision([
      .init(code: "RUS", actor: 0.8, recipient: 0.1, amongActors: 0.9, amongRecipients: 0.1),
      .init(code: "IRN", actor: 0.1, recipient: 0.7, amongActors: 0.2, amongRecipients: 0.8),
    ]).sides(member: 0.7)
    #expect(actors.parts.map(\.code) == ["RUS"])
    #expect(recipients.parts.map(\.code) == ["IRN"])
  }

  @Test func nobodyIsActedOnWhereThatIsLikelier() {
    let (actors, recipients) = decision([
      .init(code: "RUS", actor: 0.5, recipient: 0.05, amongActors: 0.9, amongRecipients: 0.1),
      .init(code: "IRN", actor: 0.45, recipient: 0.05, amongActors: 0.85, amongRecipients: 0.1),
    ]).sides(member: 0.7)
    #expect(actors.parts.map(\.code) == ["RUS", "IRN"])
    #expect(recipients.parts.isEmpty)
    // 0.5 for the first, 0.85 for the second's belonging; 0.9 for nobody.
    #expect(abs(actors.probability - 0.425) < 1e-5)
    #expect(abs(recipients.probability - 0.9) < 1e-5)
  }

  @Test func withoutCandidatesThereIsNobody() {
    let (actors, recipients) = decision([]).sides(member: 0.7)
    #expect(actors.parts.isEmpty && recipients.parts.isEmpty)
    #expect(actors.probability == 1)
  }
}
