/// The arc-eager transition system (Nivre 2008) with sentence breaks and re-buffering of unattached words (Honnibal and
/// Johnson 2015), run greedily, as spaCy does.
struct ArcEagerParser: Sendable {
  enum Action: Int, Sendable {
    case shift, reduce, left, right, breakSentence
  }

  let model: TransitionModel
  /// Of each move.
  let actions: [Action]
  /// Label of each move.
  let labels: [Int32]
  /// For a pseudo-projective label `x||y` the numbers of x and y (Nivre and Nilsson 2005).
  let decorated: [(label: Int32, head: Int32)?]
  let root: Int32

  init(_ model: TransitionModel, labels table: inout LabelTable, file: String) throws(ModelError) {
    self.model = model
    var actions: [Action] = []
    var labels: [Int32] = []
    for move in model.moves {
      guard let action = Action(rawValue: move.action) else {
        throw ModelError(file: file, layer: "moves, \(move.action)", reason: .unsupported("an action of this number"))
      }
      actions.append(action)
      labels.append(table.number(of: move.label))
    }
    self.actions = actions
    self.labels = labels
    root = table.number(of: "ROOT")
    var decorated: [(label: Int32, head: Int32)?] = []
    for number in 0..<table.count {
      let parts = table[Int32(number)].split(separator: "|", omittingEmptySubsequences: false)
      if parts.count == 3, parts[1].isEmpty {
        decorated.append((table.number(of: String(parts[0])), table.number(of: String(parts[2]))))
      } else {
        decorated.append(nil)
      }
    }
    self.decorated = decorated
  }
}

/// Parses texts. For one thread.
final class ArcEagerRun {
  private let parser: ArcEagerParser
  let scorer: TransitionRun
  private var state = ArcEagerState()
  private var leftEdges: [Int32] = []
  private var rightEdges: [Int32] = []

  init(_ parser: ArcEagerParser, kernels: KernelSet) {
    self.parser = parser
    scorer = TransitionRun(parser.model, kernels: kernels)
  }

  /// Finds heads (a root is its own), labels and sentence starts of a text of `count` tokens that ``scorer`` has been
  /// prepared for.
  func parse(count: Int, isSpace: [Bool], heads: inout [Int32], labels: inout [Int32], starts: inout [Bool]) {
    heads = [Int32](repeating: -1, count: count)
    labels = [Int32](repeating: parser.root, count: count)
    run(count: count, heads: &heads, labels: &labels)
    for token in 0..<count where heads[token] < 0 {
      heads[token] = Int32(token)
      labels[token] = parser.root
    }
    deprojectivize(isSpace, &heads, &labels)
    findSentences(heads, &starts)
  }

