import Findings

/// What follows from a document's evidence alone: who stands in which sentence, which states the document is about, what
/// part the rules give each party, and ways through the parse.
package struct DocumentReading {
  let evidence: ReadingEvidence
  let sentenceOf: [Int]
  /// The document's codes, the most frequent first.
  let states: [ActorCode]
  let rank: [ActorCode: Int]
  /// Numbers of the parties with a code whose head stands in a sentence.
  let partiesIn: [[Int]]
  /// The part that the rules' events give a party.
  let part: [Int: String]
  /// Numbers of the first party of each code that is more than a pronoun.
  let firstOf: [ActorCode: Int]

  package init(_ evidence: ReadingEvidence) {
    self.evidence = evidence
    var sentenceOf = [Int](repeating: 0, count: evidence.words.count)
    for (number, range) in evidence.sentences.enumerated() {
      for token in range where sentenceOf.indices.contains(token) { sentenceOf[token] = number }
    }
    self.sentenceOf = sentenceOf
    var counts: [ActorCode: Int] = [:]
    var first: [ActorCode: Int] = [:]
    var partiesIn = [[Int]](repeating: [], count: evidence.sentences.count)
    for (number, party) in evidence.parties.enumerated() {
      guard let code = party.mention.code else { continue }
      if partiesIn.indices.contains(sentenceOf[party.head]) { partiesIn[sentenceOf[party.head]].append(number) }
      guard party.mention.form != .pronoun else { continue }
      counts[code, default: 0] += 1
      if first[code] == nil { first[code] = number }
    }
    self.partiesIn = partiesIn
    firstOf = first
    states = counts.keys.sorted { left, right in
      let (a, b) = (counts[left] ?? 0, counts[right] ?? 0)
      return a != b ? a > b : (first[left] ?? 0) < (first[right] ?? 0)
    }
    rank = Dictionary(states.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var part: [Int: String] = [:]
    for proposal in evidence.proposals {
      for number in proposal.actors where part[number] == nil { part[number] = "actor" }
      for number in proposal.recipients where part[number] == nil { part[number] = "recipient" }
    }
    self.part = part
  }

  func proposal(at token: Int) -> ReadingEvidence.Proposal? {
    evidence.words[token].proposal.map { evidence.proposals[$0] }
  }

  /// Number of the passage that holds a token.
  func passage(of token: Int) -> Int {
    var low = 0
    var high = evidence.passageStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if evidence.passageStarts[middle] <= token { low = middle } else { high = middle }
    }
    return low
  }

  /// How many steps up the parse are looked at.
  private static let reach = 24

  /// A token and those above it.
  private func ancestors(of token: Int) -> [Int] {
    var path = [token]
    while path.count < Self.reach {
      let last = path[path.count - 1]
      let head = evidence.words[last].head
      guard head != last else { break }
      path.append(head)
    }
    return path
  }

  /// The way through the parse from `item` to `trigger`: the last three relations up, and down the first two.
  ///
  /// ```
  /// "Austria ceded Venetia to Italy", Italy → ceded    pobj<prep:to^
  /// ```
  func path(from item: Int, to trigger: Int) -> String {
    guard sentenceOf[item] == sentenceOf[trigger] else { return "-" }
    let up = ancestors(of: item)
    let over = ancestors(of: trigger)
    for (steps, token) in up.enumerated() {
      guard let place = over.firstIndex(of: token) else { continue }
      let ups = up[..<steps].suffix(3).map(step)
      let downs = over[..<place].prefix(2).map { evidence.words[$0].relation }
      return ups.joined(separator: "<") + "^" + downs.joined(separator: ">")
    }
    return "-"
  }

  private func step(_ token: Int) -> String {
    let word = evidence.words[token]
    return word.relation == "prep" || word.relation == "agent" ? word.relation + ":" + word.lemma : word.relation
  }

  /// A signed distance in words, in fifteen steps.
  static func bucket(_ distance: Int) -> String {
    let size = abs(distance)
    let step =
      switch size {
      case 0: 0
      case 1: 1
      case 2: 2
      case 3...4: 3
      case 5...8: 4
      case 9...16: 5
      case 17...32: 6
      default: 7
      }
    return String(distance > 0 ? 7 + step : 7 - step)
  }
}
