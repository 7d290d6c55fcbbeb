import Findings

/// The grammatical time of the verb that a time expression belongs to.
enum VerbTense: Sendable {
  case past
  case present
  case future
}

/// What a relative time expression may count from, at its place in the text.
struct ReckoningContext: Sendable {
  var written: CalendarDay?
  var told: NarrativeClock
  /// Whether the sentence counts from the day of writing, as news does, and not from what was told last.
  var countsFromWriting: Bool
  /// Whether the document is news.
  var isNews = false

  /// Whether the story has come within two years of the day of writing.
  var isContemporary: Bool {
    guard let written, let year = told.year else { return false }
    return written.year - year <= 2
  }
  var tense: VerbTense?
  /// A later half of the same range or list that names its year: "in April and June 1955".
  var following: TimePoint?
  /// Whether the document tells so many old dates that it is a history.
  var isLongStory = false
  /// The next year that the story names in words.
  var nextYear: Int?
  /// A month or day mentioned in this sentence or the one before.
  var nearby: TimePoint?
  /// Whether the words stand before a noun that they belong to: "Monday's vote".
  var isAttribute = false
  /// Whether the document writes the day before the month in numerals: "25/5/1967".
  var isDayFirst = false
  /// The full date that these words only explain: "on 20 July 1911, the day before".
  var explained: TimePoint?
  /// The last time mentioned in the passage, though it stand beside the story; in news the last of the sentences nearby.
  var recent: TimePoint?
}

/// A normalised value and how it was found.
struct TimeValue: Sendable {
  var value: String
  var point: TimePoint?
  var modifier: String?
  var edtf: String?
  var reference: TimeReference = .text
  /// What the story has reached with it, where that isn't the point itself.
  var told: TimePoint?
}

/// What became of a match.
enum TimeOutcome: Sendable {
  case value(TimeValue)
  /// Impossible, with the reason.
  case refused(String)
  /// The words turn out not to be a time.
  case none
}

/// Turns the words that a rule matched into TIMEX3 values: one method an action.
struct TimeNormaliser: Sendable {
  let days: NamedDays

  func normalise(_ rule: TimeRule, _ slots: TimeSlots, in context: ReckoningContext) -> TimeOutcome {
    if let point = context.explained {
      return .value(TimeValue(value: point.value, point: point, edtf: point.edtf, reference: .told))
    }
    var outcome: TimeOutcome =
      switch rule.action {
      case .calendar: calendar(rule, slots, context)
      case .decade: decade(rule, slots, context)
      case .century: century(slots)
      case .fraction: fraction(rule, slots, context)
      case .duration: duration(rule, slots, context)
      case .shift: shift(rule, slots, context)
      case .neighbour: neighbour(rule, slots, context)
      case .constant: .value(TimeValue(value: rule.value, edtf: Self.calendarValue(rule.value)))
      case .periodic: periodic(rule, slots, context)
      case .weekday: weekday(rule, slots, context)
      case .dayPart: dayPart(rule, slots, context)
      case .clock: clock(rule, slots, context)
      case .namedDay: namedDay(rule, slots, context)
      case .numeric: numeric(slots, context)
      case .fiscal: fiscal(rule, slots)
      case .otherCalendar: otherCalendar(slots)
      case .block: .none
      }
    if case .value(var value) = outcome {
      let part = slots.first(.part) ?? slots.first(.edge)
      value.modifier = value.modifier ?? rule.modifier ?? part.flatMap { PartName(index: Int32($0))?.rawValue }
      if value.edtf == nil { value.edtf = value.point?.edtf }
      outcome = .value(value)
    }
    return outcome
  }

  /// A constant that is a day of the calendar and not `PRESENT_REF` or its like.
  private static func calendarValue(_ value: String) -> String? {
    value.utf8.first.map(\.isASCIIDigit) == true ? value : nil
  }

  /// The year that the words name, as they stand or with a short year's century from the context.
  func explicitYear(_ slots: TimeSlots, _ context: ReckoningContext) -> Int? {
    let number = slots.first(.year) ?? (slots.first(.era) == nil ? nil : slots.first(.digits) ?? slots.first(.number))
    if let number {
      return slots.first(.era) == -1 ? 1 - number : number
    }
    if let short = slots.first(.shortYear) { return expand(short, context) }
    return nil
  }

