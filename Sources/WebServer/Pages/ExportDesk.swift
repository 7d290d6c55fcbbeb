import HTTPTypes
import Hummingbird

/// Makes long answers one at a time on a thread that yields to those of pages, so that readers don't wait for exports.
final class ExportDesk: Sendable {
  private let waiting = Guarded(0)
  private let turn = Guarded(())
  /// More than this many at once are asked to come again.
  private static let limit = 8

  /// - Throws: what `work` throws, or "service unavailable" where too many are waiting already.
  func run<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    let isFull = waiting.withLock { waiting in
      if waiting >= Self.limit { return true }
      waiting += 1
      return false
    }
    if isFull {
      throw HTTPError(.serviceUnavailable, headers: [.retryAfter: "10"], message: "Other exports are being made.")
    }
    defer { waiting.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      BackgroundThread.run {
        continuation.resume(with: Result { try self.turn.withLock { _ in try work() } })
      }
    }
  }
}
