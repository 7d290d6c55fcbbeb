import Findings

extension TimeNormaliser {
  /// The amount as a TIMEX3 duration writes it: "3", "22.8", "X" where it isn't told.
  func amount(_ rule: TimeRule, _ slots: TimeSlots) -> (text: String, number: Int?) {
    if rule.value == "X" || slots.first(.vague) != nil { return ("X", nil) }
    if let thousandths = slots.first(.decimal) {
      var text = String(thousandths / 1000) + "." + TimePoint.pad(thousandths % 1000, 3)
      while text.hasSuffix("0") { text.removeLast() }
      return (text, nil)
    }
    // "twelve to eighteen months" counts from its first number.
    if let number = slots.first(.number) ?? slots.first(.digits) { return (String(number), number) }
    return ("1", 1)
  }

  func unit(_ rule: TimeRule, _ slots: TimeSlots) -> TimeUnit? {
    let number = slots.first(.unit) ?? slots.first(.units)
    return number.flatMap(TimeUnit.init(rawValue:)) ?? TimeUnit(name: rule.value)
  }

  func duration(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    guard let unit = unit(rule, slots) else { return .none }
    if unit == .day, let month = slots.first(.month), let number = slots.first(.ordinal),
      let year = explicitYear(slots, context) ?? context.told.year ?? context.written?.year,
      let day = CalendarDay(year: year, month: month, day: number)
    {
      // "the eleventh day of November 1918"
      return .value(TimeValue(value: day.description, point: .day(day)))
    }
    let (code, isTime) = unit.durationCode
    var amount = amount(rule, slots)
    if rule.value == "half" {
      let half: [TimeUnit: String] = [
        .hour: "PT30M", .minute: "PT30S", .day: "PT12H", .year: "P6M", .decade: "P5Y", .century: "P50Y",
      ]
      return half[unit].map { .value(TimeValue(value: $0)) } ?? .none
    }
    if unit == .quarter, amount.number == nil { return .none }
    if rule.value == "and-half", let number = amount.number { amount.text = "\(number).5" }
    if let number = amount.number {
      if unit == .fortnight { amount.text = String(number * 2) }
      if unit == .season { amount.text = String(number * 3) }
    }
    var value = TimeValue(value: combined(slots) ?? "P" + (isTime ? "T" : "") + amount.text + code)
    // "the last week of October 1918" takes the story there.
    if let month = slots.first(.month), let year = explicitYear(slots, context) {
      value.told = .month(year, month)
      value.edtf = week(of: year, month, rule, slots)
    }
    return .value(value)
  }

  /// The days of "the second week of August 2008": its second seven.
  private func week(of year: Int, _ month: Int, _ rule: TimeRule, _ slots: TimeSlots) -> String? {
    guard slots.first(.unit) == TimeUnit.week.rawValue, let first = CalendarDay(year: year, month: month, day: 1) else {
      return nil
    }
    let end = first.adding(months: 1).adding(days: -1)
    if rule.value == "last" { return "\(end.adding(days: -6))/\(end)" }
    guard let number = rule.value == "first" ? 1 : slots.first(.ordinal), (1...5).contains(number)
    else { return nil }
    let start = first.adding(days: 7 * (number - 1))
    return start <= end ? "\(start)/\(min(start.adding(days: 6), end))" : nil
  }

  /// "two hours and 10 minutes": `PT2H10M`; nil where the words are not amounts of two different units.
  private func combined(_ slots: TimeSlots) -> String? {
    var amounts: [(number: Int, unit: TimeUnit)] = []
    var number: Int?
    for word in slots.words {
      if word.symbol == TimeWordClass.number.symbol || word.symbol == TimeWordClass.digits.symbol {
        number = word.value
      } else if word.symbol == TimeWordClass.unit.symbol || word.symbol == TimeWordClass.units.symbol,
        let known = number, let unit = TimeUnit(rawValue: word.value)
      {
        amounts.append((known, unit))
        number = nil
      }
    }
    guard amounts.count == 2, amounts[0].unit != amounts[1].unit else { return nil }
    var text = "P"
    var isTime = false
    for amount in amounts {
      let code = amount.unit.durationCode
      if code.isTime, !isTime { text += "T" }
      isTime = isTime || code.isTime
      text += String(amount.number) + code.code
    }
    return text
  }

