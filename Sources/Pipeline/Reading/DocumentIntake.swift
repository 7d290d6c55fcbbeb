import Findings
import SourceTexts
import Store

/// A document as it was read, with the record beside it where there is one.
public struct ReadDocument: Sendable {
  public var source: SourceText
  public var record: DocumentMetadata?

  public init(source: SourceText, record: DocumentMetadata? = nil) {
    self.source = source
    self.record = record
  }
}

/// The one way of documents into an archive: asked of the archive, read, coded, stored. `entente read` and the page take
/// it alike.
public struct DocumentIntake: Sendable {
  /// The documents in some bytes, told apart by content; `name` only names them.
  public typealias Read = @Sendable (_ bytes: [UInt8], _ name: String) -> [Result<SourceText, ReadingDiagnostic>]
  /// Gives the documents of a file one after another.
  public typealias ReadFile =
    @Sendable (_ path: String, _ each: (Result<ReadDocument, ReadingDiagnostic>) -> Void) -> Void
  /// Codes a document, telling how far it has come, from 0 to 1.
  public typealias Code =
    @Sendable (_ source: SourceText, _ files: [String], _ progress: (Double) -> Void) throws -> CodedDocument

  public var read: Read
  /// Nil where only bytes are read.
  public var readFile: ReadFile?
  public var code: Code
  /// What codes here; nil where every document is coded, known or not.
  public var versions: CoderVersions?

  public init(
    read: @escaping Read, readFile: ReadFile? = nil, versions: CoderVersions? = nil, code: @escaping Code
  ) {
    self.read = read
    self.readFile = readFile
    self.versions = versions
    self.code = code
  }

  /// What is to be stored of a document.
  public enum Prepared: Sendable {
    /// The archive has it as it is; nothing was coded.
    case unchanged(document: Int64)
    case coded(CodedDocument)
  }

  /// Codes a document, unless the archive has it already as it is.
  ///
  /// - Parameters:
  ///   - code: a thread's own coder; nil for the intake's.
  ///   - stated: what the user says of it, which is kept as a decision.
  public func prepare(
    _ document: ReadDocument, files: [String], for archive: Archive, stated: (DocumentMetadata, Verdict)? = nil,
    code: Code? = nil, progress: (Double) -> Void = { _ in }
  ) throws -> Prepared {
    let source = document.source
    let layers = MetadataLayers(file: source.metadata, record: document.record)
    if let (metadata, verdict) = stated {
      try archive.state(metadata, of: source, layers: layers, verdict)
    }
    var metadata = document.record.map(source.metadata.overridden) ?? source.metadata
    if let versions {
      switch try archive.plan(for: source, layers: layers, files: files, versions: versions) {
      case .unchanged(let number): return .unchanged(document: number)
      case .code(let effective): metadata = effective
      }
    }
    var coded = try (code ?? self.code)(source.with(metadata: metadata), files, progress)
    coded.layers = layers
    return .coded(coded)
  }

  /// Stores what was prepared.
  public func store(_ prepared: Prepared, in archive: Archive) throws -> StoringOutcome {
    switch prepared {
    case .unchanged(let document): .unchanged(document: document)
    case .coded(let coded): try archive.store(coded)
    }
  }

  /// Codes a document of the archive anew, as after a correction of what is known of it; nil where it was removed
  /// meanwhile.
  public func codeAnew(
    _ document: DocumentSummary, of archive: Archive, progress: (Double) -> Void = { _ in }
  ) throws -> StoringOutcome? {
    // The rows of a data set aren't coded here.
    if document.kind == .dataSet { return .unchanged(document: document.id) }
    guard let source = try archive.source(of: document.id) else { return nil }
    var coded = try code(source, document.files, progress)
    coded.layers = try archive.layers(of: document)
    return try archive.restore(coded, as: document.id)
  }
}
