import Findings
import Linguistics
import ResourceTables
import SourceTexts
import TemporalExtraction
import Testing

/// Runs the example in each row of `times/rules.tsv`.
@Suite struct RuleExampleTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var rule: String
    var type: String
    var sentence: String
    var values: [String]
    var testDescription: String { "\(rule): \(sentence)" }
  }

  static let examples: [Example] = {
    guard let table = try? EmbeddedTables.table("times/rules.tsv"), let rule = try? table.index(of: "id"),
      let type = try? table.index(of: "type"), let example = try? table.index(of: "example"),
      let expected = try? table.index(of: "expected")
    else { return [] }
    return table.rows.map { row in
      Example(
        rule: row.fields[rule], type: row.fields[type], sentence: row.fields[example],
        values: row.fields[expected].split(separator: "|").map(String.init))
    }
  }()

  @Test func everyRuleHasAnExampleWithItsValues() {
    #expect(Self.examples.count > 80)
    for example in Self.examples {
      #expect(MarkedText(example.sentence).marks.count == example.values.count, "\(example.rule)")
    }
  }

  @Test(arguments: examples) func findsItsExample(_ example: Example) throws {
    let marked = MarkedText(example.sentence)
    let found = try TimeTagger().tag(marked.document, written: CalendarDay("2013-03-22"))
    for (mark, value) in zip(marked.marks, example.values) {
      let expression = found.first { $0.span == mark }
      #expect(expression?.value == value, "\(found.map { "\($0.span) \($0.value) \($0.evidence.rule.rawValue)" })")
      #expect(expression?.type.rawValue == example.type)
      let rule = expression?.evidence.rule.rawValue ?? ""
      #expect(rule == "time.\(example.rule)" || rule.hasPrefix("time.\(example.rule)."), "found by \(rule)")
    }
  }
}