  /// The last year before the reference that ends in the two digits `short`; a little ahead of it is allowed.
  func expand(_ short: Int, _ context: ReckoningContext) -> Int {
    let told = context.told.year
    let reference = (context.countsFromWriting ? context.written?.year ?? told : told ?? context.written?.year) ?? 2000
    var year = TimePoint.divide(reference, 100) * 100 + short
    if year > reference + 5 { year -= 100 }
    return year
  }

  func calendar(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    let month = slots.first(.month)
    let day = slots.first(.day) ?? slots.first(.ordinal)
    if rule.value == "later", slots.first(.slash) != nil {
      return explicitYear(slots, context).map { bothStyles($0, slots) } ?? .none
    }
    if slots.first(.month) == nil || slots.first(.day) == nil, let day, !(1...31).contains(day) { return .none }
    let season = slots.first(.season)
    let sameYear = rule.value == "year"
    var reference = TimeReference.text
    var point: TimePoint
    var year = rule.value == "early" ? slots.first(.digits) : explicitYear(slots, context)
    if year == nil, sameYear {
      // "October of that year", "the spring of next year"
      guard let base = context.recent?.year ?? context.told.year ?? context.written?.year else { return .none }
      year = base + (slots.first(.side) ?? rule.direction)
      reference = context.told.year == nil ? .written : .told
    }
    if year == nil {
      guard month != nil || season != nil || day != nil,
        let found = missingYear(month: month, day: day, season: season, rule, context)
      else { return .none }
      (year, reference) = (found.year, found.reference)
      if let month = found.month, let day, slots.first(.month) == nil {
        guard CalendarDay(year: found.year, month: month, day: day) != nil else { return .none }
        point = TimePoint(grain: .day, year: found.year, month: month, day: day)
        return .value(withTimeOfDay(TimeValue(value: point.value, point: point, reference: reference), slots))
      }
    }
    guard let year else { return .none }
    if rule.value == "later" { return bothStyles(year, slots) }
    if let month {
      if let day {
        guard (1...31).contains(day), let date = CalendarDay(year: year, month: month, day: day) else {
          return .refused("day \(day) does not exist in month \(month) of \(year)")
        }
        point = .day(date)
      } else {
        point = .month(year, month)
      }
    } else if let season {
      point = TimePoint(grain: .season, year: year, part: season)
      if reference == .told, season == SeasonName.winter.index, (context.told.month?.month ?? 1) >= 8 {
        // TIMEX3 counts a winter with the year in which it ends; EDTF with the one in which it begins.
        let edtf = point.edtf
        point.year += 1
        let told = TimePoint.year(year)
        return .value(TimeValue(value: point.value, point: point, edtf: edtf, reference: reference, told: told))
      }
    } else {
      point = .year(year)
    }
    return .value(
      withTimeOfDay(TimeValue(value: point.value, point: point, reference: reference), slots, named: rule.value))
  }

  /// A day by both calendars, "7 November (25 October O.S.) 1917": the Gregorian one is the later.
  private func bothStyles(_ year: Int, _ slots: TimeSlots) -> TimeOutcome {
    var months = slots.all(.month)
    if months.count == 1 { months.append(months[0]) }
    let days = zip(months, slots.all(.day)).compactMap { CalendarDay(year: year, month: $0, day: $1) }
    guard days.count == 2, let first = days.min(), let last = days.max() else {
      return .refused("one of the two days does not exist in \(year)")
    }
    // Over the turn of the year the later day has the earlier month.
    let day = last.dayNumber - first.dayNumber > 300 ? first : last
    return .value(TimeValue(value: day.description, point: .day(day)))
  }

  /// Adds "the morning of", "at 5 p.m. on" to a day, or the time that the rule names: "noon on".
  func withTimeOfDay(_ value: TimeValue, _ slots: TimeSlots, named clock: String = "") -> TimeValue {
    guard var point = value.point, point.grain == .day else { return value }
    if clock.hasPrefix("T") {
      point.clock = clock
    } else if let clock = clockSuffix(slots) {
      point.clock = clock
    } else if let part = slots.first(.dayPart).flatMap({ DayPart(index: Int32($0)) }) {
      point.clock = "T" + part.rawValue
    } else {
      return value
    }
    point.grain = .time
    var timed = value
    timed.point = point
    timed.value = point.value
    return timed
  }

