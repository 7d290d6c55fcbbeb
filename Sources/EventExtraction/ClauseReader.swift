import Codebook
import Findings
import Linguistics

/// Finds the arguments of verbs and nouns in a passage: who acts and what it is done to, the same for active and
/// passive clauses, through control, relative clauses, participles, coordination and light verbs.
struct ClauseReader {
  let passage: AnalysedPassage
  let codebook: EventCodebook
  let relations: [Relation]
  let kinds: [WordKind]
  /// Lemmas in lower case; a proper noun's plural ("Legations") without its s.
  private let lemmas: [String]
  let lightVerbs: WordClass?
  let participationVerbs: WordClass?
  let transparent: WordClass?

  init(passage: AnalysedPassage, codebook: EventCodebook) {
    self.passage = passage
    self.codebook = codebook
    relations = passage.tokens.map { Relation($0.relation) }
    kinds = passage.tokens.map { WordKind($0) }
    lemmas = passage.tokens.map { token in
      if token.partOfSpeech == "VERB" { return codebook.lemma(token.lemma, ofVerb: token.text.lowercased()) }
      guard token.partOfSpeech == "PROPN" else { return token.lemma }
      let word = token.lemma.lowercased()
      return token.tag == "NNPS" && word.hasSuffix("s") ? String(word.dropLast()) : word
    }
    lightVerbs = codebook.classes["LIGHT"]
    participationVerbs = codebook.classes["PARTICIPATION"]
    transparent = codebook.classes["TRANSPARENT"]
  }

  func lemma(_ token: Int) -> String { lemmas[token] }

  func child(of token: Int, _ relation: Relation) -> Int? {
    passage.children(of: token).first { relations[$0] == relation }
  }

  func isPassive(_ verb: Int) -> Bool {
    for child in passage.children(of: verb)
    where relations[child] == .passiveAuxiliary || relations[child] == .passiveSubject {
      return true
    }
    if relations[verb] == .adjectivalClause, passage.tokens[verb].tag == "VBN" { return true }
    if relations[verb] == .adjective, passage.tokens[verb].tag == "VBN" { return true }
    if relations[verb] == .conjunct, passage.tokens[verb].tag == "VBN", !hasOwnAuxiliary(verb),
      child(of: verb, .object) == nil,
      let head = passage.head(of: verb), kinds[head] == .verb, passage.tokens[head].tag == "VBN"
    {
      return isPassive(head)
    }
    return false
  }

  private func hasOwnAuxiliary(_ verb: Int) -> Bool {
    passage.children(of: verb).contains { relations[$0] == .auxiliary || relations[$0] == .passiveAuxiliary }
  }

  /// Whether the verb is an infinitive with "to".
  func isInfinitive(_ verb: Int) -> Bool {
    passage.tokens[verb].tag == "VB"
      && passage.children(of: verb).contains { relations[$0] == .auxiliary && passage.tokens[$0].tag == "TO" }
  }

  /// The word that a relative pronoun stands for, else the word itself.
  func antecedent(of token: Int) -> Int {
    let tag = passage.tokens[token].tag
    guard tag == "WDT" || tag == "WP" else { return token }
    var current = token
    for _ in 0..<8 {
      guard let head = passage.head(of: current) else { return token }
      if relations[current] == .relativeClause { return head }
      // "It was Russia that …": what stands after the copula.
      if relations[current] == .clausalComplement, lemma(head) == "be", let told = child(of: head, .attribute) {
        return told
      }
      current = head
    }
    return token
  }

  // MARK: Verbs

