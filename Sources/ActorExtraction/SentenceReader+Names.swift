import Codebook
import Findings
import Linguistics
import SourceTexts

/// Names that stand for themselves.
extension SentenceReader {
  mutating func readName(_ number: Int) {
    let match = matches[number]
    isUsed[number] = true
    if case .prefix(let code) = match.meaning {
      let actor = actor(ofState: ActorCode(rawValue: code))
      drafts.append(
        draft(match, nature: .state, form: .demonym, rule: "actor.compound-prefix", confidence: 0.9, actors: [actor]))
      return
    }
    guard var candidate = match.best else { return }
    var record = lexicon.records[Int(candidate.record)]
    guard record.kind != .blocked else { return }
    if candidate.form == .capital || record.kind == .place, isFirstOfName(match.tokens) { return }
    let isLocation = isLocative(match.tokens) || isDateline(match)
    // "in Brussels": the city, not the body that sits there.
    if record.kind == .organization, isLocation || isTakenAsCity(match.tokens), case .actor(let all) = match.meaning,
      let city = all.first(where: { $0.form == .capital })
    {
      candidate = city
      record = lexicon.records[Int(city.record)]
    }
    if record.kind == .grouping {
      readGrouping(match, key: lexicon.string(record.key), candidate)
      return
    }
    var found = actor(of: candidate)
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
      let isLocation = isLocation || isTakenAsCity(match.tokens)
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
        let owner = matches[number - 1].best, owner.form == .adjective || owner.form == .demonym
      {
        found.code = lexicon.records[Int(owner.record)].code ?? found.code
        confidence = 0.6
      }
    case (.person, _):
      (nature, rule, confidence) = (.person, "actor.person", 0.6 + 0.35 * candidate.fit)
    case (.organization, _): (nature, rule) = (.organization, "actor.organization")
    case (.group, _): (nature, rule) = (.organization, "actor.group")
    case (.body, _): (nature, rule) = (.organization, "actor.body")
    case (.grouping, _), (.blocked, _): return
    }
    confidence *= 0.6 + 0.4 * candidate.fit
    var made = draft(match, nature: nature, form: form, rule: rule, confidence: confidence, actors: [found])
    if record.kind == .person {
      made.person = candidate.record
      made.nameWords = nameWords(of: record)
    }
    drafts.append(made)
  }

  /// "the Baltic states": each of them at the day told of.
  private mutating func readGrouping(_ match: NameMatch, key: String, _ candidate: ActorCandidate) {
    let record = lexicon.records[Int(candidate.record)]
    let members = lexicon.memberships.members(of: key, on: day)
    guard !members.isEmpty else { return }
    let actors = members.map { member in
      var made = actor(ofState: member.code)
      made.resources = [lexicon.reference(to: record), member.resource]
      return made
    }
    let isLocation = isLocative(match.tokens)
    var made = draft(
      match, nature: .state, form: .nominal, rule: isLocation ? "actor.state-location" : "actor.grouping",
      confidence: isLocation ? 0.5 : 0.8, actors: actors)
    made.isPlural = true
    drafts.append(made)
  }

  func nameWords(of record: ActorRecord) -> [UInt64] {
    lexicon.folding.words(of: lexicon.string(record.name)).filter { word in
      word.letterCount > 2 && word.isCapitalised && !word.isRegnalNumber
        && !lexicon.roles.nameParticles.contains(word.hash)
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

  func actor(ofState code: ActorCode) -> ActorDraft.Actor {
    ActorDraft.Actor(
      code: code, name: lexicon.stateName(of: code) ?? code.rawValue, identifier: "state:" + code.rawValue)
  }

  func draft(
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

  func isLocative(_ range: Range<Int>) -> Bool {
    let head = head(of: range)
    guard passage.tokens[head].relation == "pobj", let preposition = passage.head(of: head) else { return false }
    let word = passage.tokens[preposition].text
    if reference.isA(.locative, word) { return true }
    // "returned from Moscow", but "aid from Moscow"
    return reference.isA(.source, word)
      && passage.head(of: preposition).map { reference.isA(.motion, passage.tokens[$0].lemma) } ?? false
  }

  /// "Paris Hilton", "the Geneva Convention": a city's name that opens a longer name of nobody and nothing known.
  private func isFirstOfName(_ range: Range<Int>) -> Bool {
    guard let last = range.last, range.count == 1, passage.tokens[last].relation == "compound",
      passage.tokens[last].tag.hasPrefix("NNP"), let head = passage.head(of: last), head > last, head - last <= 3,
      passage.tokens[head].tag.hasPrefix("NNP")
    else { return false }
    return ((last + 1)...head).allSatisfy { passage.tokens[$0].tag.hasPrefix("NNP") && matches(at: $0).isEmpty }
  }

  /// "GENEVA (Reuters) -": where a report was written.
  private func isDateline(_ match: NameMatch) -> Bool {
    let last = match.words.upperBound - 1
    guard words.words[match.words.lowerBound].startsSentence, words.words[last].isUppercase,
      words.words[last].letterCount > 3, match.tokens.upperBound < sentence.upperBound
    else { return false }
    let next = passage.tokens[match.tokens.upperBound]
    return next.isDash || next.tag == "," || next.tag == "-LRB-"
  }

  /// "The siege of Vienna", "captured Warsaw": the city, not who governs from it.
  func isTakenAsCity(_ range: Range<Int>) -> Bool {
    let head = head(of: range)
    guard let above = passage.head(of: head) else { return false }
    switch passage.tokens[head].relation {
    case "dobj": return reference.isA(.placeVerb, passage.tokens[above].lemma)
    case "pobj":
      guard reference.isA(.of, passage.tokens[above].text), let noun = passage.head(of: above) else { return false }
      return reference.isA(.placeNoun, passage.tokens[noun].lemma)
    case "compound", "nmod": return reference.isA(.placeNoun, passage.tokens[above].lemma)
    default: return false
    }
  }
}
