import Codebook
import Findings
import Linguistics
import SourceTexts

/// Finds the lexicon's names and roles in a passage: longest match, left to right, with an eye on capitals, parts of
/// speech and the entities that the model saw.
struct NameMatcher {
  let lexicon: ActorLexicon
  let passage: AnalysedPassage
  let words: PassageWords
  /// The day told of.
  let day: Int32?
  /// People named in full before, by each word of their names.
  var knownPeople: (UInt64) -> Int32?
  /// Whether a word names somebody whom the lexicon doesn't know.
  var isStranger: (UInt64) -> Bool = { _ in false }
  /// States that the document names, to choose among namesakes.
  var documentStates: Set<ActorCode> = []
  /// Those of them that it calls by more than their capital.
  var namedStates: Set<ActorCode> = []
  /// The last day that the document can know of.
  var published: Int32?

  /// Matches among the words `range`, in their order, none overlapping.
  func matches(in range: Range<Int>) -> [NameMatch] {
    var found: [NameMatch] = []
    var near: Set<ActorCode> = []
    var start = range.lowerBound
    while start < range.upperBound {
      if let match = match(at: start, near: near) {
        found.append(match)
        if let best = match.best, lexicon.records[Int(best.record)].kind != .place,
          let code = lexicon.records[Int(best.record)].code
        {
          near.insert(code)
        }
        start = match.words.upperBound
      } else {
        start += 1
      }
    }
    return found
  }

  /// - Parameter near: states of the names that stand before in the sentence.
  private func match(at start: Int, near: Set<ActorCode>) -> NameMatch? {
    let all = words.words
    let first = all[start]
    let longestName = lexicon.index.longestName(from: first.hash)
    let longestRole = max(
      lexicon.roles.index.longestName(from: first.hash), lexicon.roles.index.longestName(from: first.lemma))
    var best: NameMatch?
    if longestName > 0 || longestRole > 0 {
      var hash: UInt64 = 0
      let limit = min(all.count, start + max(longestName, longestRole))
      for end in start..<limit {
        let word = all[end]
        if end > start, word.startsSentence { break }
        let lemmaHash = end == start ? word.lemma : NameFolding.combine(hash, word.lemma)
        hash = end == start ? word.hash : NameFolding.combine(hash, word.hash)
        let range = start..<(end + 1)
        if end - start < longestRole, isNounal(word.token) {
          // "foreign ministers" is two sides of a pair and the plural of an office: the office says more.
          let plural = lexicon.roles.role(of: hash, on: day)
          let singular = lemmaHash == hash ? nil : lexicon.roles.role(of: lemmaHash, on: day)
          if let role = plural?.kind == .side ? singular ?? plural : plural ?? singular,
            !role.isAccented || range.count > 1 || passage.tokens[word.token].text.utf8.contains(where: { $0 >= 0x80 })
          {
            best = match(range, .role(role))
          }
        }
        if end - start < longestName, lexicon.index.firstPosting(of: hash) >= 0 {
          let candidates = actors(hash, range, near: near)
          if !candidates.isEmpty { best = match(range, .actor(candidates)) }
        }
      }
    }
    if best == nil, let person = knownPeople(first.hash), first.isCapitalised, isNamelike(first.token),
      standsAlone(start, person: person)
    {
      let term = lexicon.term(of: person, on: day)
      best = match(
        start..<(start + 1),
        .actor([ActorCandidate(record: term, form: .surname, fit: 0.9, days: lexicon.records[Int(term)].days)]))
    }
    if best == nil || best?.words.count == 1, start + 1 < all.count, all[start + 1].isHyphenated,
      case .code(let code)? = lexicon.roles.prefixes[first.hash], first.isCapitalised
    {
      return match(start..<(start + 1), .prefix(code: code.rawValue))
    }
    // "anti-Russian", "pro-Iranian": the name behind such a prefix names no actor.
    if let found = best, !found.isRole, first.isHyphenated, start > 0,
      case .excludes? = lexicon.roles.prefixes[all[start - 1].hash]
    {
      return nil
    }
    return best
  }

  private func match(_ range: Range<Int>, _ meaning: NameMatch.Meaning) -> NameMatch {
    let first = words.words[range.lowerBound]
    let last = words.words[range.upperBound - 1]
    return NameMatch(
      words: range, tokens: first.token..<(last.token + 1), span: first.span.union(last.span), meaning: meaning)
  }