  /// Who acts, or nil where the clause doesn't tell.
  func subject(of verb: Int, depth: Int = 0) -> Int? {
    if depth > 6 { return nil }
    let passive = isPassive(verb)
    for child in passage.children(of: verb) {
      switch relations[child] {
      case .agent:
        if let object = self.child(of: child, .prepositionalObject) { return object }
      case .subject where !passive: return antecedent(of: child)
      case .clausalSubject where !passive: return nil
      default: break
      }
    }
    if passive { return nil }
    guard let head = passage.head(of: verb) else { return strandedSubject(of: verb) }
    switch relations[verb] {
    case .relativeClause: return head
    case .adjectivalClause:
      if isInfinitive(verb) {
        return possessor(of: head) ?? (lightGovernor(of: head).flatMap { subject(of: $0, depth: depth + 1) })
      }
      return head
    case .adjective: return head
    case .openComplement, .clausalComplement:
      if kinds[head] == .verb || kinds[head] == .other {
        if let object = object(of: head, depth: depth + 1), relations[verb] == .openComplement,
          codebook.embedding("verb", lemma(head))?.controlsSubject != true
        {
          return object
        }
        return subject(of: head, depth: depth + 1)
      }
      return governingSubject(of: head, depth: depth + 1)
    case .conjunct, .adverbialClause, .parataxis:
      if kinds[head] == .verb || kinds[head] == .other { return subject(of: head, depth: depth + 1) }
      return nil
    case .prepositionalClause:
      guard let governor = passage.head(of: head) else { return nil }
      if kinds[governor] == .verb || kinds[governor] == .other {
        if relations[head] == .preposition, lemma(head) == "of" || lemma(head) == "from" || lemma(head) == "for",
          let object = object(of: governor, depth: depth + 1)
        {
          return object
        }
        return subject(of: governor, depth: depth + 1)
      }
      return possessor(of: governor) ?? lightGovernor(of: governor).flatMap { subject(of: $0, depth: depth + 1) }
    default: return nil
    }
  }

  /// The subject of a finite main verb that the parse left without one, because it joined the noun right before it to
  /// another noun: "lifted the freeze on the sale and **deliveries** began".
  private func strandedSubject(of verb: Int) -> Int? {
    guard verb > 0, ["VBD", "VBZ", "VBP"].contains(passage.tokens[verb].tag) else { return nil }
    let before = verb - 1
    return kinds[before] == .noun && relations[before] == .conjunct ? before : nil
  }

  /// The subject that a predicative adjective or noun has through its copula.
  private func governingSubject(of token: Int, depth: Int) -> Int? {
    guard let head = passage.head(of: token) else { return nil }
    switch relations[token] {
    case .adjectivalComplement, .attribute, .objectPredicate: return subject(of: head, depth: depth)
    default: return nil
    }
  }

  /// What it is done to, or nil where there is nothing.
  func object(of verb: Int, depth: Int = 0) -> Int? {
    if depth > 6 { return nil }
    let passive = isPassive(verb)
    for child in passage.children(of: verb) {
      switch relations[child] {
      case .object: return antecedent(of: child)
      case .passiveSubject: return antecedent(of: child)
      case .subject where passive: return antecedent(of: child)
      default: break
      }
    }
    guard let head = passage.head(of: verb) else { return nil }
    switch relations[verb] {
    case .adjectivalClause,
      .adjective where passive:
      return head
    case .relativeClause:
      if passive { return head }
      // "the arms that Russia sold": a subject of its own and a relative pronoun or nothing for the object.
      if let own = child(of: verb, .subject), antecedent(of: own) == own, child(of: verb, .openComplement) == nil {
        return head
      }
    case .conjunct where passive && kinds[head] == .verb: return object(of: head, depth: depth + 1)
    default: break
    }
    // "condemned and attacked Israel": the object stands with the last of them.
    if !passive, depth == 0, let next = child(of: verb, .conjunct), kinds[next] == .verb, next - verb <= 3,
      child(of: next, .subject) == nil
    {
      return object(of: next, depth: depth + 1)
    }
    return nil
  }

  /// Who says the clause of which a pronoun is the subject: "Syria says **it** is willing".
  func speaker(above pronoun: Int) -> Int? {
    guard relations[pronoun] == .subject || relations[pronoun] == .passiveSubject,
      var current = passage.head(of: pronoun)
    else { return nil }
    for _ in 0..<4 {
      guard let head = passage.head(of: current) else { return nil }
      if relations[current] == .clausalComplement, codebook.embedding("report", lemma(head)) != nil,
        let subject = child(of: head, .subject), passage.tokens[subject].tag != "PRP"
      {
        return subject
      }
      current = head
    }
    return nil
  }

