import Findings
import Linguistics

/// The actor mentions of one passage, found by token.
struct PartyIndex {
  let mentions: [ActorMention]
  /// Mentions whose head word is token i.
  private let byHead: [[Int]]
  /// Mentions that cover token i.
  private let byToken: [[Int]]

  init(mentions: [ActorMention], tokenCount: Int) {
    self.mentions = mentions
    var byHead = [[Int]](repeating: [], count: tokenCount)
    var byToken = [[Int]](repeating: [], count: tokenCount)
    for (index, mention) in mentions.enumerated() {
      if let head = mention.headToken, head < tokenCount { byHead[head].append(index) }
      if let tokens = mention.tokens {
        for token in tokens where token < tokenCount { byToken[token].append(index) }
      }
    }
    self.byHead = byHead
    self.byToken = byToken
  }

  var isEmpty: Bool { mentions.isEmpty }

  func mentions(headedBy token: Int) -> [Int] { byHead[token] }

  func mentions(covering token: Int) -> [Int] { byHead[token].isEmpty ? byToken[token] : byHead[token] }

  /// The parties that a noun phrase with this head names: itself, its possessor, adjective or noun before it, its "by" or
  /// "of" phrase, and those joined to it by "and".
  ///
  /// - Parameter sparing: leaves out whom a deed was done to ("condemned the invasion of **X**").
  func parties(
    at head: Int, in clause: ClauseReader, sparing: Bool = false, depth: Int = 0, joined: Int = 0
  ) -> [Int] {
    if depth > 4 || joined > 40 { return [] }
    var found = mentions(covering: head)
    if found.isEmpty, clause.passage.tokens[head].tag == "PRP",
      let speaker = clause.speaker(above: head) ?? clause.subjectAbove(pronoun: head)
    {
      return parties(at: speaker, in: clause, depth: depth + 1)
    }
    if found.contains(where: { mentions[$0].code != nil }) {
      found = joinedAdjectives(of: head, found, in: clause) + found
    } else if clause.kinds[head] != .verb {
      let inner = parties(beside: head, in: clause, sparing: sparing && clause.isDeed(head), depth: depth)
      if !inner.isEmpty { found = inner }
    }
    for child in clause.children(of: head) where clause.relations[child] == .conjunct && clause.kinds[child] != .verb {
      found += parties(at: child, in: clause, depth: depth, joined: joined + 1)
    }
    return unique(found)
  }

  /// The parties in the words around a noun that names none itself.
  private func parties(beside head: Int, in clause: ClauseReader, sparing: Bool, depth: Int) -> [Int] {
    var inner: [Int] = []
    for child in clause.children(of: head) {
      switch clause.relations[child] {
      case .possessor: inner += parties(at: child, in: clause, depth: depth + 1)
      case .adjective, .compound, .nounModifier:
        inner += mentions(covering: child)
        for grandchild in clause.children(of: child) {
          switch clause.relations[grandchild] {
          case .compound, .adjective, .nounModifier, .conjunct: inner += mentions(covering: grandchild)
          default: break
          }
        }
      case .apposition: if inner.isEmpty { inner += parties(at: child, in: clause, depth: depth + 1) }
      default: break
      }
    }
    if !inner.isEmpty { return inner }
    for word in sparing ? ["by"] : ["by", "of", "from", "in", "between", "among", "with"] {
      for object in clause.prepositionalObjects(word, under: head) {
        inner += parties(at: object, in: clause, depth: depth + 1)
      }
      if !inner.isEmpty { return inner }
    }
    return []
  }

  /// "**Chinese** and Indian troops": the first of two adjectives where the mention begins with the second.
  private func joinedAdjectives(of head: Int, _ found: [Int], in clause: ClauseReader) -> [Int] {
    guard let own = found.first.flatMap({ mentions[$0].tokens }), own.lowerBound >= 2,
      clause.relations[own.lowerBound] == .conjunct, let first = clause.passage.head(of: own.lowerBound),
      !own.contains(first), clause.relations[first] == .adjective || clause.relations[first] == .compound
    else { return [] }
    return mentions(covering: first)
  }

  /// Without repetition of a mention, or of the same words' code.
  func unique(_ indices: [Int]) -> [Int] {
    var kept: [Int] = []
    for index in indices
    where !kept.contains(where: {
      $0 == index
        || (mentions[$0].code == mentions[index].code && mentions[$0].sector == mentions[index].sector
          && mentions[index].code != nil)
    }) {
      kept.append(index)
    }
    return kept
  }

  /// Without a state where a part of it stands beside it: one of both sides of a mutual event, named twice.
  func withoutShadows(_ indices: [Int]) -> [Int] {
    indices.filter { index in
      mentions[index].code == nil || mentions[index].sector != nil
        || !indices.contains { mentions[$0].code == mentions[index].code && mentions[$0].sector != nil }
    }
  }
}
