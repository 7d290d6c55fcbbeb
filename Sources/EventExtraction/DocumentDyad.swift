import Findings
import Linguistics

/// The two states that a document is about, where it is about two.
///
/// A history of the relations between two states often leaves one or both unsaid: "Diplomatic relations were
/// established in 1922." The dyad fills that in, with a rule and a lower confidence of its own.
struct DocumentDyad {
  /// Mentions that stand for the two, the more frequent first; nil where the document isn't about two states.
  let states: (ActorMention, ActorMention)?

  /// Two states make the dyad where the document is long enough to tell and names each of them often.
  init(mentions: [ActorMention], passages: [AnalysedPassage]) {
    var counts: [ActorCode: Int] = [:]
    var first: [ActorCode: ActorMention] = [:]
    var total = 0
    for mention in mentions {
      guard let code = mention.code, !code.isKindOfOrganization, mention.form != .pronoun else { continue }
      counts[code, default: 0] += 1
      total += 1
      let known = first[code]
      if known == nil || (known?.form != .name && mention.form == .name) { first[code] = mention }
    }
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard passages.count >= 3, ranked.count >= 2, ranked[1].value >= 3,
      Double(ranked[0].value + ranked[1].value) >= 0.5 * Double(total),
      let one = first[ranked[0].key], let two = first[ranked[1].key]
    else {
      states = nil
      return
    }
    states = (one, two)
  }

  /// Whether a category is one of those that two states usually do with each other, so that an unsaid side may be the
  /// other state.
  static func isMutualByNature(_ category: PloverCategory) -> Bool {
    switch category {
    case .agree, .consult, .support, .cooperate, .aid, .concede, .retreat, .sanction: true
    case .request, .accuse, .reject, .threaten, .protest, .mobilize, .coerce, .assault: false
    }
  }

  /// The state of the dyad that isn't among `codes`, where exactly one of the two is.
  func partner(of codes: [ActorCode]) -> ActorMention? {
    guard let states, let one = states.0.code, let two = states.1.code else { return nil }
    switch (codes.contains(one), codes.contains(two)) {
    case (true, false): return states.1
    case (false, true): return states.0
    default: return nil
    }
  }
}
