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
  /// How long a change by another process may go unseen.
  private static let patience = Duration.seconds(1)

  init(archive: Archive) throws {
    self.archive = archive
    state = Guarded(State(snapshot: try ArchiveSnapshot(of: archive, generation: 1), lastLook: .now))
  }

  /// The newest snapshot; asks the archive at most once a second whether another process has changed it.
  var current: ArchiveSnapshot {
    let (snapshot, isDue) = state.withLock { state in
      let isDue = !state.isRefreshing && state.lastLook.duration(to: .now) > Self.patience
      if isDue { state.isRefreshing = true }
      return (state.snapshot, isDue)
    }
    if isDue {
      Thread.detachNewThread {
        let stamp = try? self.archive.stamp()
        if let stamp, stamp != snapshot.stamp { self.refresh() }
        self.state.withLock { state in
          state.isRefreshing = false
          state.lastLook = .now
        }
      }
    }
    return snapshot
  }

  /// Takes a new snapshot now, as after a change of our own; the old one stays where the archive can't be read.
  func refresh() {
    refreshing.lock()
    defer { refreshing.unlock() }
    let generation = state.withLock { $0.snapshot.generation } + 1
    guard let snapshot = try? ArchiveSnapshot(of: archive, generation: generation) else { return }
    state.withLock { state in
      if state.snapshot.generation < generation { state.snapshot = snapshot }
    }
  }
}
