import Codebook
import Findings
import Linguistics

/// Reads how real a trigger's event is.
struct RealityReader {
  let clause: ClauseReader

  func reality(of trigger: Int) -> Reality {
    var reality = Reality()
    if clause.kinds[trigger] == .verb {
      readAuxiliaries(of: trigger, into: &reality)
      climb(from: trigger, into: &reality)
    } else {
      readNoun(trigger, into: &reality)
    }
    return reality
  }

  // MARK: The verb itself

  /// Auxiliaries, negation and tense of the verb itself.
  private func readAuxiliaries(of verb: Int, into reality: inout Reality) {
    let tokens = clause.passage.tokens
    let children = clause.children(of: verb)
    var isPerfect = false
    let subject = children.first { clause.relations[$0] == .subject || clause.relations[$0] == .passiveSubject }
    for child in children {
      let lemma = clause.lemma(child)
      switch clause.relations[child] {
      case .negation: if !isFocused(child) { reality.isNegated.toggle() }
      case .auxiliary:
        if let modal = clause.codebook.embedding(.modal, tokens[child].text.lowercased())
          ?? clause.codebook.embedding(.modal, lemma)
        {
          // "Should Russia attack, …" is a condition.
          if modal.effect == .oblige, let subject, child < subject {
            reality.isConditional = true
            reality.references.append(modal.reference)
          } else {
            reality.apply(modal)
          }
        } else if lemma == clause.perfect || clause.isCopula(child) {
          isPerfect = isPerfect || lemma == clause.perfect
          // So are "Had Russia attacked, …" and "Were Russia to attack, …".
          if let subject, child < subject, clause.relations[verb] == .adverbialClause { reality.isConditional = true }
        }
      case .adverb:
        if let adverb = clause.codebook.embedding(.adverb, lemma) { reality.apply(adverb) }
        readDeterminer(of: child, into: &reality)
      case .marker:
        if let mark = clause.codebook.embedding(.mark, lemma) { apply(mark: mark, to: &reality) }
      case .subject, .passiveSubject, .object: readDeterminer(of: child, into: &reality)
      case .coordinator, .other:
        if let determiner = clause.codebook.embedding(.determiner, lemma) { reality.apply(determiner) }
      default: break
      }
    }
    // "did not recognise it until 1924": then it did.
    if reality.isNegated,
      children.contains(where: {
        clause.relations[$0] == .preposition && clause.codebook.embedding(.limit, clause.lemma($0)) != nil
      })
    {
      reality.isNegated = false
      reality.isFuture = false
    }
    // "would have attacked" is told as what did not happen, "will attack if …" as open.
    if reality.isFuture,
      isPerfect || children.contains(where: { clause.relations[$0] == .adverbialClause && isCondition($0) })
    {
      reality.isPossible = true
    }
    let tag = tokens[verb].tag
    if tag == "VBG", children.contains(where: { clause.relations[$0] == .auxiliary && clause.isCopula($0) }) {
      reality.isOngoing = true
    }
    reality.isPresent =
      tag == "VBZ" || tag == "VBP"
      || children.contains {
        clause.relations[$0] == .auxiliary && (tokens[$0].tag == "VBZ" || tokens[$0].tag == "VBP")
          && (tag == "VBG" || tag == "VBN")
      }
  }

  /// Whether "not" only sets off what follows: "not **only** attacked".
  private func isFocused(_ negation: Int) -> Bool {
    let next = negation + 1
    return next < clause.kinds.count && clause.codebook.embedding(.focus, clause.lemma(next)) != nil
  }

  /// Whether an adverbial clause is a condition.
  private func isCondition(_ verb: Int) -> Bool {
    clause.children(of: verb).contains {
      clause.relations[$0] == .marker && clause.codebook.embedding(.mark, clause.lemma($0))?.effect == .possible
    }
  }

  private func apply(mark: EmbeddingOperator, to reality: inout Reality) {
    reality.apply(mark)
    if mark.effect == .possible { reality.isConditional = true }
  }

