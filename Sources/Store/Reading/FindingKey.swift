import Findings

/// What lists sort and filter findings by, without the finding itself: small enough to keep an archive's in memory.
public struct FindingKey: Sendable, Hashable, Identifiable {
  /// Row number of the finding in its archive.
  public var id: Int64
  public var document: Int64
  public var kind: FindingKind
  /// The event's category, the agreement's status, or the kind of statement, figure or citation.
  public var label: String
  /// Of events only.
  public var status: EventStatus?
  /// Codes of all sides, speakers and those concerned, each once and sorted; of a citation those its sentence names.
  public var codes: [ActorCode]
  /// Of events only: codes of the actors, sorted and each once.
  public var actors: [ActorCode] = []
  /// Of events only: codes of the recipients, sorted and each once.
  public var recipients: [ActorCode] = []
  /// EDTF; nil where the text gives no date.
  public var edtf: String?
  public var earliest: CalendarDay?
  public var latest: CalendarDay?
  /// Whether somebody quoted asserts it and not the author.
  public var isClaim: Bool
  public var sentence: Int64?
  /// Of events only: whether something without a code is among the recipients.
  public var hasOtherRecipients = false
}
