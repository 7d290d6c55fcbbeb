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
  public init() throws {
    var lexicon = try TimeLexicon(words: EmbeddedTables.table("times/words.tsv"))
    let days = try NamedDays(table: EmbeddedTables.table(NamedDays.tableName), lexicon: &lexicon)
    let rules = try TimeRules(table: EmbeddedTables.table(TimeRules.tableName), lexicon: &lexicon)
    atomizer = Atomizer(lexicon: lexicon, days: days)
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
    var matches: [[TimeMatch]] = []
    matches.reserveCapacity(document.passages.count)
    for (number, passage) in document.passages.enumerated() {
      matches.append(matcher.matches(in: atomizer.atoms(of: passage), of: passage, number: number))
    }
    MainLine.markOutliers(&matches)
    var upcoming = UpcomingYears(matches)
    let judge = ReckoningJudge(matches: matches, rules: matcher.rules, document: document, written: written)
    var reading = TimeReading(expressions: [], refusals: [])
    var clock = NarrativeClock()
    for (number, passage) in document.passages.enumerated() {
      normalise(
        matches[number], of: passage, written: written, judge: judge, clock: &clock, upcoming: &upcoming,
        into: &reading)
    }
    return reading
  }

  private func normalise(
    _ matches: [TimeMatch], of passage: AnalysedPassage, written: CalendarDay?, judge: ReckoningJudge,
    clock: inout NarrativeClock, upcoming: inout UpcomingYears, into reading: inout TimeReading
  ) {
    var lastPoint: TimePoint?
    var recent: TimePoint?
    var lastIndex: Int?
    for (index, match) in matches.enumerated() {
      let rule = matcher.rules.rules[match.rule]
      var context = ReckoningContext(
        written: written, told: clock,
        countsFromWriting: judge.countsFromWriting(match, of: passage, told: clock),
        tense: TenseFinder.tense(at: match.tokens.lowerBound, in: passage))
      context.following = following(matches, index, context)
      context.recent = recent
      context.nextYear = upcoming.year(after: TokenPlace(passage: match.passage, token: match.tokens.lowerBound))
      switch normaliser.normalise(rule, match.slots, in: context) {
      case .none:
        lastIndex = nil
      case .refused(let reason):
        reading.refusals.append(
          TimeRefusal(span: match.span, rule: RuleIdentifier(rawValue: "time." + rule.identifier), reason: reason))
        lastIndex = nil
      case .value(let value):
        let expression = makeExpression(match, rule, value)
        reading.expressions.append(expression)
        if let point = value.point {
          if point.grain >= .year { recent = point }
          if case .range = match.link, let first = lastPoint, let lastIndex {
            joinRange(from: first, to: point, at: lastIndex, in: &reading)
          }
          if tells(match, rule) { clock.tell(value.told ?? point) }
        }
        lastPoint = value.point
        lastIndex = reading.expressions.count - 1
      }
    }
  }

  /// Whether the story goes on from this time.
  private func tells(_ match: TimeMatch, _ rule: TimeRule) -> Bool {
    guard rule.type == .date || rule.type == .time, !match.isBackground else { return false }
    // "two years ago", "a decade before" look back and return.
    return !((rule.action == .shift || rule.action == .neighbour) && rule.direction < 0)
  }

  /// The first later member of the list or range that `index` belongs to that names a year.
  private func following(_ matches: [TimeMatch], _ index: Int, _ context: ReckoningContext) -> TimePoint? {
    let rule = matcher.rules.rules[matches[index].rule]
    let isPartial = rule.action == .calendar || rule.action == .namedDay || rule.action == .clock
    guard isPartial, matches[index].slots.first(.year) == nil, matches[index].slots.first(.shortYear) == nil else {
      return nil
    }
    var next = index + 1
    if rule.action == .clock {
      // "at 11 a.m. on 11 November 1918"
      guard next < matches.count, matches[next].atoms.lowerBound - matches[index].atoms.upperBound <= 1 else {
        return nil
      }
    }
    while next < matches.count {
      if rule.action != .clock, case .none = matches[next].link { return nil }
      let nextRule = matcher.rules.rules[matches[next].rule]
      guard nextRule.action == .calendar else { return nil }
      if matches[next].slots.first(.year) != nil || rule.action == .clock {
        guard case .value(let value) = normaliser.normalise(nextRule, matches[next].slots, in: context) else {
          return nil
        }
        return value.point
      }
      next += 1
    }
    return nil
  }

  private func makeExpression(_ match: TimeMatch, _ rule: TimeRule, _ value: TimeValue) -> TimeExpression {
    let suffix =
      switch value.reference {
      case .told: ".told"
      case .written: ".written"
      default: ""
      }
    let isRelative = [.shift, .neighbour, .weekday, .dayPart].contains(rule.action)
    return TimeExpression(
      type: rule.type, value: value.value, modifier: value.modifier, edtf: value.edtf,
      basis: isRelative ? .relative : .explicit,
      evidence: Evidence(
        span: match.span, rule: RuleIdentifier(rawValue: "time." + rule.identifier + suffix),
        confidence: value.reference == .text ? 0.97 : isRelative ? 0.75 : 0.85,
        resources: [ResourceReference(table: TimeRules.tableName, line: rule.line)]))
  }

  /// Gives both halves of a range the interval: "from 1804 to 1813" is `1804/1813` for the dating of events.
  private func joinRange(from first: TimePoint, to last: TimePoint, at index: Int, in reading: inout TimeReading) {
    guard let low = first.edtf, let high = last.edtf, !low.contains("/"), !high.contains("/"),
      let start = first.firstDay, let end = last.firstDay, start <= end
    else { return }
    let interval = low + "/" + high
    guard ExtendedDate.bounds(of: interval) != nil else { return }
    reading.expressions[index].edtf = interval
    reading.expressions[reading.expressions.count - 1].edtf = interval
  }
}
