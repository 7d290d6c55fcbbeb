import Findings
import Linguistics
import SourceTexts

/// Tells news, which counts from the day it was written, from narrative, which counts from what was told last: for the
/// document by the kinds of its time expressions.
///
/// News is full of weekdays, "today" and "last month", has one of them in its first sentences, and leaves out the year of
/// what has just happened; narrative names full dates and years that are past. ``LookBack`` then tells the sentences of
/// news that are narrative.
struct ReckoningJudge: Sendable {
  /// Whether the document as a whole is news.
  let isNews: Bool
  /// What speaks for a history: full dates and years that are past.
  let narrative: Double

  /// So many tokens are the lead of a report.
  private static let lead = 100

  init(matches: [[TimeMatch]], rules: TimeRules, document: AnalysedDocument, written: CalendarDay?) {
    guard let written else {
      isNews = false
      narrative = .infinity
      return
    }
    var news = 0.0
    var narrative = 0.0
    var spoken = 0.0
    var opensAsNews = false
    var words = 0
    for (passage, list) in zip(document.passages, matches) {
      for match in list {
        let rule = rules.rules[match.rule]
        if let year = match.slots.first(.year) {
          let isOld = year < written.year - 2
          if match.slots.first(.month) != nil {
            // Reports leave out the year of what has just happened.
            narrative += isOld ? 1 : 0.7
          } else if isOld {
            narrative += 0.5
          } else {
            news += 0.25
          }
        } else if Self.countsFromSpeaker(rule, match) {
          news += 1
          if match.isQuoted { continue }
          spoken += 1
          if words + match.tokens.lowerBound < Self.lead, rule.identifier != "today" { opensAsNews = true }
        }
      }
      words += passage.tokens.count
    }
    self.narrative = narrative
    // A short report that speaks of "Tuesday" and "last week" is news, however many old years it recalls.
    isNews =
      news + (opensAsNews ? 3 : 0) >= narrative || (spoken >= 2 && spoken * 250 > Double(words))
  }

  /// "Tuesday", "last week", "next April".
  private static func countsFromSpeaker(_ rule: TimeRule, _ match: TimeMatch) -> Bool {
    if rule.reference == .written || rule.reference == .speaker || rule.action == .weekday { return true }
    return rule.action == .neighbour && rule.reference == .sentence
      && match.slots.words.first?.symbol == TimeWordClass.side.symbol
  }
}