  private func readDeterminer(of word: Int, into reality: inout Reality) {
    for child in clause.children(of: word) {
      switch clause.relations[child] {
      case .determiner, .negation, .coordinator, .other:
        if let determiner = clause.codebook.embedding(.determiner, clause.lemma(child)), !isFocused(child) {
          reality.apply(determiner)
        }
      default: break
      }
    }
  }

  // MARK: What stands above

  /// What the words above the clause say of it.
  private func climb(from start: Int, into reality: inout Reality) {
    let passage = clause.passage
    var current = start
    for _ in 0..<8 {
      guard let head = passage.head(of: current) else { return }
      switch clause.relations[current] {
      case .conjunct:
        guard clause.kinds[head] == .verb else { return }
        shareAuxiliaries(of: head, with: current, into: &reality)
      case .openComplement, .clausalComplement, .adverbialClause, .parataxis:
        if isPurpose(current, of: head) { reality.isPurpose = true }
        if clause.isSubjunctive(current) { reality.isPossible = true }
        if !embed(under: head, clauseHead: current, into: &reality) { return }
      case .prepositionalClause:
        guard var governor = passage.head(of: head) else { return }
        if let main = clause.manner(of: current) { governor = main }
        // "had no interest in supporting": what is denied of the noun is denied of the clause.
        if clause.kinds[governor] == .noun, clause.codebook.embedding(.noun, clause.lemma(governor)) != nil {
          let before = reality.isNegated
          readDeterminer(of: governor, into: &reality)
          if reality.isNegated != before { reality.isUnmeant = true }
        }
        // "saw the war game as X preparing to …"
        if clause.lemma(head) == "as" {
          let verb = clause.kinds[governor] == .noun ? passage.head(of: governor) ?? governor : governor
          if clause.isViewing(verb) {
            reality.isReported = true
            if reality.source == nil { reality.source = clause.subject(of: verb) }
          }
        }
        for word in [head, governor] where clause.relations[word] != .root {
          if let mark = clause.codebook.embedding(.mark, clause.lemma(word)) { apply(mark: mark, to: &reality) }
        }
        if !embed(under: governor, clauseHead: current, into: &reality) { return }
        current = governor
        continue
      case .adjectivalClause:
        if clause.isInfinitive(current) {
          guard let noun = clause.codebook.embedding(.noun, clause.lemma(head)) else { return }
          reality.apply(noun)
          readFate(of: head, into: &reality)
        } else if clause.child(of: current, .marker) != nil {
          // "denied reports that X had …"
          readFate(of: head, into: &reality)
        }
        return
      default: return
      }
      current = head
    }
  }

  /// "did not attack or invade": what a joined verb without auxiliaries of its own has from the first.
  private func shareAuxiliaries(of head: Int, with verb: Int, into reality: inout Reality) {
    let hasOwn = clause.children(of: verb).contains {
      clause.relations[$0] == .auxiliary || clause.relations[$0] == .subject || clause.relations[$0] == .passiveSubject
    }
    if hasOwn { return }
    var other = Reality()
    readAuxiliaries(of: head, into: &other)
    take(other, into: &reality)
    let isJoinedByDenial = clause.children(of: head).contains { word in
      clause.relations[word] == .coordinator && word > head && word < verb
        && clause.codebook.embedding(.coordinator, clause.lemma(word)) != nil
    }
    if other.isNegated, clause.passage.tokens[verb].tag == "VB" || isJoinedByDenial { reality.isNegated.toggle() }
  }

  private func take(_ other: Reality, into reality: inout Reality) {
    reality.isFuture = reality.isFuture || other.isFuture
    reality.isPossible = reality.isPossible || other.isPossible
    reality.isConditional = reality.isConditional || other.isConditional
    reality.isObliged = reality.isObliged || other.isObliged
    reality.references += other.references
  }

