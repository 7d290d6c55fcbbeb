/// Where a parse stands: stack, buffer, and what is known of tokens.
struct ArcEagerState {
  /// Actions as a set of bits.
  struct AllowedActions {
    private var bits: UInt8 = 0

    mutating func set(_ action: ArcEagerParser.Action, _ isAllowed: Bool) {
      if isAllowed { bits |= 1 << UInt8(truncatingIfNeeded: action.rawValue) }
    }

    func contains(_ action: ArcEagerParser.Action) -> Bool {
      bits >> UInt8(truncatingIfNeeded: action.rawValue) & 1 == 1
    }
  }

  var stack: [Int32] = []
  /// Tokens put back in front of the input, the next one last.
  private var rebuffer: [Int32] = []
  private var input = 0
  private var count = 0
  var unshiftable: [Bool] = []
  /// Tokens that a sentence break was set at.
  var breaks: [Bool] = []
  /// Most recently added child on either side, and for each child the one added before it.
  private(set) var lastLeft: [Int32] = []
  private(set) var lastRight: [Int32] = []
  private var earlier: [Int32] = []

  mutating func reset(count: Int) {
    self.count = count
    input = 0
    stack.removeAll(keepingCapacity: true)
    rebuffer.removeAll(keepingCapacity: true)
    Self.fill(&unshiftable, count, false)
    Self.fill(&breaks, count, false)
    Self.fill(&lastLeft, count, -1)
    Self.fill(&lastRight, count, -1)
    Self.fill(&earlier, count, -1)
  }

  /// Whether stack and buffer are empty.
  var isFinal: Bool { stack.isEmpty && input >= count && rebuffer.isEmpty }

  /// Token number `place` of the buffer, negative where it is shorter.
  func buffer(_ place: Int) -> Int32 {
    if place < rebuffer.count { return rebuffer[rebuffer.count - 1 - place] }
    let token = input + place - rebuffer.count
    return token < count ? Int32(truncatingIfNeeded: token) : -1
  }

  /// Token number `place` of the stack from its top, negative where it is shorter.
  func stacked(_ place: Int) -> Int32 { place < stack.count ? stack[stack.count - 1 - place] : -1 }

  func allowedActions(_ b0: Int32, _ b1: Int32) -> AllowedActions {
    let waiting = count - input + rebuffer.count
    let isBreak = b0 >= 0 && breaks[Int(b0)]
    var allowed = AllowedActions()
    allowed.set(
      .shift, waiting > 0 && (stack.isEmpty || (waiting >= 2 && !isBreak && !unshiftable[Int(b0)])))
    allowed.set(.reduce, !stack.isEmpty)
    let canAttach = !stack.isEmpty && waiting > 0 && !isBreak
    allowed.set(.left, canAttach)
    allowed.set(.right, canAttach)
    allowed.set(.breakSentence, waiting >= 2 && b1 == b0 + 1 && !breaks[Int(b1)])
    return allowed
  }

  /// Moves the buffer's first token, `token`, to the stack.
  mutating func push(_ token: Int32) {
    if rebuffer.isEmpty { input += 1 } else { rebuffer.removeLast() }
    stack.append(token)
  }

  /// Pops the stack's top; a token without head goes back to the buffer, unless the stack is empty then.
  mutating func reduce(_ token: Int32, hasHead: Bool) {
    stack.removeLast()
    if !hasHead, !stack.isEmpty {
      unshiftable[Int(token)] = true
      rebuffer.append(token)
    }
  }

  /// Draws an arc, taking the place of the child's old one.
  mutating func attach(
    head: Int32, child: Int32, _ label: Int32, _ heads: inout [Int32], _ labels: inout [Int32]
  ) {
    let old = heads[Int(child)]
    if old > child {
      if lastLeft[Int(old)] == child { lastLeft[Int(old)] = earlier[Int(child)] }
    } else if old >= 0, lastRight[Int(old)] == child {
      lastRight[Int(old)] = earlier[Int(child)]
    }
    if head > child {
      earlier[Int(child)] = lastLeft[Int(head)]
      lastLeft[Int(head)] = child
    } else {
      earlier[Int(child)] = lastRight[Int(head)]
      lastRight[Int(head)] = child
    }
    heads[Int(child)] = head
    labels[Int(child)] = label
  }

  private static func fill<Value>(_ array: inout [Value], _ count: Int, _ value: Value) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }
}
