import Findings

extension TimeNormaliser {
  /// "Tuesday", "last Tuesday", "next Monday night".
  func weekday(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    guard let weekday = slots.first(.weekday) else { return .none }
    if let following = context.following, following.grain >= .day, let day = following.firstDay {
      // "Sunday morning, 7 December 1941"
      return .value(withTimeOfDay(TimeValue(value: day.description, point: .day(day)), slots))
    }
    let (anchor, reference) = anchor(rule, .day, context)
    guard let here = anchor.flatMap({ $0.grain >= .day ? $0.firstDay : nil }) ?? context.written else {
      return .value(TimeValue(value: "XXXX-WXX-\(weekday)"))
    }
    let back = (here.weekday - weekday + 7) % 7
    let ahead = (weekday - here.weekday + 7) % 7
    let direction = slots.first(.side) ?? rule.direction
    let day: CalendarDay
    if direction < 0 {
      day = here.adding(days: -(back == 0 ? 7 : back))
    } else if direction > 0 {
      day = here.adding(days: ahead == 0 ? 7 : ahead)
    } else if reference == .told {
      // A narrative goes forward.
      day = here.adding(days: ahead)
    } else if context.tense == .future {
      day = here.adding(days: ahead)
    } else if context.tense == .present, context.isNews ? !context.isAttribute : ahead <= 2 && back > 2 {
      // "Congress meets Tuesday"
      day = here.adding(days: ahead)
    } else {
      day = here.adding(days: -back)
    }
    return .value(
      withTimeOfDay(
        TimeValue(value: day.description, point: .day(day), reference: reference), slots, named: rule.value))
  }

  /// "that afternoon", "this morning", "tonight", "last night".
  func dayPart(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    guard let part = slots.first(.dayPart).flatMap({ DayPart(index: Int32($0)) }) ?? DayPart(rawValue: rule.value)
    else {
      return .none
    }
    var (anchor, reference) = context.following.map { ($0, .text) } ?? dayAnchor(rule, context)
    if rule.reference == .written, !context.isNews, context.told.year != nil { anchor = nil }
    guard let here = anchor.flatMap({ $0.grain >= .day ? $0.firstDay : nil }) else {
      return .value(TimeValue(value: "XXXX-XX-XXT" + part.rawValue, reference: reference))
    }
    var point = TimePoint.day(here.adding(days: slots.first(.side) ?? rule.direction))
    point.grain = .time
    point.clock = "T" + part.rawValue
    return .value(TimeValue(value: point.value, point: point, reference: reference))
  }

  /// "11 a.m.", "10:57", "5:30 p.m.", "noon".
  func clock(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    guard let suffix = clockSuffix(slots) ?? (rule.value.isEmpty ? nil : rule.value) else { return .none }
    let (anchor, reference) = context.following.map { ($0, .text) } ?? dayAnchor(rule, context)
    guard let here = anchor.flatMap({ $0.grain >= .day ? $0.firstDay : nil }) else {
      return .value(TimeValue(value: "XXXX-XX-XX" + suffix))
    }
    var point = TimePoint.day(here.adding(days: rule.direction))
    point.grain = .time
    point.clock = suffix
    return .value(TimeValue(value: point.value, point: point, reference: reference))
  }

  /// `T17:30`, or nil where the words name no time of the clock.
  func clockSuffix(_ slots: TimeSlots) -> String? {
    var minutes: Int
    if let clock = slots.first(.clock) {
      minutes = clock
    } else if slots.first(.meridiem) != nil, let decimal = slots.first(.decimal) {
      // "5.30 p.m."
      guard decimal % 10 == 0, decimal % 1000 / 10 < 60 else { return nil }
      minutes = decimal / 1000 * 60 + decimal % 1000 / 10
    } else if slots.first(.meridiem) != nil, let hour = slots.all(.digits).last ?? slots.first(.number) {
      guard hour <= 12 else { return nil }
      minutes = hour * 60
    } else if slots.first(.zone) != nil, let digits = slots.all(.digits).last {
      // "2012 GMT", "9 GMT"
      minutes = digits >= 100 ? digits / 100 * 60 + digits % 100 : digits * 60
      guard digits < 100 || digits % 100 < 60 else { return nil }
    } else if slots.first(.apostrophe) != nil, let hour = slots.first(.digits) ?? slots.first(.number), hour <= 12 {
      // "five o'clock", "five o'clock in the afternoon"
      let part = slots.first(.dayPart).flatMap { DayPart(index: Int32($0)) }
      let isLater = part == .afternoon || part == .evening || part == .night && hour > 5
      minutes = (hour % 12 + (isLater || part == nil && hour == 12 ? 12 : 0)) * 60
    } else {
      return nil
    }
    if let meridiem = slots.first(.meridiem) {
      let hour = minutes / 60
      if meridiem == 1, hour < 12 { minutes += 720 }
      if meridiem == 0, hour == 12 { minutes -= 720 }
    }
    guard minutes <= 1440 else { return nil }
    return "T" + TimePoint.pad(minutes / 60, 2) + ":" + TimePoint.pad(minutes % 60, 2)
  }

  /// The day that a time of day belongs to: one just mentioned, else the reference's.
  private func dayAnchor(_ rule: TimeRule, _ context: ReckoningContext) -> (TimePoint?, TimeReference) {
    if rule.reference != .written, !context.countsFromWriting || context.isNews, let recent = context.recent,
      recent.grain >= .day, !context.isNews || context.nearby != nil
    {
      return (recent, .told)
    }
    let (found, reference) = anchor(rule, .day, context)
    if context.isNews, let found, found.grain < .day { return (context.written.map(TimePoint.day), .written) }
    return (found, reference)
  }
}
