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
  let isDayFirst: Bool
  private var clock = NarrativeClock()
  /// The sentence of the document in which the clock was last set.
  private var clockSentence = 0
  /// Sentences of the passages read so far.
  private var sentences = 0
  private var lookBack: LookBack?
  private var setOff: SetOffDate?
  /// The time last mentioned, and the sentence of the document that it stands in.
  private var recent: (point: TimePoint, sentence: Int, isAside: Bool)?
  private(set) var reading = TimeReading(expressions: [], refusals: [])

  init(
    rules: TimeRules, normaliser: TimeNormaliser, judge: ReckoningJudge, written: CalendarDay?, upcoming: UpcomingYears,
    isDayFirst: Bool
  ) {
    self.rules = rules
    self.normaliser = normaliser
    self.judge = judge
    self.written = written
    self.upcoming = upcoming
    self.isDayFirst = isDayFirst
  }

  /// The story goes on at the date that a document sets over or beside its next passage.
  mutating func enter(_ date: SetOffDate?) {
    guard let date, date != setOff else { return }
    setOff = date
    guard let point = TimePoint(edtf: date.edtf) else { return }
    clock.tell(point)
    clockSentence = sentences
    recent = nil
  }

  mutating func read(_ matches: [TimeMatch], of passage: AnalysedPassage) {
    var last: (point: TimePoint?, index: Int)?
    if !judge.isNews { recent = nil }
    defer { sentences += passage.sentences.count }
    for (index, match) in matches.enumerated() {
      let rule = rules.rules[match.rule]
      let sentence = sentences + passage.sentence(of: match.tokens.lowerBound)
      let tense = TenseFinder.tense(at: match.tokens.lowerBound, in: passage)
      let isNear = recent.map { sentence - $0.sentence <= 1 } ?? false
      var context = ReckoningContext(
        written: written, told: clock,
        countsFromWriting: countsFromWriting(match, rule, sentence: sentence, tense: tense, in: passage), tense: tense)
      if match.isLimit, context.tense != .past, !isRangeEnd(match) { context.tense = .future }
      if judge.isNews, match.isDeadline, !isRangeEnd(match),
        ClauseTime.of(match.tokens.lowerBound, in: passage) != .pluperfect
      {
        // "talks were put off until Monday"
        context.tense = .future
      }
      if judge.isNews, isWithAdjective(match, in: passage) { context.tense = .future }
      context.isNews = judge.isNews
      context.isDayFirst = isDayFirst
      context.isLongStory = judge.narrative > 2
      if judge.isNews, isExplainedAsPast(match, in: passage) { context.tense = .past }
      if let last, index > 0, isExplanation(match, rule, of: matches[index - 1], in: passage) {
        context.explained = last.point
      }
      context.isAttribute = isAttribute(match, in: passage)
      context.following = following(matches, index, context)
      if judge.isNews {
        // Reports don't keep up a story: what was told some sentences ago is no reference any more.
        if sentence - clockSentence > 2 { context.told = NarrativeClock() }
        context.recent = recent.flatMap { isReference($0, sentence: sentence, tense: tense) ? $0.point : nil }
      } else {
        context.recent = recent?.point
      }
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
          if point.grain >= .year, !judge.isNews || rule.action != .shift && !match.isBackground {
            let isAside =
              judge.isNews
              && (LookBack.isAside(match, in: passage)
                || ClauseTime.of(match.tokens.lowerBound, in: passage) == .pluperfect)
            recent = (point, sentence, isAside)
          }
          if let last, let first = last.point {
            if case .range = match.link {
              joinRange(from: first, to: point, at: last.index)
            } else if case .list = match.link, first.isFollowed(by: point) {
              joinRange(from: first, to: point, at: last.index)
            }
          }
          if tells(match, rule, value.reference, in: passage), !isAhead(point),
            context.explained == nil, !looksBack(to: point, match, in: passage)
          {
            clock.tell(value.told ?? point)
            clockSentence = sentence
          }
          if point.grain >= .year {
            lookBack =
              LookBack(point, match, sentence: sentence, written: written, after: lookBack, in: passage)
              ?? lookBack(after: point)
          }
        }
        if value.point == nil, let told = value.told { clock.tell(told) }
        last = (value.point, reading.expressions.count - 1)
      }
    }
  }

  /// Whether a relative or partial expression counts from the day of writing.
  ///
  /// In news all do, but those in a stretch that looks back on what is long past. In narrative none do once a year has
  /// been told.
  private func countsFromWriting(
    _ match: TimeMatch, _ rule: TimeRule, sentence: Int, tense: VerbTense?, in passage: AnalysedPassage
  ) -> Bool {
    guard written != nil else { return false }
    guard judge.isNews else { return clock.year == nil }
    guard rule.reference == .sentence, let lookBack else { return true }
    return !lookBack.holds(match, sentence: sentence, tense: tense, in: passage)
  }

  /// Whether news still speaks of the time last mentioned: it stands in the same sentence, or one sentence before and
  /// neither beside the story nor ahead of what is told as past.
  private func isReference(
    _ recent: (point: TimePoint, sentence: Int, isAside: Bool), sentence: Int, tense: VerbTense?
  ) -> Bool {
    if recent.sentence == sentence { return true }
    guard sentence - recent.sentence <= 2, !recent.isAside else { return false }
    if tense == .present, recent.point.grain >= .day { return false }
    return isAhead(recent.point) == (tense == .future)
  }

  /// The stretch goes on past what is mentioned beside it, and ends with what is recent.
  private func lookBack(after point: TimePoint) -> LookBack? {
    guard let written, point.year < written.year - 1 else { return nil }
    return lookBack
  }

  /// Whether news speaks of what is still to come: the story stays where it is.
  private func isAhead(_ point: TimePoint) -> Bool {
    guard judge.isNews, let written, let day = point.firstDay else { return false }
    return day > written
  }

  /// "Pakistan had joined the pact in 1955" in a story of 1965: it goes on in 1965.
  private func looksBack(to point: TimePoint, _ match: TimeMatch, in passage: AnalysedPassage) -> Bool {
    guard !judge.isNews, let year = clock.year, point.year < year else { return false }
    if point.grain == .year, clock.month != nil, isBesideClause(match, in: passage) { return true }
    return ClauseTime.of(match.tokens.lowerBound, in: passage) == .pluperfect
  }

  /// Whether a time belongs to a noun or to a clause that hangs on one: "its practice from 1954 to 1958, when it failed".
  private func isBesideClause(_ match: TimeMatch, in passage: AnalysedPassage) -> Bool {
    var current = match.tokens.lowerBound
    for _ in 0..<24 {
      guard let head = passage.head(of: current) else { return false }
      if !match.tokens.contains(head), passage.tokens[head].tag.hasPrefix("NN") { return true }
      if passage.tokens[head].tag.hasPrefix("VB") { return ["relcl", "acl"].contains(passage.tokens[head].relation) }
      current = head
    }
    return false
  }

  /// "on 20 July 1911, the day before": words behind a full date and a comma that only say how it lies.
  private func isExplanation(
    _ match: TimeMatch, _ rule: TimeRule, of before: TimeMatch, in passage: AnalysedPassage
  ) -> Bool {
    guard rule.action == .shift || rule.action == .neighbour, rules.rules[before.rule].action == .calendar,
      before.slots.first(.month) != nil, before.slots.first(.day) != nil || before.slots.first(.ordinal) != nil,
      match.tokens.lowerBound == before.tokens.upperBound + 1
    else { return false }
    return passage.tokens[before.tokens.upperBound].tag == ","
  }

  /// "on Thursday, the day they signed": the clause behind tells that it is past.
  private func isExplainedAsPast(_ match: TimeMatch, in passage: AnalysedPassage) -> Bool {
    let comma = match.tokens.upperBound
    guard comma + 2 < passage.tokens.count, passage.tokens[comma].tag == ",", passage.tokens[comma + 1].tag == "DT",
      passage.tokens[comma + 2].tag == "NN"
    else { return false }
    return passage.children(of: comma + 2, relation: "relcl", "acl").contains {
      passage.tokens[$0].tag == "VBD" || ClauseTime.of($0, in: passage) == .past
    }
  }

  private func isRangeEnd(_ match: TimeMatch) -> Bool {
    if case .range = match.link { return true }
    return false
  }

  /// "a report due Tuesday"
  private func isWithAdjective(_ match: TimeMatch, in passage: AnalysedPassage) -> Bool {
    guard let last = match.tokens.last, passage.tokens[last].relation == "npadvmod" else { return false }
    return passage.tokens[passage.tokens[last].head].tag == "JJ"
  }

  /// "Monday's vote", "the Tuesday meeting".
  private func isAttribute(_ match: TimeMatch, in passage: AnalysedPassage) -> Bool {
    guard let last = match.tokens.last else { return false }
    return ["poss", "compound", "nmod", "amod"].contains(passage.tokens[last].relation)
  }

  /// Whether the story goes on from this time.
  private func tells(
    _ match: TimeMatch, _ rule: TimeRule, _ reference: TimeReference, in passage: AnalysedPassage
  ) -> Bool {
    guard rule.type == .date || rule.type == .time, !match.isBackground else { return false }
    // The author's own "last year" is no part of a history.
    if reference == .written, !judge.isNews, clock.year != nil { return false }
    if judge.isNews, LookBack.isAside(match, in: passage) { return false }
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
      guard next < matches.count, matches[next].atoms.lowerBound - matches[index].atoms.upperBound <= 1,
        !matches[next].hasTimeOfDay
      else { return nil }
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
      // What is left out was taken from the day of writing or from what was told before; the rule's end says from which.
      basis: isRelative ? .relative : value.reference == .text ? .explicit : .carried,
      evidence: Evidence(
        span: match.span, rule: RuleIdentifier(rawValue: "time." + rule.identifier + suffix),
        confidence: value.reference == .text ? 0.97 : isRelative ? 0.75 : 0.85,
        resources: [rule.resource]))
  }

  /// Gives both halves of a range the interval: "from 1804 to 1813" is `1804/1813` for the dating of events.
  private mutating func joinRange(from first: TimePoint, to last: TimePoint, at index: Int) {
    guard let low = first.intervalStart, let high = last.intervalEnd, !low.contains("/"), !high.contains("/"),
      let start = first.firstDay, let end = last.firstDay, start <= end
    else { return }
    let interval = low + "/" + high
    guard ExtendedDate.bounds(of: interval) != nil else { return }
    reading.expressions[index].edtf = interval
    reading.expressions[reading.expressions.count - 1].edtf = interval
  }
}
