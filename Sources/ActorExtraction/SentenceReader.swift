import Codebook
import Findings
import Linguistics
import SourceTexts

/// Makes actors of the names and roles of one sentence: what stands together becomes one mention.
///
/// "Iraqi President Saddam Hussein", "Russia's ambassador", "French and German ministers" and "the president of Chad"
/// are one phrase each; a name or adjective that no role takes stands for itself.
struct SentenceReader {
  let lexicon: ActorLexicon
  let reference: ReferenceWords
  let passage: AnalysedPassage
  let words: PassageWords
  let sentence: Range<Int>
  let day: Int32?
  let matches: [NameMatch]
  /// People named earlier whom the lexicon doesn't know, by a word of their names.
  let strangers: (UInt64) -> ActorDraft.Actor?

  private var isUsed: [Bool]
  private var drafts: [ActorDraft] = []
  /// Roles without a state of their own, for the references' turn.
  private(set) var openRoles: [OpenRole] = []

  /// A role phrase whose state the sentence doesn't tell.
  struct OpenRole {
    var role: RoleLexicon.Role
    var sector: Sector?
    var tokens: Range<Int>
    var head: Int
    var determiner: Int?
    var hasOtherModifiers: Bool
    var isPlural: Bool
    /// Words of the name behind the title, where there is one.
    var nameWords: [UInt64] = []
    var name: String?
  }

  init(
    lexicon: ActorLexicon, reference: ReferenceWords, passage: AnalysedPassage, words: PassageWords,
    sentence: Range<Int>, day: Int32?, matches: [NameMatch], strangers: @escaping (UInt64) -> ActorDraft.Actor?
  ) {
    self.lexicon = lexicon
    self.reference = reference
    self.passage = passage
    self.words = words
    self.sentence = sentence
    self.day = day
    self.matches = matches
    self.strangers = strangers
    self.isUsed = Array(repeating: false, count: matches.count)
  }

  /// The sentence's actors by their place, roles without a state left in ``openRoles``.
  mutating func read() -> [ActorDraft] {
    for number in matches.indices.reversed() where matches[number].isRole && !isUsed[number] {
      readRole(number)
    }
    for number in matches.indices where !isUsed[number] && !matches[number].isRole { readName(number) }
    readStrangers()
    readShortForms()
    drafts.sort { ($0.tokens.lowerBound, $0.span.start, $0.head) < ($1.tokens.lowerBound, $1.span.start, $1.head) }
    openRoles.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    return drafts
  }

  // MARK: Names

  private mutating func readName(_ number: Int) {
    let match = matches[number]
    isUsed[number] = true
    if case .prefix(let code) = match.meaning {
      let actor = actor(ofState: ActorCode(rawValue: code))
      drafts.append(
        draft(match, nature: .state, form: .demonym, rule: "actor.compound-prefix", confidence: 0.9, actors: [actor]))
      return
    }
    guard let candidate = match.best else { return }
    let record = lexicon.records[Int(candidate.record)]
    guard record.kind != .blocked else { return }
    var found = actor(of: candidate)
    let isLocation = isLocative(match.tokens)
    var nature = ActorDraft.Nature.state
    var form = ActorMention.Form.name
    var rule: RuleIdentifier
    var confidence = 0.95
    switch (record.kind, candidate.form) {
    case (.state, .adjective), (.polity, .adjective), (.organization, .adjective), (.group, .adjective):
      (form, rule) = (.demonym, "actor.adjective")
    case (.state, .demonym), (.polity, .demonym):
      (form, rule) = (.demonym, "actor.demonym")
    case (.state, .capital), (.polity, .capital):
      rule = isLocation ? "actor.capital-location" : "actor.capital"
      confidence = isLocation ? 0.6 : 0.9
      if isLocation {
        found.sector = nil
        nature = .place
      }
    case (.state, .seat), (.polity, .seat):
      rule = isLocation ? "actor.capital-location" : "actor.seat"
      confidence = isLocation ? 0.6 : 0.9
    case (.state, _), (.polity, _):
      rule = isLocation ? "actor.state-location" : "actor.state"
      confidence = isLocation ? 0.7 : 0.95
    case (.place, _):
      (nature, rule, confidence) = (.place, "actor.place", 0.5)
      // "the Iranian North Caucasus": the adjective says whose it was.
      if number > 0, matches[number - 1].tokens.upperBound == match.tokens.lowerBound,
        let owner = matches[number - 1].best, owner.form == .adjective
      {
        found.code = lexicon.records[Int(owner.record)].code ?? found.code
        confidence = 0.6
      }
    case (.person, _):
      (nature, rule, confidence) = (.person, "actor.person", 0.6 + 0.35 * candidate.fit)
    case (.organization, _): (nature, rule) = (.organization, "actor.organization")
    case (.group, _): (nature, rule) = (.organization, "actor.group")
    case (.body, _): (nature, rule) = (.organization, "actor.body")
    case (.blocked, _): return
    }
    confidence *= 0.6 + 0.4 * candidate.fit
    var made = draft(match, nature: nature, form: form, rule: rule, confidence: confidence, actors: [found])
    if record.kind == .person {
      made.person = candidate.record
      made.nameWords = nameWords(of: record)
    }
    drafts.append(made)
  }

