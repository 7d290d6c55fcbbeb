import Findings
import LanguageRuntime
import Linguistics
import SourceTexts

/// What the learned reader weighed for one event, for a reader of the finding: the alternatives with their probabilities,
/// and the words that carried it.
package struct ReadingAccount: Sendable {
  /// An alternative and its probability.
  package typealias Alternative = (name: String, probability: Float)

  package let categories: [Alternative]
  package let statuses: [Alternative]
  /// "RUS acts", "IRN is acted on".
  package let sides: [Alternative]
  package let dates: [Alternative]
  /// Words of the sentence and how much less probable the event and its category are without each, most first.
  package let words: [Alternative]

  /// How many words are tried at most, the nearest to the trigger.
  private static let most = 40

  /// Accounts for the decision whose trigger lies in `trigger`; nil where the reader decides nothing there.
  ///
  /// - Complexity: the document read once, and one window encoded for each word of the sentence, at most forty.
  package init?(
    of trigger: Span, in evidence: ReadingEvidence, source: SourceText, reader: LearnedReader,
    worker: LearnedReader.Worker
  ) throws(EncoderError) {
    guard let token = evidence.words.indices.first(where: { trigger.overlaps(evidence.words[$0].span) }) else {
      return nil
    }
    let near = evidence.words.indices.filter { trigger.overlaps(evidence.words[$0].span) }
    let all = try worker.decisions(of: evidence, source: source).events
    guard let decision = all.filter({ near.contains($0.token) }).max(by: { $0.classes[0] > $1.classes[0] }) else {
      return nil
    }
    let constants = reader.file.constants
    func best(_ list: [Alternative], _ count: Int) -> [Alternative] {
      Array(
        list.enumerated().sorted { ($1.1.probability, $0.0) < ($0.1.probability, $1.0) }.map(\.1)
          .filter { $0.probability >= 0.01 }.prefix(count))
    }
    categories = best(
      decision.classes.enumerated().map { place, probability in
        (constants.categories[place]?.rawValue ?? (place == 0 ? "no event" : "other"), probability)
      }, 4)
    statuses = best(zip(constants.statuses, decision.statuses).map { ($0.rawValue, $1) }, 3)
    sides = best(
      decision.parts.flatMap { part -> [Alternative] in
        [("\(part.code.rawValue) acts", part.actor), ("\(part.code.rawValue) is acted on", part.recipient)]
      }, 6)
    dates = best(decision.dates.map { ($0.edtf.isEmpty ? "no date" : $0.edtf, $0.probability) }, 4)
    let place = decision.classes.indices.dropFirst().max { decision.classes[$0] < decision.classes[$1] } ?? 1
    let sentence = evidence.sentences.first { $0.contains(decision.token) } ?? decision.token..<(decision.token + 1)
    let tried = sentence.sorted { (abs($0 - decision.token), $0) < (abs($1 - decision.token), $1) }.prefix(Self.most)
    var carried: [Alternative] = []
    for word in tried {
      let others = try worker.decisions(
        of: evidence, source: source, around: decision.token, leavingOut: word, after: all)
      let without = others.first { $0.token == decision.token }?.classes[place] ?? 0
      carried.append((source[evidence.words[word].span], decision.classes[place] - without))
    }
    words = best(carried.filter { $0.probability >= 0.02 }, 8)
  }
}
