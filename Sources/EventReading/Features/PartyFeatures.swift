import Findings

/// Who may have done or suffered what a trigger tells: a party of the text, or one of the states that the document is
/// about where the sentence leaves them unsaid.
enum PartyCandidate: Hashable {
  /// A party's number in the evidence.
  case party(Int)
  /// A state's rank in the document.
  case state(Int)
}

/// The features of a trigger and a party; the order is that of `PARTY_TABLES`.
enum PartyFeatures {
  static let tables = 11
  /// No more parties than this, the nearest, are asked for one trigger.
  static let most = 48

  /// - Parameter firstSentence: where the window begins.
  static func candidates(
    for trigger: Int, from firstSentence: Int, in reading: DocumentReading, states: Int
  ) -> [PartyCandidate] {
    let sentence = reading.sentenceOf[trigger]
    var found: [PartyCandidate] = []
    if firstSentence <= sentence {
      for number in firstSentence...sentence { found += reading.partiesIn[number].map { .party($0) } }
    }
    return Array(found.suffix(most)) + (0..<min(states, reading.states.count)).map { .state($0) }
  }

  static func code(of candidate: PartyCandidate, in reading: DocumentReading) -> ActorCode? {
    switch candidate {
    case .party(let number): reading.evidence.parties[number].mention.code
    case .state(let rank): reading.states[rank]
    }
  }

  static func names(of candidate: PartyCandidate, code: ActorCode, trigger: Int, in reading: DocumentReading)
    -> [String]
  {
    let proposal = reading.proposal(at: trigger)
    var byCode = proposal == nil ? "none" : "-"
    if let proposal {
      let acts = proposal.actors.contains { reading.evidence.parties[$0].mention.code == code }
      let suffers = proposal.recipients.contains { reading.evidence.parties[$0].mention.code == code }
      byCode = acts ? (suffers ? "both" : "actor") : suffers ? "recipient" : "-"
    }
    let kind = code.isKindOfOrganization ? code.rawValue : "state"
    let rank = String(min(reading.rank[code] ?? 9, 9))
    guard case .party(let number) = candidate else {
      let place = placeByCode(code, trigger, in: reading)
      return [
        "document", "document", "document", "document", "document", byCode, "document", rank, kind, "document", place,
      ]
    }
    let party = reading.evidence.parties[number]
    var byMention = "none"
    if let proposal {
      byMention =
        proposal.actors.contains(number) ? "actor" : proposal.recipients.contains(number) ? "recipient" : "-"
    }
    let back = reading.sentenceOf[trigger] - reading.sentenceOf[party.head]
    return [
      String(min(back, 5)), back == 0 ? DocumentReading.bucket(party.head - trigger) : "far",
      reading.path(from: party.head, to: trigger), party.sort, byMention, byCode, reading.part[number] ?? "-", rank,
      kind,
      reading.evidence.words[trigger].places.first { $0.party == number }?.place ?? "-",
      placeByCode(code, trigger, in: reading),
    ]
  }

  /// The trigger's first grammatical place in which a party of this code stands.
  private static func placeByCode(_ code: ActorCode, _ trigger: Int, in reading: DocumentReading) -> String {
    reading.evidence.words[trigger].places.first { reading.evidence.parties[$0.party].mention.code == code }?.place
      ?? "-"
  }
}