  private func nameWords(of record: ActorRecord) -> [UInt64] {
    lexicon.folding.words(of: lexicon.string(record.name)).filter { word in
      word.letterCount > 2 && word.isCapitalised && !lexicon.roles.nameParticles.contains(word.hash)
        && !lexicon.roles.honorifics.contains(word.hash)
    }.map(\.hash)
  }

  func actor(of candidate: ActorCandidate) -> ActorDraft.Actor {
    let record = lexicon.records[Int(candidate.record)]
    return ActorDraft.Actor(
      code: record.code, sector: record.sector ?? lexicon.sector(of: record, form: candidate.form),
      name: lexicon.string(record.name), identifier: lexicon.identifier(of: record),
      office: record.office.count > 0 && candidate.fit >= 0.9 ? lexicon.string(record.office) : nil,
      resources: [lexicon.reference(to: record)])
  }

  private func actor(ofState code: ActorCode) -> ActorDraft.Actor {
    ActorDraft.Actor(
      code: code, name: lexicon.stateName(of: code) ?? code.rawValue, identifier: "state:" + code.rawValue)
  }

  private func draft(
    _ match: NameMatch, nature: ActorDraft.Nature, form: ActorMention.Form, rule: RuleIdentifier, confidence: Double,
    actors: [ActorDraft.Actor]
  ) -> ActorDraft {
    ActorDraft(
      tokens: match.tokens, span: match.span, head: head(of: match.tokens), form: form, nature: nature, rule: rule,
      confidence: confidence, actors: actors, isPlural: false)
  }

  /// The token of `range` that hangs on a token outside it; the last such one.
  func head(of range: Range<Int>) -> Int {
    for token in range.reversed()
    where passage.head(of: token).map({ !range.contains($0) }) ?? true {
      let tag = passage.tokens[token].tag
      if tag.hasPrefix("NN") || tag.hasPrefix("JJ") || tag.hasPrefix("PRP") || range.count == 1 { return token }
    }
    return range.upperBound - 1
  }

  private func isLocative(_ range: Range<Int>) -> Bool {
    let head = head(of: range)
    guard passage.tokens[head].relation == "pobj", let preposition = passage.head(of: head) else { return false }
    return reference.isA(.locative, passage.tokens[preposition].text)
  }

  // MARK: Roles

  private func matches(at token: Int) -> [Int] {
    matches.indices.filter { matches[$0].tokens.contains(token) }
  }

  private struct Modifiers {
    var states: [Int] = []
    var consumed: [Int] = []
    var start: Int
    var determiner: Int?
    var innerSector: Sector?
    var hasOthers = false
  }

