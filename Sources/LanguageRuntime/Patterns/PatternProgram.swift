/// A regular expression compiled to instructions of a backtracking machine, with Python's meaning: alternatives in order,
/// the first that leads to a match wins; searching gives the leftmost match.
///
/// Top-level alternatives are looked up by the code point a match would begin with, so that a search over a word tries
/// few of them.
package struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    case set(Int32)
    case code(UInt32)
    case begin
    case end
    case wordBoundary(isNegated: Bool)
    /// Go on at `first`; where that fails, at `second`.
    case split(first: Int32, second: Int32)
    case jump(Int32)
    /// The body follows and ends with `match`; then go on at `next`.
    case look(back: Int32, isNegated: Bool, next: Int32)
    case match
  }

  private(set) var code: [Instruction] = []
  private(set) var sets: [CodePointSet] = []
  private var setNumbers: [CodePointSet: Int32] = [:]
  private(set) var entries: [Int32] = []
  /// For each ASCII code point, then for all others, then for the end of the text: entries to try, in order.
  private(set) var dispatch: [[Int32]]
  /// Like `dispatch`, without the entries that match only within `tail` code points of the end.
  private(set) var farDispatch: [[Int32]]
  private(set) var tail = 0
  private var farStarts: (low: UInt64, high: UInt64, others: Bool) = (0, 0, false)

  /// Whether a match that begins with `code` may lie farther than `tail` from the end.
  func isFarStart(_ code: UInt32) -> Bool {
    if code < 64 { return farStarts.low >> UInt64(code) & 1 == 1 }
    if code < 128 { return farStarts.high >> UInt64(code - 64) & 1 == 1 }
    return farStarts.others
  }
  let isAnchored: Bool
  /// Code points without which there is no match.
  let required: [UInt32]

  static let others = 128
  static let atEnd = 129
  private static let largestProgram = 1_000_000

  package init(_ pattern: String) throws(PatternParser.Unsupported) {
    let syntax = try PatternParser.parse(pattern)
    isAnchored = syntax.isAnchored
    required = syntax.required.sorted()
    dispatch = Array(repeating: [], count: 130)
    farDispatch = dispatch
    let parts: [PatternSyntax] = if case .alternatives(let parts) = syntax { parts } else { [syntax] }
    for part in parts {
      let entry = Int32(code.count)
      entries.append(entry)
      try emit(part)
      code.append(.match)
      let first = part.first
      let isNullable = part.isNullable
      var keys: [Int] = isNullable ? [Self.atEnd] : []
      if isNullable || first.others { keys.append(Self.others) }
      for ascii in 0..<128 {
        let bits = ascii < 64 ? first.low >> UInt64(ascii) : first.high >> UInt64(ascii - 64)
        if isNullable || bits & 1 == 1 { keys.append(ascii) }
      }
      for key in keys { dispatch[key].append(entry) }
      if part.reachesEnd, let width = part.maximumWidth {
        // One more for the line end that `$` may stand before.
        tail = max(tail, width + 1)
      } else {
        for key in keys {
          farDispatch[key].append(entry)
          if key < 64 {
            farStarts.low |= 1 << UInt64(key)
          } else if key < 128 {
            farStarts.high |= 1 << UInt64(key - 64)
          }
          if key == Self.others { farStarts.others = true }
        }
      }
    }
    setNumbers = [:]
  }

  private mutating func emit(_ syntax: PatternSyntax) throws(PatternParser.Unsupported) {
    guard code.count < Self.largestProgram else {
      throw PatternParser.Unsupported(construct: "repetitions that multiply beyond measure")
    }
    switch syntax {
    case .empty: break
    case .set(let set):
      if let single = set.single {
        code.append(.code(single))
      } else if let number = setNumbers[set] {
        code.append(.set(number))
      } else {
        let number = Int32(sets.count)
        sets.append(set)
        setNumbers[set] = number
        code.append(.set(number))
      }
    case .begin: code.append(.begin)
    case .end: code.append(.end)
    case .wordBoundary(let isNegated): code.append(.wordBoundary(isNegated: isNegated))
    case .sequence(let parts): for part in parts { try emit(part) }
    case .alternatives(let parts):
      var exits: [Int] = []
      for (index, part) in parts.enumerated() {
        guard index + 1 < parts.count else {
          try emit(part)
          break
        }
        let split = code.count
        code.append(.match)
        try emit(part)
        exits.append(code.count)
        code.append(.match)
        code[split] = .split(first: Int32(split + 1), second: Int32(code.count))
      }
      for exit in exits { code[exit] = .jump(Int32(code.count)) }
    case .look(let body, let isAhead, let isNegated):
      let place = code.count
      code.append(.match)
      try emit(body)
      code.append(.match)
      code[place] = .look(back: isAhead ? 0 : Int32(body.width ?? 0), isNegated: isNegated, next: Int32(code.count))
    case .repetition(let body, let minimum, let maximum, let isGreedy):
      for _ in 0..<minimum { try emit(body) }
      if let maximum {
        var splits: [Int] = []
        for _ in minimum..<maximum {
          splits.append(code.count)
          code.append(.match)
          try emit(body)
        }
        for split in splits { set(split, to: code.count, isGreedy) }
      } else {
        let split = code.count
        code.append(.match)
        try emit(body)
        code.append(.jump(Int32(split)))
        set(split, to: code.count, isGreedy)
      }
    }
  }

  private mutating func set(_ split: Int, to exit: Int, _ isGreedy: Bool) {
    code[split] =
      isGreedy
      ? .split(first: Int32(split + 1), second: Int32(exit)) : .split(first: Int32(exit), second: Int32(split + 1))
  }
}

