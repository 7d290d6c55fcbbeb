/// Slows down guessing: after five wrong tokens one attempt a second is looked at, and more than a few that wait are
/// sent away.
package final class TokenPatience: Sendable {
  private struct State: Sendable {
    var wrong = 0
    var next = ContinuousClock.now
  }

  private let state = Guarded(State())
  private static let free = 5
  private static let step = Duration.seconds(1)
  private static let longestWait = Duration.seconds(5)

  package init() {}

  /// How long the next attempt has to wait before it is looked at; nil where too many wait already.
  package func wait(at now: ContinuousClock.Instant = .now) -> Duration? {
    state.withLock { state in
      guard state.wrong >= Self.free else { return .zero }
      let turn = max(now, state.next)
      guard now.duration(to: turn) <= Self.longestWait else { return nil }
      state.next = turn.advanced(by: Self.step)
      return now.duration(to: turn)
    }
  }

  /// Keeps what came of an attempt; a right one clears the account.
  package func note(isRight: Bool, at now: ContinuousClock.Instant = .now) {
    state.withLock { state in
      if isRight {
        state = State()
      } else {
        state.wrong += 1
        if state.wrong == Self.free { state.next = now.advanced(by: Self.step) }
      }
    }
  }
}
