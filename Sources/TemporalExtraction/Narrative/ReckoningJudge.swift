import Findings
import Linguistics
import SourceTexts

/// Tells news, which counts from the day it was written, from narrative, which counts from what was told last: for the
/// document by the kinds of its time expressions, then for each sentence.
///
/// News is full of weekdays, "today" and "last month" and leaves out the year of what has just happened; narrative names
/// full dates and years that are past.
struct ReckoningJudge: Sendable {
  /// Whether the document as a whole is news.
  let isNews: Bool
  private let written: CalendarDay?

  init(matches: [[TimeMatch]], rules: TimeRules, document: AnalysedDocument, written: CalendarDay?) {
    self.written = written
    guard let written else {
      isNews = false
      return
    }
    var news = 0.0
    var narrative = 0.0
    var spoken = 0.0
    for match in matches.joined() {
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
      } else if rule.reference == .written || rule.reference == .speaker || rule.action == .weekday {
        news += 1
        if !match.isQuoted { spoken += 1 }
      }
    }
    let words = Double(document.passages.reduce(0) { $0 + $1.tokens.count })
    // A short report that speaks of "Tuesday" and "last week" is news, however many old years it recalls.
    isNews = news >= narrative || (spoken >= 2 && spoken * 250 > words)
  }

  /// Whether a relative expression counts from the day of writing.
  ///
  /// In news all do, but those that follow a year well past in their own sentence or the one before: a look back. In
  /// narrative none do once a year has been told.
  ///
  /// - Parameter recent: the time last mentioned in this sentence or the one before.
  func countsFromWriting(recent: TimePoint?, told: NarrativeClock) -> Bool {
    guard let written else { return false }
    guard isNews else { return told.year == nil }
    guard let recent else { return true }
    return recent.year >= written.year - 1
  }
}
