import Codebook
import Findings
import Linguistics
import SourceTexts

extension EventCoder {
  /// The category of what `actor` does to `recipient` in `passage`: for a sentence whose two parties are marked.
  ///
  /// CONCEDE and RETREAT are kept apart.
  ///
  /// - Parameters:
  ///   - actor: the tokens that name the one who acts; nil where the sentence doesn't name it.
  ///   - recipient: the tokens that name the one acted on; nil where the sentence doesn't name it.
  public func classify(passage: AnalysedPassage, actor: Range<Int>?, recipient: Range<Int>?) -> PloverCategory {
    let events = reading(of: passage, actor: actor, recipient: recipient).events
    return events.first?.category ?? .support
  }

  /// What the frames find between two marked parties, the event most likely meant first, and the features that the
  /// learned classifier sees.
  package func reading(
    of passage: AnalysedPassage, actor: Range<Int>?, recipient: Range<Int>?
  ) -> (events: [Event], features: PairFeatures) {
    var mentions: [ActorMention] = []
    for (range, code) in [(actor, "ACTOR" as ActorCode), (recipient, "RECIPIENT" as ActorCode)] {
      guard let range, !range.isEmpty, range.upperBound <= passage.tokens.count else { continue }
      mentions.append(
        ActorMention(
          code: code, name: passage.text(of: range), passage: 0, tokens: range,
          headToken: Self.head(of: range, in: passage),
          evidence: Evidence(span: passage.span(of: range), rule: "event.marked-party")))
    }
    let coder = PassageCoder(
      codebook: codebook, passage: passage, number: 0, mentions: mentions,
      dyad: DocumentDyad(mentions: [], passages: []))
    func rank(_ event: Event) -> Double {
      let acts = event.actors.contains { $0.code == "ACTOR" }
      let receives = (event.recipients + event.actors).contains { $0.code == "RECIPIENT" }
      return (acts ? 1 : 0) + (receives ? 1 : 0) + event.evidence.confidence * 0.5
    }
    let events = coder.events().enumerated().map { ($0.offset, $0.element, rank($0.element)) }
      .sorted { ($1.2, $0.0) < ($0.2, $1.0) }.map(\.1)
    let matches = passage.tokens.indices.compactMap { coder.matcher.match(at: $0) }
    let reader = PairFeatureReader(
      codebook: codebook, passage: passage, clause: coder.clause, actor: actor, recipient: recipient)
    return (events, reader.features(events: events, silentMatches: matches))
  }

  /// The token of `range` whose head lies outside it.
  static func head(of range: Range<Int>, in passage: AnalysedPassage) -> Int {
    range.first { token in
      guard let head = passage.head(of: token) else { return true }
      return !range.contains(head)
    } ?? range.lowerBound
  }
}
