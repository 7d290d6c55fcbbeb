import DocumentReaders
import Findings
import Foundation
import SourceTexts
import Store

/// Reads documents from files, codes them and stores them: the action behind `entente read`.
public struct ArchiveReader: Sendable {
  /// What happened to one document, as it happens.
  public enum Progress: Sendable {
    case stored(title: String, outcome: StoringOutcome, findings: DocumentFindings, warnings: [ReadingDiagnostic])
    case failed(ReadingDiagnostic)
  }

  /// Counts of a whole run.
  public struct Summary: Sendable, Hashable {
    public var added = 0
    public var unchanged = 0
    public var recoded = 0
    public var failed = 0
    public var events = 0
  }

  private let coder: DocumentCoder
  private let workers: OrderedWorkers
  private let versions: CoderVersions
  private let overrides: DocumentMetadata
  private let reader: DocumentReader

  /// - Parameters:
  ///   - overrides: What the user says of the documents; it wins over what the files say.
  ///   - hints: How they are to be read.
  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(
    coder: DocumentCoder, workers: OrderedWorkers, versions: CoderVersions,
    overrides: DocumentMetadata = DocumentMetadata(), hints: ReadingHints = ReadingHints()
  ) throws {
    self.coder = coder
    self.workers = workers
    self.versions = versions
    self.overrides = overrides
    self.reader = try DocumentReader(hints: hints)
  }

  /// Reads every document of `files` into `archive`, in order; a file that fails is recorded and the rest goes on.
  ///
  /// - Throws: Only where the archive can't be written.
  public func read(
    _ files: [String], into archive: Archive, progress: (Progress) -> Void = { _ in }
  ) throws -> Summary {
    let queue = DocumentQueue(files, reader: reader)
    var summary = Summary()
    try workers.run(
      next: { queue.next() },
      makeWorker: {
        let worker = coder.makeWorker()
        return { item in item.load().map { result in result.map { code($0, from: item.file, worker: worker) } } }
      },
      deliver: { results in
        for result in results {
          switch result {
          case .success(let document):
            let outcome = try archive.store(document)
            switch outcome {
            case .added: summary.added += 1
            case .unchanged: summary.unchanged += 1
            case .recoded: summary.recoded += 1
            }
            summary.events += document.findings.events.count
            progress(
              .stored(
                title: document.source.metadata.title ?? document.files.first ?? "", outcome: outcome,
                findings: document.findings, warnings: document.source.diagnostics))
          case .failure(let diagnostic):
            summary.failed += 1
            try archive.record(diagnostic)
            progress(.failed(diagnostic))
          }
        }
      })
    return summary
  }

  private func code(_ source: SourceText, from file: String, worker: DocumentCoder.Worker) -> CodedDocument {
    let (beside, diagnostic) =
      [.jsonLines, .mail, .csv].contains(source.format) ? (nil, nil) : BibliographicSidecar.record(beside: file)
    var metadata = source.metadata
    if let beside { metadata = metadata.overridden(by: beside) }
    let source = source.with(
      metadata: metadata.overridden(by: overrides), diagnostics: source.diagnostics + (diagnostic.map { [$0] } ?? []))
    let analysis = worker.analyse(source)
    return CodedDocument(
      source: source, files: [file], sentences: analysis.sentenceRecords, findings: worker.code(analysis),
      versions: versions, statesMetadata: beside != nil || overrides != DocumentMetadata())
  }
}
