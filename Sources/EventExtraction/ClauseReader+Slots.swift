import Codebook
import Linguistics

/// What stands in the places that a frame speaks of.
extension ClauseReader {
  /// The head words that stand in `slot` of the trigger, nearest first.
  func heads(of slot: FrameSlot, trigger: Int) -> [Int] {
    let isVerb = kinds[trigger] == .verb
    switch slot {
    case .subject:
      if isVerb { return subject(of: trigger).map { [$0] } ?? [] }
      if kinds[trigger] == .adjective { return governingSubject(of: trigger, depth: 0).map { [$0] } ?? [] }
      if relations[trigger] == .attribute, let copula = passage.head(of: trigger) {
        return subject(of: copula).map { [$0] } ?? []
      }
      guard let verb = lightGovernor(of: trigger) else { return [] }
      // "are locked in a war": whoever it is done to takes part.
      let isWithin = relations[trigger] == .prepositionalObject && isPassive(verb)
      guard let found = subject(of: verb) ?? (isWithin ? object(of: verb) : nil), found != trigger else { return [] }
      return [found]
    case .object:
      return isVerb ? object(of: trigger).map { [$0] } ?? [] : []
    case .indirectObject:
      let objects = children(of: trigger).filter { relations[$0] == .object }
      return children(of: trigger).filter { relations[$0] == .dative && kinds[$0] != .other } + objects.dropLast()
    case .complement: return complements(of: trigger)
    case .infinitive: return complements(of: trigger).filter { isInfinitive($0) }
    case .directive: return complements(of: trigger).filter { isDirective($0) }
    case .complementSubject:
      return complements(of: trigger).flatMap { complement in
        children(of: complement).filter { relations[$0] == .subject }
      }
    case .attribute:
      let told = children(of: trigger).filter {
        switch relations[$0] {
        case .attribute, .adjectivalComplement, .objectPredicate: true
        default: false
        }
      }
      // "declared the party a terrorist organization" is often read as an apposition.
      if told.isEmpty, isVerb, let object = child(of: trigger, .object) {
        return children(of: object).filter { relations[$0] == .apposition }
      }
      return told
    case .particle:
      return children(of: trigger).filter {
        switch relations[$0] {
        case .particle, .adverb: true
        case .preposition: child(of: $0, .prepositionalObject) == nil
        default: false
        }
      }
    case .possessor:
      if let own = possessor(of: trigger) { return [own] }
      return []
    case .modifier: return modifiers(of: trigger)
    case .owner: return object(of: trigger).map { owners(of: $0) } ?? []
    case .preposition(let word): return prepositional(word, of: trigger)
    }
  }

  func complements(of trigger: Int) -> [Int] {
    var found: [Int] = []
    for child in children(of: trigger) {
      switch relations[child] {
      case .openComplement: found.append(child)
      case .clausalComplement where !standsBeside(child, trigger): found.append(child)
      case .adjectivalClause where kinds[trigger] != .verb: found.append(child)
      case .adverbialClause where kinds[trigger] == .verb && isInfinitive(child) && child > trigger: found.append(child)
      default: break
      }
    }
    return found
  }

  /// Whether a complement says what shall be done: an infinitive, the bare form ("that X **leave**"), or with a verb of duty.
  private func isDirective(_ verb: Int) -> Bool {
    if isInfinitive(verb) || isSubjunctive(verb) { return true }
    return children(of: verb).contains {
      relations[$0] == .auxiliary && codebook.embedding(.modal, lemma($0))?.effect == .oblige
    }
  }

  /// Whether a finite clause has its verb in the bare form: "that Britain **bomb** Syria".
  func isSubjunctive(_ verb: Int) -> Bool {
    let own = children(of: verb)
    guard let subject = own.first(where: { relations[$0] == .subject || relations[$0] == .passiveSubject }),
      relations[verb] == .clausalComplement
    else { return false }
    switch passage.tokens[verb].tag {
    case "VB", "VBN": break
    case "VBP": if !["NN", "NNP"].contains(passage.tokens[subject].tag) { return false }
    default: return false
    }
    // "that X be withdrawn"; any other auxiliary makes the clause a plain one.
    let auxiliaries = own.filter { relations[$0] == .auxiliary || relations[$0] == .passiveAuxiliary }
    if passage.tokens[verb].tag == "VBN" {
      return auxiliaries.count == 1 && auxiliaries.allSatisfy { passage.tokens[$0].tag == "VB" }
    }
    return auxiliaries.isEmpty
  }

