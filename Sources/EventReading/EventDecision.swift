import Findings

/// What the learned reader decides of one trigger, with what it held against it.
package struct EventDecision: Sendable {
  /// One code that may have a part in the event.
  package struct Part: Sendable {
    package var code: ActorCode
    /// Probability that it acts, and that it is acted on.
    package var actor: Float
    package var recipient: Float
    /// The mentions that speak most for either; nil for a state that only the document tells.
    package var actorParty: Int?
    package var recipientParty: Int?
  }

  /// One date that it may have; empty for none.
  package struct Dating: Sendable {
    package var edtf: String
    package var probability: Float
    /// The time that speaks most for it.
    package var time: Int?
  }

  /// The trigger's token in the document.
  package var token: Int
  /// Probabilities of the reader's classes, in their order; the first is that of no event.
  package var classes: [Float]
  package var statuses: [Float]
  package var parts: [Part]
  /// Most probable first.
  package var dates: [Dating]
}
