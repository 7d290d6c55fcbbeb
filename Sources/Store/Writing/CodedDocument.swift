import Findings
import SourceTexts

/// One document with all that was found in it, ready to be stored.
public struct CodedDocument: Sendable {
  /// With the metadata that it was coded by.
  public var source: SourceText
  /// What the file and the record beside it say; the archive lays what people say over it.
  public var layers: MetadataLayers
  /// The files that it was read from, as the user named them.
  public var files: [String]
  public var sentences: [SentenceRecord]
  public var findings: DocumentFindings
  public var versions: CoderVersions
  /// The rows of knowledge that the findings rest on, as they were when it was coded.
  public var knowledge: [ResourceReference: String]

  public init(
    source: SourceText, layers: MetadataLayers? = nil, files: [String], sentences: [SentenceRecord],
    findings: DocumentFindings, versions: CoderVersions, knowledge: [ResourceReference: String] = [:]
  ) {
    self.source = source
    self.layers = layers ?? MetadataLayers(file: source.metadata)
    self.files = files
    self.sentences = sentences
    self.findings = findings
    self.versions = versions
    self.knowledge = knowledge
  }

  /// Names the text; two records with the same text are one source.
  public var digest: ContentDigest { ContentDigest(of: source.text.utf8) }
}

/// What a file says of itself, and what the record beside it says.
public struct MetadataLayers: Sendable, Hashable {
  public var file: DocumentMetadata
  public var record: DocumentMetadata?

  public init(file: DocumentMetadata, record: DocumentMetadata? = nil) {
    self.file = file
    self.record = record
  }
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
  /// The language model's name: "en_core_web_sm".
  public var model: String
  public var modelVersion: String
  /// Of the model's files.
  public var modelDigest: String
  /// The ontology and a digest of the knowledge that codes.
  public var codebook: String

  public init(coder: String, model: String, modelVersion: String = "", modelDigest: String = "", codebook: String) {
    self.coder = coder
    self.model = model
    self.modelVersion = modelVersion
    self.modelDigest = modelDigest
    self.codebook = codebook
  }

  /// Name and version: "en_core_web_sm 3.8.0".
  public var modelName: String { modelVersion.isEmpty ? model : "\(model) \(modelVersion)" }
}
