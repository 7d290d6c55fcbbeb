/// A set of code points: a bitmap for ASCII, ranges and Python's classes beyond it.
struct CodePointSet: Sendable, Hashable {
  enum Class: UInt8, Sendable, Hashable {
    case word, notWord, digit, notDigit, space, notSpace

    func contains(_ code: UInt32) -> Bool {
      switch self {
      case .word: CodePoints.isWord(code)
      case .notWord: !CodePoints.isWord(code)
      case .digit: CodePoints.isDecimal(code)
      case .notDigit: !CodePoints.isDecimal(code)
      case .space: CodePoints.isWhiteSpace(code)
      case .notSpace: !CodePoints.isWhiteSpace(code)
      }
    }
  }

  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0
  private var ranges: [ClosedRange<UInt32>] = []
  private var classes: [Class] = []
  private let isNegated: Bool
  /// The only member, where there is just one.
  let single: UInt32?

  init(ranges given: [ClosedRange<UInt32>], classes: [Class], isNegated: Bool) {
    self.isNegated = isNegated
    self.classes = classes
    single =
      !isNegated && classes.isEmpty && given.count == 1 && given[0].count == 1 ? given[0].lowerBound : nil
    var merged: [ClosedRange<UInt32>] = []
    for range in given.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    ranges = merged
    for code in 0..<UInt32(128) {
      let isMember = (ranges.contains { $0.contains(code) } || classes.contains { $0.contains(code) }) != isNegated
      if isMember {
        if code < 64 { low |= 1 << UInt64(code) } else { high |= 1 << UInt64(code - 64) }
      }
    }
  }

  func contains(_ code: UInt32) -> Bool {
    if code < 64 { return low >> UInt64(code) & 1 == 1 }
    if code < 128 { return high >> UInt64(code - 64) & 1 == 1 }
    var first = 0
    var end = ranges.count
    while first < end {
      let middle = (first + end) / 2
      if ranges[middle].upperBound < code { first = middle + 1 } else { end = middle }
    }
    let isListed =
      (first < ranges.count && ranges[first].lowerBound <= code) || classes.contains { $0.contains(code) }
    return isListed != isNegated
  }

  /// Whether a code point outside ASCII may be a member.
  var reachesBeyondASCII: Bool { isNegated || !classes.isEmpty || (ranges.last.map { $0.upperBound >= 128 } ?? false) }
}

/// The syntax tree of a regular expression in the subset of Python's `re` that tokenizers use: literals, classes,
/// alternation, groups without back-references, greedy and lazy repetition, anchors, look-ahead, look-behind.
enum PatternSyntax: Sendable {
  case empty
  case set(CodePointSet)
  case begin
  case end
  case wordBoundary(isNegated: Bool)
  case sequence([PatternSyntax])
  case alternatives([PatternSyntax])
  indirect case repetition(PatternSyntax, minimum: Int, maximum: Int?, isGreedy: Bool)
  indirect case look(PatternSyntax, isAhead: Bool, isNegated: Bool)

  /// Number of code points that a match takes, where it is always the same.
  var width: Int? {
    switch self {
    case .empty, .begin, .end, .wordBoundary, .look: return 0
    case .set: return 1
    case .sequence(let parts):
      var sum = 0
      for part in parts {
        guard let width = part.width else { return nil }
        sum += width
      }
      return sum
    case .alternatives(let parts):
      guard let first = parts.first?.width, parts.allSatisfy({ $0.width == first }) else { return nil }
      return first
    case .repetition(let body, let minimum, let maximum, _):
      guard minimum == maximum, let width = body.width else { return nil }
      return width * minimum
    }
  }

  /// The largest number of code points that a match takes; nil where there is no bound.
  var maximumWidth: Int? {
    switch self {
    case .empty, .begin, .end, .wordBoundary, .look: return 0
    case .set: return 1
    case .sequence(let parts):
      var sum = 0
      for part in parts {
        guard let width = part.maximumWidth else { return nil }
        sum += width
      }
      return sum
    case .alternatives(let parts):
      var largest = 0
      for part in parts {
        guard let width = part.maximumWidth else { return nil }
        largest = max(largest, width)
      }
      return largest
    case .repetition(let body, _, let maximum, _):
      guard let maximum, let width = body.maximumWidth else { return nil }
      return width * maximum
    }
  }

  /// Whether a match always reaches the end of the text.
  var reachesEnd: Bool {
    switch self {
    case .end: true
    case .sequence(let parts): parts.last?.reachesEnd ?? false
    case .alternatives(let parts): parts.allSatisfy(\.reachesEnd)
    default: false
    }
  }

  /// Whether it can match without taking a code point.
  var isNullable: Bool {
    switch self {
    case .empty, .begin, .end, .wordBoundary, .look: true
    case .set: false
    case .sequence(let parts): parts.allSatisfy(\.isNullable)
    case .alternatives(let parts): parts.contains(where: \.isNullable)
    case .repetition(let body, let minimum, _, _): minimum == 0 || body.isNullable
    }
  }

  /// Whether it can match at the beginning of a text only.
  var isAnchored: Bool {
    switch self {
    case .begin: true
    case .sequence(let parts): parts.first?.isAnchored ?? false
    case .alternatives(let parts): parts.allSatisfy(\.isAnchored)
    default: false
    }
  }

  /// ASCII code points (two bitmaps) that a match may begin with, and whether others may.
  var first: (low: UInt64, high: UInt64, others: Bool) {
    switch self {
    case .empty, .begin, .end, .wordBoundary, .look: return (0, 0, false)
    case .set(let set): return (set.low, set.high, set.reachesBeyondASCII)
    case .repetition(let body, _, _, _): return body.first
    case .sequence(let parts):
      var union: (low: UInt64, high: UInt64, others: Bool) = (0, 0, false)
      for part in parts {
        let first = part.first
        union = (union.low | first.low, union.high | first.high, union.others || first.others)
        if !part.isNullable { break }
      }
      return union
    case .alternatives(let parts):
      return parts.reduce((0, 0, false)) { union, part in
        let first = part.first
        return (union.0 | first.low, union.1 | first.high, union.2 || first.others)
      }
    }
  }

  /// Code points without which there is no match.
  var required: Set<UInt32> {
    switch self {
    case .empty, .begin, .end, .wordBoundary, .look: return []
    case .set(let set): return set.single.map { [$0] } ?? []
    case .repetition(let body, let minimum, _, _): return minimum > 0 ? body.required : []
    case .sequence(let parts): return parts.reduce(into: []) { $0.formUnion($1.required) }
    case .alternatives(let parts):
      guard let first = parts.first?.required else { return [] }
      return parts.dropFirst().reduce(first) { $0.intersection($1.required) }
    }
  }
}
