import Codebook
import Findings
import Linguistics
import SourceTexts

/// People's names, those that the lexicon doesn't know too.
extension SentenceReader {
  /// A person's name that begins at `token`: known, or seen by the model as one.
  func person(at token: Int) -> (tokens: Range<Int>, match: Int?)? {
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
    // A title before capitals: "President Ould Daddah", "President Cleveland".
    guard passage.tokens[token - 1].tag == "NNP", passage.tokens[token].tag == "NNP",
      matches(at: token).allSatisfy(isTown)
    else { return nil }
    var end = token
    while end < sentence.upperBound, passage.tokens[end].tag == "NNP", matches(at: end).allSatisfy(isTown) { end += 1 }
    return end > token && end - token <= 4 ? (token..<end, nil) : nil
  }

  /// A town's or region's name, which a person may bear too.
  private func isTown(_ number: Int) -> Bool {
    matches[number].best.map { lexicon.records[Int($0.record)].kind == .place } ?? false
  }

  func entity(at token: Int) -> NamedEntity? {
    guard passage.tokens[token].entityBoundary != .outside else { return nil }
    let place = passage.entities.partitioningIndex { $0.tokens.upperBound > token }
    guard place < passage.entities.count, passage.entities[place].tokens.contains(token) else { return nil }
    return passage.entities[place]
  }

  /// Where a person's name ends that the model saw end at `end`: particles and capitals go on with it.
  func nameEnd(_ end: Int) -> Int {
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

  /// A person whom the lexicon spells otherwise, or knows by more names.
  ///
  /// - Parameter title: The office that stands before the name: of one who held it then the family name is enough.
  func recognised(
    _ tokens: Range<Int>, of code: ActorCode?, called title: String? = nil, isRank: Bool = false
  ) -> (ActorCandidate, ActorDraft.Actor)? {
    let names = capitalisedWords(of: tokens)
    guard !names.isEmpty,
      let (candidate, agreement) = lexicon.likeliestPerson(
        named: passage.text(of: tokens), on: day, of: code, called: title, isStrict: true)
    else { return nil }
    let record = lexicon.records[Int(candidate.record)]
    if let code, record.code != code { return nil }
    // "General Soleimani": of soldiers the rank is told, not the office.
    if isRank, names.count == 1, record.sector == .military, agreement >= 0.97, candidate.fit >= 0.8 {
      return (candidate, actor(of: candidate))
    }
    let isEnough =
      names.count > 1
      ? agreement >= 0.85 && candidate.fit >= 0.5
      : agreement >= 0.9 && candidate.fit >= 0.97 && (code != nil || agreement >= 0.97 && isOffice(record, title))
    return isEnough ? (candidate, actor(of: candidate)) : nil
  }

  private func isOffice(_ record: ActorRecord, _ title: String?) -> Bool {
    title.map { lexicon.string(record.office).lowercased().contains($0.lowercased()) } ?? false
  }

  func capitalisedWords(of tokens: Range<Int>) -> [UInt64] {
    let range = words.firstWordOfToken[tokens.lowerBound]..<words.firstWordOfToken[tokens.upperBound]
    return words.words[range].filter { word in
      word.letterCount > 2 && word.isCapitalised && !word.isRegnalNumber
        && !lexicon.roles.nameParticles.contains(word.hash)
        && !lexicon.roles.honorifics.contains(word.hash)
    }.map(\.hash)
  }

  /// People by context: named before, "X of Iran", "X, a member of the Bundestag".
  mutating func readStrangers() {
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

  /// People whom the model didn't see, by the office that follows: "María Quispe, Peru's deputy trade minister".
  mutating func readDescribed() {
    for described in drafts where described.nature == .office && described.actors.count == 1 && !described.isPlural {
      guard passage.tokens[described.head].relation == "appos", let bearer = passage.head(of: described.head),
        bearer < described.tokens.lowerBound, passage.tokens[bearer].tag == "NNP", isFree(bearer)
      else { continue }
      var start = bearer
      while start > sentence.lowerBound, passage.tokens[start - 1].tag == "NNP", isFree(start - 1) { start -= 1 }
      let tokens = start..<(bearer + 1)
      let names = capitalisedWords(of: tokens)
      guard names.count > 1, tokens.count < 5, var found = described.actors.first else { continue }
      found.name = passage.text(of: tokens)
      found.office = described.role
      found.identifier = nil
      drafts.append(stranger(tokens, found, names, rule: "actor.person-context", confidence: 0.65))
    }
  }

  /// In no mention so far.
  private func isFree(_ token: Int) -> Bool {
    matches(at: token).isEmpty && !drafts.contains { $0.tokens.contains(token) }
      && !openRoles.contains { $0.tokens.contains(token) }
  }

  /// Family names alone of people named before, where the model saw no person.
  mutating func readShortForms() {
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

  func stranger(
    _ tokens: Range<Int>, _ actor: ActorDraft.Actor, _ names: [UInt64], rule: RuleIdentifier, confidence: Double
  ) -> ActorDraft {
    ActorDraft(
      tokens: tokens, span: passage.span(of: tokens), head: head(of: tokens), form: .name, nature: .person, rule: rule,
      confidence: confidence, actors: [actor], nameWords: names)
  }

  /// The state that the words behind a name tie its bearer to.
  func attached(to tokens: Range<Int>) -> ActorDraft.Actor? {
    let end = tokens.upperBound
    let name = passage.text(of: tokens)
    var owner = end + 1
    if owner < sentence.upperBound, passage.tokens[owner].tag == "DT" { owner += 1 }
    if owner < sentence.upperBound, reference.isA(.of, passage.tokens[end].text),
      let number = matches(at: owner).first(where: { !matches[$0].isRole }), let candidate = matches[number].best
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
      if let draft = inside.first(where: { $0.actors.first?.sector != nil && $0.nature == .organization }),
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