  private func modifiers(of trigger: Int) -> [Int] {
    var found: [Int] = []
    for child in children(of: trigger) {
      switch relations[child] {
      case .adjective, .compound, .nounModifier:
        found.append(child)
        for inner in children(of: child) {
          switch relations[inner] {
          case .adjective, .compound, .nounModifier, .conjunct: found.append(inner)
          default: break
          }
        }
      case .adverb where kinds[trigger] != .noun: found.append(child)
      default: break
      }
    }
    return found
  }

  /// Whoever a thing belongs to or comes from: possessor, adjective or noun before it, "of", "by" and "from" phrases.
  func owners(of noun: Int) -> [Int] {
    var found: [Int] = []
    if let own = possessor(of: noun) { found.append(own) }
    found += modifiers(of: noun)
    for word in ["of", "by", "from"] { found += prepositionalObjects(word, under: noun) }
    return found
  }

  private func prepositional(_ word: String, of trigger: Int) -> [Int] {
    var found = prepositionalObjects(word, under: trigger)
    if !found.isEmpty { return found }
    if kinds[trigger] == .verb {
      if let object = object(of: trigger), object != subject(of: trigger) {
        found = prepositionalObjects(word, under: object)
        for child in children(of: object) where found.isEmpty && relations[child] == .conjunct {
          found = prepositionalObjects(word, under: child)
        }
        // "shared data on X with Y" is often read as "X with Y".
        if word == "with", found.isEmpty {
          for child in children(of: object) where found.isEmpty && relations[child] == .preposition {
            guard let inner = self.child(of: child, .prepositionalObject) else { continue }
            found = prepositionalObjects(word, under: inner)
          }
        }
      }
      for child in children(of: trigger) where found.isEmpty {
        switch relations[child] {
        case .attribute, .adjectivalComplement, .objectPredicate, .openComplement, .particle, .conjunct, .adverb:
          found = prepositionalObjects(word, under: child)
        default: break
        }
      }
      // "Deliveries to Iran began": what hangs on the subject, where there is no object.
      if found.isEmpty, object(of: trigger) == nil, let subject = subject(of: trigger), kinds[subject] == .noun {
        found = prepositionalObjects(word, under: subject)
      }
    } else if let verb = lightGovernor(of: trigger) {
      found = prepositionalObjects(word, under: verb)
    } else if relations[trigger] == .attribute || relations[trigger] == .adjectivalComplement,
      let copula = passage.head(of: trigger)
    {
      found = prepositionalObjects(word, under: copula)
    }
    // "ten years of war between X and Y": what is read with the noun that the trigger is part of.
    if found.isEmpty, relations[trigger] == .prepositionalObject, let of = passage.head(of: trigger),
      let outer = passage.head(of: of), kinds[outer] == .noun, of > outer
    {
      found = prepositionalObjects(word, under: outer).filter { $0 > trigger }
    }
    if found.isEmpty {
      for child in children(of: trigger) where found.isEmpty && relations[child] == .preposition {
        if let object = self.child(of: child, .prepositionalObject) {
          found = prepositionalObjects(word, under: object)
        }
      }
    }
    return found
  }

  /// Who acts in a passive whose "by" was read with a noun behind the verb: "was supplied with arms **by Russia**".
  func strayAgent(of verb: Int) -> Int? {
    for child in children(of: verb) where relations[child] == .preposition && child > verb {
      var noun = self.child(of: child, .prepositionalObject)
      for _ in 0..<3 {
        guard let place = noun else { break }
        if let agent = prepositionalObjects("by", under: place).first(where: { kinds[$0] == .noun }) { return agent }
        noun =
          children(of: place).lazy.filter { relations[$0] == .preposition }
          .compactMap { self.child(of: $0, .prepositionalObject) }.first
      }
    }
    return nil
  }

  /// Objects of the prepositions `word` that hang on `head`: nouns, or verbs for "of supporting".
  func prepositionalObjects(_ word: String, under head: Int) -> [Int] {
    var found: [Int] = []
    for child in children(of: head) {
      switch relations[child] {
      case .preposition, .agent, .dative, .particle, .adverb:
        if isAside(child) { continue }
        if lemma(child) == word {
          for inner in children(of: child) {
            switch relations[inner] {
            case .prepositionalObject: found.append(inner)
            // "with Moscow providing arms" tells of something else.
            case .prepositionalClause where self.child(of: inner, .subject) == nil: found.append(inner)
            default: break
            }
          }
        }
        // "out of": the second word carries the object.
        for inner in children(of: child) where relations[inner] == .preposition && lemma(inner) == word {
          if let object = self.child(of: inner, .prepositionalObject) { found.append(object) }
        }
      default: break
      }
    }
    return found
  }
}
