import Findings
import Foundation
import Pipeline
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
  private static let jobLimit = 1000
  private static let finishedLimit = 50
  private static let problemLimit = 20
  /// How long pages may stay behind while one job brings document after document.
  private static let refreshInterval = Duration.seconds(2)

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
      // Files are read from where they lie, and were named by whoever started the server.
      if case .file = work {
      } else {
        guard state.jobs.reduce(0, { $0 + $1.size }) + job.size <= Self.sizeLimit,
          state.jobs.count(where: { !$0.isFile }) < Self.jobLimit
        else { throw Refusal.full }
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

  /// Corrections of a document that is no longer there have nothing to correct.
  func dropCorrections(of document: Int64) {
    for job in jobs where job.state == .waiting {
      if case .correction(document, _) = job.work { set(job, .failed("The document was removed."), if: .waiting) }
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

  /// - Parameter old: nothing changes where the job is in another state by now.
  private func set(_ job: ReadingJob, _ new: ReadingJob.State, if old: ReadingJob.State? = nil) {
    state.withLock { state in
      guard let place = state.jobs.firstIndex(where: { $0.id == job.id }) else { return }
      if let old, state.jobs[place].state != old { return }
      state.jobs[place].state = new
      if state.jobs[place].isOver { state.jobs[place].work = .upload([]) }
      let finished = state.jobs.filter(\.isOver).count
      if finished > Self.finishedLimit, let oldest = state.jobs.firstIndex(where: \.isOver) {
        state.jobs.remove(at: oldest)
      }
    }
  }

  private func tell(_ problem: String, of job: ReadingJob) {
    state.withLock { state in
      guard let place = state.jobs.firstIndex(where: { $0.id == job.id }) else { return }
      if state.jobs[place].problems.count < Self.problemLimit { state.jobs[place].problems.append(problem) }
    }
  }
}

extension ReadingDesk {
  /// What has come of the documents of one job.
  private struct Account {
    var last: (document: Int64, title: String, outcome: String)?
    var stored = 0
    var firstProblem: String?
    var lastRefresh = ContinuousClock.now

    mutating func note(_ outcome: StoringOutcome, title: String) {
      stored += 1
      last =
        switch outcome {
        case .added(let id): (id, title, "added")
        case .unchanged(let id): (id, title, "known already, nothing changed")
        case .recoded(let id): (id, title, "coded anew")
        }
    }

    mutating func fail(_ problem: String) { firstProblem = firstProblem ?? problem }
  }

  private func run(_ job: ReadingJob) {
    guard let intake else { return set(job, .failed(unavailability ?? "")) }
    var account = Account()
    switch job.work {
    case .upload(let bytes):
      for document in intake.read(bytes, job.name) {
        take(document.map { ReadDocument(source: $0) }, of: job, with: intake, &account)
      }
    case .file(let path):
      intake.readFile?(path) { take($0, of: job, with: intake, &account) }
    case .correction(let document, let metadata):
      do {
        guard let source = try archive.source(of: document), let summary = try archive.document(document) else {
          return set(job, .failed("The document is no longer in the archive."))
        }
        begin(job, source)
        var coded = try intake.code(source.with(metadata: metadata), summary.files, progress(of: job, source))
        coded.layers = try archive.layers(of: summary)
        guard try archive.document(document) != nil else {
          return set(job, .failed("The document was removed meanwhile, so nothing was stored."))
        }
        // What a person says is kept as a decision, and outlives every reading.
        try archive.correct(document: summary, to: metadata, .now(by: nil, because: "corrected on the page"))
        guard let outcome = try archive.restore(coded, as: document) else {
          return set(job, .failed("The document was removed meanwhile, so nothing was stored."))
        }
        account.note(outcome, title: metadata.title ?? job.name)
      } catch {
        ServerLog.write("\(job.name): error: \(error)")
        account.fail("It could not be coded or stored.")
      }
    }
    keeper.refresh()
    finish(job, account)
  }

  private func take(
    _ document: Result<ReadDocument, ReadingDiagnostic>, of job: ReadingJob, with intake: DocumentIntake,
    _ account: inout Account
  ) {
    switch document {
    case .success(let document):
      do {
        let source = document.source
        begin(job, source)
        let prepared = try intake.prepare(
          document, files: [job.name], for: archive, progress: progress(of: job, source))
        account.note(
          try intake.store(prepared, in: archive), title: source.metadata.title ?? job.name)
      } catch {
        ServerLog.write("\(job.name): error: \(error)")
        account.fail("It could not be coded or stored.")
      }
    case .failure(let diagnostic):
      try? archive.record(diagnostic)
      let problem = diagnostic.line.map { "line \($0): \(diagnostic.message)" } ?? diagnostic.message
      tell(problem, of: job)
      account.fail(problem)
    }
    if account.lastRefresh.duration(to: .now) > Self.refreshInterval {
      keeper.refresh()
      account.lastRefresh = .now
    }
  }

  private func begin(_ job: ReadingJob, _ source: SourceText) {
    set(job, .coding(title: source.metadata.title ?? job.name, words: Self.words(in: source), percent: 0))
  }

  /// Tells how far a document has come.
  private func progress(of job: ReadingJob, _ source: SourceText) -> (Double) -> Void {
    let title = source.metadata.title ?? job.name
    let words = Self.words(in: source)
    var percent = 0
    return { share in
      guard Int(share * 100) > percent else { return }
      percent = Int(share * 100)
      self.set(job, .coding(title: title, words: words, percent: percent))
    }
  }

  private static func words(in source: SourceText) -> Int {
    source.text.utf8.split(whereSeparator: { $0 <= 0x20 }).count
  }

  private func finish(_ job: ReadingJob, _ account: Account) {
    guard let last = account.last else {
      return set(job, .failed(account.firstProblem ?? "It holds no document."))
    }
    if account.stored == 1 {
      set(job, .done(document: last.document, title: last.title, outcome: last.outcome))
    } else {
      set(job, .finished(outcome: "\(Wording.count(account.stored, "document")) read"))
    }
  }
}
