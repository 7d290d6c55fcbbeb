import Codebook
import Findings
import Linguistics
import SourceTexts

/// Roles with the state and the person that stand beside them.
extension SentenceReader {
  func matches(at token: Int) -> [Int] {
    matches.indices.filter { matches[$0].tokens.contains(token) }
  }

  mutating func readRole(_ number: Int) {
    guard let role = matches[number].role else { return }
    isUsed[number] = true
    let own = matches[number].tokens
    if isInsideLongerName(own) { return }
    var found = modifiers(before: own.lowerBound)
    // "Riyadh's ally", "Iranian partners" are others than those they belong to.
    if role.kind == .relation, !found.states.isEmpty { return }
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
        if let (candidate, found) = recognised(
          person.tokens, of: actors.first?.code, called: role.phrase, isRank: role.sector == .military)
        {
          for number in matches.indices where person.tokens.overlaps(matches[number].tokens) { isUsed[number] = true }
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
      fixed.resources = [role.resource]
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

  private func isRegional(_ role: RoleLexicon.Role) -> Bool {
    role.phrase.split(separator: " ").last.map { reference.isA(.regional, String($0)) } ?? false
  }

  /// A role noun inside the name of an organization that goes on behind it: "Helicopter Crew Network".
  private func isInsideLongerName(_ tokens: Range<Int>) -> Bool {
    let next = tokens.upperBound
    guard next < sentence.upperBound, passage.tokens[next].tag == "NNP", passage.tokens[next - 1].tag == "NNP",
      matches(at: next).isEmpty, let entity = entity(at: next - 1), entity.type == "ORG"
    else { return false }
    return entity.tokens.contains(next)
  }

  /// Of several people with the name, the one of the state named who held the office named.
  func namesake(_ candidates: [ActorCandidate], called title: String, of code: ActorCode?) -> ActorCandidate? {
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
  func inOffice(_ candidate: ActorCandidate, called title: String) -> ActorCandidate {
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

  func stateActors(_ states: [Int], role: RoleLexicon.Role, sector: Sector?) -> [ActorDraft.Actor] {
    var actors: [ActorDraft.Actor] = []
    for number in states {
      var made: ActorDraft.Actor
      switch matches[number].meaning {
      case .prefix(let code): made = actor(ofState: ActorCode(rawValue: code))
      case .actor(let candidates):
        guard var candidate = candidates.first else { continue }
        // "Georgia's governor": the part of a federal state of that name.
        if isRegional(role), lexicon.records[Int(candidate.record)].kind == .state,
          let region = candidates.first(where: { lexicon.records[Int($0.record)].kind == .place })
        {
          candidate = region
        }
        made = actor(of: candidate)
        guard made.code != nil || made.identifier != nil else { continue }
      case .role: continue
      }
      made.sector = role.kind == .country ? made.sector : sector ?? made.sector
      made.office = role.kind == .office ? role.phrase : nil
      made.resources.append(role.resource)
      if !actors.contains(where: { $0.code == made.code && $0.code != nil }) { actors.append(made) }
    }
    return actors
  }
}
