import Findings

/// Merges events that report the same happening.
///
/// Two reports are the same happening where they have the same category, the same actors and recipients, the same status
/// and the same day; or where they stand in the same sentence with the same date, whatever its precision. Events known
/// only to the month or year, and events of unlike precision ("1904" and "8 April 1904"), stay apart: nothing in the
/// text says that they are one.
public struct OccurrenceMerger: Sendable {
  public init() {}

  /// One occurrence a happening, in the order of the first report of each.
  ///
  /// - Complexity: O(n) in the number of reports, for hashing.
  public func merge(_ reports: [EventReport]) -> [Occurrence] {
    var order: [OccurrenceKey] = []
    var groups: [OccurrenceKey: [EventReport]] = [:]
    for (number, report) in reports.enumerated() {
      let key = OccurrenceKey(report, number: number)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(report)
    }
    return order.compactMap { key in
      guard let group = groups[key] else { return nil }
      let ranked = group.enumerated().sorted {
        ($0.element.event.saidBy == nil ? 0 : 1, -$0.element.event.evidence.confidence, $0.offset)
          < ($1.element.event.saidBy == nil ? 0 : 1, -$1.element.event.evidence.confidence, $1.offset)
      }.map(\.element)
      guard let best = ranked.first else { return nil }
      return Occurrence(
        category: best.event.category, codes: Self.codes(of: best.event.actors + best.event.recipients),
        date: best.event.date,
        status: best.event.status, reports: ranked)
    }
  }

  /// Codes of some parties, sorted, without repetition.
  static func codes(of parties: [ActorMention]) -> [ActorCode] { Array(Set(parties.compactMap(\.code))).sorted() }
}

/// What reports of the same happening have in common.
package struct OccurrenceKey: Hashable, Sendable {
  private var category: String
  private var actors: [ActorCode]
  private var recipients: [ActorCode]
  private var status: String
  private var edtf: String?
  /// Tells apart what must not be merged: the sentence, or the report itself.
  private var place: String

  /// - Parameters:
  ///   - actors: codes, sorted and without repetition; `recipients` likewise.
  ///   - place: the report's sentence in its archive, or the report itself where it has none.
  package init(
    category: String, actors: [ActorCode], recipients: [ActorCode], status: String, edtf: String?, place: String
  ) {
    self.category = category
    self.actors = actors
    self.recipients = recipients
    self.status = status
    self.edtf = edtf
    self.place = edtf.flatMap { CalendarDay($0) } == nil ? place : ""
  }

  init(_ report: EventReport, number: Int) {
    self.init(
      category: report.event.category.rawValue, actors: OccurrenceMerger.codes(of: report.event.actors),
      recipients: OccurrenceMerger.codes(of: report.event.recipients), status: report.event.status.rawValue,
      edtf: report.event.date?.edtf,
      place: report.sentenceSpan.map { "\(report.document) \($0)" } ?? "\(number)")
  }
}
