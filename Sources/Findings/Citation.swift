import SourceTexts

/// A link or note and the claim that it supports.
public struct Citation: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable, Codable {
    case link
    case note
  }

  public var kind: Kind
  /// The URL, or the note's text.
  public var reference: String
  /// Where the link's markup or the note's body stands.
  public var referenceSpan: Span
  public var label: String?
  public var outlet: String?
  public var authors: [String]
  public var title: String?
  /// EDTF.
  public var published: String?
  /// BCP 47 tag.
  public var language: String?
  /// `span` is the sentence or clause that it supports.
  public var evidence: Evidence

  public var span: Span { evidence.span }

  public init(
    kind: Kind, reference: String, referenceSpan: Span, label: String? = nil, outlet: String? = nil,
    authors: [String] = [], title: String? = nil, published: String? = nil, language: String? = nil,
    evidence: Evidence
  ) {
    self.kind = kind
    self.reference = reference
    self.referenceSpan = referenceSpan
    self.label = label
    self.outlet = outlet
    self.authors = authors
    self.title = title
    self.published = published
    self.language = language
    self.evidence = evidence
  }
}
