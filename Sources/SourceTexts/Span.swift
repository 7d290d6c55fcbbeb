/// A half-open range of a document's text, in UTF-8 bytes from 0.
///
/// Inside the program every place is a `Span`; exports translate to Unicode code points with ``CodePointIndex``.
/// Spans order by start, then by end.
public struct Span: Hashable, Sendable, Codable {
  /// First byte.
  public let start: Int
  /// One past the last byte; never less than `start`.
  public let end: Int

  /// Makes the span `start ..< end`.
  ///
  /// - Precondition: `0 <= start <= end`.
  public init(_ start: Int, _ end: Int) {
    precondition(0 <= start && start <= end, "a span runs forward from a byte that is not negative: \(start)..<\(end)")
    self.start = start
    self.end = end
  }

  public init(_ range: Range<Int>) {
    self.init(range.lowerBound, range.upperBound)
  }

  /// Reads a span that was stored, and refuses one that runs backward.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let start = try container.decode(Int.self, forKey: .start)
    let end = try container.decode(Int.self, forKey: .end)
    guard 0 <= start, start <= end else {
      throw DecodingError.dataCorruptedError(
        forKey: .end, in: container, debugDescription: "a span runs forward: got \(start)..<\(end)")
    }
    self.start = start
    self.end = end
  }

  private enum CodingKeys: String, CodingKey { case start, end }

  /// Bytes covered.
  public var count: Int { end - start }

  public var isEmpty: Bool { start == end }

  public var range: Range<Int> { start..<end }

  /// Whether every byte of `other` lies in this span; an empty span lies in every span that touches it.
  public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

  /// Whether the byte at `offset` lies in this span.
  public func contains(offset: Int) -> Bool { start <= offset && offset < end }

  /// Whether the two share at least one byte.
  public func overlaps(_ other: Span) -> Bool { max(start, other.start) < min(end, other.end) }

  /// The bytes that both cover, or nil where they share none.
  public func intersection(_ other: Span) -> Span? {
    let low = max(start, other.start)
    let high = min(end, other.end)
    return low < high ? Span(low, high) : nil
  }

  /// The smallest span that covers both.
  public func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }
}

extension Span: Comparable {
  public static func < (left: Span, right: Span) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}

extension Span: CustomStringConvertible {
  public var description: String { "\(start)..<\(end)" }
}
