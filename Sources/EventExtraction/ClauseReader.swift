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
  /// Agreements known by name, by the token that heads the name.
  let agreements: [Int: NamedAgreement]
  let lightVerbs: WordClass
  let participationVerbs: WordClass
  let transparent: WordClass

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
    agreements = codebook.agreements.found(in: passage)
    lightVerbs = codebook.classes[.light]
    participationVerbs = codebook.classes[.participation]
    transparent = codebook.classes[.transparent]
  }

  func lemma(_ token: Int) -> String { lemmas[token] }

  /// How far to either side of a word of very many dependents the nearest of them are looked at, so that run-on text costs
  /// no more than its length.
  static let reach = 64

  /// Direct dependents of `token`, left to right; where there are very many, those near it.
  func children(of token: Int) -> ArraySlice<Int> {
    let all = passage.children(of: token)
    guard all.count > Self.reach else { return all }
    return all[all.place(of: token - Self.reach)..<all.place(of: token + Self.reach)]
  }

  /// Whether `token` stands below `head`, not further than a few steps.
  func isBelow(_ head: Int, _ token: Int) -> Bool {
    var current = token
    for _ in 0..<8 {
      if current == head { return true }
      guard let next = passage.head(of: current) else { return false }
      current = next
    }
    return false
  }

  /// Whether a token is the verb "be".
  func isCopula(_ token: Int) -> Bool { lemma(token) == "be" }

  /// Whether a verb has "not" of its own.
  func isNegated(_ verb: Int) -> Bool { kinds[verb] == .verb && child(of: verb, .negation) != nil }

  /// The auxiliary of the perfect.
  let perfect = "have"

  private func words(_ name: WordClassName, _ token: Int) -> Bool {
    codebook.classes[name].words.contains(lemma(token))
  }

  /// Whether a preposition is one of two words that name no side of an event: "**according** to X", "**because** of".
  func isAside(_ preposition: Int) -> Bool { words(.aside, preposition) }

  /// Whether a preposition may join what a verb is about, rather than a circumstance.
  func isComplementing(_ preposition: Int) -> Bool { words(.complementing, preposition) }

  /// Whether a clause before a verb only stands beside it ("Denmark fell; Sweden stayed neutral") and isn't what is said.
  func standsBeside(_ verb: Int, _ head: Int) -> Bool {
    guard relations[verb] == .clausalComplement, verb < head, kinds[head] == .verb else { return false }
    if codebook.embedding(.report, lemma(head)) == nil, !words(.quoted, head) { return true }
    return (max(verb, head - Self.reach)..<head).contains { passage.tokens[$0].text == ";" }
  }

  /// Whether "of" after a noun names whom it is done to: "the invasion of X".
  func isDeed(_ noun: Int) -> Bool { words(.victim, noun) }

  /// Whether a noun says when or amid what a clause happens ("lost it **after** a war"), and that clause's verb.
  func occasioned(by noun: Int) -> Int? {
    guard relations[noun] == .prepositionalObject, let preposition = passage.head(of: noun),
      words(.occasion, preposition), let verb = passage.head(of: preposition), kinds[verb] == .verb
    else { return nil }
    return verb
  }

  /// Whether a possessor of the noun is who it is done to: "Peru's **expulsion** from the bloc".
  func isUndergone(_ noun: Int) -> Bool { words(.undergone, noun) }

  /// Whether a verb shares its object as a topic with whom "with" names: "**discuss** the border with Peru".
  func isAboutTopic(_ verb: Int) -> Bool { words(.topicVerb, verb) }

  /// Whether a verb says how its subject sees something: "**regarded** it as an attack".
  func isViewing(_ verb: Int) -> Bool { words(.viewing, verb) }

  /// Whether a noun says how what was done came out, not that it wasn't: "the **failure** of the attack".
  func isMadeThough(_ noun: Int) -> Bool { words(.outcome, noun) }

  /// Whether a noun names a state of affairs or an event, which nobody can be helped or supplied by.
  func isThing(_ noun: Int) -> Bool {
    kinds[noun] == .noun && passage.tokens[noun].partOfSpeech == "NOUN"
      && (words(.abstract, noun) || !codebook.frames(form: .noun, trigger: lemma(noun)).isEmpty)
  }

  /// Whether a word tells of a game: "beat Peru 2-1 in the final".
  func isContest(_ trigger: Int) -> Bool {
    guard words(.contest, trigger) || kinds[trigger] == .noun else { return false }
    let sports = codebook.classes[.sport]
    let verb = kinds[trigger] == .verb ? trigger : passage.head(of: trigger) ?? trigger
    guard words(.contest, verb) else { return false }
    let sentence = passage.sentences[passage.sentence(of: trigger)]
    let near = max(sentence.lowerBound, trigger - 25)..<min(sentence.upperBound, trigger + 25)
    for token in near where kinds[token] == .noun {
      if sports.words.contains(lemma(token)) { return true }
      if let phrases = sports.phrases[lemma(token)], token > near.lowerBound,
        phrases.contains(where: { $0.last.map { $0 == lemma(token - 1) } ?? false || $0.contains(lemma(token - 1)) })
      {
        return true
      }
    }
    // "2-1"
    return near.dropFirst().dropLast().contains { token in
      passage.tokens[token - 1].tag == "CD" && passage.tokens[token + 1].tag == "CD"
        && ["-", "–"].contains(passage.tokens[token].text) && passage.tokens[token - 1].text.utf8.count <= 2
        && passage.tokens[token + 1].text.utf8.count <= 2 && isBelow(verb, token)
    }
  }

  /// Whether a named war only tells when something else was: "during the War of the Pacific".
  func isTimeTold(_ noun: Int) -> Bool {
    guard kinds[noun] == .noun, passage.tokens[noun].tag.hasPrefix("NNP"), relations[noun] == .prepositionalObject,
      let preposition = passage.head(of: noun), words(.occasion, preposition), words(.namedWar, noun)
    else { return false }
    return passage.head(of: preposition).map { kinds[$0] == .verb } ?? false
  }

  /// Whether a noun stands where a source or a circumstance does: "according to **X**".
  func isSource(_ noun: Int) -> Bool {
    var current = noun
    for _ in 0..<4 {
      guard let head = passage.head(of: current) else { return false }
      if relations[head] == .preposition, isAside(head) { return true }
      current = head
    }
    return false
  }

  func child(of token: Int, _ relation: Relation) -> Int? {
    children(of: token).first { relations[$0] == relation }
  }

  func isPassive(_ verb: Int) -> Bool {
    for child in children(of: verb)
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
    // "was defeated and forced to …": a verb that needs an object has none of its own.
    if relations[verb] == .conjunct, passage.tokens[verb].tag == "VBD", words(.transitive, verb),
      let head = passage.head(of: verb), kinds[head] == .verb, child(of: verb, .object) == nil,
      child(of: verb, .subject) == nil, child(of: verb, .clausalComplement) == nil
    {
      return isPassive(head)
    }
    return false
  }

  private func hasOwnAuxiliary(_ verb: Int) -> Bool {
    children(of: verb).contains { relations[$0] == .auxiliary || relations[$0] == .passiveAuxiliary }
  }

  /// Whether the verb is an infinitive with "to".
  func isInfinitive(_ verb: Int) -> Bool {
    passage.tokens[verb].tag == "VB"
      && children(of: verb).contains { relations[$0] == .auxiliary && passage.tokens[$0].tag == "TO" }
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
    // Of several, the nearest: a dateline is often read as a subject too.
    var nearest: Int?
    for child in children(of: verb) {
      switch relations[child] {
      case .agent:
        if let object = self.child(of: child, .prepositionalObject) { return object }
      case .subject where !passive && (nearest == nil || child < verb): nearest = child
      case .clausalSubject where !passive && nearest == nil: return nil
      default: break
      }
    }
    if let nearest { return antecedent(of: nearest) }
    if passive { return strayAgent(of: verb) }
    guard let head = passage.head(of: verb) else { return strandedSubject(of: verb) }
    switch relations[verb] {
    case .relativeClause: return head
    case .adjectivalClause:
      if isInfinitive(verb) {
        return possessor(of: head) ?? author(of: head).flatMap { subject(of: $0, depth: depth + 1) }
      }
      return head
    case .adjective: return head
    case .openComplement, .clausalComplement:
      if kinds[head] == .verb || kinds[head] == .other {
        if let object = object(of: head, depth: depth + 1), relations[verb] == .openComplement,
          codebook.embedding(.verb, lemma(head))?.controlsSubject != true
        {
          return object
        }
        return subject(of: head, depth: depth + 1)
      }
      return governingSubject(of: head, depth: depth + 1)
    case .conjunct, .adverbialClause, .parataxis:
      // "was defeated by Y and ceded Z": whoever was defeated.
      if relations[verb] == .conjunct, kinds[head] == .verb, isPassive(head) {
        return object(of: head, depth: depth + 1) ?? subject(of: head, depth: depth + 1)
      }
      if kinds[head] == .verb || kinds[head] == .other { return subject(of: head, depth: depth + 1) }
      return nil
    case .prepositionalClause:
      guard var governor = passage.head(of: head) else { return nil }
      if let main = manner(of: verb) { governor = main }
      if kinds[governor] == .verb || kinds[governor] == .other {
        if relations[head] == .preposition, lemma(head) == "of" || lemma(head) == "from" || lemma(head) == "for",
          let object = object(of: governor, depth: depth + 1)
        {
          return object
        }
        return subject(of: governor, depth: depth + 1)
      }
      return possessor(of: governor) ?? author(of: governor).flatMap { subject(of: $0, depth: depth + 1) }
    default: return nil
    }
  }

  /// The verb that "by" with a participle says the manner of, though the parse joined it to that verb's object: "followed
  /// the example by cutting ties".
  func manner(of verb: Int) -> Int? {
    guard relations[verb] == .prepositionalClause, let preposition = passage.head(of: verb), lemma(preposition) == "by",
      let noun = passage.head(of: preposition), kinds[noun] == .noun, relations[noun] == .object,
      let main = passage.head(of: noun), kinds[main] == .verb
    else { return nil }
    return main
  }

  /// Who is told what the clause of a verb says: "told **Peru** that it could give no promise".
  func addressee(above verb: Int) -> Int? {
    var current = verb
    for _ in 0..<4 {
      guard let head = passage.head(of: current) else { return nil }
      if relations[current] == .clausalComplement, codebook.embedding(.report, lemma(head)) != nil {
        if let told = child(of: head, .object) ?? child(of: head, .dative), kinds[told] == .noun { return told }
        return prepositionalObjects("to", under: head).first
      }
      guard relations[current] == .openComplement || relations[current] == .conjunct else { return nil }
      current = head
    }
    return nil
  }

  /// The verb whose subject carries out what a noun says: a light verb, or one of making plans ("drew up a plan to …").
  private func author(of noun: Int) -> Int? {
    if let light = lightGovernor(of: noun) { return light }
    guard relations[noun] == .object, let verb = passage.head(of: noun), words(.planning, verb) else { return nil }
    return verb
  }

  /// The subject of a finite main verb that the parse left without one, because it joined the noun right before it to
  /// another noun: "lifted the freeze on the sale and **deliveries** began".
  private func strandedSubject(of verb: Int) -> Int? {
    guard verb > 0, ["VBD", "VBZ", "VBP"].contains(passage.tokens[verb].tag) else { return nil }
    let before = verb - 1
    return kinds[before] == .noun && relations[before] == .conjunct ? before : nil
  }

  /// The subject that a predicative adjective or noun has through its copula.
  func governingSubject(of token: Int, depth: Int) -> Int? {
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
    // Of two objects the first is whom it is done for.
    if let own = children(of: verb).last(where: { relations[$0] == .object }) { return antecedent(of: own) }
    for child in children(of: verb) {
      switch relations[child] {
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
    // "attacked X, having been threatened by it": whoever attacked.
    case .adverbialClause where passive && kinds[head] == .verb: return subject(of: head, depth: depth + 1)
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
      if relations[current] == .conjunct, child(of: current, .marker) != nil,
        kinds[head] == .verb || kinds[head] == .other
      {
        // "affirmed that X was … and that **it** …"
        current = head
        continue
      }
      if relations[current] == .clausalComplement, codebook.embedding(.report, lemma(head)) != nil,
        let subject = child(of: head, .subject), passage.tokens[subject].tag != "PRP"
      {
        return subject
      }
      current = head
    }
    return nil
  }

  /// Who a third-person pronoun in a clause that hangs on another most likely is: the other clause's subject ("X signed a
  /// treaty by which **it** ceded …", "X flew to London, where Y promised **him** help").
  func subjectAbove(pronoun: Int) -> Int? {
    guard words(.thirdPerson, pronoun), var verb = passage.head(of: pronoun) else { return nil }
    if relations[pronoun] == .prepositionalObject, let governor = passage.head(of: verb) { verb = governor }
    // "X attacked **it**" in a clause of X's own isn't X.
    if relations[pronoun] != .subject, child(of: verb, .subject) == nil { return nil }
    switch relations[verb] {
    case .relativeClause, .adverbialClause, .adjectivalClause: break
    default: return nil
    }
    var current = verb
    for _ in 0..<6 {
      guard let head = passage.head(of: current) else { return nil }
      if kinds[head] == .verb, let subject = child(of: head, .subject) {
        return subject != pronoun && passage.tokens[subject].tag != "PRP" ? subject : nil
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
      return lightVerbs.words.contains(lemma(head)) ? head : nil
    case .conjunct: return kinds[head] == .noun ? lightGovernor(of: head) : nil
    case .prepositionalObject:
      guard let verb = passage.head(of: head) else { return nil }
      if relations[head] == .preposition, participationVerbs.words.contains(lemma(verb)) { return verb }
      if kinds[verb] == .noun, transparent.words.contains(lemma(verb)) { return lightGovernor(of: verb) }
      return nil
    default: return nil
    }
  }
}

extension ArraySlice<Int> {
  /// The first index whose element is not below `value`, in an ascending slice.
  fileprivate func place(of value: Int) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
