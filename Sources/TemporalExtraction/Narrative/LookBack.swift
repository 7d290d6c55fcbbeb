import Findings
import Linguistics

/// A stretch of news that tells what is long past, so that partial dates in it belong to the story and not to the day of
/// writing.
///
/// ```
/// "War came in 1962. In October the army crossed the border."          October 1962
/// "Judges jailed him for deals made in 2003. He was arrested in May."   the last May
/// ```
struct LookBack: Sendable {
  /// Number of the sentence in the document.
  private var sentence: Int
  private let isFine: Bool
  /// How many sentences in a row told what is long past.
  private let length: Int
  private let isAside: Bool

  /// The stretch that a time opens or goes on with; nil where it is recent or stands beside what is told.
  ///
  /// - Parameter former: the stretch so far.
  init?(
    _ point: TimePoint, _ match: TimeMatch, sentence: Int, written: CalendarDay?, after former: LookBack?,
    in passage: AnalysedPassage
  ) {
    guard let written, point.grain >= .year, point.year < written.year - 1, !match.isBackground, !match.isLimit
    else { return nil }
    self.sentence = sentence
    isFine = point.grain >= .season
    length = former.map { sentence - $0.sentence <= 2 ? $0.length + (sentence > $0.sentence ? 1 : 0) : 1 } ?? 1
    isAside = Self.isAside(match, in: passage)
  }

  /// Whether a time stands in a relative clause or with a participle.
  static func isAside(_ match: TimeMatch, in passage: AnalysedPassage) -> Bool {
    var index = match.tokens.lowerBound
    var steps = 0
    while let head = passage.head(of: index), steps < 32 {
      let relation = passage.tokens[index].relation
      if relation == "relcl" || relation == "acl" { return true }
      index = head
      steps += 1
    }
    return false
  }

  /// Whether a partial date of `sentence` belongs to the stretch: what is told there is past, and it stands in the same
  /// sentence, opens one that follows soon, lies before the past, or goes on with months told in sentences before.
  func holds(
    _ match: TimeMatch, sentence: Int, tense: VerbTense?, in passage: AnalysedPassage
  ) -> Bool {
    guard tense == .past || tense == nil, sentence - self.sentence <= 2 else { return false }
    if sentence == self.sentence { return !isAside }
    return Self.opensSentence(match, in: passage) || isFine && length > 1 && !isAside
      || isFine && ClauseTime.of(match.tokens.lowerBound, in: passage) == .pluperfect
  }

  private static func opensSentence(_ match: TimeMatch, in passage: AnalysedPassage) -> Bool {
    guard !passage.sentences.isEmpty else { return false }
    let start = passage.sentences[passage.sentence(of: match.tokens.lowerBound)].lowerBound
    return match.tokens.lowerBound - start <= 2
  }
}
