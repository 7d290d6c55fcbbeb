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
  ///   - others: the probabilities that the learned reader gives the classes, by name.
  public func classify(
    passage: AnalysedPassage, actor: Range<Int>?, recipient: Range<Int>?, with others: [String: Float]? = nil
  ) -> PloverCategory {
    verdict(passage: passage, actor: actor, recipient: recipient, with: others).category
  }

  /// The category with the rule that gave it and the estimated probability that it is right.
  ///
  /// `event.learned` where the frames are silent, `event.frame-and-learned` where both agree, `event.learned-over-frame`
  /// where the classifier is surer than the frame, and the frame's own rule where there is no classifier.
  package func verdict(
    passage: AnalysedPassage, actor: Range<Int>?, recipient: Range<Int>?, with others: [String: Float]? = nil
  ) -> (category: PloverCategory, rule: RuleIdentifier, confidence: Double) {
    let reading = reading(of: passage, actor: actor, recipient: recipient)
    let framed = reading.events.first
    guard let model else {
      return (framed?.category ?? .support, framed?.evidence.rule ?? "event.none", framed?.evidence.confidence ?? 0)
    }
    let learned = model.best(reading.features, with: others)
    let category: PloverCategory
    if learned.name == Self.yieldClass {
      let kinds = reading.events.map(\.category) + reading.matches.map { codebook.frames[$0.frame].category }
      category = kinds.first { $0 == .concede || $0 == .retreat } ?? .retreat
    } else {
      category = PloverCategory(rawValue: learned.name) ?? framed?.category ?? .support
    }
    guard let framed else { return (category, "event.learned", learned.probability) }
    return (
      category, framed.category == category ? "event.frame-and-learned" : "event.learned-over-frame",
      learned.probability
    )
  }

  /// The class of the labelled data that takes in CONCEDE and RETREAT.
  package static let yieldClass = "YIELD"

  /// What the frames find between two marked parties, the event most likely meant first, and the features that the
  /// learned classifier sees.
  package func reading(
    of passage: AnalysedPassage, actor: Range<Int>?, recipient: Range<Int>?
  ) -> (events: [Event], matches: [FrameMatch], features: PairFeatures) {
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
    return (events, matches, reader.features(events: events, silentMatches: matches))
  }

  /// The token of `range` whose head lies outside it.
  static func head(of range: Range<Int>, in passage: AnalysedPassage) -> Int {
    range.first { token in
      guard let head = passage.head(of: token) else { return true }
      return !range.contains(head)
    } ?? range.lowerBound
  }
}

extension AnalysedPassage {
  /// The first tokens whose words are `words`, blanks aside, outside `taken`; nil where there are none.
  ///
  /// A name may end inside a token ("U.S.-led"), which then counts as a whole.
  package func tokens(of words: String, notOverlapping taken: Range<Int>? = nil) -> Range<Int>? {
    let wanted = words.utf8.filter { $0 > 0x20 }
    guard !wanted.isEmpty else { return nil }
    for start in tokens.indices {
      var seen: [UInt8] = []
      var end = start
      while end < tokens.count, seen.count < wanted.count {
        seen += tokens[end].text.utf8.filter { $0 > 0x20 }
        end += 1
      }
      guard seen.starts(with: wanted), taken?.overlaps(start..<end) != true else { continue }
      return start..<end
    }
    return nil
  }
}
