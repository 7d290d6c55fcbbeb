import Analysis
import Foundation
import Store

/// Keeps the newest snapshot of an archive. Pages read the one there is; a newer one is taken on a thread of its own.
final class SnapshotKeeper: Sendable {
  private struct State {
    var snapshot: ArchiveSnapshot
    var lastLook: ContinuousClock.Instant
    var isRefreshing = false
  }

  private let archive: Archive
  private let state: Guarded<State>
  private let refreshing = NSLock()
  private let cache: PageCache
  /// How long a change by another process may go unseen.
  private static let patience = Duration.seconds(1)

  init(archive: Archive, cache: PageCache) throws {
    self.archive = archive
    self.cache = cache
    let snapshot = try ArchiveSnapshot(of: archive, generation: 1)
    state = Guarded(State(snapshot: snapshot, lastLook: .now))
    // The first page doesn't need the lists; who asks for one next finds it read, or well on its way. Readers wait for
    // this thread, so it doesn't yield to theirs.
    Thread.detachNewThread { _ = try? snapshot.actors }
  }

  /// The newest snapshot; asks the archive at most once a second whether another process has changed it.
  var current: ArchiveSnapshot {
    let (snapshot, isDue) = state.withLock { state in
      let isDue = !state.isRefreshing && state.lastLook.duration(to: .now) > Self.patience
      if isDue { state.isRefreshing = true }
      return (state.snapshot, isDue)
    }
    if isDue {
      BackgroundThread.run {
        if let revision = try? self.archive.revision(), revision != snapshot.revision { self.refresh(unless: revision) }
        self.state.withLock { state in
          state.isRefreshing = false
          state.lastLook = .now
        }
      }
    }
    return snapshot
  }

  /// Takes a new snapshot now, as after a change of our own; the old one stays where the archive can't be read.
  ///
  /// - Parameters:
  ///   - revision: nothing is done where the newest snapshot bears it, since another thread took that meanwhile.
  ///   - list: a table that is read at once.
  ///   - isUrgent: readers get the snapshot before the pages they read most are made of it.
  func refresh(unless revision: Int64? = nil, with list: Filter.List? = nil, isUrgent: Bool = false) {
    refreshing.lock()
    defer { refreshing.unlock() }
    let newest = state.withLock { $0.snapshot }
    if let revision, revision == newest.revision { return }
    // What pages have asked for they will ask for again.
    let lists = newest.knownLists.union(list.map { [$0] } ?? [])
    guard let snapshot = try? ArchiveSnapshot(of: archive, generation: newest.generation + 1, lists: lists) else {
      return
    }
    if !isUrgent { cache.prepare(for: snapshot) }
    let generation = snapshot.generation
    state.withLock { state in
      if state.snapshot.generation < generation { state.snapshot = snapshot }
    }
  }
}
