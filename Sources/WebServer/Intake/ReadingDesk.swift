import Foundation
import SourceTexts
import Store

/// Reads what was uploaded, one document after another, on one thread of low priority, so that pages stay quick.
final class ReadingDesk: Sendable {
  private struct State: Sendable {
    var jobs: [ReadingJob] = []
    var next = 1
    var isAtWork = false
  }

  /// Why a document was not taken.
  enum Refusal: Error {
    case full
    case unavailable(String)
  }

  private let archive: Archive
  private let keeper: SnapshotKeeper
  /// Nil where documents can't be read here; then the reason stands in `unavailability`.
  private let intake: DocumentIntake?
  let unavailability: String?
  private let state = Guarded(State())
  private static let sizeLimit = 256 << 20
  private static let finishedLimit = 50

  init(archive: Archive, keeper: SnapshotKeeper, intake: DocumentIntake?, unavailability: String?) {
    self.archive = archive
    self.keeper = keeper
    self.intake = intake
    self.unavailability = intake == nil ? unavailability ?? "No reader is at hand." : nil
  }

  /// All jobs that are under way and the last that ended, oldest first.
  var jobs: [ReadingJob] { state.withLock { $0.jobs } }

  /// How many jobs are waiting or under way.
  var openJobs: Int { state.withLock { $0.jobs.count { !$0.isOver } } }

  func take(_ work: ReadingJob.Work, name: String) throws {
    if let unavailability { throw Refusal.unavailable(unavailability) }
    let mustStart = try state.withLock { state in
      let job = ReadingJob(id: state.next, name: name, work: work, state: .waiting)
      guard state.jobs.reduce(0, { $0 + $1.size }) + job.size <= Self.sizeLimit, state.jobs.count < 1000 else {
        throw Refusal.full
      }
      state.jobs.append(job)
      state.next += 1
      defer { state.isAtWork = true }
      return !state.isAtWork
    }
    if mustStart {
      BackgroundThread.run { self.work() }
    }
  }

  private func work() {
    while let job = nextJob() { run(job) }
  }

  private func nextJob() -> ReadingJob? {
    state.withLock { state in
      guard let place = state.jobs.firstIndex(where: { $0.state == .waiting }) else {
        state.isAtWork = false
        return nil
      }
      state.jobs[place].state = .reading
      return state.jobs[place]
    }
  }

  private func set(_ job: ReadingJob, _ new: ReadingJob.State) {
    state.withLock { state in
      guard let place = state.jobs.firstIndex(where: { $0.id == job.id }) else { return }
      state.jobs[place].state = new
      if state.jobs[place].isOver { state.jobs[place].work = .upload([]) }
      let finished = state.jobs.filter(\.isOver).count
      if finished > Self.finishedLimit, let oldest = state.jobs.firstIndex(where: \.isOver) {
        state.jobs.remove(at: oldest)
      }
    }
  }

  private func run(_ job: ReadingJob) {
    guard let intake else { return set(job, .failed(unavailability ?? "")) }
    switch job.work {
    case .upload(let bytes):
      let documents = intake.read(bytes, job.name)
      if documents.isEmpty { set(job, .failed("It holds no document.")) }
      for (number, document) in documents.enumerated() {
        switch document {
        case .success(let source):
          store(source, files: [job.name], job: job, others: documents.count - number - 1, with: intake)
        case .failure(let diagnostic):
          try? archive.record(diagnostic)
          keeper.refresh()
          set(job, .failed(diagnostic.message))
        }
      }
    case .correction(let document, let metadata):
      do {
        guard let source = try archive.source(of: document), let summary = try archive.document(document) else {
          return set(job, .failed("The document is no longer in the archive."))
        }
        store(
          source.with(metadata: metadata), files: summary.files, statesMetadata: true, job: job, others: 0,
          with: intake)
      } catch {
        set(job, .failed("\(error)"))
      }
    }
  }

  private func store(
    _ source: SourceText, files: [String], statesMetadata: Bool = false, job: ReadingJob, others: Int,
    with intake: DocumentIntake
  ) {
    let title = source.metadata.title ?? job.name
    let words = source.text.utf8.split(whereSeparator: { $0 <= 0x20 }).count
    var percent = 0
    set(job, .coding(title: title, words: words, percent: percent))
    do {
      var coded = try intake.code(source, files) { share in
        guard Int(share * 100) > percent else { return }
        percent = Int(share * 100)
        set(job, .coding(title: title, words: words, percent: percent))
      }
      coded.statesMetadata = statesMetadata
      let outcome = try archive.store(coded)
      keeper.refresh()
      let (document, word): (Int64, String) =
        switch outcome {
        case .added(let id): (id, "added")
        case .unchanged(let id): (id, "known already, nothing changed")
        case .recoded(let id): (id, "coded anew")
        }
      set(job, others > 0 ? .reading : .done(document: document, title: title, outcome: word))
    } catch {
      set(job, .failed("\(error)"))
    }
  }
}
