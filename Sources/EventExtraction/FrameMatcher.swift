import Codebook
import Findings
import Linguistics

/// A frame that fits a trigger, with what stands in its slots.
package struct FrameMatch {
  var frame: Int
  var trigger: Int
  /// Heads of the words that the frame's conditions were met by.
  var matched: [Int]
  /// Indices into the party index's mentions.
  var actors: [Int]
  var recipients: [Int]
  /// Whether the recipients came from outside the frame's own slots.
  var recipientsAreGuessed = false
  /// Heads of complement clauses and objects that the frame takes in, so that they aren't coded again.
  var absorbed: [Int]
}

/// Finds the frames that fit the words of a passage.
struct FrameMatcher {
  let codebook: EventCodebook
  let clause: ClauseReader
  let parties: PartyIndex

  /// The best frame for the word at `trigger`, or nil where none fits.
  ///
  /// Of several that fit, the one that asks most is taken, then the one with the higher confidence, then the earlier.
  func match(at trigger: Int) -> FrameMatch? {
    let form: EventFrame.Form
    switch clause.kinds[trigger] {
    case .verb: form = .verb
    case .noun: form = .noun
    case .adjective: form = .adjective
    case .other: return nil
    }
    let candidates = codebook.frames(form: form, trigger: clause.lemma(trigger))
    if candidates.isEmpty { return nil }
    var best: (frame: Int, matched: [Int], weight: Int)?
    for index in candidates {
      let frame = codebook.frames[index]
      if frame.category == .aid, form == .verb, let subject = clause.subject(of: trigger), clause.isThing(subject) {
        continue
      }
      guard let matched = meets(frame, trigger) else { continue }
      // A condition met by words of several ("hunger strike") says more than one met by a single word.
      let weight = 2 * frame.specificity + max(0, matched.count - frame.conditions.count)
      if let best {
        let other = codebook.frames[best.frame]
        let rank = (weight, frame.isOwn ? 1 : 0, frame.confidence)
        if rank <= (best.weight, other.isOwn ? 1 : 0, other.confidence) { continue }
      }
      best = (index, matched, weight)
    }
    guard let best else { return nil }
    return fill(best.frame, trigger, best.matched)
  }

  /// The heads that met the conditions, or nil where one isn't met.
  private func meets(_ frame: EventFrame, _ trigger: Int) -> [Int]? {
    var matched: [Int] = []
    for condition in frame.conditions {
      var isMet = false
      for head in clause.heads(of: condition.slot, trigger: trigger) {
        if let words = holds(condition.tests, head) {
          isMet = true
          if !condition.isNegative { matched += words }
          break
        }
      }
      if isMet == condition.isNegative { return nil }
    }
    return matched
  }

  /// Whether a head names a political actor or place: "Russia", "Russia's Far East".
  private func isName(_ head: Int) -> Bool {
    if !parties.mentions(covering: head).isEmpty { return true }
    guard clause.passage.tokens[head].partOfSpeech == "PROPN", let owner = clause.possessor(of: head) else {
      return false
    }
    return !parties.mentions(covering: owner).isEmpty
  }

  /// The words that meet one of the tests at `head`, or nil.
  func holds(_ tests: [FrameCondition.Test], _ head: Int) -> [Int]? {
    for test in tests {
      switch test {
      case .filled: return []
      case .name: if isName(head) { return [] }
      case .party: if !parties.parties(at: head, in: clause).isEmpty { return [] }
      case .word(let word): if let found = find(head, where: { $0 == word ? [] : nil }) { return found }
      case .wordClass(let wordClass):
        // "promised not to attack"
        let asked = clause.isNegated(head) ? codebook.opposite(of: wordClass) ?? wordClass : wordClass
        if let found = find(head, in: asked) { return found }
      }
    }
    return nil
  }

  private func find(_ head: Int, where test: (String) -> [Int]?) -> [Int]? {
    if test(clause.lemma(head)) != nil { return [head] }
    guard clause.transparent.words.contains(clause.lemma(head)) else {
      return conjuncts(of: head).first { test(clause.lemma($0)) != nil }.map { [$0] }
    }
    return inner(of: head).first { test(clause.lemma($0)) != nil }.map { [$0] }
  }

