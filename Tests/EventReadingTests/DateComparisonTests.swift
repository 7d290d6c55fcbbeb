import EventReading
import Testing

/// How one date lies to another, as the learned reader sees it.
struct DateComparisonTests {
  @Test(arguments: [
    ("1914-07-28", "", "undated"), ("1914-07", "1914-07", "same"), ("1914-07-28", "1914", "inside"),
    ("1914", "1914-07-28~", "around"), ("1914-07-28", "1914-08-01", "before-year"), ("1915", "1914-08", "after"),
    ("1914/1918", "1914", "open"), ("191X", "1914", "open"), ("-0043", "1914", "other"),
  ]) func liesTo(_ one: String, _ other: String, _ name: String) {
    #expect(DateComparison.name(of: one, to: other) == name)
  }
}
