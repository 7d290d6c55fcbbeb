import Findings

/// What one or more events of one or more documents report as the same happening.
public struct Occurrence: Sendable, Hashable {
  public var category: PloverCategory
  /// Codes of all sides, sorted and without repetition.
  public var codes: [ActorCode]
  /// The best date that its reports together allow: the first's where a person looked at it, else the most precise of
  /// those that most others agree with; nil where none gives one.
  public var date: HistoricalDate?
  public var status: EventStatus
  /// The reports: first what a person looked at, then what authors say themselves, then the most certain.
  public var reports: [EventReport]

  public init(
    category: PloverCategory, codes: [ActorCode], date: HistoricalDate?, status: EventStatus, reports: [EventReport]
  ) {
    self.category = category
    self.codes = codes
    self.date = date
    self.status = status
    self.reports = reports
  }

  /// The occurrence that some reports tell of; nil where there are none.
  public init?(reports: [EventReport]) {
    func rank(_ report: EventReport, _ place: Int) -> (Int, Int, Double, Int) {
      (
        report.decision == nil ? 1 : 0, report.event.saidBy == nil ? 0 : 1, -report.event.evidence.confidence, place
      )
    }
    let ranked = reports.enumerated().sorted { rank($0.element, $0.offset) < rank($1.element, $1.offset) }
      .map(\.element)
    guard let best = ranked.first else { return nil }
    self.init(
      category: best.event.category, codes: OccurrenceMerger.codes(of: best.event.actors + best.event.recipients),
      date: Self.dating(ranked)?.date, status: best.event.status, reports: ranked)
  }

  /// Number of documents that report it.
  public var documents: Int { Set(reports.map(\.document)).count }

  /// Number of sources that don't lean on one another: copies, reprints, one author's texts, and texts that quote each
  /// other or rest on the same reference are one.
  public var sources: Int { IndependentSources.count(reports.map { ($0.source, $0.origin) }) }

  /// The report that gives the date.
  public var datedBy: EventReport? { Self.dating(reports) }

  private static func dating(_ ranked: [EventReport]) -> EventReport? {
    guard let first = ranked.first else { return nil }
    if first.decision != nil, first.event.date != nil { return first }
    func bounds(_ report: EventReport) -> (first: Int, last: Int) {
      (report.date?.earliest?.dayNumber ?? -10_000_000, report.date?.latest?.dayNumber ?? 10_000_000)
    }
    let dated = ranked.filter { $0.date != nil }
    let firm = dated.filter { $0.isYearStated || $0.mendedDate != nil && $0.event.date != nil }
    let candidates = firm.isEmpty ? dated : firm
    guard !firm.isEmpty else { return dated.first }
    let all = candidates.map(bounds)
    var best: (agreeing: Int, width: Int, place: Int)?
    for (place, own) in all.enumerated() {
      let agreeing = all.count { $0.first <= own.last && own.first <= $0.last }
      // What fewer than half agree with is one report's word against the others'.
      guard agreeing * 2 >= all.count else { continue }
      let width = own.last - own.first
      if best.map({ (width, -agreeing) < ($0.width, -$0.agreeing) }) ?? true { best = (agreeing, width, place) }
    }
    return best.map { candidates[$0.place] } ?? candidates.first
  }

  /// Whether somebody quoted asserts it in every report, and no author does.
  public var isClaimOnly: Bool { reports.allSatisfy { $0.event.saidBy != nil } }

  public var conflicts: [Conflict] { Conflict.among(reports) }

  public var agreement: SourceAgreement {
    if !conflicts.isEmpty { return .contradicted }
    return sources > 1 ? .corroborated : .single
  }

  /// What a person said of it; nil where nobody has looked at it.
  public var decision: DecisionMark? { reports.lazy.compactMap(\.decision).first }
}
