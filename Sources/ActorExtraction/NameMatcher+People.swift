import Codebook
import Findings
import Linguistics

/// When a name may be a person's.
extension NameMatcher {
  /// Whether a person came to office long after a day.
  func isUnknown(_ person: Int32, on day: Int32) -> Bool {
    let first = lexicon.terms(of: lexicon.firstTerm(of: person)).map { lexicon.records[Int($0)].days.first }.min()
    return first.map { Int($0) > Int(day) + 730 } ?? false
  }

  /// Whether a family name alone may be the person's: in office at the time and named as a person, or named before.
  func isSupported(
    _ range: Range<Int>, entity: NamedEntity?, candidate: ActorCandidate, hasOwn: Bool
  ) -> Bool {
    let word = words.words[range.lowerBound]
    if let known = knownPeople(word.hash) {
      if lexicon.terms(of: known).contains(candidate.record) { return true }
      // Another age's: "Park" of 2015 is not the one of 1965.
      let term = lexicon.records[Int(lexicon.term(of: known, on: day))]
      guard ActorLexicon.fit(term.days, day) < 0.6, candidate.fit >= 0.97 else { return false }
    }
    let record = lexicon.records[Int(candidate.record)]
    let isOfDocument = record.code.map { documentStates.contains($0) } ?? false
    if isOfficeHolder(candidate), isArgument(word.token), !isStranger(word.hash),
      lexicon.candidates(lexicon.index.postings(of: word.hash), on: day).contains(where: {
        $0.form == .capital && !isNamedState(lexicon.records[Int($0.record)].code)
      })
    {
      return true
    }
    // "General Soleimani": of soldiers the rank is told, not the office.
    if record.sector == .military, candidate.fit >= 0.8, range.lowerBound > 0,
      lexicon.roles.role(of: words.words[range.lowerBound - 1].hash, on: day)?.sector == .military
    {
      return true
    }
    guard entity?.type == "PERSON", let entity else {
      return isOfDocument && candidate.fit >= 0.97 && isUnseenName(word, entity: entity, sector: record.sector)
    }
    if !isOfDocument {
      guard !hasOwn, record.sector == .government, candidate.fit >= 0.97 else { return false }
    }
    guard candidate.fit >= 0.6 else { return false }
    let first = words.firstWordOfToken[entity.tokens.lowerBound]
    if first == range.lowerBound { return true }
    return lexicon.roles.honorifics.contains(words.words[first].hash)
  }

  /// Whether a capital's name is likelier that of somebody in office at the day told of: the capital is of a state that the
  /// document doesn't name, and the word stands where people do ("Cambon urged **Salisbury** to open talks").
  func isBornName(_ range: Range<Int>, _ candidate: ActorCandidate, among all: [ActorCandidate]) -> Bool {
    guard range.count == 1, candidate.form == .capital, isArgument(words.words[range.lowerBound].token) else {
      return false
    }
    let code = lexicon.records[Int(candidate.record)].code
    if isNamedState(code) { return false }
    return all.contains { isOfficeHolder($0) }
  }

  private func isOfficeHolder(_ candidate: ActorCandidate) -> Bool {
    let record = lexicon.records[Int(candidate.record)]
    return record.kind == .person && record.sector == .government && candidate.fit >= 0.97
  }

  /// Whether the document names the state by more than its capital.
  private func isNamedState(_ code: ActorCode?) -> Bool { code.map { namedStates.contains($0) } ?? false }

  private func isArgument(_ token: Int) -> Bool {
    ["nsubj", "nsubjpass", "dobj", "conj", "poss", "dative"].contains(passage.tokens[token].relation)
      && passage.tokens[token].tag == "NNP"
  }

  /// A family name that the model took for no person: "Nazarbayev and Akayev met", "Modi hosted Xi".
  private func isUnseenName(_ word: PassageWords.Word, entity: NamedEntity?, sector: Sector?) -> Bool {
    let here = passage.tokens[word.token]
    guard here.tag == "NNP", !isStranger(word.hash), lexicon.roles.index.longestName(from: word.hash) == 0 else {
      return false
    }
    if let entity, !["GPE", "ORG", "NORP", "LOC", "PRODUCT"].contains(entity.type) { return false }
    if let entity, entity.tokens.count > 1 { return false }
    let isLong = word.letterCount > 5
    guard isLong || sector == .government else { return false }
    switch here.relation {
    case "nsubj", "nsubjpass", "dobj", "conj", "poss": return true
    case "pobj": return isLong
    default: return false
    }
  }

  /// Whether no other capitalised word stands beside word `place` that isn't of the person's name: "Chelsea Clinton"
  /// isn't Bill Clinton.
  func standsAlone(_ place: Int, person: Int32) -> Bool {
    let all = words.words
    let word = all[place]
    var isNameWord: Set<UInt64>?
    // "Louis de Saint-Just": over a particle to the name before.
    let isParticle = place > 1 && lexicon.roles.nameParticles.contains(all[place - 1].hash)
    let before = isParticle ? place - 2 : place - 1
    for (other, isBefore) in [(before, true), (place + 1, false)] where all.indices.contains(other) {
      let neighbour = all[other]
      let gap = isBefore ? word.token - neighbour.token : neighbour.token - word.token
      let reach = (isBefore ? word : neighbour).isHyphenated || isBefore && isParticle ? 2 : 1
      guard gap <= reach, neighbour.isCapitalised, passage.tokens[neighbour.token].tag == "NNP",
        !(isBefore ? neighbour : word).isPossessive, !(isBefore ? word : neighbour).startsSentence
      else { continue }
      if lexicon.roles.honorifics.contains(neighbour.hash) { continue }
      if lexicon.roles.index.longestName(from: neighbour.hash) > 0 { continue }
      if lexicon.roles.index.firstPosting(of: neighbour.hash) >= 0 { continue }
      // "Iranian Zarif", but not "Hamilton Jordan".
      if isBefore, let posting = lexicon.index.postings(of: neighbour.hash).first,
        lexicon.records[Int(posting.record)].kind == .state, posting.form != .surname
      {
        continue
      }
      if isNameWord == nil {
        let name = lexicon.string(lexicon.records[Int(person)].name)
        isNameWord = Set(lexicon.folding.words(of: name).map(\.hash))
      }
      if isNameWord?.contains(neighbour.hash) == false { return false }
    }
    return true
  }
}