  private mutating func readRole(_ number: Int) {
    guard let role = matches[number].role else { return }
    isUsed[number] = true
    let own = matches[number].tokens
    var found = modifiers(before: own.lowerBound)
    var tokens = found.start..<own.upperBound
    let headOfRole = own.upperBound - 1
    let isPlural = passage.tokens[headOfRole].tag == "NNS" || passage.tokens[headOfRole].tag == "NNPS"
    var person: (tokens: Range<Int>, match: Int?)? = role.kind == .office ? self.person(at: own.upperBound) : nil
    if role.kind == .office || role.kind == .collective || role.kind == .people, person == nil, found.states.isEmpty,
      let place = complement(of: own.upperBound, role: role, isPlural: isPlural)
    {
      found.states = place.states
      if place.belongs {
        found.consumed += place.states
        tokens = tokens.lowerBound..<place.end
        if role.kind == .office { person = self.person(at: place.end) }
      }
    }
    var sector = role.sector
    if let inner = found.innerSector, inner != .government { sector = inner }
    var head = headOfRole
    if let person {
      tokens = tokens.lowerBound..<person.tokens.upperBound
      head = person.tokens.upperBound - 1
    }
    for other in found.consumed { isUsed[other] = true }
    var actors: [ActorDraft.Actor] = []
    var confidence = 0.9
    var record: Int32?
    var names: [UInt64] = []
    if let number = person?.match, case .actor(let namesakes) = matches[number].meaning, let first = namesakes.first {
      isUsed[number] = true
      let stated = stateActors(found.states, role: role, sector: sector)
      let candidate = inOffice(
        namesake(namesakes, called: role.phrase, of: stated.first?.code) ?? first, called: role.phrase)
      var known = actor(of: candidate)
      if known.sector == nil { known.sector = sector }
      if known.office == nil { known.office = role.phrase }
      record = candidate.record
      names = nameWords(of: lexicon.records[Int(candidate.record)])
      // The text's own word for the state counts more than a namesake's.
      if let first = stated.first, first.code != known.code, candidate.fit < 0.9 || candidate.form == .surname {
        known = first
        known.name = passage.text(of: person?.tokens ?? tokens)
        record = nil
      }
      actors = [known]
      confidence = 0.95
    } else {
      actors = stateActors(found.states, role: role, sector: sector)
      if let person {
        let text = passage.text(of: person.tokens)
        names = capitalisedWords(of: person.tokens)
        if actors.isEmpty, let last = names.last, let known = strangers(last) { actors = [known] }
        if actors.isEmpty, let code = role.code { actors = [actor(ofState: code)] }
        if let (candidate, found) = recognised(person.tokens, of: actors.first?.code) {
          record = candidate.record
          names = nameWords(of: lexicon.records[Int(candidate.record)])
          actors = [found]
        }
        for place in actors.indices where record == nil {
          actors[place].name = text
          actors[place].identifier = nil
          actors[place].office = role.phrase
          actors[place].sector = sector
        }
        if actors.isEmpty {
          openRoles.append(
            OpenRole(
              role: role, sector: sector, tokens: tokens, head: head, determiner: found.determiner,
              hasOtherModifiers: found.hasOthers, isPlural: isPlural, nameWords: names, name: text))
          return
        }
        confidence = 0.85
      }
    }
    if actors.isEmpty, let code = role.code {
      var fixed = actor(ofState: code)
      fixed.sector = sector
      fixed.resources = [ResourceReference(table: RoleLexicon.table, line: role.line)]
      actors = [fixed]
      confidence = 0.8
    }
    guard !actors.isEmpty else {
      // Part of the name of an organization that isn't known: "Energy Agency".
      if let entity = entity(at: headOfRole), entity.type == "ORG", entity.tokens.count > own.count,
        passage.tokens[headOfRole].tag.hasPrefix("NNP")
      {
        return
      }
      openRoles.append(
        OpenRole(
          role: role, sector: sector, tokens: tokens, head: head, determiner: found.determiner,
          hasOtherModifiers: found.hasOthers, isPlural: isPlural))
      return
    }
    let nature: ActorDraft.Nature =
      person != nil
      ? .person
      : role.kind == .office || role.kind == .counterpart
        ? .office : role.kind == .people ? .people : role.kind == .country ? .state : .collective
    drafts.append(
      ActorDraft(
        tokens: tokens, span: passage.span(of: tokens), head: head, form: person == nil ? .nominal : .name,
        nature: nature, rule: person == nil ? "actor.role" : "actor.titled-person", confidence: confidence,
        actors: actors, role: role.phrase, nameWords: names, person: record, isPlural: isPlural || actors.count > 1))
  }

