/// All patterns of all rules as one tree of symbols, so that a text is read once whatever the number of rules.
struct TimeAutomaton: Sendable {
  private struct Node: Sendable {
    /// Sorted by symbol.
    var edges: [(step: UInt32, node: Int32)] = []
    var endings: [Ending] = []
  }

  /// A rule whose pattern ends here.
  struct Ending: Sendable {
    var rule: Int
    var expressions: [Range<Int>]
  }

  /// A rule that fits the words from some place on.
  struct Match: Sendable {
    var rule: Int
    /// Number of atoms.
    var length: Int
    var expressions: [Range<Int>]
    /// The symbol that each atom stands for.
    var symbols: [UInt16]
  }

  private var nodes = [Node()]

  mutating func add(_ spelling: TimePattern.Spelling, rule: Int) {
    var node = 0
    for step in spelling.steps {
      let key = UInt32(step.symbol) << 1 | (step.isGlued ? 1 : 0)
      if let edge = nodes[node].edges.first(where: { $0.step == key }) {
        node = Int(edge.node)
      } else {
        nodes.append(Node())
        nodes[node].edges.append((key, Int32(nodes.count - 1)))
        nodes[node].edges.sort { $0.step < $1.step }
        node = nodes.count - 1
      }
    }
    if !nodes[node].endings.contains(where: { $0.rule == rule && $0.expressions == spelling.expressions }) {
      nodes[node].endings.append(Ending(rule: rule, expressions: spelling.expressions))
    }
  }

  /// The best rule whose pattern fits `atoms` from `start` on: the one of most atoms, of those the first in the table.
  ///
  /// - Parameter admits: says whether a rule's conditions on its surroundings hold for a match of `length` atoms.
  /// - Complexity: the number of ways in which the words' senses spell beginnings of patterns; a few.
  func bestMatch(
    in atoms: [TimeAtom], from start: Int, admits: (_ rule: Int, _ length: Int) -> Bool
  ) -> Match? {
    var best: Match?
    var path: [UInt16] = []
    func visit(_ node: Int, _ index: Int) {
      let length = index - start
      for ending in nodes[node].endings {
        if let best, best.length > length || (best.length == length && best.rule <= ending.rule) { continue }
        if admits(ending.rule, length) {
          best = Match(rule: ending.rule, length: length, expressions: ending.expressions, symbols: path)
        }
      }
      guard index < atoms.count else { return }
      for sense in atoms[index].senses {
        for glue: UInt32 in 0...1 where glue == 0 || atoms[index].isGlued {
          guard let next = child(of: node, step: UInt32(sense.symbol) << 1 | glue) else { continue }
          path.append(sense.symbol)
          visit(next, index + 1)
          path.removeLast()
        }
      }
    }
    visit(0, start)
    return best
  }

  private func child(of node: Int, step: UInt32) -> Int? {
    let edges = nodes[node].edges
    var low = 0
    var high = edges.count
    while low < high {
      let middle = (low + high) / 2
      if edges[middle].step < step { low = middle + 1 } else { high = middle }
    }
    return low < edges.count && edges[low].step == step ? Int(edges[low].node) : nil
  }
}