  private func find(_ head: Int, in wordClass: WordClass, depth: Int = 0) -> [Int]? {
    let lemma = clause.lemma(head)
    if clause.agreements[head] != nil, codebook.takesAgreement(wordClass) { return [head] }
    for words in wordClass.phrases[lemma] ?? [] {
      let near = max(0, head - 7)..<min(clause.kinds.count, head + 8)
      let met = words.compactMap { word in
        near.first {
          (clause.lemma($0) == word || clause.passage.tokens[$0].text.lowercased() == word)
            && clause.isBelow(head, $0)
        }
      }
      if met.count == words.count { return [head] + met }
    }
    if wordClass.words.contains(lemma) { return [head] }
    if depth > 2 { return nil }
    if clause.transparent.words.contains(lemma) {
      for word in inner(of: head) { if let found = find(word, in: wordClass, depth: depth + 1) { return found } }
    }
    for word in conjuncts(of: head) { if let found = find(word, in: wordClass, depth: depth + 1) { return found } }
    return nil
  }

  private func conjuncts(of head: Int) -> [Int] {
    clause.children(of: head).filter { clause.relations[$0] == .conjunct }
  }

  /// What a word such as "series" or "package" is of, and what an amount is in: "$130 million **in aid**".
  private func inner(of head: Int) -> [Int] {
    let isAmount =
      clause.passage.tokens[head].tag == "CD"
      || clause.children(of: head).contains { clause.passage.tokens[$0].tag == "CD" }
    return clause.prepositionalObjects("of", under: head) + clause.prepositionalObjects("for", under: head)
      + (isAmount ? clause.prepositionalObjects("in", under: head) : [])
      + clause.children(of: head).filter {
        clause.relations[$0] == .compound || clause.relations[$0] == .adjective
      }
  }

  // MARK: Roles

  private func fill(_ index: Int, _ trigger: Int, _ matched: [Int]) -> FrameMatch {
    let frame = codebook.frames[index]
    var actors = parties(in: frame.actor, trigger, excluding: [])
    let sparing =
      frame.form == .verb && (frame.category == .accuse || frame.category == .reject || frame.category == .support)
    var recipients = parties(in: frame.recipient, trigger, excluding: actors, sparing: sparing)
    var isGuessed = false
    if recipients.isEmpty, !frame.recipient.isEmpty, clause.kinds[trigger] == .verb,
      let object = clause.object(of: trigger), !sparing || !clause.isDeed(object)
    {
      recipients = belowNoun(object, excluding: actors)
      isGuessed = !recipients.isEmpty
    }
    if frame.isMutual {
      actors = parties.withoutShadows(parties.unique(actors + recipients))
      recipients = []
    }
    return FrameMatch(
      frame: index, trigger: trigger, matched: matched, actors: actors, recipients: recipients,
      recipientsAreGuessed: isGuessed,
      absorbed: absorbed(by: trigger, matched, takesPurpose: frame.takesPurpose))
  }

  private func parties(
    in alternatives: [[FrameSlot]], _ trigger: Int, excluding: [Int], sparing: Bool = false
  ) -> [Int] {
    for union in alternatives {
      var found: [Int] = []
      for slot in union {
        if sparing, namesVictim(slot, trigger) { continue }
        for head in clause.heads(of: slot, trigger: trigger) {
          found +=
            slot == .complement ? parties(inClause: head, excluding: excluding) : parties(at: head, sparing: sparing)
        }
      }
      let kept = without(excluding, parties.unique(found))
      if kept.contains(where: { parties.mentions[$0].code != nil }) { return kept }
      if !kept.isEmpty, alternatives.count == 1 { return kept }
    }
    return []
  }

  /// Whether a slot holds whom the deed was done to that the trigger speaks of: "condemned the invasion **of X**".
  private func namesVictim(_ slot: FrameSlot, _ trigger: Int) -> Bool {
    guard slot == .owner || slot == .preposition("of") || slot == .object, let object = clause.object(of: trigger)
    else { return false }
    if clause.isUndergone(object) { return clause.prepositionalObjects("by", under: object).isEmpty }
    return slot != .object && clause.isDeed(object) && clause.possessor(of: object) == nil
      && clause.prepositionalObjects("by", under: object).isEmpty
  }

  private func parties(at head: Int, sparing: Bool) -> [Int] {
    if clause.kinds[head] == .verb { return parties(inClause: head, excluding: []) }
    return parties.parties(at: head, in: clause, sparing: sparing)
  }