  private func run(count: Int, heads: inout [Int32], labels: inout [Int32]) {
    // Held in a local variable, which needs no access checks.
    var state = ArcEagerState()
    swap(&state, &self.state)
    defer { swap(&state, &self.state) }
    state.reset(count: count)
    // Two steps a token is the rule; weights that are not a parser's could go round for ever.
    var stepsLeft = 16 * count + 64
    let actions = parser.actions
    let moveLabels = parser.labels
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: parser.model.features) { features in
      while !state.isFinal, stepsLeft > 0 {
        stepsLeft -= 1
        let (b0, b1, s0) = (state.buffer(0), state.buffer(1), state.stacked(0))
        features[0] = b0
        features[1] = b1
        features[2] = s0
        features[3] = state.stacked(1)
        features[4] = state.stacked(2)
        features[5] = b0 < 0 ? -1 : state.lastLeft[Int(b0)]
        features[6] = s0 < 0 ? -1 : state.lastLeft[Int(s0)]
        features[7] = s0 < 0 ? -1 : state.lastRight[Int(s0)]
        let scores = scorer.score(UnsafeBufferPointer(features))
        let allowed = state.allowedActions(b0, b1)
        var best = -1
        var bestScore = -Float.infinity
        for move in actions.indices where best < 0 || scores[move] > bestScore {
          if allowed.contains(actions[move]) {
            best = move
            bestScore = scores[move]
          }
        }
        guard best >= 0 else { return }
        switch actions[best] {
        case .shift:
          state.push(b0)
        case .right:
          state.attach(head: s0, child: b0, moveLabels[best], &heads, &labels)
          state.push(b0)
        case .reduce:
          state.reduce(s0, hasHead: heads[Int(s0)] >= 0)
        case .left:
          state.attach(head: b0, child: s0, moveLabels[best], &heads, &labels)
          state.unshiftable[Int(b0)] = false
          state.stack.removeLast()
        case .breakSentence: state.breaks[Int(b1)] = true
        }
      }
    }
  }

  /// Moves arcs with a decorated label `x||y` to the nearest token below the head whose label is y.
  private func deprojectivize(_ isSpace: [Bool], _ heads: inout [Int32], _ labels: inout [Int32]) {
    var children: ChildIndex?
    var moved: [Int32: [Int32]] = [:]
    for token in heads.indices {
      let label = Int(labels[token])
      guard label < parser.decorated.count, let plain = parser.decorated[label] else { continue }
      let index = children ?? ChildIndex(heads)
      children = index
      var level = [heads[token]]
      var found: Int32?
      search: while !level.isEmpty {
        var below: [Int32] = []
        for parent in level {
          var candidates = index.children(of: parent).filter { heads[Int($0)] == parent }
          if let more = moved[parent] { candidates = (candidates + more.filter { heads[Int($0)] == parent }).sorted() }
          for child in candidates where !isSpace[Int(child)] && Int(child) != token {
            if labels[Int(child)] == plain.head {
              found = child
              break search
            }
            below.append(child)
          }
        }
        level = below
      }
      if let found {
        if heads[token] != found {
          heads[token] = found
          // The index keeps the old place, which no longer agrees with `heads`.
          moved[found, default: []].append(Int32(token))
        }
      }
      labels[token] = plain.label
    }
  }

  /// Marks the leftmost token below each root, widening edges until every head lies in its own sentence, as spaCy does
  /// when it sets heads.
  private func findSentences(_ heads: [Int32], _ starts: inout [Bool]) {
    let count = heads.count
    leftEdges.removeAll(keepingCapacity: true)
    rightEdges.removeAll(keepingCapacity: true)
    for token in 0..<Int32(count) {
      leftEdges.append(token)
      rightEdges.append(token)
    }
    func widen(_ token: Int) {
      let head = Int(heads[token])
      leftEdges[head] = min(leftEdges[head], leftEdges[token])
      rightEdges[head] = max(rightEdges[head], rightEdges[token])
    }
    for _ in 0..<12 {
      for token in 0..<count { widen(token) }
      for token in stride(from: count - 1, through: 0, by: -1) { widen(token) }
      starts = [Bool](repeating: false, count: count)
      for token in 0..<count where Int(heads[token]) == token { starts[Int(leftEdges[token])] = true }
      if headsLieInSentences(heads, starts) { break }
    }
  }

  private func headsLieInSentences(_ heads: [Int32], _ starts: [Bool]) -> Bool {
    var first = 0
    for token in heads.indices where (token > 0 && starts[token]) || token == heads.count - 1 {
      for member in first..<token where Int(heads[member]) < first || Int(heads[member]) > token { return false }
      first = token
    }
    return true
  }
}

/// The children of each token, left to right.
private struct ChildIndex {
  private var starts: [Int]
  private var tokens: [Int32]

  init(_ heads: [Int32]) {
    starts = [Int](repeating: 0, count: heads.count + 1)
    for (token, head) in heads.enumerated() where Int(head) != token { starts[Int(head) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var cursor = starts
    tokens = [Int32](repeating: 0, count: starts[heads.count])
    for (token, head) in heads.enumerated() where Int(head) != token {
      tokens[cursor[Int(head)]] = Int32(token)
      cursor[Int(head)] += 1
    }
  }

  func children(of token: Int32) -> ArraySlice<Int32> { tokens[starts[Int(token)]..<starts[Int(token) + 1]] }
}
