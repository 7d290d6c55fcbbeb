import Findings
import SourceTexts

/// Which events a chronicle shows; every condition has to hold.
public struct EventFilter: Sendable, Hashable {
  /// Codes that all have to be among the event's actors and recipients.
  public var codes: [ActorCode]
  /// Keep events that may have happened on or after this day.
  public var from: CalendarDay?
  /// Keep events that may have happened on or before this day.
  public var to: CalendarDay?
  /// Keep these categories; all where empty.
  public var categories: [PloverCategory]
  /// Keep these statuses; all where empty.
  public var statuses: [EventStatus]
  /// Keep events of this document.
  public var document: Int64?
  /// Whether to keep events that only somebody quoted asserts.
  public var includesClaims: Bool
  /// Whether to keep events without a date.
  public var includesUndated: Bool
  /// Keep events at least this sure, in 0...1.
  public var minimumConfidence: Double

  public init(
    codes: [ActorCode] = [], from: CalendarDay? = nil, to: CalendarDay? = nil, categories: [PloverCategory] = [],
    statuses: [EventStatus] = [], document: Int64? = nil, includesClaims: Bool = true, includesUndated: Bool = true,
    minimumConfidence: Double = 0
  ) {
    self.codes = codes
    self.from = from
    self.to = to
    self.categories = categories
    self.statuses = statuses
    self.document = document
    self.includesClaims = includesClaims
    self.includesUndated = includesUndated
    self.minimumConfidence = minimumConfidence
  }
}
