import Codebook
import Findings
import Linguistics
import SourceTexts

/// Roles whose state the document tells, not the phrase.
extension ReferenceReader {
  func resolve(
    _ open: SentenceReader.OpenRole, named: [ActorDraft], in discourse: Discourse
  ) -> ActorDraft? {
    let determiner = open.determiner.map { passage.tokens[$0].text }
    let isPair = isCounted(open, as: .pair)
    if isPair, open.isPlural, var actors = explained(open, named: named) ?? pair(before: open.head, in: discourse) {
      // "both countries" are no alliance.
      if isCountryNoun(open), actors.contains(where: { $0.code?.isKindOfOrganization ?? true }) {
        actors = discourse.lastStates ?? actors
      }
      return made(open, actors.map { with($0, open) }, rule: "actor.pair", confidence: 0.7)
    }
    if open.isPlural, open.hasOtherModifiers, isCounted(open, as: .several), let series = discourse.series,
      discourse.sentence - series.sentence <= 4
    {
      return made(open, series.actors, rule: "actor.pair", confidence: 0.6)
    }
    switch open.role.kind {
    case .side: return nil
    case .relation:
      // "its southern neighbour"
      guard let place = open.determiner, passage.tokens[place].tag == "PRP$", !open.isPlural else { return nil }
      var copy = discourse
      guard let owner = resolve(pronoun: place, in: &copy)?.actors.first?.code, let other = discourse.other(than: owner)
      else { return nil }
      return made(open, [with(other, open)], rule: "actor.country", confidence: 0.5)
    case .country:
      guard !open.isPlural, !open.hasOtherModifiers, let determiner, reference.isA(.definite, determiner) else {
        return nil
      }
      let called = lexicon.roles.statesCalled[open.role.phrase]
      guard
        let entry = discourse.entries.last(where: { entry in
          isCountry(entry.draft) && discourse.sentence - entry.sentence <= 3
            && (!isCity(entry.draft) || entry.sentence == discourse.sentence)
            && (called.map { codes in entry.draft.actors.contains { $0.code.map(codes.contains) ?? false } } ?? true)
        })
      else { return nil }
      return made(open, entry.draft.actors.map { with($0, open) }, rule: "actor.country", confidence: 0.55)
    case .counterpart, .office, .collective, .people:
      if let draft = described(open, determiner: determiner, in: discourse) { return draft }
      if open.role.kind == .people { return local(open, named: named) }
      return open.name == nil || isGuest(open)
        ? nil : foretold(open, named: named, besides: outwardDoers(open, in: discourse))
    }
  }

  /// The two states that a clause behind "the two armies" in the same sentence names, where none stands before: "Talks between
  /// the two armies began when the French attaché sounded the War Office".
  private func explained(_ open: SentenceReader.OpenRole, named: [ActorDraft]) -> [ActorDraft.Actor]? {
    guard let verb = passage.ancestors(of: open.head).first(where: { passage.tokens[$0].tag.hasPrefix("VB") }),
      !named.contains(where: { $0.tokens.lowerBound < open.head && $0.nature != .place })
    else { return nil }
    let clauses = passage.subtree(of: verb).filter {
      $0 > open.head && ["advcl", "relcl"].contains(passage.tokens[$0].relation)
    }
    for clause in clauses {
      let below = Set(passage.subtree(of: clause))
      var actors: [ActorDraft.Actor] = []
      for draft in named where below.contains(draft.head) && draft.nature != .place {
        for actor in draft.actors where actor.code.map({ !$0.isKindOfOrganization }) ?? false {
          if !actors.contains(where: { $0.code == actor.code }) { actors.append(actor) }
        }
      }
      if actors.count == 2 { return actors }
    }
    return nil
  }

  /// "the two countries", "the four leaders": a number in the role's own phrase.
  private func isCounted(_ open: SentenceReader.OpenRole, as kind: ReferenceWords.Class) -> Bool {
    (open.tokens.lowerBound - 3..<open.head).contains { place in
      sentence.contains(place) && reference.isA(kind, passage.tokens[place].text)
        && (open.tokens.contains(place) || passage.tokens[place].head == open.head
          || (place + 1..<open.head).allSatisfy { ["JJ", "NN", "NNP", "DT"].contains(passage.tokens[$0].tag) })
    }
  }

  /// The plural of a word for one country: "countries", "kingdoms".
  private func isCountryNoun(_ open: SentenceReader.OpenRole) -> Bool {
    let lemma = lexicon.folding.words(of: passage.tokens[open.head].lemma).first
    return lemma.map { lexicon.roles.role(of: $0.hash, on: nil)?.kind == .country } ?? false
  }

