import Codebook
import Findings
import Linguistics

/// What the learned classifier sees of a sentence with two marked parties: hashed features in groups, each group of
/// unit length so that no group drowns another.
package struct PairFeatures: Sendable {
  /// Hash and value, sorted by hash, each hash once.
  package private(set) var entries: [(hash: UInt32, value: Float)] = []

  private var group: [UInt32: Float] = [:]

  package init() {}

  fileprivate mutating func add(_ parts: String...) {
    group[Self.hash(parts.joined(separator: "\u{1}"))] = 1
  }

  /// Closes a group of features whose length is to be `weight`.
  fileprivate mutating func close(_ weight: Float) {
    guard !group.isEmpty else { return }
    let scale = weight / Float(group.count).squareRoot()
    for (hash, value) in group { entries.append((hash, value * scale)) }
    group.removeAll(keepingCapacity: true)
  }

  fileprivate mutating func finish() {
    entries.sort { ($0.hash, $0.value) < ($1.hash, $1.value) }
    var merged: [(hash: UInt32, value: Float)] = []
    merged.reserveCapacity(entries.count)
    for entry in entries {
      if let last = merged.last, last.hash == entry.hash {
        merged[merged.count - 1].value += entry.value
      } else {
        merged.append(entry)
      }
    }
    entries = merged
  }

  /// FNV-1a, 32 bits.
  static func hash(_ text: String) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }
}

/// Reads ``PairFeatures`` off a parse.
struct PairFeatureReader {
  let codebook: EventCodebook
  let passage: AnalysedPassage
  let clause: ClauseReader
  let actor: Range<Int>?
  let recipient: Range<Int>?
  let actorHead: Int?
  let recipientHead: Int?
  /// The words of each token as the features name them: lemma, or A and R inside a marked party.
  private let words: [String]

  init(
    codebook: EventCodebook, passage: AnalysedPassage, clause: ClauseReader, actor: Range<Int>?, recipient: Range<Int>?
  ) {
    self.codebook = codebook
    self.passage = passage
    self.clause = clause
    self.actor = actor
    self.recipient = recipient
    actorHead = actor.map { EventCoder.head(of: $0, in: passage) }
    recipientHead = recipient.map { EventCoder.head(of: $0, in: passage) }
    words = passage.tokens.indices.map { index in
      if actor?.contains(index) == true { return "<A>" }
      if recipient?.contains(index) == true { return "<R>" }
      let token = passage.tokens[index]
      switch token.partOfSpeech {
      case "PROPN", "NUM": return token.entityType.isEmpty ? "<\(token.partOfSpeech)>" : "<\(token.entityType)>"
      default: return token.lemma.lowercased()
      }
    }
  }

  /// - Parameter events: what the frames found, the one most likely meant first.
  func features(events: [Event], silentMatches: [FrameMatch]) -> PairFeatures {
    var features = PairFeatures()
    readFrames(events, silentMatches, into: &features)
    readGovernors(into: &features)
    readPath(into: &features)
    readWords(into: &features)
    readClasses(into: &features)
    features.finish()
    return features
  }

  private func roles(_ event: Event) -> String {
    let acts = event.actors.contains { $0.code == "ACTOR" }
    let receives =
      event.recipients.contains { $0.code == "RECIPIENT" } || event.actors.contains { $0.code == "RECIPIENT" }
    let isTurned = event.recipients.contains { $0.code == "ACTOR" }
    return (acts ? "a" : "") + (receives ? "r" : "") + (isTurned ? "t" : "")
  }

  private func readFrames(_ events: [Event], _ silent: [FrameMatch], into features: inout PairFeatures) {
    for (rank, event) in events.prefix(3).enumerated() {
      let category = event.category.rawValue
      let roles = roles(event)
      features.add("frame", category)
      features.add("frame-roles", category, roles)
      features.add("frame-status", category, event.status.rawValue)
      if let mode = event.modes.first { features.add("frame-mode", category, mode) }
      if rank == 0 {
        features.add("first-frame", category)
        features.add("first-frame-roles", category, roles)
        if let place = event.place {
          features.add("first-trigger", category, clause.lemma(place.token))
        }
        if let row = event.evidence.resources.first { features.add("first-row", row.table) }
      }
    }
    if events.isEmpty { features.add("no-frame") }
    features.close(2)
    for match in silent {
      let frame = codebook.frames[match.frame]
      features.add("sentence-frame", frame.category.rawValue)
    }
    features.close(0.7)
  }

  /// The verbs that govern a party, nearest first.
  private func governors(of head: Int) -> [(verb: Int, relation: String)] {
    var found: [(verb: Int, relation: String)] = []
    var current = head
    var path = passage.tokens[head].relation
    for _ in 0..<12 {
      guard let next = passage.head(of: current) else { break }
      if clause.kinds[next] == .verb {
        found.append((next, path))
        path = passage.tokens[next].relation
      } else if clause.relations[next] == .preposition || clause.relations[next] == .agent {
        path += "-" + clause.lemma(next)
      }
      current = next
    }
    if found.isEmpty, clause.kinds[head] == .verb { found.append((head, "self")) }
    return found
  }