  /// Of several people with the name, the one of the state named who held the office named.
  private func namesake(_ candidates: [ActorCandidate], called title: String, of code: ActorCode?) -> ActorCandidate? {
    guard candidates.count > 1 else { return nil }
    let title = title.lowercased()
    func suits(_ candidate: ActorCandidate) -> Bool {
      let record = lexicon.records[Int(candidate.record)]
      return record.kind == .person && candidate.fit >= 0.9
        && lexicon.string(record.office).lowercased().contains(title)
    }
    let ofState = candidates.filter { lexicon.records[Int($0.record)].code == code && code != nil }
    return ofState.first(where: suits) ?? ofState.first ?? (code == nil ? candidates.first(where: suits) : nil)
  }

  /// The term of office that the title before the name tells of, where the date doesn't.
  private func inOffice(_ candidate: ActorCandidate, called title: String) -> ActorCandidate {
    guard candidate.fit < 0.95 else { return candidate }
    let title = title.lowercased()
    let terms = lexicon.terms(of: lexicon.firstTerm(of: candidate.record)).filter { term in
      lexicon.string(lexicon.records[Int(term)].office).lowercased().contains(title)
    }
    let nearest = terms.max { left, right in
      ActorLexicon.fit(lexicon.records[Int(left)].days, day) < ActorLexicon.fit(lexicon.records[Int(right)].days, day)
    }
    guard let nearest else { return candidate }
    return ActorCandidate(
      record: nearest, form: candidate.form, fit: 0.92, days: lexicon.records[Int(nearest)].days)
  }

  private func stateActors(_ states: [Int], role: RoleLexicon.Role, sector: Sector?) -> [ActorDraft.Actor] {
    var actors: [ActorDraft.Actor] = []
    for number in states {
      var made: ActorDraft.Actor
      switch matches[number].meaning {
      case .prefix(let code): made = actor(ofState: ActorCode(rawValue: code))
      case .actor(let candidates):
        guard let candidate = candidates.first else { continue }
        made = actor(of: candidate)
        guard made.code != nil || made.identifier != nil else { continue }
      case .role: continue
      }
      made.sector = role.kind == .country ? made.sector : sector ?? made.sector
      made.office = role.kind == .office ? role.phrase : nil
      made.resources.append(ResourceReference(table: RoleLexicon.table, line: role.line))
      if !actors.contains(where: { $0.code == made.code && $0.code != nil }) { actors.append(made) }
    }
    return actors
  }

