import Foundation
import Pipeline
import Testing

@Suite struct OrderedWorkersTests {
  private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0
    func next(upTo end: Int) -> Int? {
      lock.withLock {
        guard value < end else { return nil }
        value += 1
        return value
      }
    }
    var count: Int { lock.withLock { value } }
  }

  private struct Failure: Error {}

  @Test(arguments: [1, 2, 5])
  func keepsTheOrderOfInputs(threads: Int) throws {
    let counter = Counter()
    var delivered: [Int] = []
    try OrderedWorkers(threads: threads).run(
      next: { counter.next(upTo: 500) },
      makeWorker: {
        { number in
          if number % 7 == 0 { Thread.sleep(forTimeInterval: 0.001) }
          return number * 2
        }
      },
      deliver: { delivered.append($0) })
    #expect(delivered == (1...500).map { $0 * 2 })
  }

  @Test func holdsABoundedNumberOfInputs() throws {
    let counter = Counter()
    var delivered = 0
    var largestLead = 0
    try OrderedWorkers(threads: 2).run(
      next: { counter.next(upTo: 1000) }, makeWorker: { { $0 } },
      deliver: { (_: Int) in
        delivered += 1
        largestLead = max(largestLead, counter.count - delivered)
      })
    #expect(largestLead <= 9)
  }

  @Test func anErrorOfTheSourceComesOutAfterWhatWasReadBefore() {
    let counter = Counter()
    var delivered = 0
    #expect(throws: Failure.self) {
      try OrderedWorkers(threads: 2).run(
        next: {
          guard let number = counter.next(upTo: 10) else { throw Failure() }
          return number
        }, makeWorker: { { $0 } }, deliver: { (_: Int) in delivered += 1 })
    }
    #expect(delivered == 10)
  }

  @Test func anErrorOfDeliveryEndsTheRun() {
    let counter = Counter()
    #expect(throws: Failure.self) {
      try OrderedWorkers(threads: 2).run(
        next: { counter.next(upTo: .max) }, makeWorker: { { $0 } }, deliver: { (_: Int) in throw Failure() })
    }
  }
}