  /// The year (and month) of a date that doesn't name it.
  private func missingYear(
    month: Int?, day: Int?, season: Int?, _ rule: TimeRule, _ context: ReckoningContext
  ) -> (year: Int, month: Int?, reference: TimeReference)? {
    if let following = context.following {
      // "December and January 1949": the list runs forward in time.
      let runsOver =
        if let month, following.grain >= .month { month > following.month } else {
          season.map { following.grain == .season && $0 > following.part } ?? false
        }
      let year = following.year - (runsOver ? 1 : 0)
      return (year, month == nil && season == nil && following.grain >= .month ? following.month : nil, .text)
    }
    if !context.countsFromWriting, let nearby = context.nearby, let month, nearby.year != context.told.year {
      // A look back or ahead that lasts: "in June 1908 they agreed. On 19 December ..."
      return (nearby.year + (nearby.month - month >= 8 ? 1 : 0), nil, .told)
    }
    if !context.countsFromWriting || rule.reference == .told, let year = context.told.year {
      if let month, let written = context.written, isRecent(month, day: day, context) {
        return (nearestYear(month: month, day: day ?? 1, isDay: day != nil, written, .past), nil, .written)
      }
      guard month == nil, season == nil else {
        return (year + narrativeStep(month: month, context), nil, .told)
      }
      guard let told = context.told.month else { return nil }
      return (told.year, told.month, .told)
    }
    guard let written = context.written else { return nil }
    if let month {
      let tense = rule.direction > 0 ? .future : context.tense
      return (nearestYear(month: month, day: day ?? 1, isDay: day != nil, written, tense), nil, .written)
    }
    if let season {
      let first = [3, 6, 9, 12][season]
      return (nearestYear(month: first, day: 1, isDay: false, written, context.tense), nil, .written)
    }
    guard let day else { return nil }
    var candidate = TimePoint.month(written.year, written.month)
    if day > written.day, context.tense != .future { candidate = candidate.moved(by: -1, .month) ?? candidate }
    if day < written.day, context.tense == .future { candidate = candidate.moved(by: 1, .month) ?? candidate }
    return (candidate.year, candidate.month, .written)
  }

  /// Whether a text that counts from its story has left it for what has just been: months lately past, and the year told
  /// last is of another age or, since the story runs forward, over.
  private func isRecent(_ month: Int, day: Int?, _ context: ReckoningContext) -> Bool {
    guard let written = context.written, let told = context.told.last, context.tense == .past || context.tense == nil,
      told.year < written.year, !context.isLongStory
    else { return false }
    let year = nearestYear(month: month, day: day ?? 1, isDay: day != nil, written, .past)
    guard let then = CalendarDay(year: year, month: month, day: 1), written.dayNumber - then.dayNumber <= 100,
      context.nextYear == nil
    else { return false }
    if written.year - told.year > 10 { return context.told.month?.year != told.year }
    // "in November 2024. On April 2, …" in May 2025
    return context.isContemporary && (context.told.month.map { $0.year == told.year && $0.month > month } ?? false)
  }

  /// How many years a narrative has gone on when it names a month without a year. A month somewhat before the one it
  /// had reached is a look back, one far before it is the next year's, and in between the next year named decides.
  private func narrativeStep(month: Int?, _ context: ReckoningContext) -> Int {
    guard let month, let told = context.told.month, told.year == context.told.year else { return 0 }
    let back = told.month - month
    if back <= 3 { return 0 }
    if back >= 8 { return context.nextYear == told.year ? 0 : 1 }
    return (context.nextYear ?? told.year) > told.year ? 1 : 0
  }

  /// The year that puts a month or day nearest to the day of writing on the side that the verb's tense tells.
  func nearestYear(month: Int, day: Int, isDay: Bool, _ written: CalendarDay, _ tense: VerbTense?) -> Int {
    let here = (written.month, isDay ? written.day : 1)
    let there = (month, isDay ? day : 1)
    switch tense {
    case .past: return there <= here ? written.year : written.year - 1
    case .future: return there >= here ? written.year : written.year + 1
    default:
      let distance = month - written.month
      if distance > 6 { return written.year - 1 }
      if distance < -6 { return written.year + 1 }
      return written.year
    }
  }
}