  /// "two years later", "a decade before", "three days ago".
  func shift(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    guard let unit = unit(rule, slots) else { return .none }
    let vague = rule.direction < 0 ? "PAST_REF" : "FUTURE_REF"
    guard let number = amount(rule, slots).number else { return .value(TimeValue(value: vague)) }
    let (anchor, reference) = anchor(rule, unit, context)
    guard let anchor else { return .value(TimeValue(value: vague)) }
    if rule.value == "day", unit != .day, let day = anchor.firstDay,
      let moved = Self.day(day, movedBy: number * rule.direction, unit)
    {
      // "twenty years ago today"
      return .value(TimeValue(value: moved.description, point: .day(moved), reference: reference))
    }
    guard var point = anchor.moved(by: number * rule.direction, unit) else {
      // "four days later" where only the month is known
      let unknown = TimePoint.yearText(anchor.year) + (unit == .day ? "-XX-XX" : unit == .month ? "-XX" : "-WXX")
      return .value(TimeValue(value: unknown, edtf: anchor.edtf, reference: reference))
    }
    if unit == .year, number * rule.direction == -1, context.isNews, let period = context.recent,
      period.grain == .quarter || period.grain == .half
    {
      // Accounts compare a quarter with the same one of the year before.
      point = TimePoint(grain: period.grain, year: period.year - 1, part: period.part)
    }
    if point.grain == .time { point.clock = "TXX" }
    return .value(TimeValue(value: point.value, point: point, reference: reference))
  }

  /// The same day some weeks, months or years away; nil for other units.
  static func day(_ day: CalendarDay, movedBy amount: Int, _ unit: TimeUnit) -> CalendarDay? {
    guard abs(amount) < 10_000 else { return nil }
    return switch unit {
    case .day: day.adding(days: amount)
    case .week: day.adding(days: 7 * amount)
    case .fortnight: day.adding(days: 14 * amount)
    case .month: day.adding(months: amount)
    case .year: day.adding(months: 12 * amount)
    case .decade: day.adding(months: 120 * amount)
    case .century: day.adding(months: 1200 * amount)
    default: nil
    }
  }

  /// "the following month", "last year", "that same day", "the previous April".
  func neighbour(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    let direction = slots.first(.side) ?? rule.direction
    if let month = slots.first(.month) {
      return named(rule, direction, grain: .month, month, context)
    }
    if let season = slots.first(.season) {
      return named(rule, direction, grain: .season, season, context)
    }
    if rule.value == "told" {
      guard let point = context.recent ?? context.told.last else { return .value(TimeValue(value: "PAST_REF")) }
      return .value(TimeValue(value: point.value, point: point, reference: .told))
    }
    guard let unit = unit(rule, slots) else { return .none }
    if rule.reference == .written, direction == 0, !context.isNews, context.told.year != nil {
      // "today" in a history is the present at large.
      return .value(TimeValue(value: "PRESENT_REF"))
    }
    let (anchor, reference) = anchor(rule, unit, context)
    let isPastWeekend =
      unit == .weekend && direction == 0 && reference == .written && rule.direction == 0 && slots.first(.side) == nil
      && context.tense == .past && (anchor?.firstDay?.weekday ?? 7) < 6
    guard let anchor, let point = anchor.moved(by: isPastWeekend ? -1 : direction, unit) else {
      if context.isNews, let point = context.written.map(TimePoint.day)?.moved(by: direction, unit) {
        return .value(TimeValue(value: point.value, point: point, reference: .written))
      }
      if let anchor, direction == 0 {
        return .value(TimeValue(value: anchor.value, point: anchor, reference: reference))
      }
      let vague = direction < 0 ? "PAST_REF" : direction > 0 ? "FUTURE_REF" : "PRESENT_REF"
      return .value(TimeValue(value: vague, edtf: anchor?.edtf, reference: reference))
    }
    return .value(TimeValue(value: point.value, point: point, reference: reference))
  }

