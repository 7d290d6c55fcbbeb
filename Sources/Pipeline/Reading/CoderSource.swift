import Codebook
import Findings
import Foundation
import LanguageRuntime
import ResourceTables
import SourceTexts
import Store

/// The coder of a run, loaded when the first document has to be coded: what is known already needs no model.
public final class CoderSource: @unchecked Sendable {
  /// What its findings will carry.
  public let versions: CoderVersions
  /// The rows of the user's own knowledge files, to be kept with what rests on them.
  let ownRows: [ResourceReference: String]
  private let load: @Sendable () throws -> (DocumentCoder, ActorLexicon)
  private let lock = NSLock()
  // Under `lock`.
  private var loaded: Result<(coder: DocumentCoder, entities: EntityFinder), any Error>?

  /// - Parameter ownTables: the user's own knowledge files.
  public init(
    versions: CoderVersions, ownTables: [ResourceTable] = [],
    load: @escaping @Sendable () throws -> (DocumentCoder, ActorLexicon)
  ) {
    self.versions = versions
    ownRows = KnowledgeRows.texts(of: ownTables)
    self.load = load
  }

  /// - Throws: what loading throws, each time.
  func coder() throws -> (coder: DocumentCoder, entities: EntityFinder) {
    lock.lock()
    defer { lock.unlock() }
    if let loaded { return try loaded.get() }
    let result = Result { () throws -> (coder: DocumentCoder, entities: EntityFinder) in
      let (coder, lexicon) = try load()
      return (coder, EntityFinder(lexicon: lexicon))
    }
    loaded = result
    return try result.get()
  }

  /// One thread's way of coding; it keeps the thread's working memory between documents.
  public func makeCode() -> DocumentIntake.Code {
    let worker = ThreadCoder(source: self)
    return { source, files, progress in try worker.code(source, files, progress) }
  }
}

/// Codes documents one after another on one thread.
private final class ThreadCoder: @unchecked Sendable {
  private let source: CoderSource
  // Used by one thread only.
  private var worker: DocumentCoder.Worker?

  init(source: CoderSource) { self.source = source }

  func code(_ text: SourceText, _ files: [String], _ progress: (Double) -> Void) throws -> CodedDocument {
    let (coder, entities) = try source.coder()
    let worker = self.worker ?? coder.makeWorker()
    self.worker = worker
    let share = worker.analysisShare
    let analysis = worker.analyse(text) { progress($0 * share) }
    // What is left when the events are read takes a moment more.
    let findings = entities.complete(worker.code(analysis) { progress(share + $0 * (0.95 - share)) })
    return CodedDocument(
      source: text, files: files, sentences: analysis.sentenceRecords, findings: findings, versions: source.versions,
      knowledge: KnowledgeRows.texts(of: findings, own: source.ownRows))
  }
}
