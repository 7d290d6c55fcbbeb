import Findings
import SourceTexts

/// One document with all that was found in it, ready to be stored.
public struct CodedDocument: Sendable {
  public var source: SourceText
  /// The files that it was read from, as the user named them.
  public var files: [String]
  public var sentences: [SentenceRecord]
  public var findings: DocumentFindings
  public var versions: CoderVersions
  /// Whether the user stated the bibliographic record, so that it replaces the one that the archive has.
  public var statesMetadata: Bool

  public init(
    source: SourceText, files: [String], sentences: [SentenceRecord], findings: DocumentFindings,
    versions: CoderVersions, statesMetadata: Bool = false
  ) {
    self.statesMetadata = statesMetadata
    self.source = source
    self.files = files
    self.sentences = sentences
    self.findings = findings
    self.versions = versions
  }

  /// Names the document by its text.
  public var digest: ContentDigest { ContentDigest(of: source.text.utf8) }
}

/// A sentence as it is read: without markup and line ends.
public struct SentenceRecord: Sendable, Hashable {
  public var span: Span
  public var text: String

  public init(span: Span, text: String) {
    self.span = span
    self.text = text
  }
}

/// What coded a document; kept with its findings.
public struct CoderVersions: Sendable, Hashable {
  public var coder: String
  public var model: String
  public var codebook: String

  public init(coder: String, model: String, codebook: String) {
    self.coder = coder
    self.model = model
    self.codebook = codebook
  }
}
