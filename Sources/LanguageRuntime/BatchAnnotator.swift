import Foundation
import Linguistics

/// Annotates a stream of texts on several threads and hands the results on in the order of the texts.
///
/// Short texts go through the network together. Only a few groups of texts are held at a time, so that an endless stream
/// needs bounded memory.
///
/// ```swift
/// BatchAnnotator(pipeline, threads: 4).annotate(texts) { tokens in print(tokens.count) }
/// ```
public struct BatchAnnotator: Sendable {
  private let pipeline: LanguagePipeline
  /// Number of working threads, at least 1.
  public let threads: Int
  /// Texts are grouped until they have this many bytes.
  private static let groupBytes = 8192

  /// - Parameter threads: By default as many as the machine has cores.
  public init(_ pipeline: LanguagePipeline, threads: Int = ProcessInfo.processInfo.activeProcessorCount) {
    self.pipeline = pipeline
    self.threads = max(1, threads)
  }

  /// Calls `body` with the tokens of each text, in order, on the calling thread.
  ///
  /// - Throws: What `body` throws; texts already taken are dropped then.
  public func annotate(_ texts: some Sequence<String>, _ body: ([Token]) throws -> Void) rethrows {
    try map(texts, text: { $0 }, transform: { _, tokens in tokens }, body)
  }

  /// Calls `body` with what `transform` makes of each element and its tokens, in order, on the calling thread.
  ///
  /// - Parameters:
  ///   - elements: Taken on the calling thread, a few groups ahead of `body`.
  ///   - text: The text of an element.
  ///   - transform: Runs on the working threads.
  public func map<Element: Sendable, Result: Sendable>(
    _ elements: some Sequence<Element>, text: @Sendable @escaping (Element) -> String,
    transform: @Sendable @escaping (Element, [Token]) -> Result, _ body: (Result) throws -> Void
  ) rethrows {
    try run(
      elements, text: text,
      work: { annotator, group in
        zip(group, annotator.annotate(group.map(text))).map { transform($0, $1) }
      }, body)
  }

  /// Calls `body` with each element and the JSON rows of its text (see ``Annotator/writeRows(of:_:)``), in order, on the
  /// calling thread.
  public func writeRows<Element: Sendable>(
    _ elements: some Sequence<Element>, text: @Sendable @escaping (Element) -> String,
    _ body: ((element: Element, json: [UInt8])) throws -> Void
  ) rethrows {
    try run(
      elements, text: text,
      work: { annotator, group in
        var rows: [(element: Element, json: [UInt8])] = []
        annotator.writeRows(of: group.map(text)) { rows.append((group[$0], $1)) }
        return rows
      }, body)
  }

  private func run<Element: Sendable, Result: Sendable>(
    _ elements: some Sequence<Element>, text: (Element) -> String,
    work: @Sendable @escaping (Annotator, [Element]) -> [Result], _ body: (Result) throws -> Void
  ) rethrows {
    let queue = WorkQueue<[Element], [Result]>()
    for _ in 0..<threads {
      let thread = Thread { [pipeline] in
        let annotator = pipeline.makeAnnotator()
        while let (number, group) = queue.take() { queue.finish(number, work(annotator, group)) }
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    defer { queue.close() }
    var iterator = elements.makeIterator()
    var sent = 0
    var received = 0
    var isAtEnd = false
    while true {
      while !isAtEnd, sent - received < threads * 3 {
        var group: [Element] = []
        var bytes = 0
        while bytes < Self.groupBytes, let element = iterator.next() {
          group.append(element)
          bytes += text(element).utf8.count
        }
        isAtEnd = bytes < Self.groupBytes
        if !group.isEmpty {
          queue.put(sent, group)
          sent += 1
        }
      }
      guard received < sent else { return }
      let results = queue.result(received)
      received += 1
      for result in results { try body(result) }
    }
  }
}

/// Numbered work waiting for a thread, and results waiting for their turn.
private final class WorkQueue<Work: Sendable, Result: Sendable>: @unchecked Sendable {
  // Unchecked: every access is made under `condition`.
  private let condition = NSCondition()
  private var waiting: [(Int, Work)] = []
  private var results: [Int: Result] = [:]
  private var isClosed = false

  func put(_ number: Int, _ work: Work) {
    condition.lock()
    waiting.append((number, work))
    condition.broadcast()
    condition.unlock()
  }

  /// Waits for work; nil when the queue has been closed.
  func take() -> (Int, Work)? {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty, !isClosed { condition.wait() }
    return isClosed ? nil : waiting.removeFirst()
  }

  func finish(_ number: Int, _ result: Result) {
    condition.lock()
    results[number] = result
    condition.broadcast()
    condition.unlock()
  }

  func result(_ number: Int) -> Result {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let result = results.removeValue(forKey: number) { return result }
      condition.wait()
    }
  }

  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }
}
