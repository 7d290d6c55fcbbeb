import Codebook
import Findings
import Linguistics
import SourceTexts

/// Pronouns, and the two sides that "both" means.
extension ReferenceReader {
  func resolve(pronoun token: Int, in discourse: inout Discourse) -> ActorDraft? {
    let text = passage.tokens[token].text
    if reference.isA(.masculine, text) || reference.isA(.feminine, text) {
      let isFeminine = reference.isA(.feminine, text)
      guard let entry = person(before: token, isFeminine: isFeminine, in: discourse),
        let actor = entry.draft.actors.first
      else { return nil }
      discourse.setGender(actor.name, isFeminine: isFeminine)
      return reference(token, [actor], nature: .person, confidence: 0.75)
    }
    if reference.isA(.thing, text) {
      guard ["nsubj", "nsubjpass", "poss"].contains(passage.tokens[token].relation), !isExpletive(token),
        !followsInanimateSubject(token, in: discourse),
        let entry = thing(before: token, in: discourse)
      else { return nil }
      return reference(token, entry.draft.actors, nature: entry.draft.nature, confidence: 0.6)
    }
    if reference.isA(.plural, text) {
      guard let (actors, nature) = several(before: token, in: discourse) else { return nil }
      return reference(token, actors, nature: nature, confidence: 0.55)
    }
    if isOneOfTwo(token) {
      guard let two = pair(before: token, in: discourse), two.count == 2 else { return nil }
      var draft = reference(
        token, [two[reference.isA(.first, text) ? 0 : 1]], nature: .state, confidence: 0.65)
      draft.form = .nominal
      return draft
    }
    if reference.isA(.pair, text), let actors = pair(before: token, in: discourse) {
      var draft = reference(token, actors, nature: .state, confidence: 0.65)
      draft.rule = "actor.pair"
      draft.form = .nominal
      return draft
    }
    return nil
  }

  /// "For its part, Iran …": a possessive before the subject of its sentence.
  func foretold(pronoun token: Int, named: [ActorDraft]) -> ActorDraft? {
    guard passage.tokens[token].tag == "PRP$",
      let root = sentence.first(where: { passage.tokens[$0].relation == "ROOT" }),
      let subject = passage.children(of: root, relation: "nsubj", "nsubjpass").first, token < subject,
      !passage.subtree(of: subject).contains(token),
      !named.contains(where: { $0.tokens.upperBound <= token }),
      let draft = named.first(where: { $0.head == subject }), draft.actors.count == 1
    else { return nil }
    let text = passage.tokens[token].text
    let isPerson = draft.nature == .person || draft.nature == .office
    guard
      reference.isA(.thing, text) && !isPerson
        || isPerson && (reference.isA(.masculine, text) || reference.isA(.feminine, text))
    else { return nil }
    return reference(token, draft.actors, nature: draft.nature, confidence: 0.7)
  }

  /// "The former" and "the latter" without a noun.
  func isOneOfTwo(_ token: Int) -> Bool {
    let here = passage.tokens[token]
    guard reference.isA(.first, here.text) || reference.isA(.second, here.text), token > sentence.lowerBound,
      reference.isA(.definite, passage.tokens[token - 1].text)
    else { return false }
    return ["nsubj", "nsubjpass", "dobj", "pobj", "poss"].contains(here.relation)
  }

  /// The subject of the verb whose object `token` is: "him" in "X met him" is not X.
  func ownSubjects(ofObject token: Int) -> Set<Int> {
    let here = passage.tokens[token]
    guard here.tag == "PRP", !reference.isA(.reflexive, here.text) else { return [] }
    var verb: Int?
    switch here.relation {
    case "dobj", "iobj", "dative": verb = passage.head(of: token)
    case "pobj": verb = passage.head(of: token).flatMap { passage.head(of: $0) }
    case "nsubj" where reference.isA(.objective, here.text):
      // "asked him to come": the subject of the verb below is the object of the one above.
      verb = passage.head(of: token).flatMap { passage.head(of: $0) }
    default: return []
    }
    guard let above = verb else { return [] }
    var found: Set<Int> = []
    for subject in passage.children(of: above, relation: "nsubj", "nsubjpass") where subject != token {
      found.insert(subject)
      var next = subject
      while let joined = passage.children(of: next, relation: "conj").first, !found.contains(joined) {
        found.insert(joined)
        next = joined
      }
    }
    return found
  }

