import Findings
import SourceTexts

/// Makes statements of the spans that the learned reader takes for what somebody said, where the rules have none.
package struct SpokenStatements {
  /// A statement that the learned reader finds.
  package static let rule: RuleIdentifier = "statement.learned"

  /// Deeds that are done by speaking: who acts in one says it, and how the speaker stands to the one acted on.
  private static let speaking: [PloverCategory: Int] = [
    .request: 0, .accuse: -1, .reject: -1, .threaten: -1, .agree: 1, .support: 1, .concede: 1,
  ]

  private let evidence: ReadingEvidence

  package init(evidence: ReadingEvidence) { self.evidence = evidence }

  /// - Parameters:
  ///   - spans: in document order.
  ///   - events: the document's, by whose doers the speakers are known.
  ///   - existing: what the rules found, which stands.
  /// - Returns: statements with a speaker that don't overlap what is there.
  /// - Complexity: O(spans · (events + statements of the document)) at worst.
  package func statements(of spans: [LayerSpan], events: [Event], besides existing: [Statement]) -> [Statement] {
    spans.compactMap { spoken in
      guard let first = spoken.tokens.first, let last = spoken.tokens.last else { return nil }
      let span = Span(evidence.words[first].span.start, evidence.words[last].span.end)
      guard !existing.contains(where: { $0.span.overlaps(span) }) else { return nil }
      let inside = events.filter { $0.trigger.overlaps(span) }
      let speech = inside.first { Self.speaking[$0.category] != nil && !$0.actors.isEmpty }
      guard
        let speaker = inside.lazy.compactMap(\.saidBy).first ?? speech?.actors.first.map(attribution) ?? subject(spoken)
      else { return nil }
      var about: [ActorCode] = []
      for code in inside.flatMap({ $0.recipients + $0.actors }).compactMap(\.code)
      where code != speaker.code && !about.contains(code) { about.append(code) }
      return Statement(
        kind: evidence.words[spoken.tokens].contains(where: \.isQuoted) ? .direct : .indirect, speaker: speaker,
        about: about, stance: speech.flatMap { Self.speaking[$0.category] } ?? 0, date: inside.first?.date,
        evidence: Evidence(span: span, rule: Self.rule, confidence: Double(spoken.probability)))
    }
  }

  /// The party before the end of the span, in its sentence, that is the subject of a verb.
  private func subject(_ spoken: LayerSpan) -> Attribution? {
    guard let sentence = evidence.sentences.first(where: { $0.contains(spoken.tokens.lowerBound) }) else { return nil }
    return evidence.parties.last {
      sentence.contains($0.head) && $0.head < spoken.tokens.upperBound && evidence.words[$0.head].relation == "nsubj"
    }.map { attribution($0.mention) }
  }

  private func attribution(_ mention: ActorMention) -> Attribution {
    Attribution(name: mention.name, code: mention.code, sector: mention.sector, span: mention.span)
  }
}