  /// Whether a clause says what the main clause is done for, and the main verb isn't one whose purpose is as good as done.
  private func isPurpose(_ verb: Int, of head: Int) -> Bool {
    guard clause.relations[verb] == .adverbialClause, clause.isInfinitive(verb), verb > head,
      clause.kinds[head] == .verb
    else { return false }
    let lemma = clause.lemma(head)
    return clause.codebook.embedding(.verb, lemma)?.effect != .assert
      && clause.codebook.embedding(.purpose, lemma) == nil
  }

  /// Applies the governing word; false where the climb ends.
  private func embed(under head: Int, clauseHead: Int, into reality: inout Reality) -> Bool {
    let lemma = clause.lemma(head)
    let relation = clause.relations[clauseHead]
    switch clause.kinds[head] {
    case .verb:
      let isTold =
        relation == .parataxis || (relation == .clausalComplement && !clause.standsBeside(clauseHead, head))
      if isTold, let report = clause.codebook.embedding(.report, lemma) {
        reality.apply(report)
        if reality.source == nil { reality.source = clause.subject(of: head) }
        readNegation(ofReport: head, into: &reality)
      } else if relation == .adverbialClause, clause.isViewing(head), isSeenAs(clauseHead) {
        // "regarded it as X attempting to …": so they say.
        reality.isReported = true
        if reality.source == nil { reality.source = clause.subject(of: head) }
      } else if let verb = clause.codebook.embedding(.verb, lemma), verb.effect != .report,
        relation != .adverbialClause, relation != .parataxis,
        !clause.standsBeside(clauseHead, head)
      {
        var other = Reality()
        readAuxiliaries(of: head, into: &other)
        if other.isNegated, clause.codebook.embedding(.open, lemma) != nil {
          reality.isPossible = true
        } else {
          reality.apply(verb)
          if other.isNegated { reality.isNegated.toggle() }
        }
        take(other, into: &reality)
        reality.isPresent = other.isPresent
      }
      return true
    case .adjective:
      if let adjective = clause.codebook.embedding(.adjective, lemma) { reality.apply(adjective) }
      return true
    case .noun:
      if let noun = clause.codebook.embedding(.noun, lemma) { reality.apply(noun) }
      return false
    case .other:
      // "Putin is to visit", "the aim was to attack".
      if relation == .openComplement, clause.isCopula(head), clause.isInfinitive(clauseHead) { reality.isFuture = true }
      // "It is unlikely that …"
      if relation == .clausalComplement, let told = clause.child(of: head, .adjectivalComplement),
        let adjective = clause.codebook.embedding(.adjective, clause.lemma(told))
      {
        reality.apply(adjective)
      }
      return true
    }
  }

  /// Whether "as" opens a clause.
  private func isSeenAs(_ verb: Int) -> Bool {
    clause.children(of: verb).contains { clause.relations[$0] == .marker && clause.lemma($0) == "as" }
  }

  /// "didn't think that X had …" denies it, "didn't know that X had …" leaves it standing, "didn't say that …" leaves it
  /// open.
  private func readNegation(ofReport verb: Int, into reality: inout Reality) {
    var own = Reality()
    readAuxiliaries(of: verb, into: &own)
    guard own.isNegated else { return }
    if clause.codebook.embedding(.raising, clause.lemma(verb)) != nil {
      reality.isNegated.toggle()
    } else if clause.codebook.embedding(.factive, clause.lemma(verb)) == nil {
      reality.isPossible = true
    }
  }

  // MARK: Nouns