/// Runs pattern programs; keeps the stack of open choices between runs. For one thread.
package final class PatternMatcher {
  private var choices: [(pc: Int32, position: Int32)] = []

  package init() {}

  /// The end of the match of `program` that begins exactly at `start` of `text[0 ..< end]`, as `re.match`.
  package func match(_ program: PatternProgram, _ text: UnsafeBufferPointer<UInt32>, at start: Int = 0) -> Int? {
    guard program.required.allSatisfy({ text.contains($0) }) else { return nil }
    return attempt(program, text, start)
  }

  /// The leftmost match, as `re.search`, from `start` on.
  ///
  /// - Parameter farFrom: No code point before it satisfies ``PatternProgram/isFarStart(_:)``.
  package func search(
    _ program: PatternProgram, _ text: UnsafeBufferPointer<UInt32>, from start: Int = 0, farFrom: Int = 0
  ) -> Range<
    Int
  >? {
    guard program.required.allSatisfy({ text.contains($0) }) else { return nil }
    if program.isAnchored {
      guard start == 0, let end = attempt(program, text, 0) else { return nil }
      return 0..<end
    }
    var position = min(max(start, farFrom), max(start, text.count - program.tail))
    while position < text.count - program.tail {
      let code = text[position]
      guard program.isFarStart(code) else {
        position += 1
        continue
      }
      for entry in program.farDispatch[code < 128 ? Int(code) : PatternProgram.others] {
        if let end = run(program, text, entry, position) { return position..<end }
      }
      position += 1
    }
    while position <= text.count {
      if let end = attempt(program, text, position) { return position..<end }
      position += 1
    }
    return nil
  }

  private func attempt(_ program: PatternProgram, _ text: UnsafeBufferPointer<UInt32>, _ start: Int) -> Int? {
    let key =
      start >= text.count ? PatternProgram.atEnd : text[start] < 128 ? Int(text[start]) : PatternProgram.others
    for entry in program.dispatch[key] {
      if let end = run(program, text, entry, start) { return end }
    }
    return nil
  }

  private func run(
    _ program: PatternProgram, _ text: UnsafeBufferPointer<UInt32>, _ entry: Int32, _ start: Int
  ) -> Int? {
    let base = choices.count
    defer { choices.removeLast(choices.count - base) }
    var pc = Int(entry)
    var position = start
    while true {
      var succeeded = true
      switch program.code[pc] {
      case .match: return position
      case .code(let wanted):
        if position < text.count, text[position] == wanted {
          position += 1
          pc += 1
        } else {
          succeeded = false
        }
      case .set(let number):
        if position < text.count, program.sets[Int(number)].contains(text[position]) {
          position += 1
          pc += 1
        } else {
          succeeded = false
        }
      case .begin:
        succeeded = position == 0
        pc += 1
      case .end:
        // As in Python, also before a line end that is the last code point.
        succeeded = position == text.count || (position == text.count - 1 && text[position] == 0x0A)
        pc += 1
      case .wordBoundary(let isNegated):
        let before = position > 0 && CodePoints.isWord(text[position - 1])
        let after = position < text.count && CodePoints.isWord(text[position])
        succeeded = (before != after) != isNegated
        pc += 1
      case .jump(let target): pc = Int(target)
      case .split(let first, let second):
        choices.append((second, Int32(truncatingIfNeeded: position)))
        pc = Int(first)
      case .look(let back, let isNegated, let next):
        let from = position - Int(back)
        let found = from >= 0 && run(program, text, Int32(pc + 1), from) != nil
        succeeded = found != isNegated
        pc = Int(next)
      }
      if succeeded { continue }
      guard choices.count > base, let choice = choices.popLast() else { return nil }
      pc = Int(choice.pc)
      position = Int(choice.position)
    }
  }
}
