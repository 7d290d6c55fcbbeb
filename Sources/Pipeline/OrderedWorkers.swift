import Foundation

/// Runs one function over a stream of inputs on several threads and hands the results on in the order of the inputs.
///
/// At most `4 × threads` inputs are held at any time, so that an endless stream needs bounded memory. Reading,
/// working and delivering overlap; what is ready is delivered even while the source of inputs blocks.
public struct OrderedWorkers: Sendable {
  /// Number of working threads, at least 1.
  public let threads: Int

  public init(threads: Int) {
    self.threads = max(1, threads)
  }

  /// As many as the machine has cores.
  public static var allCores: OrderedWorkers {
    OrderedWorkers(threads: ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Pulls inputs until `next` gives nil, and calls `deliver` on the calling thread once for each, in order.
  ///
  /// - Parameters:
  ///   - next: Called on one thread, never twice at once.
  ///   - makeWorker: Called once on each working thread; the function it gives is used on that thread only.
  ///   - idle: Called on the calling thread when it has to wait for the next result, so that buffered output can go.
  /// - Throws: What `next` or `deliver` throws first; inputs already taken are dropped then.
  public func run<Input: Sendable, Output: Sendable>(
    next: @escaping @Sendable () throws -> Input?, makeWorker: @escaping @Sendable () -> (Input) -> Output,
    deliver: (Output) throws -> Void, idle: () throws -> Void = {}
  ) throws {
    let line = AssemblyLine<Input, Output>(capacity: threads * 4)
    Thread.detach(named: "reader") {
      do {
        while let input = try next() {
          guard line.put(input) else { return }
        }
        line.endInput(error: nil)
      } catch {
        line.endInput(error: error)
      }
    }
    for number in 0..<threads {
      Thread.detach(named: "worker \(number)") {
        let work = makeWorker()
        while let (index, input) = line.take() { line.finish(index, work(input)) }
      }
    }
    do {
      while true {
        if !line.isResultReady { try idle() }
        guard let output = try line.result() else { return }
        try deliver(output)
      }
    } catch {
      line.cancel()
      throw error
    }
  }
}

extension Thread {
  /// Deep parses recurse; a secondary thread's default stack is small on some systems.
  fileprivate static func detach(named name: String, _ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.name = name
    thread.stackSize = 8 << 20
    thread.start()
  }
}

/// The shared state of one run: inputs waiting, results waiting for their turn.
private final class AssemblyLine<Input: Sendable, Output: Sendable>: @unchecked Sendable {
  // Every access is made under `condition`.
  private let condition = NSCondition()
  private let capacity: Int
  private var inputs: [(Int, Input)] = []
  private var results: [Int: Output] = [:]
  private var accepted = 0
  private var delivered = 0
  private var hasEnded = false
  private var isCancelled = false
  private var failure: (any Error)?

  init(capacity: Int) { self.capacity = capacity }

  /// Waits for room; false where the run was cancelled.
  func put(_ input: Input) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while accepted - delivered >= capacity, !isCancelled { condition.wait() }
    guard !isCancelled else { return false }
    inputs.append((accepted, input))
    accepted += 1
    condition.broadcast()
    return true
  }

  func endInput(error: (any Error)?) {
    condition.lock()
    defer { condition.unlock() }
    hasEnded = true
    failure = error
    condition.broadcast()
  }

  func take() -> (Int, Input)? {
    condition.lock()
    defer { condition.unlock() }
    while inputs.isEmpty, !hasEnded, !isCancelled { condition.wait() }
    guard !inputs.isEmpty, !isCancelled else { return nil }
    return inputs.removeFirst()
  }

  func finish(_ index: Int, _ output: Output) {
    condition.lock()
    defer { condition.unlock() }
    results[index] = output
    if index == delivered { condition.broadcast() }
  }

  var isResultReady: Bool {
    condition.lock()
    defer { condition.unlock() }
    return results[delivered] != nil
  }

  /// The next result in order; nil at the end.
  func result() throws -> Output? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let output = results.removeValue(forKey: delivered) {
        delivered += 1
        condition.broadcast()
        return output
      }
      if hasEnded, delivered == accepted {
        if let failure { throw failure }
        return nil
      }
      condition.wait()
    }
  }

  func cancel() {
    condition.lock()
    defer { condition.unlock() }
    isCancelled = true
    condition.broadcast()
  }
}
