import Findings

/// What one or more events of one or more documents report as the same happening.
public struct Occurrence: Sendable, Hashable {
  public var category: PloverCategory
  /// Codes of all sides, sorted and without repetition.
  public var codes: [ActorCode]
  /// The most precise date that a report gives; nil where none gives one.
  public var date: HistoricalDate?
  public var status: EventStatus
  /// The reports, the most precise and most certain first.
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

  /// Number of documents that report it; the same text in two files is one document.
  public var sources: Int { Set(reports.map(\.document)).count }

  /// Whether somebody quoted asserts it in every report, and no author does.
  public var isClaimOnly: Bool { reports.allSatisfy { $0.event.saidBy != nil } }
}
