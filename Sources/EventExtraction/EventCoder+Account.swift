import Codebook
import Findings
import Linguistics

/// What became of a frame at a word that may trigger it.
package struct FrameAccount: Sendable {
  package enum Outcome: Sendable, Hashable {
    /// It is the frame that is meant there.
    case chosen
    /// It fits, and another that asks more, or goes before it, is meant.
    case outdone(by: ResourceReference)
    /// These of its conditions aren't met.
    case unmet([String])
  }

  package var frame: EventFrame
  /// Index of the trigger's token.
  package var token: Int
  package var outcome: Outcome
}

extension EventCoder {
  /// What became of each frame of a user's own at each word of `passage` that may trigger it.
  ///
  /// - Complexity: O(words · own frames of a word).
  package func accounts(of passage: AnalysedPassage, mentions: [ActorMention]) -> [FrameAccount] {
    let coder = PassageCoder(
      codebook: codebook, passage: passage, number: 0, mentions: mentions,
      dyad: DocumentDyad(mentions: mentions, passages: [passage]))
    return passage.tokens.indices.flatMap { coder.matcher.accounts(at: $0) }
  }
}

extension FrameMatcher {
  func accounts(at trigger: Int) -> [FrameAccount] {
    let form: EventFrame.Form
    switch clause.kinds[trigger] {
    case .verb: form = .verb
    case .noun: form = .noun
    case .adjective: form = .adjective
    case .other: return []
    }
    let own = codebook.frames(form: form, trigger: clause.lemma(trigger)).filter { codebook.frames[$0].isOwn }
    guard !own.isEmpty else { return [] }
    let chosen = match(at: trigger)?.frame
    return own.map { index in
      let frame = codebook.frames[index]
      let unmet = zip(frame.needs.split(separator: " "), frame.conditions)
        .filter { !meets($0.1, trigger) }.map { String($0.0) }
      let outcome: FrameAccount.Outcome =
        if !unmet.isEmpty {
          .unmet(unmet)
        } else if let chosen, chosen != index {
          .outdone(by: codebook.frames[chosen].reference)
        } else {
          .chosen
        }
      return FrameAccount(frame: frame, token: trigger, outcome: outcome)
    }
  }

  /// Whether one condition is met.
  private func meets(_ condition: FrameCondition, _ trigger: Int) -> Bool {
    let isMet = clause.heads(of: condition.slot, trigger: trigger).contains { holds(condition.tests, $0) != nil }
    return isMet != condition.isNegative
  }
}