  private func readGovernors(into features: inout PairFeatures) {
    for (side, head) in [("A", actorHead), ("R", recipientHead)] {
      guard let head else { continue }
      for (depth, governor) in governors(of: head).prefix(3).enumerated() {
        let lemma = clause.lemma(governor.verb)
        features.add("gov", side, lemma)
        if depth == 0 {
          features.add("gov0", side, lemma)
          features.add("gov0-rel", side, governor.relation, lemma)
          features.add("rel0", side, governor.relation)
          if let object = clause.object(of: governor.verb) {
            features.add("gov0-obj", side, lemma, words[object])
            features.add("obj", side, words[object])
          }
          for complement in clause.complements(of: governor.verb).prefix(2) {
            features.add("gov0-comp", side, lemma, clause.lemma(complement))
            features.add("comp", side, clause.lemma(complement))
          }
          let reality = RealityReader(clause: clause).reality(of: governor.verb)
          let flags =
            (reality.isNegated ? "n" : "") + (reality.isFuture ? "f" : "") + (reality.isPossible ? "p" : "")
            + (reality.isObliged ? "o" : "") + (reality.isDesired ? "d" : "")
            + (clause.isPassive(governor.verb) ? "v" : "")
          features.add("reality", side, flags)
        }
      }
    }
    features.close(1.2)
  }

  /// The words on the way through the tree from one party to the other.
  private func readPath(into features: inout PairFeatures) {
    guard let from = actorHead, let to = recipientHead, passage.sentence(of: from) == passage.sentence(of: to) else {
      return
    }
    let up = [from] + passage.ancestors(of: from)
    let down = [to] + passage.ancestors(of: to)
    guard let meeting = up.first(where: { down.contains($0) }) else { return }
    let rise = up.prefix { $0 != meeting }
    let fall = down.prefix { $0 != meeting }
    var labels = ""
    for token in rise { labels += "<" + passage.tokens[token].relation }
    for token in fall.reversed() { labels += ">" + passage.tokens[token].relation }
    features.add("path", labels)
    let content = (rise.dropFirst() + [meeting] + fall.reversed().dropLast()).filter {
      $0 != from && $0 != to
    }
    for token in content { features.add("on-path", clause.lemma(token)) }
    features.add("path-words", content.map { clause.lemma($0) }.joined(separator: " "))
    features.add("meeting", clause.lemma(meeting))
    for child in passage.children(of: meeting) {
      switch clause.relations[child] {
      case .object, .passiveSubject, .openComplement, .clausalComplement, .particle, .attribute, .negation, .auxiliary,
        .adjectivalComplement, .adverbialClause:
        features.add("meeting-child", clause.lemma(meeting), passage.tokens[child].relation, words[child])
        features.add("child", passage.tokens[child].relation, words[child])
      default: break
      }
    }
    features.close(1)
  }

  /// Words and pairs of words, those between the parties apart.
  private func readWords(into features: inout PairFeatures) {
    let low = min(actor?.lowerBound ?? 0, recipient?.lowerBound ?? 0)
    let high = max(actor?.upperBound ?? words.count, recipient?.upperBound ?? words.count)
    let focus = actorHead ?? recipientHead
    let sentence = focus.map { passage.sentences[passage.sentence(of: $0)] } ?? 0..<words.count
    for index in sentence where passage.tokens[index].partOfSpeech != "PUNCT" {
      features.add("word", words[index])
      if words[index].utf8.count > 5, !words[index].hasPrefix("<") {
        features.add("stem", String(words[index].prefix(5)))
      }
    }
    features.close(0.8)
    var previous = "<"
    var beforeThat = "<"
    for index in sentence {
      if words[index] == previous, previous.hasPrefix("<") { continue }
      features.add("two", previous, words[index])
      features.add("three", beforeThat, previous, words[index])
      beforeThat = previous
      previous = words[index]
    }
    features.close(0.8)
    for index in sentence where index >= low && index < high {
      if !words[index].hasPrefix("<"), passage.tokens[index].partOfSpeech != "PUNCT" {
        features.add("between", words[index])
      }
    }
    for index in sentence where index >= high { features.add("after", words[index]) }
    features.close(0.8)
  }

  private func readClasses(into features: inout PairFeatures) {
    let focus = actorHead ?? recipientHead
    let sentence = focus.map { passage.sentences[passage.sentence(of: $0)] } ?? 0..<words.count
    for index in sentence where clause.kinds[index] == .noun || clause.kinds[index] == .verb {
      if actor?.contains(index) == true || recipient?.contains(index) == true { continue }
      for name in codebook.classes.names(of: clause.lemma(index)) { features.add("class", name) }
      let form: EventFrame.Form = clause.kinds[index] == .noun ? .noun : .verb
      for frame in Set(codebook.frames(form: form, trigger: clause.lemma(index)).map { codebook.frames[$0].category }) {
        features.add("could-be", frame.rawValue)
      }
    }
    features.close(0.8)
  }
}