  /// Actors that words `range` can name, judged by capitals and by what the model says of the words.
  private func actors(_ hash: UInt64, _ range: Range<Int>, near: Set<ActorCode>) -> [ActorCandidate] {
    var capitals: UInt16 = 0
    var possessives: UInt16 = 0
    var isUppercase = true
    for (place, word) in words.words[range].prefix(16).enumerated() {
      if word.isCapitalised { capitals |= 1 << UInt16(place) }
      if word.isPossessive, place < range.count - 1 { possessives |= 1 << UInt16(place) }
      isUppercase = isUppercase && (word.isUppercase || word.letterCount == 1 && word.isCapitalised)
    }
    let letters = words.words[range].reduce(0) { $0 + $1.letterCount }
    let postings = lexicon.index.postings(of: hash).filter { posting in
      guard posting.capitals & ~capitals == 0, posting.possessives == possessives else { return false }
      if posting.isAcronym, !isUppercase, letters < 4 { return false }
      return true
    }
    guard !postings.isEmpty else { return [] }
    // "US $50 million"; but "gave Egypt $50 million"
    let next = words.words[range.upperBound - 1].token + 1
    if passage.tokens.indices.contains(next), passage.tokens[next].tag == "$", isUppercase, letters <= 3 { return [] }
    guard capitals == 0 || isNamelike(words.words[range.upperBound - 1].token) || range.count > 1 else { return [] }
    let entity = entity(of: range)
    let isBeforeNumber = isBeforeRegnalNumber(range)
    // Whether one of the namesakes is of a state that the document names.
    let hasOwn =
      range.count == 1
      && postings.contains { posting in
        posting.form == .surname
          && lexicon.records[Int(posting.record)].code.map { documentStates.contains($0) } ?? false
      }
    // A word of a longer person's name is not the country or town of that name.
    let isInsidePerson = entity.map { $0.type == "PERSON" && isPart(range, ofName: $0.tokens) } ?? false
    var scored: [(ActorCandidate, Double)] = []
    let candidates = lexicon.candidates(postings, on: day)
    let isStateName = candidates.contains { candidate in
      let kind = lexicon.records[Int(candidate.record)].kind
      return (kind == .state || kind == .polity) && [.name, .alias, .formal].contains(candidate.form)
    }
    for (place, candidate) in candidates.enumerated() {
      let record = lexicon.records[Int(candidate.record)]
      var score = -0.12 * Double(place) + candidate.fit * 0.5
      switch record.kind {
      case .person:
        // "Ferdinand" in "Ferdinand II" is another one.
        if isBeforeNumber { continue }
        if entity?.type == "PERSON" { score += 0.3 }
        // Nobody is called by one name long before they came to office.
        if range.count == 1, let published, isUnknown(candidate.record, on: published) { continue }
        score += min(0.1, 0.0008 * Double(record.aliases.count))
        if candidate.form == .surname {
          guard range.count == 1,
            isSupported(range, entity: entity, candidate: candidate, hasOwn: hasOwn)
          else { continue }
        }
        if range.count == 1, entity?.type == "GPE" || entity?.type == "LOC" { score -= 0.4 }
        if range.count == 1, !standsAlone(range.lowerBound, person: candidate.record) { continue }
      case .state, .polity, .place:
        if isBornName(range, candidate, among: candidates) { continue }
        // A capital of a state that is no more still lies in its successor, unless another one claims the name.
        if record.kind == .polity, candidate.form == .capital, candidate.fit < 0.5,
          candidates.contains(where: { lexicon.records[Int($0.record)].code != record.code })
        {
          continue
        }
        // What was a state of its own is more than the region that it has become.
        if record.kind == .place, candidates.contains(where: { isFormerState($0, of: record.code) }) { continue }
        if isInsidePerson, candidate.form != .adjective, candidate.form != .demonym { continue }
        if entity?.type == "GPE" || entity?.type == "LOC" || entity?.type == "NORP" { score += 0.2 }
        if record.kind == .place, range.count == 1, !isPlacelike(range, entity: entity) { continue }
        // "Castro's men attacked … in Santiago": the town of the state that the sentence speaks of.
        if record.kind == .place, !isStateName, record.code.map({ near.contains($0) }) ?? false { score += 0.45 }
        if record.kind == .place, isBehindPlace(range, of: record.code) { score += 0.8 }
      case .organization, .group, .body:
        // A family name that is also an organization's.
        if isInsidePerson, range.count == 1 { continue }
        if entity?.type == "ORG" { score += 0.2 }
      case .grouping: score += 0.2
      case .blocked: score += 0.1
      }
      if record.kind == .state || record.code.map({ documentStates.contains($0) }) ?? false { score += 0.25 }
      scored.append((candidate, score))
    }
    scored.sort { $0.1 > $1.1 }
    if let first = scored.first, lexicon.records[Int(first.0.record)].kind == .blocked { return [first.0] }
    return scored.map(\.0)
  }

