import SourceTexts

/// An event with what a reader needs to trust it: its sentence, document, page and the references that its sentence
/// rests on.
public struct EventReport: Sendable, Hashable {
  public var name: FindingName
  /// Number of the document in its archive.
  public var document: Int64
  /// Number of the text: documents with the same text are one source.
  public var source: Int64
  /// What a person said of it; nil where nobody has looked at it.
  public var decision: DecisionMark?
  /// What coded it: "entente 0.1.0".
  public var coder: String
  public var event: Event
  /// The sentence as it is read, without markup; empty where the event stands outside the narrative.
  public var sentence: String
  public var sentenceSpan: Span?
  /// Of a data set's event the place of its row, from 1: it stands on no words, and its spans mean nothing.
  public var row: Int?
  /// Page of the original, where the format has pages.
  public var page: String?
  /// References of the links and notes tied to the sentence, in document order.
  public var references: [String]
  /// Whether the text says the year of its date, or the year was only carried over from elsewhere.
  public var isYearStated = true
  /// The date that other reports of the same happening give it, where it has none or says no year.
  public var mendedDate: HistoricalDate?
  /// The report that gave that date or its year.
  public var mendedBy: FindingName?
  /// Number that reports of one happening share which lean on one another; 0 where it leans on none.
  public var origin: Int64 = 0
  /// How it leans on the first of them: "reprint", "same reference", "same speaker", "quotes"; empty where it doesn't.
  public var originKind = ""

  /// When it happened, as far as all reports together tell.
  public var date: HistoricalDate? { mendedDate ?? event.date }

  public init(
    name: FindingName, document: Int64, source: Int64? = nil, event: Event, sentence: String,
    sentenceSpan: Span? = nil, page: String? = nil, references: [String] = [], decision: DecisionMark? = nil,
    coder: String = "", row: Int? = nil
  ) {
    self.name = name
    self.row = row
    self.source = source ?? document
    self.decision = decision
    self.coder = coder
    self.document = document
    self.event = event
    self.sentence = sentence
    self.sentenceSpan = sentenceSpan
    self.page = page
    self.references = references
  }
}