  /// Walks left from a role over what belongs to its noun phrase.
  private func modifiers(before start: Int) -> Modifiers {
    var found = Modifiers(start: start)
    var token = start - 1
    var fillers = 0
    while token >= sentence.lowerBound {
      let here = passage.tokens[token]
      if here.tag == "POS" {
        token -= 1
        let possessors = token >= sentence.lowerBound ? matches(at: token).filter { !matches[$0].isRole } : []
        guard let first = possessors.first else { break }
        found.states += possessors
        found.consumed += possessors
        found.start = matches[first].tokens.lowerBound
        break
      }
      let covering = matches(at: token)
      let actors = covering.filter { !matches[$0].isRole && isModifier($0) }
      if let first = actors.first, let last = actors.last {
        let after = matches[last].words.upperBound
        let isCompound =
          after < words.words.count && words.words[after].isHyphenated
          && !matches.contains { $0.words.lowerBound == after }
        if isCompound {
          // "US-backed rebels": not theirs.
          found.hasOthers = true
          fillers += 1
        } else {
          found.states.insert(contentsOf: actors, at: 0)
          found.consumed += actors
          found.start = matches[first].tokens.lowerBound
        }
        token = matches[first].tokens.lowerBound - 1
        // "French and German ministers", "Russian, Turkish and Iranian officials"
        guard !isCompound, token - 1 >= sentence.lowerBound else { continue }
        let joint = passage.tokens[token]
        if reference.isA(.conjunction, joint.text) || joint.tag == "," || joint.isDash {
          var before = token - 1
          if passage.tokens[before].tag == ",", before > sentence.lowerBound { before -= 1 }
          let others = matches(at: before).filter { !matches[$0].isRole && isAdjectival($0) }
          if !others.isEmpty {
            token = before
            continue
          }
          break
        }
        continue
      }
      if let inner = covering.first, let role = matches[inner].role, !isUsed[inner] {
        if role.kind == .collective || role.kind == .people || role.sector != .government {
          if found.innerSector == nil { found.innerSector = role.sector }
        }
        found.consumed.append(inner)
        fillers += 1
        token = matches[inner].tokens.lowerBound - 1
        if fillers > 5 { break }
        continue
      }
      let tag = here.tag
      if here.isDash {
        token -= 1
        continue
      }
      let isParticiple = tag == "VBN" || tag == "VBG"
      if tag.hasPrefix("JJ") || tag.hasPrefix("NN") || tag == "CD"
        || isParticiple && (here.relation == "amod" || here.relation == "compound")
      {
        fillers += 1
        found.hasOthers = true
        if fillers > 5 { break }
        token -= 1
        continue
      }
      if tag == "DT" || tag == "PRP$" || tag == "PDT" { found.determiner = token }
      break
    }
    // Roles passed over on the way to nothing stay part of the phrase only where it goes on beyond them.
    if found.states.isEmpty {
      let inner = found.consumed.map { matches[$0].tokens.lowerBound }.min()
      found.start = inner ?? start
    }
    return found
  }

  private func isModifier(_ number: Int) -> Bool {
    if case .prefix = matches[number].meaning { return true }
    guard let candidate = matches[number].best else { return false }
    return lexicon.records[Int(candidate.record)].kind != .blocked
  }

  private func isAdjectival(_ number: Int) -> Bool {
    if case .prefix = matches[number].meaning { return true }
    guard let candidate = matches[number].best else { return false }
    if candidate.form == .adjective || candidate.form == .demonym { return true }
    // An abbreviation or name used before a noun: "U.S. and Russian officials".
    let head = matches[number].tokens.upperBound - 1
    return ["compound", "amod", "nmod"].contains(passage.tokens[head].relation)
  }

  /// What stands behind a role and tells its state: "of Iran", "from Chad".
  private func complement(of start: Int, role: RoleLexicon.Role, isPlural: Bool) -> (
    states: [Int], end: Int, belongs: Bool
  )? {
    guard start + 1 < sentence.upperBound else { return nil }
    let preposition = passage.tokens[start].text
    let belongs = reference.isA(.of, preposition)
    guard belongs || (role.kind != .office && reference.isA(.from, preposition)) else { return nil }
    // "withdraw troops from Iran": where from, not whose.
    if !belongs, passage.head(of: start) != start - 1 { return nil }
    var token = start + 1
    var passed = 0
    while token < sentence.upperBound, passed < 4 {
      let covering = matches(at: token).filter { !matches[$0].isRole && isModifier($0) }
      if let first = covering.first {
        var states = [first]
        var end = matches[first].tokens.upperBound
        // "presidents of France and Germany"
        while isPlural, end + 1 < sentence.upperBound,
          passage.tokens[end].tag == "," || reference.isA(.conjunction, passage.tokens[end].text)
        {
          var next = end + 1
          if reference.isA(.conjunction, passage.tokens[next].text) { next += 1 }
          guard next < sentence.upperBound,
            let other = matches(at: next).first(where: { !matches[$0].isRole && isModifier($0) })
          else { break }
          states.append(other)
          end = matches[other].tokens.upperBound
        }
        return (states, end, belongs)
      }
      let tag = passage.tokens[token].tag
      guard tag == "DT" || tag.hasPrefix("JJ") || tag.hasPrefix("NN") || tag == "CD" else { return nil }
      if !matches(at: token).isEmpty, role.kind == .office, passed > 1 { return nil }
      passed += 1
      token += 1
    }
    return nil
  }