  func reference(
    _ token: Int, _ actors: [ActorDraft.Actor], nature: ActorDraft.Nature, confidence: Double
  ) -> ActorDraft {
    ActorDraft(
      tokens: token..<(token + 1), span: passage.tokens[token].span, head: token, form: .pronoun, nature: nature,
      rule: "actor.pronoun", confidence: confidence, actors: actors, isPlural: actors.count > 1)
  }

  /// "It is clear that …", "it is going to be difficult to …": stands for nobody.
  func isExpletive(_ token: Int) -> Bool {
    let here = passage.tokens[token]
    if here.relation == "expl" { return true }
    guard here.relation == "nsubj" || here.relation == "nsubjpass", let verb = passage.head(of: token) else {
      return false
    }
    if reference.isA(.impersonal, passage.tokens[verb].lemma) { return true }
    let clauses = passage.children(of: verb, relation: "acomp", "ccomp", "xcomp", "csubj", "advcl", "attr")
    if here.relation == "nsubjpass" { return !passage.children(of: verb, relation: "ccomp", "xcomp").isEmpty }
    if passage.tokens[verb].partOfSpeech == "AUX"
      || passage.tokens[verb].lemma == passage.tokens[verb].text.lowercased()
    {
      if passage.tokens[verb].partOfSpeech == "AUX", !clauses.isEmpty { return true }
    }
    // A copula below the verb: "it is going to be", "it remains unclear whether".
    return clauses.contains { clause in
      passage.tokens[clause].partOfSpeech == "AUX" && !passage.children(of: clause, relation: "acomp").isEmpty
        || passage.tokens[clause].relation == "acomp"
          && !passage.children(of: verb, relation: "ccomp", "xcomp", "advcl").isEmpty
    }
  }

  /// Whether the subject of the sentence before (or of an earlier clause of this one) is a thing that is no actor and
  /// so is likelier meant by "it".
  func followsInanimateSubject(_ token: Int, in discourse: Discourse) -> Bool {
    let number = passage.sentence(of: token)
    let earlier = number > 0 ? passage.sentences[number - 1] : sentence.lowerBound..<sentence.lowerBound
    for range in [sentence.lowerBound..<token, earlier] {
      for place in range.reversed() where isSubject(place) {
        let isActor = discourse.entries.contains { entry in
          entry.token == place && discourse.sentence - entry.sentence <= (range == earlier ? 1 : 0)
        }
        if isActor { return false }
        let isMain = passage.head(of: place).map { passage.tokens[$0].relation == "ROOT" } ?? false
        if isMain { return passage.tokens[place].tag == "NN" }
      }
    }
    return false
  }

  func person(before token: Int, isFeminine: Bool, in discourse: Discourse) -> Discourse.Entry? {
    var best: (entry: Discourse.Entry, score: Double)?
    let subjects = ownSubjects(ofObject: token)
    let excluded = discourse.entries.filter { $0.sentence == discourse.sentence && subjects.contains($0.token) }
    for entry in discourse.entries.reversed() {
      let distance = discourse.sentence - entry.sentence
      guard distance <= 4 else { break }
      let draft = entry.draft
      if excluded.contains(where: { $0.draft.actors.first?.name == draft.actors.first?.name }) { continue }
      guard draft.nature == .person || draft.nature == .office, !draft.isPlural, let actor = draft.actors.first,
        discourse.suits(actor.name, isFeminine: isFeminine)
      else { continue }
      var score = 3 - Double(distance)
      if entry.isSubject { score += 1.2 }
      if entry.isMain, distance > 0 { score += 0.3 }
      if draft.nature == .person { score += 0.5 }
      if distance == 0 { score += 0.2 }
      if best.map({ score > $0.score }) ?? true { best = (entry, score) }
    }
    return best?.entry
  }