  private func isFormerState(_ candidate: ActorCandidate, of code: ActorCode?) -> Bool {
    let record = lexicon.records[Int(candidate.record)]
    guard record.kind == .polity, record.code == code else { return false }
    return candidate.form == .name || candidate.form == .alias || candidate.form == .formal
  }

  /// Whether a number of kings and popes follows in the same phrase.
  private func isBeforeRegnalNumber(_ range: Range<Int>) -> Bool {
    guard range.upperBound < words.words.count else { return false }
    let next = words.words[range.upperBound]
    return next.isRegnalNumber && next.isCapitalised && !next.startsSentence
      && next.token == words.words[range.upperBound - 1].token + 1 && passage.tokens[next.token].tag != "PRP"
  }

  /// Whether the model or a preposition takes a word for a place; most towns' names are other words or people too.
  private func isPlacelike(_ range: Range<Int>, entity: NamedEntity?) -> Bool {
    if let entity { return ["GPE", "LOC", "FAC", "NORP", "ORG"].contains(entity.type) }
    let token = words.words[range.lowerBound].token
    return passage.tokens[token].relation == "dobj" || token > 0 && passage.tokens[token - 1].tag == "IN"
  }

  /// Whether the name of a place in the same state stands before, with a comma: "Atlanta, Georgia".
  private func isBehindPlace(_ range: Range<Int>, of code: ActorCode?) -> Bool {
    let first = words.words[range.lowerBound]
    guard range.lowerBound > 0, first.token >= 2, passage.tokens[first.token - 1].tag == "," else { return false }
    let before = words.words[range.lowerBound - 1]
    guard before.token == first.token - 2 else { return false }
    return lexicon.index.postings(of: before.hash).contains { posting in
      let record = lexicon.records[Int(posting.record)]
      return record.kind == .place && record.code == code
    }
  }

  /// Whether `range` is only a part of the name of a person that `tokens` are: titles and states before it aside.
  private func isPart(_ range: Range<Int>, ofName tokens: Range<Int>) -> Bool {
    var first = words.firstWordOfToken[tokens.lowerBound]
    let end = words.firstWordOfToken[tokens.upperBound]
    while first < end, lexicon.roles.articles.contains(words.words[first].hash) { first += 1 }
    guard end > first, range.upperBound <= end, range.lowerBound > first || range.upperBound < end else { return false }
    if range.lowerBound == first {
      // "Iraqi President Saddam Hussein" as one entity: a state's name in front of a role is no part of the name.
      let next = words.words[range.upperBound]
      return lexicon.roles.index.longestName(from: next.hash) == 0
    }
    return true
  }

  private func entity(of range: Range<Int>) -> NamedEntity? {
    let token = words.words[range.lowerBound].token
    guard passage.tokens[token].entityBoundary != .outside else { return nil }
    let place = passage.entities.partitioningIndex { $0.tokens.upperBound > token }
    guard place < passage.entities.count, passage.entities[place].tokens.contains(token) else { return nil }
    return passage.entities[place]
  }

  private func isNounal(_ token: Int) -> Bool {
    let tag = passage.tokens[token].tag
    return tag.hasPrefix("NN") || passage.tokens[token].entityBoundary != .outside
  }

  private func isNamelike(_ token: Int) -> Bool {
    let token = passage.tokens[token]
    return token.tag.hasPrefix("NN") || token.tag.hasPrefix("JJ") || token.entityBoundary != .outside
      || token.partOfSpeech == "PROPN" || token.partOfSpeech == "X"
  }
}
