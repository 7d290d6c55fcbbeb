import Findings

/// What the learned reader decides of one trigger, with what it held against it.
package struct EventDecision: Sendable {
  /// One code that may have a part in the event.
  package struct Part: Sendable {
    package var code: ActorCode
    /// Probability that it is the one who acts, and the one acted on; what is left is that nobody is.
    package var actor: Float
    package var recipient: Float
    /// Probability that it belongs to either side, besides others.
    package var amongActors: Float
    package var amongRecipients: Float
    /// The mentions that speak most for either; nil for a state that only the document tells.
    package var actorParty: Int?
    package var recipientParty: Int?

    package init(
      code: ActorCode, actor: Float, recipient: Float, amongActors: Float, amongRecipients: Float,
      actorParty: Int? = nil,
      recipientParty: Int? = nil
    ) {
      self.code = code
      self.actor = actor
      self.recipient = recipient
      self.amongActors = amongActors
      self.amongRecipients = amongRecipients
      self.actorParty = actorParty
      self.recipientParty = recipientParty
    }
  }

  /// One date that it may have; empty for none.
  package struct Dating: Sendable {
    package var edtf: String
    package var probability: Float
    /// The time that speaks most for it; nil for none, and for a date that only the rules reckoned.
    package var time: Int?
  }

  /// One side of the event.
  package struct Side: Sendable {
    package var parts: [Part] = []
    /// Probability that just these are on it.
    package var probability: Float = 1
  }

  /// Who acts and who is acted on: for each side the likeliest, unless nobody is likelier, and whoever belongs to it with
  /// at least `member`.
  package func sides(member: Float) -> (actors: Side, recipients: Side) {
    (side(\.actor, \.amongActors, member), side(\.recipient, \.amongRecipients, member))
  }

  private func side(_ first: KeyPath<Part, Float>, _ among: KeyPath<Part, Float>, _ member: Float) -> Side {
    let nobody = max(0, 1 - parts.reduce(0) { $0 + $1[keyPath: first] })
    let best = parts.map { $0[keyPath: first] }.max() ?? 0
    var side = Side()
    for part in parts where best >= nobody {
      let isFirst = part[keyPath: first] == best
      if isFirst || part[keyPath: among] > member {
        side.parts.append(part)
        if !isFirst { side.probability *= part[keyPath: among] }
      } else {
        side.probability *= 1 - part[keyPath: among]
      }
    }
    side.probability *= max(best, nobody)
    return side
  }

  /// The trigger's token in the document.
  package var token: Int
  /// Probabilities of the reader's classes, in their order; the first is that of no event.
  package var classes: [Float]
  package var statuses: [Float]
  package var parts: [Part]
  /// Most probable first.
  package var dates: [Dating]

  package init(token: Int, classes: [Float], statuses: [Float], parts: [Part], dates: [Dating]) {
    self.token = token
    self.classes = classes
    self.statuses = statuses
    self.parts = parts
    self.dates = dates
  }
}
