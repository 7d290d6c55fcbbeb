import Findings

extension TimeNormaliser {
  func decade(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    let first: Int
    var reference = TimeReference.text
    if let decade = slots.first(.decade) {
      first = decade
    } else if let short = slots.first(.shortDecade) ?? slots.first(.writtenDecade) {
      first = TimePoint.divide(expand(short, context), 10) * 10
      reference = context.told.year == nil ? .written : .told
    } else {
      return .none
    }
    let point = TimePoint(grain: .decade, year: first)
    return .value(TimeValue(value: point.value, point: point, reference: reference))
  }

  /// "the 19th century" is the 1800s.
  func century(_ slots: TimeSlots) -> TimeOutcome {
    guard let number = slots.first(.ordinal), (1...30).contains(number) else { return .none }
    let isBefore = slots.first(.era) == -1
    let point = TimePoint(grain: .century, year: isBefore ? -(number - 1) * 100 : (number - 1) * 100)
    if isBefore { return .value(TimeValue(value: "BC" + TimePoint.pad(number - 1, 2))) }
    return .value(TimeValue(value: TimePoint.pad(number - 1, 2), point: number > 1 ? point : nil))
  }

  /// "the fourth quarter", "the first half of 1915", "the second quarter of last year".
  func fraction(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    guard let number = slots.first(.ordinal) ?? slots.first(.digits),
      let unit = TimeUnit(name: rule.value), number >= 1,
      number <= (unit == .half ? 2 : 4)
    else { return .none }
    let grain: TimePoint.Grain = unit == .half ? .half : .quarter
    var reference = TimeReference.text
    var year = explicitYear(slots, context)

    if year == nil {
      let (anchor, from) = anchor(rule, .year, context)
      guard let anchor else { return .none }
      reference = from
      var found = anchor.year + (slots.first(.side) ?? 0)
      // Quarters in news are those last reported on, unless the verb looks ahead.
      if slots.first(.side) == nil, slots.first(.unit) == nil, from == .written, anchor.grain >= .month {
        let current = unit == .half ? (anchor.month - 1) / 6 + 1 : (anchor.month - 1) / 3 + 1
        if context.tense != .future, number > current { found -= 1 }
        if context.tense == .future, number < current { found += 1 }
      }
      year = found
    }
    guard let year else { return .none }
    let point = TimePoint(grain: grain, year: year, part: number)
    return .value(TimeValue(value: point.value, point: point, reference: reference))
  }

  /// A fiscal or academic year has the value of the year that it is named for, and means the two that it touches.
  func fiscal(_ rule: TimeRule, _ slots: TimeSlots) -> TimeOutcome {
    guard let year = slots.first(.year) else { return .none }
    let point = TimePoint.year(year)
    return .value(
      TimeValue(value: point.value, point: point, edtf: "\(TimePoint.pad(year - 1, 4))/\(TimePoint.pad(year, 4))"))
  }

  func namedDay(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    guard let index = slots.first(.namedDay) else { return .none }
    var reference = TimeReference.text
    var year = explicitYear(slots, context)
    if year == nil {
      if let following = context.following {
        year = following.year
      } else if !context.countsFromWriting, let told = context.told.year {
        (year, reference) = (told, .told)
      } else if let written = context.written {
        reference = .written
        if let day = days.day(index, year: written.year) {
          year = nearestYear(month: day.month, day: day.day, isDay: true, written, context.tense)
        } else {
          year = written.year
        }
      }
    }
    guard let year else { return .none }
    guard let day = days.day(index, year: year) else {
      return .value(
        TimeValue(value: TimePoint.yearText(year) + "-XX-XX", edtf: TimePoint.year(year).edtf, reference: reference))
    }
    return .value(withTimeOfDay(TimeValue(value: day.description, point: .day(day), reference: reference), slots))
  }

  /// "2009-12-19", "11/23/1946", "19-Nov-12", "23.11.1946": whichever order makes a day. Where both do, the month comes
  /// first, as in the United States, unless the signs are full stops.
  func numeric(_ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    let numbers = slots.all(.digits)
    let isDotted = slots.first(.fullStop) != nil
    let year: Int
    let pairs: [(month: Int, day: Int)]
    if let month = slots.first(.month) {
      guard let day = slots.first(.day) else { return .none }
      guard let found = slots.first(.year) ?? slots.first(.shortYear).flatMap({ shortYear($0, context) }) else {
        return .refused(Self.noCentury)
      }
      (year, pairs) = (found, [(month, day)])
    } else if numbers.count == 3, numbers[0] >= 1000 {
      (year, pairs) = (numbers[0], [(numbers[1], numbers[2])])
    } else if numbers.count == 2, numbers[0] >= 1000, let day = slots.first(.shortYear) {
      // "2022/02/24"
      (year, pairs) = (numbers[0], [(numbers[1], day)])
    } else if numbers.count == 2, let short = slots.first(.shortYear) {
      guard let full = shortYear(short, context) else { return .refused(Self.noCentury) }
      year = full
      pairs = [(numbers[0], numbers[1]), (numbers[1], numbers[0])].inOrder(isReversed: context.isDayFirst)
    } else if numbers.count == 3 {
      guard numbers[2] >= 1000 else { return .none }
      year = numbers[2]
      let american = (month: numbers[0], day: numbers[1])
      let british = (month: numbers[1], day: numbers[0])
      pairs = [american, british].inOrder(isReversed: isDotted || context.isDayFirst)
    } else {
      return .none
    }
    for pair in pairs {
      if let day = CalendarDay(year: year, month: pair.month, day: pair.day) {
        return .value(TimeValue(value: day.description, point: .day(day)))
      }
    }
    return .refused("no order of its numbers makes a day of \(year)")
  }

  /// "5 Bahman 1357", "Khordad 1342": a month is the Gregorian days that it spans.
  func otherCalendar(_ slots: TimeSlots) -> TimeOutcome {
    guard let month = slots.first(.otherMonth), let year = slots.first(.digits) else { return .none }
    if let number = slots.first(.day) ?? slots.first(.ordinal) {
      guard let day = OtherMonths.day(month, day: number, year: year) else {
        return .refused("day \(number) does not exist in month \(month % 100) of \(year) of its calendar")
      }
      return .value(TimeValue(value: day.description, point: .day(day)))
    }
    guard let first = OtherMonths.day(month, day: 1, year: year),
      let last = (29...31).reversed().lazy.compactMap({ OtherMonths.day(month, day: $0, year: year) }).first
    else { return .none }
    let span = "\(first)/\(last)"
    return .value(TimeValue(value: span, edtf: span, told: .day(first)))
  }

  private static let noCentury = "a year of two digits, and no day of writing that tells its century"

  /// A short year of a numeric date: the last that isn't far ahead of the day of writing; nil where that isn't known.
  private func shortYear(_ short: Int, _ context: ReckoningContext) -> Int? {
    guard context.written != nil else { return nil }
    var nearby = context
    nearby.countsFromWriting = true
    return expand(short, nearby)
  }
}

extension Array {
  fileprivate func inOrder(isReversed: Bool) -> [Element] { isReversed ? self.reversed() : self }
}