  // MARK: Nouns

  func possessor(of noun: Int) -> Int? { child(of: noun, .possessor) }

  /// The light verb ("held talks", "launched an invasion") or verb of beginning and going on whose object or subject
  /// the noun is.
  func lightGovernor(of noun: Int) -> Int? {
    guard let head = passage.head(of: noun) else { return nil }
    switch relations[noun] {
    case .object, .passiveSubject, .subject, .attribute:
      return lightVerbs?.words.contains(lemma(head)) == true ? head : nil
    case .conjunct: return kinds[head] == .noun ? lightGovernor(of: head) : nil
    case .prepositionalObject:
      guard let verb = passage.head(of: head) else { return nil }
      if relations[head] == .preposition, participationVerbs?.words.contains(lemma(verb)) == true { return verb }
      if kinds[verb] == .noun, transparent?.words.contains(lemma(verb)) == true { return lightGovernor(of: verb) }
      return nil
    default: return nil
    }
  }

  // MARK: Slots

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
      guard let verb = lightGovernor(of: trigger), let found = subject(of: verb), found != trigger else { return [] }
      return [found]
    case .object:
      return isVerb ? object(of: trigger).map { [$0] } ?? [] : []
    case .indirectObject:
      return passage.children(of: trigger).filter { relations[$0] == .dative && kinds[$0] != .other }
    case .complement: return complements(of: trigger)
    case .complementSubject:
      return complements(of: trigger).flatMap { complement in
        passage.children(of: complement).filter { relations[$0] == .subject }
      }
    case .attribute:
      let told = passage.children(of: trigger).filter {
        switch relations[$0] {
        case .attribute, .adjectivalComplement, .objectPredicate: true
        default: false
        }
      }
      // "declared the party a terrorist organization" is often read as an apposition.
      if told.isEmpty, isVerb, let object = child(of: trigger, .object) {
        return passage.children(of: object).filter { relations[$0] == .apposition }
      }
      return told
    case .particle:
      return passage.children(of: trigger).filter {
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
    for child in passage.children(of: trigger) {
      switch relations[child] {
      case .openComplement, .clausalComplement: found.append(child)
      case .adjectivalClause where kinds[trigger] != .verb: found.append(child)
      case .adverbialClause where kinds[trigger] == .verb && isInfinitive(child) && child > trigger: found.append(child)
      default: break
      }
    }
    return found
  }

  private func modifiers(of trigger: Int) -> [Int] {
    var found: [Int] = []
    for child in passage.children(of: trigger) {
      switch relations[child] {
      case .adjective, .compound, .nounModifier:
        found.append(child)
        for inner in passage.children(of: child) {
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
        for child in passage.children(of: object) where found.isEmpty && relations[child] == .conjunct {
          found = prepositionalObjects(word, under: child)
        }
      }
      for child in passage.children(of: trigger) where found.isEmpty {
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
    if found.isEmpty {
      for child in passage.children(of: trigger) where found.isEmpty && relations[child] == .preposition {
        if let object = self.child(of: child, .prepositionalObject) {
          found = prepositionalObjects(word, under: object)
        }
      }
    }
    return found
  }

  /// Objects of the prepositions `word` that hang on `head`: nouns, or verbs for "of supporting".
  func prepositionalObjects(_ word: String, under head: Int) -> [Int] {
    var found: [Int] = []
    for child in passage.children(of: head) {
      switch relations[child] {
      case .preposition, .agent, .dative, .particle, .adverb:
        if lemma(child) == word {
          for inner in passage.children(of: child) {
            if relations[inner] == .prepositionalObject || relations[inner] == .prepositionalClause {
              found.append(inner)
            }
          }
        }
        // "out of", "because of": the second word carries the object.
        for inner in passage.children(of: child) where relations[inner] == .preposition && lemma(inner) == word {
          if let object = self.child(of: inner, .prepositionalObject) { found.append(object) }
        }
      default: break
      }
    }
    return found
  }
}
