import Findings
import Linguistics
import ResourceTables
import SourceTexts

/// Tags time expressions with TIMEX3 types and values (TimeML 1.2.1), and says what each means on the calendar (EDTF).
///
/// Rules are data: `times/rules.tsv` holds each pattern with an example. Relative expressions count from the day of
/// writing in news and from what was told last in narrative; ``ReckoningJudge`` tells which a sentence is, and the
/// rule identifier of each finding ends in `.written` or `.told` where it mattered.
///
/// ```
/// let tagger = try TimeTagger()
/// tagger.tag(document, written: CalendarDay("2013-03-22"))
/// // "On Tuesday he signed it."   Tuesday  DATE  2013-03-19  time.weekday.written
/// ```
public struct TimeTagger: Sendable {
  private let atomizer: Atomizer
  private let matcher: TimeMatcher
  private let normaliser: TimeNormaliser

  /// Reads the embedded tables.
  ///
  /// - Throws: `ResourceError` where one is missing or malformed.
  public init(knowledge: KnowledgeTables = .embedded) throws {
    var lexicon = try TimeLexicon(words: knowledge.table("times/words.tsv"))
    let days = try NamedDays(table: knowledge.table(NamedDays.tableName), lexicon: &lexicon)
    let otherMonths = try OtherMonths(table: knowledge.table(OtherMonths.tableName), lexicon: &lexicon)
    let rules = try TimeRules(table: knowledge.table(TimeRules.tableName), lexicon: &lexicon)
    atomizer = Atomizer(lexicon: lexicon, days: days, otherMonths: otherMonths)
    matcher = TimeMatcher(rules: rules)
    normaliser = TimeNormaliser(days: days)
  }

  /// The time expressions of `document`, in document order and not overlapping.
  ///
  /// - Parameter written: the day the document was written; nil where it isn't known.
  public func tag(_ document: AnalysedDocument, written: CalendarDay?) -> [TimeExpression] {
    read(document, written: written).expressions
  }

  /// The time expressions of `document`, and what looked like one but names no time that ever was.
  ///
  /// - Complexity: linear in the document's words.
  public func read(_ document: AnalysedDocument, written: CalendarDay?) -> TimeReading {
    let document = HeadingPassages.merged(with: document)
    let atoms = document.passages.map { atomizer.atoms(of: $0) }
    func found(in kind: TextKind) -> [[TimeMatch]] {
      document.passages.enumerated().map { matcher.matches(in: atoms[$0], of: $1, number: $0, kind: kind) }
    }
    var matches = found(in: .narrative)
    // A chronology is no news, whatever days of the week it names.
    let isChronology = document.source.blocks.contains { $0.date?.span != nil && $0.kind.isNarrative }
    let judge = ReckoningJudge(
      matches: matches, rules: matcher.rules, document: document, written: isChronology ? nil : written)
    if judge.isNews { matches = found(in: .news) }
    MainLine.markOutliers(&matches)
    let isDayFirst = NumericOrder.isDayFirst(matches)
    let upcoming = UpcomingYears(matches)
    var reader = StoryReader(
      rules: matcher.rules, normaliser: normaliser, judge: judge, written: written, upcoming: upcoming,
      isDayFirst: isDayFirst)
    for (number, passage) in document.passages.enumerated() {
      reader.enter(document.firstBlock(of: passage)?.date)
      reader.read(matches[number], of: passage)
    }
    return reader.reading
  }
}
