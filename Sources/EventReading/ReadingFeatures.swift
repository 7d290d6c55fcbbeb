import Findings
import SourceTexts

/// The features of a word that are embedded beside its pieces. The order is that of `WORD_TABLES` in
/// `Training/reading_data.py`.
enum WordFeatures {
  static let tables = 8

  static func names(of word: ReadingEvidence.Word, proposals: [ReadingEvidence.Proposal]) -> [String] {
    let categories = word.lemmaCategories
    return [
      word.tag, word.relation, word.party, (word.isTime ? "time" : "") + (word.isQuoted ? "quoted" : ""),
      word.proposal.map { proposals[$0].event.category.rawValue } ?? "",
      categories.first?.rawValue ?? "", categories.count > 1 ? categories[1].rawValue : "",
      word.isContent ? String(word.modality) : "",
    ]
  }
}

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

/// The features of a trigger and a time; the order is that of `TIME_TABLES`.
enum TimeFeatures {
  static let tables = 8

  /// Numbers of the last times up to the end of the trigger's sentence, in the order of the text.
  static func candidates(for trigger: Int, in reading: DocumentReading, most: Int) -> Range<Int> {
    let end = reading.evidence.sentences[reading.sentenceOf[trigger]].upperBound
    var low = 0
    var high = reading.evidence.times.count
    while low < high {
      let middle = (low + high) / 2
      if reading.evidence.times[middle].head < end { low = middle + 1 } else { high = middle }
    }
    return max(0, low - most)..<low
  }

  /// A date that a trigger may have: a time's, or the one that the rules would give.
  struct Candidate {
    var edtf: String
    /// The time's number; nil for the rules' own date.
    var time: Int?
    /// 0 for the last of the times, counting back.
    var order: Int
  }

  /// The dates of the last times, nearest first, and the rules' where none of them has it.
  static func dates(for trigger: Int, in reading: DocumentReading, most: Int) -> [Candidate] {
    let numbers = candidates(for: trigger, in: reading, most: most)
    var found = numbers.reversed().enumerated().map { order, number in
      Candidate(edtf: reading.evidence.times[number].edtf, time: number, order: order)
    }
    if let ruled = reading.evidence.words[trigger].date, !found.contains(where: { $0.edtf == ruled.edtf }) {
      found.append(Candidate(edtf: ruled.edtf, time: nil, order: 0))
    }
    return found
  }

  static func names(of candidate: Candidate, trigger: Int, in reading: DocumentReading) -> [String] {
    let ruled = reading.evidence.words[trigger].date
    let basis = ruled?.basis.rawValue ?? ""
    guard let number = candidate.time else {
      return ["rule", "rule", "rule", "rule:" + basis, granularity(candidate.edtf), "same:" + basis, "rule", "rule"]
    }
    let time = reading.evidence.times[number]
    let back = reading.sentenceOf[trigger] - reading.sentenceOf[time.head]
    let rule = ruled.map { ($0.edtf == time.edtf ? "same:" : "other:") + basis } ?? "undated"
    return [
      String(min(back, 8)), back == 0 ? DocumentReading.bucket(time.head - trigger) : "far",
      reading.path(from: time.head, to: trigger), time.kind + ":" + time.basis.rawValue, granularity(time.edtf), rule,
      reading.passage(of: time.head) == reading.passage(of: trigger) ? "passage" : "-", String(candidate.order),
    ]
  }

  /// How closely an EDTF value tells a time.
  static func granularity(_ edtf: String) -> String {
    if edtf.contains("/") { return edtf.hasPrefix("..") || edtf.hasSuffix("..") ? "open" : "interval" }
    var bare = edtf[...]
    while let last = bare.last, "~?%".contains(last) { bare.removeLast() }
    if bare.contains("X") { return "decade" }
    if bare.first == "-" { bare.removeFirst() }
    return ["year", "month", "day"][min(2, bare.filter { $0 == "-" }.count)]
  }
}
