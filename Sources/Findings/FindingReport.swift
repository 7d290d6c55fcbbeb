import SourceTexts

/// A finding of any kind with where it stands: sentence, document, page.
public struct FindingReport<Finding: Sendable & Hashable>: Sendable, Hashable {
  public var name: FindingName
  /// Number of the document in its archive.
  public var document: Int64
  public var finding: Finding
  /// The sentence as it is read, without markup; empty where the finding stands outside the narrative.
  public var sentence: String
  public var sentenceSpan: Span?
  /// What a person said of it; nil where nobody has looked at it.
  public var decision: DecisionMark?
  /// Page of the original, where the format has pages.
  public var page: String?

  public init(
    name: FindingName, document: Int64, finding: Finding, sentence: String, sentenceSpan: Span? = nil,
    page: String? = nil, decision: DecisionMark? = nil
  ) {
    self.name = name
    self.decision = decision
    self.document = document
    self.finding = finding
    self.sentence = sentence
    self.sentenceSpan = sentenceSpan
    self.page = page
  }
}