  /// A person's name that begins at `token`: known, or seen by the model as one.
  private func person(at token: Int) -> (tokens: Range<Int>, match: Int?)? {
    guard token < sentence.upperBound else { return nil }
    if let number = matches.indices.first(where: { matches[$0].tokens.lowerBound == token && !matches[$0].isRole }),
      let candidate = matches[number].best
    {
      if lexicon.records[Int(candidate.record)].kind == .person { return (matches[number].tokens, number) }
      if candidate.form == .adjective || candidate.form == .demonym { return nil }
    }
    guard passage.tokens[token].entityType == "PERSON" || passage.tokens[token].tag == "NNP" else { return nil }
    if let entity = passage.entities.first(where: { $0.tokens.contains(token) && $0.type == "PERSON" }) {
      guard entity.tokens.upperBound <= sentence.upperBound else { return nil }
      return (token..<nameEnd(entity.tokens.upperBound), nil)
    }
    // A title before capitals: "President Ould Daddah".
    guard passage.tokens[token - 1].tag == "NNP", passage.tokens[token].tag == "NNP", matches(at: token).isEmpty
    else { return nil }
    var end = token
    while end < sentence.upperBound, passage.tokens[end].tag == "NNP", matches(at: end).isEmpty { end += 1 }
    return end > token && end - token <= 4 ? (token..<end, nil) : nil
  }

  private func entity(at token: Int) -> NamedEntity? {
    guard passage.tokens[token].entityBoundary != .outside else { return nil }
    let place = passage.entities.partitioningIndex { $0.tokens.upperBound > token }
    guard place < passage.entities.count, passage.entities[place].tokens.contains(token) else { return nil }
    return passage.entities[place]
  }

