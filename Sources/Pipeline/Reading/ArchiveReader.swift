import DocumentReaders
import Findings
import Foundation
import SourceTexts
import Store

/// Reads documents from files, codes them and stores them: the action behind `entente read`.
public struct ArchiveReader: Sendable {
  /// What happened to one document, as it happens.
  public enum Progress: Sendable {
    case stored(outcome: StoringOutcome, warnings: [ReadingDiagnostic])
    case failed(ReadingDiagnostic)
  }

  /// Counts of a whole run.
  public struct Summary: Sendable, Hashable {
    public var added = 0
    public var unchanged = 0
    public var recoded = 0
    public var failed = 0
    /// In what was coded.
    public var events = 0
  }

  private let intake: DocumentIntake
  private let coder: CoderSource
  private let workers: OrderedWorkers
  private let stated: (DocumentMetadata, Verdict)?
  private let reader: DocumentReader

  /// - Parameters:
  ///   - stated: What the user says of the documents; it wins over what the files say, and stays.
  ///   - hints: How they are to be read.
  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(
    coder: CoderSource, workers: OrderedWorkers, stated: (metadata: DocumentMetadata, verdict: Verdict)? = nil,
    hints: ReadingHints = ReadingHints()
  ) throws {
    self.coder = coder
    self.workers = workers
    self.stated = stated.map { ($0.metadata, $0.verdict) }
    self.reader = try DocumentReader(hints: hints)
    intake = FileIntake.intake(coder: coder, reader: reader)
  }

  /// Reads every document of `files` into `archive`, in order; a file that fails is recorded and the rest goes on.
  ///
  /// - Throws: Only where the archive can't be written, or the coder can't be loaded.
  public func read(
    _ files: [String], into archive: Archive, progress: (Progress) -> Void = { _ in }
  ) throws -> Summary {
    let queue = DocumentQueue(files, reader: reader)
    var summary = Summary()
    let (intake, coder, stated) = (intake, coder, stated)
    try workers.run(
      next: { queue.next() },
      makeWorker: {
        let code = coder.makeCode()
        return { item in
          item.load().map { result in
            result.map { source in
              let (document, warnings) = FileIntake.withRecord(source, from: item.file)
              return (
                warnings,
                Result {
                  try intake.prepare(document, files: [item.file], for: archive, stated: stated, code: code)
                }
              )
            }
          }
        }
      },
      deliver: { results in
        for result in results {
          switch result {
          case .success(let (warnings, prepared)):
            let prepared = try prepared.get()
            let outcome = try intake.store(prepared, in: archive)
            switch outcome {
            case .added: summary.added += 1
            case .unchanged: summary.unchanged += 1
            case .recoded: summary.recoded += 1
            }
            if case .coded(let document) = prepared { summary.events += document.findings.events.count }
            progress(.stored(outcome: outcome, warnings: warnings))
          case .failure(let diagnostic):
            summary.failed += 1
            try archive.record(diagnostic)
            progress(.failed(diagnostic))
          }
        }
      })
    return summary
  }
}
