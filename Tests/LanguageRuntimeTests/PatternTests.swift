import LanguageRuntime
import Testing

/// Expectations were taken from Python's `re` 3.11.
@Suite struct PatternTests {
  private func search(_ pattern: String, _ text: String) throws -> Range<Int>? {
    let program = try PatternProgram(pattern)
    return text.unicodeScalars.map(\.value).withUnsafeBufferPointer { PatternMatcher().search(program, $0) }
  }

  @Test(
    arguments: [
      ("a|ab", "ab", 0..<1), ("(?:a|ab)$", "ab", 0..<2), (#"\.\.+"#, "x....y", 1..<5), ("x*", "aaa", 0..<0),
      ("(?<=[0-9])km$", "12km", 2..<4), (#"(?<=°[FfCcKk])\.$"#, "10°C.", 4..<5), ("[^a-c]", "abcd", 3..<4),
      ("a{2,3}", "aaaa", 0..<3), ("a{2,3}?", "aaaa", 0..<2), (#"\d+"#, "ab१२", 2..<4), (#"^\+(?![0-9])"#, "+a", 0..<1),
      ("[]a]+", "]a]", 0..<3), ("a$", "a\n", 0..<1), (#"\bis\b"#, "this is", 5..<7), ("(?:ab)+?b", "ababb", 0..<5),
      ("[\\u00e9-\\U0001F600]", "eé", 1..<2), ("a{,2}b", "aab", 0..<3), ("a{b", "a{b", 0..<3),
    ] as [(String, String, Range<Int>)])
  func findsWhatPythonFinds(pattern: String, text: String, range: Range<Int>) throws {
    #expect(try search(pattern, text) == range)
  }

  @Test(arguments: [
    (#"^\+(?![0-9])"#, "+1"), ("(?<=[0-9])km$", "akm"), ("^b", "ab"), (#"\S"#, "\u{1C}\u{A0} "), ("(?<!a)b", "ab"),
    ("a{2}", "aba"),
  ])
  func findsNothingWherePythonFindsNothing(pattern: String, text: String) throws {
    #expect(try search(pattern, text) == nil)
  }

  @Test(arguments: ["(a)\\1", "(?i)a", "(?(1)a)", "(?<=a+)b", "[z-a]", "(a", "a)", "*a", "(a*)*", "a{2000}", "\\p{L}"])
  func refusesWhatItDoesNotHave(pattern: String) {
    #expect(throws: PatternParser.Unsupported.self) { try PatternProgram(pattern) }
  }

  @Test func doesNotRunAwayOnALongWord() throws {
    let text = [UInt32](repeating: 0x61, count: 20_000)
    let program = try PatternProgram(#"^(?:\S+(?::\S*)?@)?(?:[a-z]{0,62}[a-z]\.)+[a-z]{2,63}$"#)
    #expect(text.withUnsafeBufferPointer { PatternMatcher().match(program, $0) } == nil)
  }
}
