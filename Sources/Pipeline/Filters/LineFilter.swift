import DocumentReaders
import Exports
import Foundation

/// A filter from JSON lines to JSON lines: input order is kept, one line comes out for each line that goes in, and a
/// bad line gives `{"id":…,"error":{…}}` while the stream goes on.
public protocol LineFilter: Sendable {
  associatedtype Worker: LineFilterWorker
  /// What one thread works with.
  func makeWorker() -> Worker
}

/// One thread's share of a filter.
public protocol LineFilterWorker {
  associatedtype Input: Decodable
  /// Writes the answer to one line, newline included.
  ///
  /// - Throws: ``LineError`` where the line's values can't be used.
  mutating func answer(_ input: Input, id: RecordIdentifier, to json: inout JSONWriter) throws
}

/// What is wrong with an input line.
public struct LineError: Error, Sendable, Hashable {
  public enum Code: String, Sendable {
    case malformed = "malformed_record"
    case missingField = "missing_field"
    case invalidField = "invalid_field"
    case tooLong = "too_long"
  }

  public var code: Code
  public var message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension LineFilter {
  /// Runs the filter from one file handle to another.
  ///
  /// - Returns: The number of lines that failed.
  public func run(from input: FileHandle, to output: FileHandle, workers: OrderedWorkers) throws -> Int {
    let lines = LineReader(input)
    let counter = LineCounter()
    var sink = BufferedOutput(output)
    var failed = 0
    try workers.run(
      next: { try lines.next().map { (counter.next(), $0) } },
      makeWorker: {
        var worker = makeWorker()
        var json = JSONWriter()
        let decoder = JSONDecoder()
        return { line in
          json.removeAll()
          let isGood = answer(line.1, number: line.0, worker: &worker, decoder: decoder, json: &json)
          return (json.bytes, isGood)
        }
      },
      deliver: { (answer: ([UInt8], Bool)) in
        if !answer.1 { failed += 1 }
        try sink.write(answer.0)
      },
      idle: { try sink.flush() })
    try sink.flush()
    return failed
  }

  private func answer(
    _ line: LineReader.Line, number: Int, worker: inout Worker, decoder: JSONDecoder, json: inout JSONWriter
  ) -> Bool {
    var id = RecordIdentifier.none
    do {
      guard case .bytes(let bytes) = line else { throw LineError(.tooLong, "the line is longer than 64 MiB") }
      // Invalid UTF-8 would become replacement characters, and every offset behind it would be wrong.
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw LineError(.malformed, "the line is not UTF-8")
      }
      if let key = RecordKeys.repeated(in: bytes) {
        id = (try? decoder.decode(Envelope<Nothing>.self, from: Data(bytes)))?.id ?? .none
        throw LineError(.malformed, "the key \"\(key)\" stands twice")
      }
      let data = Data(text.utf8)
      let input: Worker.Input
      do {
        let envelope = try decoder.decode(Envelope<Worker.Input>.self, from: data)
        id = envelope.id
        input = envelope.input
      } catch let error as DecodingError {
        id = (try? decoder.decode(Envelope<Nothing>.self, from: data))?.id ?? .none
        throw LineError(error)
      }
      try worker.answer(input, id: id, to: &json)
      return true
    } catch {
      let lineError = error as? LineError ?? LineError(.invalidField, "\(error)")
      json.removeAll()
      json.beginObject()
      json.key("id")
      id.write(to: &json)
      json.key("error")
      json.beginObject()
      json.key("code")
      json.string(lineError.code.rawValue)
      json.key("line")
      json.integer(number)
      json.key("message")
      json.string(lineError.message)
      json.endObject()
      json.endObject()
      json.newline()
      return false
    }
  }
}

/// A line's identifier beside what the filter wants of it, both read in one pass.
private struct Envelope<Input: Decodable>: Decodable {
  var id: RecordIdentifier
  var input: Input

  private enum CodingKeys: String, CodingKey { case id }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decodeIfPresent(RecordIdentifier.self, forKey: .id) ?? .none
    input = try Input(from: decoder)
  }
}

private struct Nothing: Decodable {}

/// Numbers lines from 1; used by the reading thread only.
private final class LineCounter: @unchecked Sendable {
  private var number = 0

  func next() -> Int {
    number += 1
    return number
  }
}

extension LineError {
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, _): self.init(.missingField, "no field \"\(key.stringValue)\"")
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      self.init(
        path.isEmpty ? .malformed : .invalidField,
        path.isEmpty ? "expected a JSON object" : "field \"\(path)\" has another type than expected")
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      self.init(.invalidField, "field \"\(path)\": \(context.debugDescription)")
    default: self.init(.malformed, "not JSON")
    }
  }
}