  /// Where a person's name ends that the model saw end at `end`: particles and capitals go on with it.
  private func nameEnd(_ end: Int) -> Int {
    var end = end
    let limit = min(sentence.upperBound, end + 5)
    while end < limit {
      let token = passage.tokens[end]
      let foreign = matches(at: end).contains { number in
        matches[number].best.map { lexicon.records[Int($0.record)].kind != .person } ?? true
      }
      if token.tag == "NNP", !foreign {
        end += 1
      } else if end + 1 < limit, passage.tokens[end + 1].tag == "NNP",
        token.isDash
          || lexicon.roles.nameParticles.contains(words.words(of: end).first.map { words.words[$0].hash } ?? 0)
      {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  /// A person whom the lexicon spells otherwise.
  private func recognised(_ tokens: Range<Int>, of code: ActorCode?) -> (ActorCandidate, ActorDraft.Actor)? {
    let names = capitalisedWords(of: tokens)
    guard !names.isEmpty,
      let (candidate, agreement) = lexicon.likeliestPerson(
        named: passage.text(of: tokens), on: day, of: code)
    else { return nil }
    let record = lexicon.records[Int(candidate.record)]
    if let code, record.code != code { return nil }
    let isEnough =
      names.count > 1
      ? agreement >= 0.85 && candidate.fit >= 0.5
      : agreement >= 0.9 && candidate.fit >= 0.97
    return isEnough ? (candidate, actor(of: candidate)) : nil
  }

  private func capitalisedWords(of tokens: Range<Int>) -> [UInt64] {
    let range = words.firstWordOfToken[tokens.lowerBound]..<words.firstWordOfToken[tokens.upperBound]
    return words.words[range].filter { word in
      word.letterCount > 2 && word.isCapitalised && !lexicon.roles.nameParticles.contains(word.hash)
        && !lexicon.roles.honorifics.contains(word.hash)
    }.map(\.hash)
  }

  // MARK: People the lexicon doesn't know

  /// People by context: named before, "X of Iran", "X, a member of the Bundestag".
  private mutating func readStrangers() {
    for entity in passage.entities where entity.type == "PERSON" && sentence.contains(entity.tokens.lowerBound) {
      var entity = entity
      entity.tokens = entity.tokens.lowerBound..<nameEnd(entity.tokens.upperBound)
      guard !drafts.contains(where: { $0.tokens.overlaps(entity.tokens) }),
        !openRoles.contains(where: { $0.tokens.overlaps(entity.tokens) }),
        entity.tokens.upperBound <= sentence.upperBound
      else { continue }
      let names = capitalisedWords(of: entity.tokens)
      guard let last = names.last else { continue }
      if let known = strangers(last) {
        drafts.append(stranger(entity.tokens, known, names, rule: "actor.short-form", confidence: 0.8))
      } else if names.count > 1, let (candidate, found) = recognised(entity.tokens, of: nil) {
        var draft = stranger(
          entity.tokens, found, nameWords(of: lexicon.records[Int(candidate.record)]), rule: "actor.person",
          confidence: 0.75)
        draft.person = candidate.record
        drafts.append(draft)
      } else if let found = attached(to: entity.tokens) {
        drafts.append(stranger(entity.tokens, found, names, rule: "actor.person-context", confidence: 0.7))
      }
    }
  }

  /// Family names alone of people named before, where the model saw no person.
  private mutating func readShortForms() {
    for token in sentence where passage.tokens[token].tag == "NNP" && passage.tokens[token].entityType != "PERSON" {
      guard let word = words.words(of: token).first, words.words[word].isCapitalised, words.words[word].letterCount > 2,
        let known = strangers(words.words[word].hash),
        !drafts.contains(where: { $0.tokens.contains(token) }),
        !openRoles.contains(where: { $0.tokens.contains(token) })
      else { continue }
      let besides = [token - 1, token + 1].filter { sentence.contains($0) && passage.tokens[$0].tag == "NNP" }
      guard besides.isEmpty else { continue }
      drafts.append(
        stranger(token..<(token + 1), known, [words.words[word].hash], rule: "actor.short-form", confidence: 0.7))
    }
  }

  private func stranger(
    _ tokens: Range<Int>, _ actor: ActorDraft.Actor, _ names: [UInt64], rule: RuleIdentifier, confidence: Double
  ) -> ActorDraft {
    ActorDraft(
      tokens: tokens, span: passage.span(of: tokens), head: head(of: tokens), form: .name, nature: .person, rule: rule,
      confidence: confidence, actors: [actor], nameWords: names)
  }

  /// The state that the words behind a name tie its bearer to.
  private func attached(to tokens: Range<Int>) -> ActorDraft.Actor? {
    let end = tokens.upperBound
    let name = passage.text(of: tokens)
    if end + 1 < sentence.upperBound, reference.isA(.of, passage.tokens[end].text),
      let number = matches(at: end + 1).first(where: { !matches[$0].isRole }), let candidate = matches[number].best
    {
      var found = actor(of: candidate)
      guard found.code != nil else { return nil }
      found.name = name
      found.identifier = nil
      return found
    }
    // An apposition: the nearest role phrase with a state in the tokens that hang on the name as `appos` or `relcl`.
    let head = head(of: tokens)
    for child in passage.children(of: head, relation: "appos", "relcl", "acl") where child > end {
      let below = passage.subtree(of: child)
      guard let first = below.first, let last = below.last else { continue }
      if let draft = drafts.first(where: {
        $0.role != nil && $0.tokens.lowerBound >= first && $0.tokens.upperBound <= last + 1
      }),
        var found = draft.actors.first
      {
        found.name = name
        found.office = draft.role
        found.identifier = nil
        return found
      }
      let inside = drafts.filter {
        $0.tokens.lowerBound >= first && $0.tokens.upperBound <= last + 1 && $0.nature != .person
      }
      if let draft = inside.first(where: { $0.actors.first?.sector != nil }) ?? inside.first,
        var found = draft.actors.first
      {
        found.name = name
        found.identifier = nil
        return found
      }
    }
    return nil
  }
}