  /// Adjectives and determiners of an event noun, and the verb that governs it.
  private func readNoun(_ noun: Int, into reality: inout Reality) {
    let passage = clause.passage
    for child in clause.children(of: noun) {
      switch clause.relations[child] {
      case .adjective, .compound:
        if let adjective = clause.codebook.embedding(.adjective, clause.lemma(child).lowercased()) {
          reality.apply(adjective)
        }
      default: break
      }
    }
    readDeterminer(of: noun, into: &reality)
    guard let head = passage.head(of: noun) else { return }
    switch clause.relations[noun] {
    case .object, .passiveSubject, .subject, .attribute, .adjectivalComplement:
      guard clause.kinds[head] == .verb || clause.kinds[head] == .other else { return }
      var fate = Reality()
      readAuxiliaries(of: head, into: &fate)
      if fate.isNegated, clause.codebook.embedding(.open, clause.lemma(head)) != nil {
        fate.isNegated = false
        fate.isPossible = true
      } else {
        readFate(of: noun, into: &reality)
      }
      if isPresupposed(noun, under: head, fate) { return }
      if fate.isNegated { reality.isNegated.toggle() }
      reality.isOngoing = reality.isOngoing || fate.isOngoing
      reality.isPresent = fate.isPresent
      reality.isCeased = reality.isCeased || fate.isCeased
      take(fate, into: &reality)
      climb(from: head, into: &reality)
    case .prepositionalObject:
      if let mark = clause.codebook.embedding(.mark, clause.lemma(head)) { apply(mark: mark, to: &reality) }
      if let governor = passage.head(of: head) {
        if clause.kinds[governor] == .noun, let outer = clause.codebook.embedding(.noun, clause.lemma(governor)) {
          // "the failure of the attack": it was made.
          if !(outer.effect == .deny && clause.lemma(head) == "of" && clause.isMadeThough(governor)) {
            reality.apply(outer)
          }
          readDeterminer(of: governor, into: &reality)
        } else if clause.kinds[governor] == .verb {
          // "prepared for war", but not "cancelled it after the war".
          if clause.isComplementing(head), let verb = clause.codebook.embedding(.verb, clause.lemma(governor)),
            verb.effect != .report
          {
            reality.apply(verb)
          }
          var other = Reality()
          readAuxiliaries(of: governor, into: &other)
          take(other, into: &reality)
          climb(from: governor, into: &reality)
        }
      }
    default: break
    }
  }

  /// Whether a verb with an object of its own denies or regrets something else than its subject: "Russia's invasion
  /// **didn't** change the line", "their alliance **should have** ended the matter".
  private func isPresupposed(_ noun: Int, under verb: Int, _ fate: Reality) -> Bool {
    guard clause.relations[noun] == .subject, clause.kinds[verb] == .verb, let object = clause.child(of: verb, .object),
      clause.codebook.embedding(.open, clause.lemma(verb)) == nil, clause.lightGovernor(of: noun) == nil,
      // "took place"
      !(clause.children(of: object).isEmpty && clause.passage.tokens[object].tag == "NN")
    else { return false }
    let isDefinite =
      clause.possessor(of: noun) != nil
      || clause.children(of: noun).contains {
        clause.relations[$0] == .determiner
          && ["the", "this", "that", "these", "those"].contains(clause.lemma($0).lowercased())
      }
    let isRegret =
      clause.children(of: verb).contains { clause.passage.tokens[$0].tag == "MD" }
      && clause.children(of: verb).contains { clause.relations[$0] == .auxiliary && clause.lemma($0) == "have" }
    return isDefinite && (fate.isNegated || isRegret)
  }

  /// What the verb that a noun depends on makes of it: "abandoned the plan", "an alliance remains possible".
  private func readFate(of noun: Int, into reality: inout Reality) {
    guard let head = clause.passage.head(of: noun) else { return }
    if clause.relations[noun] != .subject, let verb = clause.codebook.embedding(.verb, clause.lemma(head)),
      verb.effect != .report, clause.kinds[head] == .verb
    {
      reality.apply(verb)
    }
    guard clause.relations[noun] == .subject else { return }
    for child in clause.children(of: head) where clause.relations[child] == .adjectivalComplement {
      if let adjective = clause.codebook.embedding(.adjective, clause.lemma(child)) { reality.apply(adjective) }
    }
  }
}