  func thing(before token: Int, in discourse: Discourse) -> Discourse.Entry? {
    var best: (entry: Discourse.Entry, score: Double)?
    let clause = Set(passage.ancestors(of: token))
    let subjects = ownSubjects(ofObject: token).union(attackers(ofOwner: token))
    let speaker = speaker(above: token)
    for entry in discourse.entries.reversed() {
      let distance = discourse.sentence - entry.sentence
      guard distance <= 2 else { break }
      let draft = entry.draft
      guard draft.nature == .state || draft.nature == .organization || draft.nature == .collective, !draft.isPlural,
        draft.form != .demonym, draft.actors.count == 1, draft.rule != "actor.state-location",
        draft.rule != "actor.capital-location"
      else { continue }
      if distance == 0, subjects.contains(entry.token) { continue }
      var score = 3 - 1.5 * Double(distance)
      // "X affirmed that … and that it …": whoever affirms.
      if distance == 0, entry.token == speaker { score += 1.5 }
      if entry.isSubject { score += 1 }
      if distance == 0, let head = passage.head(of: entry.token), clause.contains(head), entry.isSubject {
        score += 0.5
      }
      if draft.nature == .state { score += 0.3 }
      if best.map({ score > $0.score }) ?? true { best = (entry, score) }
    }
    return best?.entry
  }

  /// Who says the second of two clauses with "that" of which the pronoun is the subject.
  private func speaker(above token: Int) -> Int? {
    guard isSubject(token), let verb = passage.head(of: token), passage.tokens[verb].relation == "conj",
      !passage.children(of: verb, relation: "mark").isEmpty, let first = passage.head(of: verb),
      passage.tokens[first].relation == "ccomp", let above = passage.head(of: first)
    else { return nil }
    return passage.children(of: above, relation: "nsubj").first
  }

  /// The subject of a verb of force whose object the pronoun owns: "X tried to overthrow **its** government" is about
  /// another's.
  private func attackers(ofOwner token: Int) -> Set<Int> {
    guard passage.tokens[token].tag == "PRP$", let object = passage.head(of: token),
      passage.tokens[object].relation == "dobj", var verb = passage.head(of: object),
      reference.isA(.hostileVerb, passage.tokens[verb].lemma)
    else { return [] }
    for _ in 0..<3 {
      let subjects = passage.children(of: verb, relation: "nsubj")
      if !subjects.isEmpty { return Set(subjects) }
      guard ["xcomp", "conj"].contains(passage.tokens[verb].relation), let head = passage.head(of: verb) else { break }
      verb = head
    }
    return []
  }

  func several(
    before token: Int, in discourse: Discourse
  ) -> (actors: [ActorDraft.Actor], nature: ActorDraft.Nature)? {
    // A coordination or a plural of this sentence or the one before; the latest first.
    let subjects = ownSubjects(ofObject: token)
    let here = discourse.entries.filter { $0.sentence == discourse.sentence && !subjects.contains($0.token) }
    if let plural = here.last(where: { $0.draft.isPlural }) { return (plural.draft.actors, plural.draft.nature) }
    if let joined = coordinated(here.map(\.draft)) { return (joined, .state) }
    if let pair = discourse.pair, discourse.sentence - pair.sentence == 1 { return (pair.actors, .state) }
    if let plural = discourse.entries.last(where: { $0.draft.isPlural && discourse.sentence - $0.sentence <= 2 }) {
      return (plural.draft.actors, plural.draft.nature)
    }
    if let pair = discourse.pair, discourse.sentence - pair.sentence <= 2 { return (pair.actors, .state) }
    if let group = here.last(where: { $0.draft.nature == .collective }) { return (group.draft.actors, .collective) }
    return nil
  }

