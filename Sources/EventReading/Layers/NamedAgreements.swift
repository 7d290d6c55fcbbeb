import Findings
import SourceTexts

/// Makes agreements of the spans that the learned reader takes for one, where the rules have none.
package struct NamedAgreements {
  /// An agreement that the learned reader finds.
  package static let rule: RuleIdentifier = "agreement.learned"
  /// A name is cut after so many words.
  private static let longest = 12

  private let evidence: ReadingEvidence
  private let source: SourceText

  package init(evidence: ReadingEvidence, source: SourceText) {
    self.evidence = evidence
    self.source = source
  }

  /// - Parameters:
  ///   - spans: in document order.
  ///   - events: the document's, by whose sides, date and status an agreement's are known.
  ///   - existing: what the rules found, which stands.
  /// - Complexity: O(spans · (events + agreements of the document)) at worst.
  package func agreements(of spans: [LayerSpan], events: [Event], besides existing: [Agreement]) -> [Agreement] {
    spans.compactMap { told in
      guard let first = told.tokens.first, let last = told.tokens.last else { return nil }
      let span = Span(evidence.words[first].span.start, evidence.words[last].span.end)
      guard !existing.contains(where: { $0.span.overlaps(span) }) else { return nil }
      let inside = events.filter { $0.trigger.overlaps(span) }
      let event = inside.first { $0.category == .support || $0.category == .agree } ?? inside.first
      var parties: [ActorCode] = []
      let named = evidence.parties.filter { told.tokens.contains($0.head) }.compactMap(\.mention.code)
      for code in ((event?.actors ?? []) + (event?.recipients ?? [])).compactMap(\.code) + named
      where !parties.contains(code) { parties.append(code) }
      let name = source[span].split(whereSeparator: \.isWhitespace).prefix(Self.longest).joined(separator: " ")
      return Agreement(
        name: name, parties: parties, date: event?.date, status: status(event),
        evidence: Evidence(span: span, rule: Self.rule, confidence: Double(told.probability)))
    }
  }

  private func status(_ event: Event?) -> Agreement.Status {
    switch event?.status {
    case .expected, .hypothetical, .denied: .proposed
    case .ongoing: .inForce
    case .occurred, nil: event?.category == .request || event?.category == .agree ? .proposed : .signed
    }
  }
}
