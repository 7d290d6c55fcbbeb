import HTTPTypes
import Hummingbird

/// Takes the bodies of requests, within limits that hold for all of them together.
final class RequestBodies: Sendable {
  /// Bytes at most that are held of all bodies under way.
  private let budget: Int
  /// How long one body may take to come.
  private let patience: Duration
  private let held = Guarded(0)

  init(budget: Int, patience: Duration) {
    self.budget = budget
    self.patience = patience
  }

  /// The body, whose bytes count as held until they are given to ``release(_:)``.
  ///
  /// - Parameters:
  ///   - problem: what is told of a body of more than `limit` bytes.
  ///   - hangUp: closes the connection after the seconds that it is given.
  /// - Throws: `HTTPError` where the body is too long, too slow, or comes while too much else does.
  func bytes(
    of request: Request, upTo limit: Int, tooLong problem: String, hangUp: @Sendable (Int) -> Void
  ) async throws -> [UInt8] {
    let start = ContinuousClock.now
    var bytes: [UInt8] = []
    var refusal: HTTPError?
    // A browser shows the reason only once it has sent all it wanted to, so some more is taken and thrown away.
    var surplus = 0
    do {
      if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
        refusal = HTTPError(.contentTooLarge, message: problem)
        if length > 4 * limit { throw HTTPError(.contentTooLarge, message: problem) }
      }
      for try await piece in request.body {
        if start.duration(to: .now) > patience {
          throw HTTPError(.requestTimeout, message: "The request took too long to come; send it again.")
        }
        let count = piece.readableBytes
        if refusal == nil {
          if bytes.count + count > limit {
            refusal = HTTPError(.contentTooLarge, message: problem)
          } else if !reserve(count) {
            refusal = HTTPError(
              .serviceUnavailable, headers: [.retryAfter: "30"],
              message: "Too much is being uploaded at this moment; try again in half a minute.")
          } else {
            bytes.append(contentsOf: piece.readableBytesView)
            continue
          }
          release(bytes.count)
          bytes = []
        }
        surplus += count
        if surplus > 4 * limit { break }
      }
      if let refusal { throw refusal }
      return bytes
    } catch {
      release(bytes.count)
      hangUp(2)
      throw error
    }
  }

  func release(_ count: Int) { held.withLock { $0 -= count } }

  private func reserve(_ count: Int) -> Bool {
    held.withLock { held in
      guard held + count <= budget else { return false }
      held += count
      return true
    }
  }
}