  /// People who act at the one place that the sentence names: "a mob murdered … in Tehran".
  func local(_ open: SentenceReader.OpenRole, named: [ActorDraft]) -> ActorDraft? {
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
  func foretold(
    _ open: SentenceReader.OpenRole, named: [ActorDraft], besides doers: Set<ActorCode> = []
  ) -> ActorDraft? {
    var actors: [ActorDraft.Actor] = []
    for draft in named where draft.nature != .person {
      for actor in draft.actors
      where !(actor.code.map(doers.contains) ?? false) && actor.code.map({ !$0.isKindOfOrganization }) ?? false {
        if !actors.contains(where: { $0.code == actor.code }) { actors.append(actor) }
      }
    }
    if actors.count == 1 { return made(open, [with(actors[0], open)], rule: "actor.role-context", confidence: 0.5) }
    let stranger = ActorDraft.Actor(
      code: nil, sector: open.sector, name: open.name ?? open.role.phrase, office: open.role.phrase,
      resources: [open.role.resource])
    return made(open, [stranger], rule: "actor.role-context", confidence: 0.3)
  }

  func isCountry(_ draft: ActorDraft) -> Bool {
    (draft.nature == .state || isCity(draft)) && draft.actors.count == 1
  }

  /// A capital as a place: in the same sentence "the country" is the one around it.
  private func isCity(_ draft: ActorDraft) -> Bool { draft.rule == "actor.capital-location" }

  func described(
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
          && entry.draft.actors.contains { ($0.office).map { Self.plain($0).contains(phrase) } ?? false }
      }) {
        return made(open, entry.draft.actors, rule: "actor.role-context", confidence: 0.65)
      }
    }
    guard isDefinite || (determiner == nil && open.isPlural) || open.name != nil, let sector = open.sector,
      Self.isPolitical(sector)
    else { return nil }
    // "summoned the ambassador": another's than who summons.
    if isGuest(open), let verb = passage.head(of: open.head) {
      let subjects = passage.children(of: verb, relation: "nsubj")
      let host = discourse.entries.last { $0.sentence == discourse.sentence && subjects.contains($0.token) }
      guard let code = host?.draft.actors.first?.code, let guest = discourse.other(than: code) else { return nil }
      return made(open, [with(guest, open)], rule: "actor.role-context", confidence: 0.4)
    }
    let rulers = lexicon.roles.statesCalled[open.role.phrase]
    let doers = outwardDoers(open, in: discourse)
    let near = discourse.entries.filter { entry in
      discourse.sentence - entry.sentence <= 1 && entry.draft.form != .pronoun
        && !entry.draft.actors.contains { $0.code.map(doers.contains) ?? false }
        && (rulers.map { codes in entry.draft.actors.contains { $0.code.map(codes.contains) ?? false } } ?? true)
    }
    let here = near.filter { $0.sentence == discourse.sentence }
    let owner =
      here.last(where: { $0.isSubject && isOwner($0.draft) }) ?? here.last(where: { isOwner($0.draft) })
      ?? near.last(where: { $0.isSubject && isOwner($0.draft) }) ?? near.last(where: { isOwner($0.draft) })
    guard let owner, let actor = owner.draft.actors.first else { return nil }
    return made(open, [with(actor, open)], rule: "actor.role-context", confidence: here.isEmpty ? 0.35 : 0.45)
  }

  /// Whoever does to a role what one does to others: "the US sanctioned **several officials**" isn't about its own.
  func outwardDoers(_ open: SentenceReader.OpenRole, in discourse: Discourse) -> Set<ActorCode> {
    guard passage.tokens[open.head].relation == "dobj", let verb = passage.head(of: open.head),
      reference.isA(.outwardVerb, passage.tokens[verb].lemma)
    else { return [] }
    let subjects = passage.children(of: verb, relation: "nsubj")
    var codes: Set<ActorCode> = []
    for entry in discourse.entries where entry.sentence == discourse.sentence && subjects.contains(entry.token) {
      codes.formUnion(entry.draft.actors.compactMap(\.code))
    }
    return codes
  }

  /// An office as roles are written: "secretary general of the united nations".
  private static func plain(_ office: String) -> String {
    String(decoding: office.lowercased().utf8.map { $0 == 0x2D ? 0x20 : $0 }, as: UTF8.self)
  }

  /// Whom a state sent abroad, as the object of what a host does.
  private func isGuest(_ open: SentenceReader.OpenRole) -> Bool {
    passage.tokens[open.head].relation == "dobj"
      && open.tokens.contains { reference.isA(.abroad, passage.tokens[$0].lemma) }
      && passage.head(of: open.head).map { reference.isA(.hostVerb, passage.tokens[$0].lemma) } ?? false
  }

  static func isPolitical(_ sector: Sector) -> Bool {
    switch sector {
    case .government, .military, .legislature, .judiciary, .police, .intelligence, .opposition, .rebel, .paramilitary,
      .unidentifiedArmed:
      true
    default: false
    }
  }

  func isOwner(_ draft: ActorDraft) -> Bool {
    draft.actors.count == 1 && draft.actors.allSatisfy { $0.code.map { !$0.isKindOfOrganization } ?? false }
  }

  /// The state of `actor` in the role described.
  func with(_ actor: ActorDraft.Actor, _ open: SentenceReader.OpenRole) -> ActorDraft.Actor {
    var made = actor
    let isState = [.side, .country, .relation].contains(open.role.kind)
    if !isState {
      made.sector = open.sector
      made.office = open.role.kind == .office ? open.role.phrase : nil
    }
    if let code = actor.code, !code.isKindOfOrganization, let state = lexicon.stateName(of: code) {
      made.name = state
      made.identifier = "state:" + code.rawValue
      if isState {
        made.sector = nil
        made.office = nil
      }
    }
    if let name = open.name {
      made.name = name
      made.identifier = nil
    }
    made.resources.append(open.role.resource)
    return made
  }

  func made(
    _ open: SentenceReader.OpenRole, _ actors: [ActorDraft.Actor], rule: RuleIdentifier, confidence: Double
  ) -> ActorDraft {
    let nature: ActorDraft.Nature =
      switch open.role.kind {
      case .office, .counterpart: .office
      case .collective: .collective
      case .people: .people
      case .country, .side, .relation: .state
      }
    return ActorDraft(
      tokens: open.tokens, span: passage.span(of: open.tokens), head: open.head,
      form: open.name == nil ? .nominal : .name, nature: open.name == nil ? nature : .person, rule: rule,
      confidence: confidence, actors: actors, role: open.name == nil ? nil : open.role.phrase,
      nameWords: open.nameWords, isPlural: open.isPlural || actors.count > 1)
  }
}