  func pair(before token: Int, in discourse: Discourse) -> [ActorDraft.Actor]? {
    let here = discourse.entries.filter { $0.sentence == discourse.sentence }.map(\.draft)
    if let joined = coordinated(here), joined.count == 2 { return joined }
    if let two = pair(of: here) { return two }
    if let pair = discourse.pair, discourse.sentence - pair.sentence <= 8 { return pair.actors }
    return discourse.dominantPair
  }

  /// States that are joined by "and": those whose heads hang on each other, or that share a phrase.
  ///
  /// - Complexity: O(drafts) where the last ones are joined, else O(drafts · different states).
  func coordinated(_ drafts: [ActorDraft]) -> [ActorDraft.Actor]? {
    if let several = drafts.last(where: { $0.actors.count > 1 }) { return several.actors }
    let groups = joined(drafts)
    for draft in drafts.reversed() where passage.tokens.indices.contains(draft.head) {
      guard passage.tokens[draft.head].relation == "conj",
        let group = groups.first[draft.head].flatMap({ groups.of[$0] }),
        group.isMixed
      else { continue }
      var joined: [ActorDraft.Actor] = []
      for other in group.drafts where other.head <= draft.head {
        guard let actor = other.actors.first, !joined.contains(where: { $0.code == actor.code }) else { continue }
        joined.append(actor)
      }
      if joined.count > 1 { return joined }
    }
    return nil
  }

  /// Drafts whose heads are joined, in order.
  private struct Joined {
    private(set) var drafts: [ActorDraft] = []
    /// Whether they stand for more than one actor.
    private(set) var isMixed = false
    private var one: ActorDraft.Actor?

    mutating func append(_ draft: ActorDraft) {
      drafts.append(draft)
      guard let actor = draft.actors.first else { return }
      if let one, one.code != actor.code { isMixed = true }
      one = one ?? actor
    }
  }

  /// The first of the words that each head is joined with by "and" and commas, and the drafts that have it in common.
  private func joined(_ drafts: [ActorDraft]) -> (first: [Int: Int], of: [Int: Joined]) {
    var first: [Int: Int] = [:]
    var groups: [Int: Joined] = [:]
    for draft in drafts where passage.tokens.indices.contains(draft.head) {
      var chain = [draft.head]
      var word = draft.head
      while first[word] == nil, passage.tokens[word].relation == "conj", let head = passage.head(of: word), head < word
      {
        word = head
        chain.append(word)
      }
      let root = first[word] ?? word
      for word in chain { first[word] = root }
      groups[root, default: Joined()].append(draft)
    }
    return (first, groups)
  }

  /// Three or more that are joined, or the three or more people of a sentence.
  func series(of drafts: [ActorDraft]) -> [ActorDraft.Actor]? {
    let acting = drafts.filter { $0.nature != .place && $0.form != .pronoun && $0.actors.count == 1 }
    var people: [ActorDraft.Actor] = []
    var names: Set<String> = []
    for draft in acting where draft.nature == .person {
      guard let actor = draft.actors.first, names.insert(actor.name).inserted else { continue }
      people.append(actor)
    }
    if people.count > 2 { return people }
    return coordinated(acting).flatMap { $0.count > 2 ? $0 : nil }
  }

  /// The first two different states of a sentence, those joined by "and" before others.
  func pair(of drafts: [ActorDraft]) -> [ActorDraft.Actor]? {
    let acting = drafts.filter { $0.nature != .place && $0.rule != "actor.state-location" && $0.form != .pronoun }
    if let joined = coordinated(acting), joined.count == 2 { return joined }
    var actors: [ActorDraft.Actor] = []
    for draft in acting {
      for actor in draft.actors where actor.code != nil && !actors.contains(where: { $0.code == actor.code }) {
        actors.append(actor)
      }
    }
    return actors.count == 2 ? actors : nil
  }
}