  /// The month or season of some name before, in or after the reference.
  private func named(
    _ rule: TimeRule, _ direction: Int, grain: TimePoint.Grain, _ number: Int, _ context: ReckoningContext
  ) -> TimeOutcome {
    var (anchor, reference) = anchor(rule, grain == .month ? .month : .season, context)
    if direction == 0, !context.countsFromWriting, let recent = context.recent { (anchor, reference) = (recent, .told) }
    guard let anchor else { return .none }
    func point(_ year: Int) -> TimePoint {
      grain == .month ? .month(year, number) : TimePoint(grain: .season, year: year, part: number)
    }
    var year = anchor.year
    let isFine = anchor.grain >= .season
    if let here = anchor.firstDay, let there = point(year).firstDay {
      if direction < 0, !isFine || (there.month, 1) >= (here.month, 1) { year -= 1 }
      if direction > 0, !isFine || (there.month, 1) <= (here.month, 1) { year += 1 }
    }
    let found = point(year)
    return .value(TimeValue(value: found.value, point: found, reference: reference))
  }

  /// What a rule counts from, and which of the two it is.
  func anchor(_ rule: TimeRule, _ unit: TimeUnit, _ context: ReckoningContext) -> (TimePoint?, TimeReference) {
    var told = context.told.anchor(for: unit)
    if rule.reference == .told, let recent = context.recent,
      recent.moved(by: 0, unit) != nil || recent.year != told?.year
    {
      told = recent
    }
    let written = context.written.map(TimePoint.day)
    let usesWriting: Bool =
      switch rule.reference {
      case .written: true
      case .told: told == nil
      case .speaker: context.countsFromWriting || told == nil || context.isContemporary
      case .sentence, .text: context.countsFromWriting || told == nil
      }
    return usesWriting ? (written, .written) : (told, .told)
  }

  /// "every Tuesday", "daily". The standards of news write the period, `P1D`, those of narrative the day left open,
  /// `XXXX-XX-XX`.
  func periodic(_ rule: TimeRule, _ slots: TimeSlots, _ context: ReckoningContext) -> TimeOutcome {
    if let weekday = slots.first(.weekday) ?? slots.first(.weekdays) {
      return .value(TimeValue(value: "XXXX-WXX-\(weekday)"))
    }
    if let part = slots.first(.dayPart).flatMap({ DayPart(index: Int32($0)) }) {
      return .value(TimeValue(value: "XXXX-XX-XXT" + part.rawValue))
    }
    if let season = slots.first(.season) {
      return .value(TimeValue(value: "XXXX-" + SeasonName.allCases[min(season, 3)].rawValue))
    }
    if let month = slots.first(.month) { return .value(TimeValue(value: "XXXX-" + TimePoint.pad(month, 2))) }
    let named = slots.first(.periodic).flatMap(TimeUnit.init(rawValue:))
    guard let unit = named ?? unit(rule, slots) else { return .none }
    if context.isNews, unit != .weekend, slots.first(.units) == nil {
      let (code, isTime) = unit.durationCode
      return .value(TimeValue(value: "P" + (isTime ? "T1" : "1") + code))
    }
    if slots.first(.units) != nil {
      let (code, isTime) = unit.durationCode
      return .value(TimeValue(value: "P" + (isTime ? "T" : "") + amount(rule, slots).text + code))
    }
    let value =
      switch unit {
      case .day: "XXXX-XX-XX"
      case .week: "XXXX-WXX"
      case .weekend: "XXXX-WXX-WE"
      case .month: "XXXX-XX"
      case .quarter: "XXXX-QX"
      case .year: "XXXX"
      default: "P" + (unit.durationCode.isTime ? "T" : "") + "1" + unit.durationCode.code
      }
    return .value(TimeValue(value: value))
  }
}
