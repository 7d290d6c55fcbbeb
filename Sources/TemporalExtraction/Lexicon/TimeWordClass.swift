/// The classes of words that rules of time expressions are written in; the raw value is a class's name in
/// `times/rules.tsv` and `times/words.tsv`.
enum TimeWordClass: String, CaseIterable, Sendable {
  // From times/words.tsv.
  case month = "MONTH"
  case weekday = "WEEKDAY"
  case season = "SEASON"
  case number = "NUM"
  case ordinal = "ORD"
  case unit = "UNIT"
  case units = "UNITS"
  /// "early", "mid", "late".
  case part = "PART"
  /// "the beginning", "the end".
  case edge = "EDGE"
  case dayPart = "DAYPART"
  /// "a few", "several": an amount that isn't told.
  case vague = "VAGUE"
  case meridiem = "AMPM"
  case era = "ERA"
  /// Plural decades written out: "the twenties".
  case writtenDecade = "DECWORD"
  /// Which side of the reference: "next", "previous", "following".
  case side = "SIDE"
  case periodic = "PERIODIC"
  /// Stands between two dates: 0 joins a list ("and"), 1 a range ("to").
  case connector = "CONN"
  /// Opens a range: "between", "from".
  case opener = "OPENER"
  /// A weekday in the plural: "Tuesdays".
  case weekdays = "WEEKDAYS"
  /// A time zone: "GMT".
  case zone = "ZONE"
  /// Lasts up to a time: "until".
  case limit = "LIMIT"
  /// Puts a date into the background of what is told: "since 1882", "the Constitution of 1791".
  case background = "BACKGROUND"
  /// "anniversary".
  case anniversary = "ANNIVERSARY"
  /// From times/days.tsv.
  case namedDay = "NAMEDDAY"
  /// From times/other-months.tsv: a month of another calendar.
  case otherMonth = "FMONTH"
  // From the tag.
  /// An adjective between a number and a unit: "seven wonderful years".
  case modifier = "MODIFIER"
  // From the shape of the word and of what stands before it.
  /// An amount behind a currency sign.
  case money = "MONEY"
  /// A day of the month in digits, 1 to 31.
  case day = "DAY"
  /// Four digits, 1000 to 2199.
  case year = "YEAR"
  case shortYear = "YY"
  /// Any run of digits.
  case digits = "DIGITS"
  case decimal = "DECIMAL"
  /// "1920s".
  case decade = "DECADE"
  /// "90s".
  case shortDecade = "DEC2"
  /// "10:57".
  case clock = "CLOCK"
  case dash = "DASH"
  case slash = "SLASH"
  case comma = "COMMA"
  case fullStop = "STOP"
  case apostrophe = "APOS"
  case openBracket = "OPEN"
  case closeBracket = "CLOSE"
  case quotationMark = "QUOTE"
  case currency = "CURRENCY"
  case percent = "PERCENT"
}

/// What TIMEX3 values count in.
enum TimeUnit: Int, CaseIterable, Sendable {
  case second, minute, hour, day, week, weekend, fortnight, month, quarter, season, half, year, decade, century,
    millennium

  init?(name: String) {
    guard let unit = Self.allCases.first(where: { String(describing: $0) == name }) else { return nil }
    self = unit
  }

  /// The letter or letters behind the amount of a TIMEX3 duration, and whether `T` stands before the amount.
  var durationCode: (code: String, isTime: Bool) {
    switch self {
    case .second: ("S", true)
    case .minute: ("M", true)
    case .hour: ("H", true)
    case .day: ("D", false)
    case .week, .fortnight: ("W", false)
    case .weekend: ("WE", false)
    case .month, .season: ("M", false)
    case .quarter: ("Q", false)
    case .half, .year: ("Y", false)
    case .decade: ("DE", false)
    case .century: ("CE", false)
    case .millennium: ("ML", false)
    }
  }
}

/// A sense that a word can have for a rule: a symbol of the pattern language and the number that goes with it.
struct TimeSense: Sendable, Hashable {
  /// Below ``TimeLexicon/firstLiteral`` the index of a class, else a word that some rule names.
  var symbol: UInt16
  var value: Int32
}

extension TimeWordClass {
  /// Position in `allCases`: the class's symbol.
  var symbol: UInt16 { Self.symbols[self] ?? 0 }

  private static let symbols: [TimeWordClass: UInt16] = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, UInt16($0)) })
}
