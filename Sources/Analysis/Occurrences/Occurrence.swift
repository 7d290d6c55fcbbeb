import Findings

/// What one or more events of one or more documents report as the same happening.
public struct Occurrence: Sendable, Hashable {
  public var category: PloverCategory
  /// Codes of all sides, sorted and without repetition.
  public var codes: [ActorCode]
  /// The date of the first report; nil where none gives one.
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
      date: best.event.date ?? ranked.lazy.compactMap(\.event.date).first, status: best.event.status, reports: ranked)
  }

  /// Number of documents that report it.
  public var documents: Int { Set(reports.map(\.document)).count }

  /// Number of texts that report it: the same text in two documents is one source.
  public var sources: Int { Set(reports.map(\.source)).count }

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
