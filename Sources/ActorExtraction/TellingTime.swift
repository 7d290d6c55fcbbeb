import Findings
import Linguistics

/// The day that each sentence tells of, as far as the times found say: the sentence's own first calendar date, else
/// the last one before it in the passage, else the day of publication.
///
/// A document whose dates lie mostly far before its publication tells of the past: its sentences without a date go on
/// from the last one before them, whatever the passage.
struct TellingTime {
  /// Days from 1970-01-01, by passage and sentence.
  private(set) var days: [[Int32?]] = []

  init(_ document: AnalysedDocument, times: [TimeExpression], published: CalendarDay?) {
    var fallback = published.map { Int32(clamping: $0.dayNumber) }
    var dated: [(start: Int, day: Int32)] = []
    for time in times where time.type == .date || time.type == .time {
      guard let edtf = time.edtf, let bounds = ExtendedDate.bounds(of: edtf) else { continue }
      let ends = [bounds.earliest, bounds.latest].compactMap { $0?.dayNumber }
      guard let first = ends.first, let last = ends.last else { continue }
      dated.append((time.span.start, Int32(clamping: (first + last) / 2)))
    }
    dated.sort { $0 < $1 }
    let isHistory = Self.isHistory(dated.map(\.day), published: fallback)
    if isHistory { fallback = dated.first?.day ?? fallback }
    var next = 0
    for passage in document.passages {
      var carried: Int32?
      var ofPassage: [Int32?] = []
      for sentence in passage.sentences {
        let span = passage.span(of: sentence)
        while next < dated.count, dated[next].start < span.start { next += 1 }
        var own: Int32?
        var place = next
        while place < dated.count, dated[place].start < span.end {
          if own == nil { own = dated[place].day }
          carried = dated[place].day
          if isHistory { fallback = carried }
          place += 1
        }
        ofPassage.append(own ?? carried ?? fallback)
      }
      days.append(ofPassage)
    }
  }

  /// Days between a document's dates and its publication from which on it is a history.
  private static let historyDistance = 25 * 365
  /// Dates that it takes to tell a history from a report with a look back.
  private static let leastDates = 3

  /// Whether most of the dates lie far before the publication.
  private static func isHistory(_ days: [Int32], published: Int32?) -> Bool {
    guard days.count >= leastDates else { return false }
    guard let published else { return true }
    let old = days.count { Int(published) - Int($0) > historyDistance }
    return old * 3 > days.count * 2
  }
}