  /// The first parties of a complement clause other than those excluded: its own subject, object, object's owner, then
  /// any preposition's.
  private func parties(inClause verb: Int, excluding: [Int]) -> [Int] {
    if clause.kinds[verb] == .noun { return belowNoun(verb, excluding: excluding) }
    for child in clause.children(of: verb)
    where clause.relations[child] == .subject || clause.relations[child] == .passiveSubject {
      let found = others(excluding, parties.parties(at: child, in: clause))
      if !found.isEmpty { return found }
    }
    if clause.isAboutTopic(verb) {
      let found = clause.prepositionalObjects("with", under: verb).flatMap { belowNoun($0, excluding: excluding) }
      if !found.isEmpty { return found }
    }
    for child in clause.children(of: verb) {
      let found: [Int]
      switch clause.relations[child] {
      case .object, .dative, .attribute:
        if clause.relations[child] == .dative, let object = clause.child(of: child, .prepositionalObject) {
          found = belowNoun(object, excluding: excluding)
        } else {
          found = belowNoun(child, excluding: excluding)
        }
      case .preposition, .agent:
        guard let object = clause.child(of: child, .prepositionalObject) else { continue }
        found = belowNoun(object, excluding: excluding)
      case .openComplement, .clausalComplement: found = parties(inClause: child, excluding: excluding)
      case .adverbialClause where clause.isInfinitive(child): found = parties(inClause: child, excluding: excluding)
      default: continue
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The first parties at a noun or in the phrases below it, other than those excluded.
  private func belowNoun(_ noun: Int, excluding: [Int], depth: Int = 0) -> [Int] {
    let own = others(excluding, parties.parties(at: noun, in: clause))
    if !own.isEmpty || depth > 3 { return own }
    for child in clause.children(of: noun) {
      let found: [Int]
      switch clause.relations[child] {
      case .preposition, .agent:
        guard let object = clause.child(of: child, .prepositionalObject) else { continue }
        found = belowNoun(object, excluding: excluding, depth: depth + 1)
      case .conjunct where clause.kinds[child] == .noun, .apposition:
        found = belowNoun(child, excluding: excluding, depth: depth + 1)
      case .adjectivalClause: found = parties(inClause: child, excluding: excluding)
      default: continue
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Those of another code than the excluded ones: what lies further away and belongs to the actor isn't the recipient.
  private func others(_ excluded: [Int], _ found: [Int]) -> [Int] {
    let codes = Set(excluded.compactMap { parties.mentions[$0].code })
    return found.filter { index in
      !excluded.contains(index) && parties.mentions[index].code.map { !codes.contains($0) } ?? true
    }
  }

  /// Two people of one state are two parties: "the governor criticised the president".
  private func areTwoPeople(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (parties.mentions[one], parties.mentions[other])
    return left.isPerson && right.isPerson && left.name != right.name
  }

  private func without(_ excluded: [Int], _ found: [Int]) -> [Int] {
    found.filter { index in
      !excluded.contains { other in
        if areTwoPeople(index, other) { return false }
        return other == index
          || (parties.mentions[other].code != nil && parties.mentions[other].code == parties.mentions[index].code
            && parties.mentions[other].sector == parties.mentions[index].sector)
      }
    }
  }

  /// What the match takes in: the object and prepositional nouns that met its conditions, and its complement clauses.
  private func absorbed(by trigger: Int, _ matched: [Int], takesPurpose: Bool) -> [Int] {
    var found = matched.filter { $0 != trigger }
    if clause.kinds[trigger] == .verb {
      found += clause.complements(of: trigger).filter { takesPurpose || clause.relations[$0] != .adverbialClause }
      if let object = clause.object(of: trigger) { found.append(object) }
      for child in clause.children(of: trigger) where clause.relations[child] == .preposition {
        for inner in clause.children(of: child)
        where clause.relations[inner] == .prepositionalClause
          && ["of", "for", "from", "on", "to"].contains(clause.lemma(child))
        {
          found.append(inner)
        }
      }
    } else {
      found += clause.complements(of: trigger)
      for child in clause.children(of: trigger) where clause.relations[child] == .preposition {
        for inner in clause.children(of: child)
        where clause.relations[inner] == .prepositionalObject || clause.relations[inner] == .prepositionalClause {
          found.append(inner)
        }
      }
    }
    return found
  }
}

extension ActorMention {
  /// Whether it is a named person.
  fileprivate var isPerson: Bool {
    switch evidence.rule {
    case "actor.person", "actor.titled-person", "actor.person-context", "actor.short-form": true
    default: false
    }
  }
}
