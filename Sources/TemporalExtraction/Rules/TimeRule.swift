import Findings
import ResourceTables

/// What a rule does with the words it matched.
enum TimeAction: String, CaseIterable, Sendable {
  /// Day, month, season, year and so on as they stand, the missing ones from the reference.
  case calendar
  case decade
  case century
  /// The year's quarters and halves.
  case fraction
  /// An amount of a unit.
  case duration
  /// An amount of a unit away from the reference.
  case shift
  /// The unit before, at or after the reference: "the following month".
  case neighbour
  /// A value that the rule names.
  case constant
  /// A recurring time.
  case periodic
  case weekday
  case dayPart = "daypart"
  case clock
  case namedDay = "named-day"
  /// Numerals only, or a month's name among them with hyphens: the order has to be found out.
  case numeric
  /// A day or month of another calendar.
  case otherCalendar = "other-calendar"
  /// A year that doesn't begin in January and is named for the one it ends in.
  case fiscal
  /// Not a time at all: keeps shorter rules from reading it as one.
  case block
}

/// Which time a rule counts from.
enum TimeReference: String, CaseIterable, Sendable {
  /// The words tell it all.
  case text
  /// What was told last.
  case told
  /// The day of writing.
  case written
  /// What the sentence counts from: the day of writing in news, what was told last in narrative.
  case sentence
  /// What a speaker counts from: the day of writing in news and in narrative that has come near to it, else what was told
  /// last, since a history has such words only in quotations.
  case speaker
}

/// How a text counts its times.
enum TextKind: String, CaseIterable, Sendable {
  /// From the day it was written.
  case news
  /// From what was told last.
  case narrative
}

/// One row of `times/rules.tsv`.
struct TimeRule: Sendable {
  let identifier: String
  let type: TimeExpressionType
  let action: TimeAction
  let reference: TimeReference
  /// −1 backward, 0 same, +1 forward.
  let direction: Int
  let value: String
  let modifier: String?
  let before: Set<UInt16>
  /// Penn tags, one of which the word before must have where ``before`` names no symbol that it has.
  let beforeTags: Set<String>
  let notBefore: Set<UInt16>
  let notAfter: Set<UInt16>
  let after: Set<UInt16>
  /// The kind of text that it holds in; nil where it holds in any.
  let kind: TextKind?
  let resource: ResourceReference
  let example: String
  let expected: [String]
}

/// The rules and the automaton that finds their patterns.
struct TimeRules: Sendable {
  static let tableName = "times/rules.tsv"
  let rules: [TimeRule]
  let automaton: TimeAutomaton

  init(table: ResourceTable, lexicon: inout TimeLexicon) throws {
    var columns: [String: Int] = [:]
    for name in [
      "id", "pattern", "type", "action", "reference", "direction", "value", "mod", "before", "after", "kind", "example",
      "expected",
    ] { columns[name] = try table.index(of: name) }
    var rules: [TimeRule] = []
    var automaton = TimeAutomaton()
    var seen: Set<String> = []
    for row in table.rows {
      func field(_ name: String) -> String { columns[name].map { row.fields[$0] } ?? "" }
      func bad(_ column: String, _ expected: String) -> ResourceError {
        ResourceError(
          table: row.table, line: row.line, reason: .value(column: column, got: field(column), expected: expected))
      }
      func unknown(_ column: String, _ names: [String], _ got: String? = nil) -> ResourceError {
        ResourceError(
          table: row.table, line: row.line,
          reason: .unknown(
            column: column, what: got == nil ? column : "class", got: got ?? field(column), among: names))
      }
      guard let type = TimeExpressionType(rawValue: field("type")) else {
        throw unknown("type", TimeExpressionType.allCases.map(\.rawValue))
      }
      guard let action = TimeAction(rawValue: field("action")) else {
        throw unknown("action", TimeAction.allCases.map(\.rawValue))
      }
      let reference = field("reference").isEmpty ? TimeReference.text : TimeReference(rawValue: field("reference"))
      guard let reference else { throw unknown("reference", TimeReference.allCases.map(\.rawValue)) }
      let kind = TextKind(rawValue: field("kind"))
      guard field("kind").isEmpty || kind != nil else { throw unknown("kind", TextKind.allCases.map(\.rawValue)) }
      guard let direction = field("direction").isEmpty ? 0 : Int(field("direction")), abs(direction) <= 1 else {
        throw bad("direction", "-1, 0 or 1")
      }
      guard seen.insert(field("id")).inserted else { throw bad("id", "one that no other rule has") }
      func symbols(_ column: String, negated: Bool) throws -> Set<UInt16> {
        var found: Set<UInt16> = []
        for word in field(column).split(separator: " ") where word.hasPrefix("!") == negated && !word.hasPrefix("tag:")
        {
          for name in word.drop(while: { $0 == "!" }).split(separator: "|") {
            if name.utf8.contains(where: { (0x41...0x5A).contains($0) }) {
              guard let wordClass = TimeWordClass(rawValue: String(name)) else {
                throw unknown(column, TimeWordClass.allCases.map(\.rawValue), String(name))
              }
              found.insert(wordClass.symbol)
            } else {
              found.insert(lexicon.literal(String(name)))
            }
          }
        }
        return found
      }
      let pattern = try TimePattern(field("pattern"), lexicon: &lexicon, row: row, table: table)
      let rule = TimeRule(
        identifier: field("id"), type: type, action: action, reference: reference, direction: direction,
        value: field("value"), modifier: field("mod").isEmpty ? nil : field("mod"),
        before: try symbols("before", negated: false),
        beforeTags: Set(
          field("before").split(separator: " ").filter { $0.hasPrefix("tag:") }.map { String($0.dropFirst(4)) }),
        notBefore: try symbols("before", negated: true),
        notAfter: try symbols("after", negated: true), after: try symbols("after", negated: false),
        kind: kind, resource: ResourceReference(table: row.table, line: row.line), example: field("example"),
        expected: field("expected").split(separator: "|", omittingEmptySubsequences: false).map(String.init))
      for spelling in pattern.spellings { automaton.add(spelling, rule: rules.count) }
      rules.append(rule)
    }
    self.rules = rules
    self.automaton = automaton
  }
}
