import SourceTexts

/// One time expression as found, before its value is known.
struct TimeMatch: Sendable {
  /// How the expression hangs together with the one before it in the text.
  enum Link: Sendable {
    case none
    /// "in April and June 1955"
    case list
    /// "from April to June 1955", "1915-17"
    case range
  }

  var rule: Int
  var passage: Int
  var tokens: Range<Int>
  var atoms: Range<Int>
  var span: Span
  var slots: TimeSlots
  var link = Link.none
  /// Whether it stands beside the main line of what is told: "the 1902 pact", "since 1882".
  var isBackground = false
  /// Whether it stands between quotation marks.
  var isQuoted = false
  /// Whether something lasts to it: "until Monday".
  var isLimit = false
  /// Whether the word before it is "until".
  var isDeadline = false

  /// Whether it names a time of the clock.
  var hasTimeOfDay: Bool {
    slots.first(.clock) != nil || slots.first(.meridiem) != nil || slots.first(.zone) != nil
  }
}
