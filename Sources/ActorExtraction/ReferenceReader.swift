import Codebook
import Findings
import Linguistics
import SourceTexts

/// Resolves one sentence's pronouns and descriptions against what the document has named before: "he", "its",
/// "both countries", "the two leaders", "the country", "the foreign minister".
struct ReferenceReader {
  let lexicon: ActorLexicon
  let reference: ReferenceWords
  let passage: AnalysedPassage
  let sentence: Range<Int>
  let openRoles: [SentenceReader.OpenRole]

  private enum Item {
    case draft(ActorDraft)
    case role(SentenceReader.OpenRole)
    case pronoun(Int)
  }

  /// `named` together with the references found, in the order of the words; `discourse` learns them all.
  func resolve(_ named: [ActorDraft], in discourse: inout Discourse) -> [ActorDraft] {
    var items: [(place: Int, item: Item)] = named.map { ($0.tokens.lowerBound, .draft($0)) }
    items += openRoles.map { ($0.tokens.lowerBound, .role($0)) }
    for token in sentence where isPronoun(token) { items.append((token, .pronoun(token))) }
    items = items.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element)
    var found: [ActorDraft] = []
    for (_, item) in items {
      let draft: ActorDraft?
      switch item {
      case .draft(let known): draft = known
      case .role(let role): draft = resolve(role, named: named, in: discourse)
      case .pronoun(let token):
        draft = foretold(pronoun: token, named: named) ?? resolve(pronoun: token, in: &discourse)
      }
      guard let draft else { continue }
      found.append(draft)
      discourse.note(draft, token: draft.head, isSubject: isSubject(draft.head))
    }
    if let pair = pair(of: found) { discourse.notePair(pair) }
    discourse.endSentence()
    return found
  }

  private func isPronoun(_ token: Int) -> Bool {
    let tag = passage.tokens[token].tag
    if tag == "PRP" || tag == "PRP$" { return true }
    // "Both agreed", "the two met"
    guard reference.isA(.pair, passage.tokens[token].text) else { return false }
    return isSubject(token)
  }

  private func isSubject(_ token: Int) -> Bool {
    let relation = passage.tokens[token].relation
    return relation == "nsubj" || relation == "nsubjpass"
  }

  // MARK: Pronouns

  private func resolve(pronoun token: Int, in discourse: inout Discourse) -> ActorDraft? {
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
    if reference.isA(.pair, text), let actors = pair(before: token, in: discourse) {
      var draft = reference(token, actors, nature: .state, confidence: 0.65)
      draft.rule = "actor.pair"
      draft.form = .nominal
      return draft
    }
    return nil
  }

  /// "For its part, Iran …": a possessive before the subject of its sentence.
  private func foretold(pronoun token: Int, named: [ActorDraft]) -> ActorDraft? {
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

  private func reference(
    _ token: Int, _ actors: [ActorDraft.Actor], nature: ActorDraft.Nature, confidence: Double
  ) -> ActorDraft {
    ActorDraft(
      tokens: token..<(token + 1), span: passage.tokens[token].span, head: token, form: .pronoun, nature: nature,
      rule: "actor.pronoun", confidence: confidence, actors: actors, isPlural: actors.count > 1)
  }

  /// "It is clear that …", "it is going to be difficult to …": stands for nobody.
  private func isExpletive(_ token: Int) -> Bool {
    let here = passage.tokens[token]
    if here.relation == "expl" { return true }
    guard here.relation == "nsubj" || here.relation == "nsubjpass", let verb = passage.head(of: token) else {
      return false
    }
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
  private func followsInanimateSubject(_ token: Int, in discourse: Discourse) -> Bool {
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

  private func person(before token: Int, isFeminine: Bool, in discourse: Discourse) -> Discourse.Entry? {
    var best: (entry: Discourse.Entry, score: Double)?
    for entry in discourse.entries.reversed() {
      let distance = discourse.sentence - entry.sentence
      guard distance <= 4 else { break }
      let draft = entry.draft
      guard draft.nature == .person || draft.nature == .office, !draft.isPlural, let actor = draft.actors.first,
        discourse.suits(actor.name, isFeminine: isFeminine)
      else { continue }
      var score = 3 - Double(distance)
      if entry.isSubject { score += 1.2 }
      if draft.nature == .person { score += 0.5 }
      if distance == 0 { score += 0.2 }
      if best.map({ score > $0.score }) ?? true { best = (entry, score) }
    }
    return best?.entry
  }

  private func thing(before token: Int, in discourse: Discourse) -> Discourse.Entry? {
    var best: (entry: Discourse.Entry, score: Double)?
    let clause = Set(passage.ancestors(of: token))
    for entry in discourse.entries.reversed() {
      let distance = discourse.sentence - entry.sentence
      guard distance <= 2 else { break }
      let draft = entry.draft
      guard draft.nature == .state || draft.nature == .organization || draft.nature == .collective, !draft.isPlural,
        draft.form != .demonym, draft.actors.count == 1, draft.rule != "actor.state-location",
        draft.rule != "actor.capital-location"
      else { continue }
      var score = 3 - 1.5 * Double(distance)
      if entry.isSubject { score += 1 }
      if distance == 0, let head = passage.head(of: entry.token), clause.contains(head), entry.isSubject {
        score += 0.5
      }
      if draft.nature == .state { score += 0.3 }
      if best.map({ score > $0.score }) ?? true { best = (entry, score) }
    }
    return best?.entry
  }

  private func several(
    before token: Int, in discourse: Discourse
  ) -> (actors: [ActorDraft.Actor], nature: ActorDraft.Nature)? {
    // A coordination or a plural of this sentence or the one before; the latest first.
    let here = discourse.entries.filter { $0.sentence == discourse.sentence }
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

  // MARK: Two sides

  private func pair(before token: Int, in discourse: Discourse) -> [ActorDraft.Actor]? {
    let here = discourse.entries.filter { $0.sentence == discourse.sentence }.map(\.draft)
    if let joined = coordinated(here), joined.count == 2 { return joined }
    if let two = pair(of: here) { return two }
    if let pair = discourse.pair, discourse.sentence - pair.sentence <= 8 { return pair.actors }
    return discourse.dominantPair
  }

  /// States that are joined by "and": those whose heads hang on each other, or that share a phrase.
  private func coordinated(_ drafts: [ActorDraft]) -> [ActorDraft.Actor]? {
    if let several = drafts.last(where: { $0.actors.count > 1 }) { return several.actors }
    for draft in drafts.reversed() {
      guard passage.tokens.indices.contains(draft.head), passage.tokens[draft.head].relation == "conj",
        let first = drafts.first(where: { $0.head == passage.tokens[draft.head].head }),
        let left = first.actors.first, let right = draft.actors.first, left.code != right.code
      else { continue }
      return [left, right]
    }
    return nil
  }

  /// The first two different states of a sentence, those joined by "and" before others.
  private func pair(of drafts: [ActorDraft]) -> [ActorDraft.Actor]? {
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

  // MARK: Roles

  private func resolve(
    _ open: SentenceReader.OpenRole, named: [ActorDraft], in discourse: Discourse
  ) -> ActorDraft? {
    let determiner = open.determiner.map { passage.tokens[$0].text }
    let isPair = (open.tokens.lowerBound - 3..<open.head).contains { place in
      sentence.contains(place) && reference.isA(.pair, passage.tokens[place].text)
    }
    if isPair, open.isPlural, let actors = pair(before: open.head, in: discourse) {
      return made(open, actors.map { with($0, open) }, rule: "actor.pair", confidence: 0.7)
    }
    switch open.role.kind {
    case .side: return nil
    case .country:
      guard !open.isPlural, !open.hasOtherModifiers, let determiner, reference.isA(.definite, determiner) else {
        return nil
      }
      guard let entry = discourse.entries.last(where: { isCountry($0.draft) && discourse.sentence - $0.sentence <= 3 })
      else { return nil }
      return made(open, entry.draft.actors.map { with($0, open) }, rule: "actor.country", confidence: 0.55)
    case .counterpart, .office, .collective, .people:
      if let draft = described(open, determiner: determiner, in: discourse) { return draft }
      if open.role.kind == .people { return local(open, named: named) }
      return open.name == nil ? nil : foretold(open, named: named)
    }
  }

  /// People who act at the one place that the sentence names: "a mob murdered … in Tehran".
  private func local(_ open: SentenceReader.OpenRole, named: [ActorDraft]) -> ActorDraft? {
    let relation = passage.tokens[open.head].relation
    guard relation == "nsubj" || relation == "nsubjpass" || relation == "agent" else { return nil }
    let isPlace: (ActorDraft) -> Bool = {
      $0.nature == .place || $0.rule == "actor.state-location" || $0.rule == "actor.capital-location"
    }
    var places: [ActorDraft.Actor] = []
    for draft in named where isPlace(draft) {
      for actor in draft.actors where !places.contains(where: { $0.code == actor.code }) { places.append(actor) }
    }
    guard places.count == 1 else { return nil }
    return made(open, [with(places[0], open)], rule: "actor.role-context", confidence: 0.4)
  }

  /// A titled person before any state was named: of the one state that the sentence goes on to name.
  private func foretold(_ open: SentenceReader.OpenRole, named: [ActorDraft]) -> ActorDraft? {
    var actors: [ActorDraft.Actor] = []
    for draft in named where draft.nature != .person {
      for actor in draft.actors where actor.code.map({ !$0.isKindOfOrganization }) ?? false {
        if !actors.contains(where: { $0.code == actor.code }) { actors.append(actor) }
      }
    }
    if actors.count == 1 { return made(open, [with(actors[0], open)], rule: "actor.role-context", confidence: 0.5) }
    let stranger = ActorDraft.Actor(
      code: nil, sector: open.sector, name: open.name ?? open.role.phrase, office: open.role.phrase,
      resources: [.init(table: RoleLexicon.table, line: open.role.line)])
    return made(open, [stranger], rule: "actor.role-context", confidence: 0.3)
  }

  private func isCountry(_ draft: ActorDraft) -> Bool {
    (draft.nature == .state || draft.nature == .place) && draft.actors.count == 1
  }

  private func described(
    _ open: SentenceReader.OpenRole, determiner: String?, in discourse: Discourse
  ) -> ActorDraft? {
    // "his government", "its troops", "their leaders"
    if let place = open.determiner, passage.tokens[place].tag == "PRP$" {
      var copy = discourse
      guard let owner = resolve(pronoun: place, in: &copy) else { return nil }
      return made(open, owner.actors.map { with($0, open) }, rule: "actor.role-context", confidence: 0.6)
    }
    let isDefinite = determiner.map { reference.isA(.definite, $0) } ?? false
    if isDefinite, !open.isPlural, open.role.kind == .office {
      if let holder = discourse.holder(of: open.role.phrase) {
        return made(open, [holder], rule: "actor.role-context", confidence: 0.6)
      }
      let phrase = open.role.phrase
      if let entry = discourse.entries.last(where: { entry in
        entry.draft.nature == .person
          && entry.draft.actors.contains { $0.office?.lowercased().contains(phrase) ?? false }
      }) {
        return made(open, entry.draft.actors, rule: "actor.role-context", confidence: 0.65)
      }
    }
    guard isDefinite || (determiner == nil && open.isPlural) || open.name != nil, let sector = open.sector,
      Self.isPolitical(sector)
    else { return nil }
    let near = discourse.entries.filter { discourse.sentence - $0.sentence <= 1 && $0.draft.form != .pronoun }
    let here = near.filter { $0.sentence == discourse.sentence }
    let owner =
      here.last(where: { $0.isSubject && isOwner($0.draft) }) ?? here.last(where: { isOwner($0.draft) })
      ?? near.last(where: { $0.isSubject && isOwner($0.draft) }) ?? near.last(where: { isOwner($0.draft) })
    guard let owner, let actor = owner.draft.actors.first else { return nil }
    return made(open, [with(actor, open)], rule: "actor.role-context", confidence: here.isEmpty ? 0.35 : 0.45)
  }

  private static func isPolitical(_ sector: Sector) -> Bool {
    switch sector {
    case .government, .military, .legislature, .judiciary, .police, .intelligence, .opposition, .rebel, .paramilitary,
      .unidentifiedArmed:
      true
    default: false
    }
  }

  private func isOwner(_ draft: ActorDraft) -> Bool {
    draft.actors.count == 1 && draft.actors.allSatisfy { $0.code.map { !$0.isKindOfOrganization } ?? false }
  }

  /// The state of `actor` in the role described.
  private func with(_ actor: ActorDraft.Actor, _ open: SentenceReader.OpenRole) -> ActorDraft.Actor {
    var made = actor
    if open.role.kind != .side, open.role.kind != .country {
      made.sector = open.sector
      made.office = open.role.kind == .office ? open.role.phrase : nil
    }
    if let code = actor.code, !code.isKindOfOrganization, let state = lexicon.stateName(of: code) {
      made.name = state
      made.identifier = "state:" + code.rawValue
      if open.role.kind == .side || open.role.kind == .country {
        made.sector = nil
        made.office = nil
      }
    }
    if let name = open.name {
      made.name = name
      made.identifier = nil
    }
    made.resources.append(.init(table: RoleLexicon.table, line: open.role.line))
    return made
  }

  private func made(
    _ open: SentenceReader.OpenRole, _ actors: [ActorDraft.Actor], rule: RuleIdentifier, confidence: Double
  ) -> ActorDraft {
    let nature: ActorDraft.Nature =
      switch open.role.kind {
      case .office, .counterpart: .office
      case .collective: .collective
      case .people: .people
      case .country, .side: .state
      }
    return ActorDraft(
      tokens: open.tokens, span: passage.span(of: open.tokens), head: open.head,
      form: open.name == nil ? .nominal : .name, nature: open.name == nil ? nature : .person, rule: rule,
      confidence: confidence, actors: actors, role: open.name == nil ? nil : open.role.phrase,
      nameWords: open.nameWords, isPlural: open.isPlural || actors.count > 1)
  }
}
