import Findings
import Linguistics
import SourceTexts

/// Reads the matches of a document in order, keeps count of the time that the story has reached, and makes the findings.
struct StoryReader {
  let rules: TimeRules
  let normaliser: TimeNormaliser
  let judge: ReckoningJudge
  let written: CalendarDay?
  var upcoming: UpcomingYears
  private var clock = NarrativeClock()
  private(set) var reading = TimeReading(expressions: [], refusals: [])

  init(
    rules: TimeRules, normaliser: TimeNormaliser, judge: ReckoningJudge, written: CalendarDay?, upcoming: UpcomingYears
  ) {
    self.rules = rules
    self.normaliser = normaliser
    self.judge = judge
    self.written = written
    self.upcoming = upcoming
  }

  mutating func read(_ matches: [TimeMatch], of passage: AnalysedPassage) {
    var last: (point: TimePoint?, index: Int)?
    var recent: (point: TimePoint, sentence: Int)?
    for (index, match) in matches.enumerated() {
      let rule = rules.rules[match.rule]
      let sentence = passage.sentence(of: match.tokens.lowerBound)
      let isNear = recent.map { sentence - $0.sentence <= 1 } ?? false
      var context = ReckoningContext(
        written: written, told: clock,
        countsFromWriting: judge.countsFromWriting(
          recent: isNear && rule.action != .weekday ? recent?.point : nil, told: clock),
        tense: TenseFinder.tense(at: match.tokens.lowerBound, in: passage))
      if match.isLimit, context.tense != .past { context.tense = .future }
      context.isNews = judge.isNews
      context.following = following(matches, index, context)
      context.recent = recent?.point
      if isNear, let point = recent?.point, point.grain >= .month { context.nearby = point }
      context.nextYear = upcoming.year(after: TokenPlace(passage: match.passage, token: match.tokens.lowerBound))
      switch normaliser.normalise(rule, match.slots, in: context) {
      case .none: last = nil
      case .refused(let reason):
        reading.refusals.append(
          TimeRefusal(span: match.span, rule: RuleIdentifier(rawValue: "time." + rule.identifier), reason: reason))
        last = nil
      case .value(let value):
        reading.expressions.append(makeExpression(match, rule, value))
        if let point = value.point {
          if point.grain >= .year { recent = (point, sentence) }
          if case .range = match.link, let last, let first = last.point {
            joinRange(from: first, to: point, at: last.index)
          }
          if tells(match, rule, value.reference) { clock.tell(value.told ?? point) }
        }
        if value.point == nil, let told = value.told { clock.tell(told) }
        last = (value.point, reading.expressions.count - 1)
      }
    }
  }

  /// Whether the story goes on from this time.
  private func tells(_ match: TimeMatch, _ rule: TimeRule, _ reference: TimeReference) -> Bool {
    guard rule.type == .date || rule.type == .time, !match.isBackground else { return false }
    // The author's own "last year" is no part of a history.
    if reference == .written, !judge.isNews, clock.year != nil { return false }
    // "two years ago", "a decade before" look back and return.
    return !((rule.action == .shift || rule.action == .neighbour) && rule.direction < 0)
  }

  /// The first later member of the list or range that `index` belongs to that names a year.
  private func following(_ matches: [TimeMatch], _ index: Int, _ context: ReckoningContext) -> TimePoint? {
    let rule = rules.rules[matches[index].rule]
    let isPartial =
      switch rule.action {
      case .calendar, .namedDay, .clock, .dayPart, .weekday: true
      default: false
      }
    guard isPartial, matches[index].slots.first(.year) == nil, matches[index].slots.first(.shortYear) == nil else {
      return nil
    }
    var next = index + 1
    if rule.action == .clock || rule.action == .dayPart {
      // "at 11 a.m. on 11 November 1918", "5:30 p.m. Friday"
      guard next < matches.count, matches[next].atoms.lowerBound - matches[index].atoms.upperBound <= 1 else {
        return nil
      }
      return point(matches[next], context)
    }
    // "the Spring Offensive of 1918"
    if next < matches.count, case .none = matches[next].link, matches[next].isBackground,
      matches[next].slots.words.count == 1, matches[next].atoms.lowerBound - matches[index].atoms.upperBound <= 3,
      matches[next].atoms.lowerBound - matches[index].atoms.upperBound >= 2
    {
      return point(matches[next], context)
    }
    if rule.action == .weekday {
      // "Sunday morning, 7 December 1941"
      guard next < matches.count, case .list = matches[next].link,
        rules.rules[matches[next].rule].action == .calendar, matches[next].slots.first(.year) != nil
      else { return nil }
      return point(matches[next], context)
    }
    while next < matches.count, next - index <= 12 {
      if case .none = matches[next].link { return nil }
      if matches[next].slots.first(.year) != nil { return point(matches[next], context) }
      next += 1
    }
    return nil
  }

  /// What a date of the calendar or the week names.
  private func point(_ match: TimeMatch, _ context: ReckoningContext) -> TimePoint? {
    let rule = rules.rules[match.rule]
    guard rule.action == .calendar || rule.action == .weekday,
      case .value(let value) = normaliser.normalise(rule, match.slots, in: context)
    else { return nil }
    return value.point
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
  private mutating func joinRange(from first: TimePoint, to last: TimePoint, at index: Int) {
    guard let low = first.edtf, let high = last.edtf, !low.contains("/"), !high.contains("/"),
      let start = first.firstDay, let end = last.firstDay, start <= end
    else { return }
    let interval = low + "/" + high
    guard ExtendedDate.bounds(of: interval) != nil else { return }
    reading.expressions[index].edtf = interval
    reading.expressions[reading.expressions.count - 1].edtf = interval
  }
}
