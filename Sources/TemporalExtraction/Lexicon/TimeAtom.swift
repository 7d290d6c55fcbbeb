import SourceTexts

/// A piece of a token that rules see as one word: a run of letters, a numeral, a sign.
///
/// Tokenizers differ in where they cut "1915-17", "May-August" or "5:30PM"; atoms don't.
struct TimeAtom: Sendable {
  /// Where it stands in the document.
  var span: Span
  /// Index of its token in the passage.
  var token: Int
  /// Whether it follows the atom before it without a blank.
  var isGlued: Bool
  /// What it can stand for; empty for most words of a text.
  var senses: [TimeSense]

  func value(of symbol: UInt16) -> Int32? {
    for sense in senses where sense.symbol == symbol { return sense.value }
    return nil
  }

  func value(of wordClass: TimeWordClass) -> Int32? { value(of: wordClass.symbol) }

  func has(_ symbol: UInt16) -> Bool { value(of: symbol) != nil }
}
