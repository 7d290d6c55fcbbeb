import Linguistics
import ResourceTables

/// How far a time stands from an event in the parse, and whether it can be the event's own.
///
/// A time dates the clause that it stands in. It does not leave a relative clause or reported speech, it stays with a
/// noun that it is part of ("the 1907 convention"), and it reaches the other verbs of a sentence the less readily the more
/// clauses lie between.
struct DateAttachment: Sendable {
  /// Lemmas of things that have a date of their own: treaties, books.
  private let datedThings: Set<String>
  /// Lemmas of verbs that make such things.
  private let makingVerbs: Set<String>
  let prepositions: DatePrepositions
  /// Above this a time is not the event's own.
  static let limit = 6.0
  /// No way through the parse that a time can go has more steps.
  private static let reach = 48

  init(datedThings table: ResourceTable, makingVerbs: ResourceTable, prepositions: DatePrepositions) throws {
    self.prepositions = prepositions
    let lemma = try table.index(of: "lemma")
    datedThings = Set(table.rows.map { $0.fields[lemma] })
    let verb = try makingVerbs.index(of: "lemma")
    self.makingVerbs = Set(makingVerbs.rows.map { $0.fields[verb] })
  }

  /// The cost of dating the event at `trigger` by `time`; infinite where it belongs elsewhere.
  func cost(of time: DatedWords, for trigger: Int, triggers: Set<Int>, in passage: AnalysedPassage) -> Double {
    guard passage.sentence(of: time.head) == passage.sentence(of: trigger) else { return .infinity }
    if time.tokens.contains(trigger) { return .infinity }
    if let within = time.within, !DatedWordsFinder.isBelow(within, trigger, in: passage) { return .infinity }
    if time.within == trigger, !DatedWordsFinder.isBelow(trigger, time.head, in: passage) { return 1 }
    if isBehindBreak(time, trigger, in: passage) { return .infinity }
    let up = path(from: time, in: passage)
    let over = path(from: trigger, in: passage)
    let overPlaces = Dictionary(over.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    guard let meeting = up.firstIndex(where: { overPlaces[$0] != nil }), let place = overPlaces[up[meeting]] else {
      return .infinity
    }
    var cost = 0.0
    // From the time up to where the two ways meet.
    for step in 0..<meeting {
      let token = passage.tokens[up[step]]
      if step > 0, triggers.contains(up[step]), up[step] != trigger {
        cost += crossing(token)
      }
      cost += climbFromTime(
        up[step], isFirst: step == 0, time: time, meeting: up[meeting], trigger: trigger, in: passage)
      if cost.isInfinite { return cost }
    }
    // From the event up to there.
    for step in 0..<place {
      cost += climbFromEvent(over[step], time: time, meeting: up[meeting], in: passage)
      if cost.isInfinite { return cost }
    }
    return cost
  }

  /// Whether a semicolon stands between an event and a time behind it: "X closed the border; in 2003 Y opened it".
  private func isBehindBreak(_ time: DatedWords, _ trigger: Int, in passage: AnalysedPassage) -> Bool {
    guard trigger < time.tokens.lowerBound, time.tokens.lowerBound - trigger <= 200 else { return false }
    return passage.tokens[trigger..<time.tokens.lowerBound].contains { $0.text == ";" }
  }

  /// What it costs a time to reach past another event that stands on its way: it dates that one first, but verbs joined
  /// by "and" share a date, and so do a clause with "when" and the clause above it.
  private func crossing(_ token: Token) -> Double {
    switch token.relation {
    case "advcl": 1
    case "pobj": 2
    case "conj": isNominal(token.tag) ? 0 : 3
    default: 4
    }
  }

  private func climbFromTime(
    _ index: Int, isFirst: Bool, time: DatedWords, meeting: Int, trigger: Int, in passage: AnalysedPassage
  ) -> Double {
    let token = passage.tokens[index]
    let head = token.head
    switch token.relation {
    case "relcl": return head == trigger ? 2 : .infinity
    // A participle often only seems to own what follows it: "the envoy stationed in London in 1786".
    case "acl":
      if head == trigger { return 2 }
      // "affirmed its support, a stance held since the 1950s"
      let isAside = ["npadvmod", "dep"].contains(passage.tokens[head].relation)
      return isAside || time.edtf.hasSuffix("/..") ? .infinity : 4
    case "ccomp": return .infinity
    case "advcl": return 3
    case "xcomp", "pcomp": return 0.5
    // Nouns joined by "and" share the way up: "with the end of the war in 1988 and the withdrawal in 1989".
    case "conj": return isFirst ? 0.5 : isNominal(token.tag) && isNominal(passage.tokens[head].tag) ? 0 : 2.5
    case "parataxis": return 4
    case "nummod", "compound", "nmod", "amod", "poss", "appos", "npadvmod":
      guard isNominal(passage.tokens[head].tag), head != trigger else { return 0 }
      // "the 1995 pact, which limited": the event stands under the noun.
      if head == meeting { return 1 }
      if isMade(head, by: trigger, in: passage) { return 1 }
      return isDatedThing(head, in: passage) ? .infinity : 2.5
    case "prep":
      // "the Treaty of 1828"; but "in 1828" behind an object is mostly the verb's.
      guard isNominal(passage.tokens[head].tag), head != trigger else { return 0 }
      if head == meeting { return 1 }
      if isMade(head, by: trigger, in: passage) { return 1 }
      let isOf = prepositions.bindsToNoun(token.lemma)
      if isOf, isDatedThing(head, in: passage) || isName(head, in: passage) { return .infinity }
      return isOf ? 3 : 1
    default: return 0.1
    }
  }

  private func climbFromEvent(_ index: Int, time: DatedWords, meeting: Int, in passage: AnalysedPassage) -> Double {
    let token = passage.tokens[index]
    let precedes = time.tokens.lowerBound < index
    switch token.relation {
    case "conj": return precedes ? 1 : 3
    case "xcomp", "pcomp": return 0.5
    // "three years after it had expelled them": not in the year of the clause above.
    case "advcl": return ClauseTime.of(index, in: passage) == .pluperfect ? .infinity : 2
    case "ccomp": return precedes ? 1.5 : 2.5
    case "relcl", "acl":
      // "the 1995 pact, which limited": the date of the noun, not of the clause around it.
      return token.head == meeting && isNominal(passage.tokens[meeting].tag) ? 1.5 : 4
    case "parataxis": return 3
    default: return isNominal(token.tag) ? 0.7 : 0.2
    }
  }

  /// "signed the 1972 convention", "the treaty of 1972 was signed": made in the year that it is called by.
  private func isMade(_ noun: Int, by trigger: Int, in passage: AnalysedPassage) -> Bool {
    let token = passage.tokens[noun]
    return token.head == trigger && (token.relation == "dobj" || token.relation == "nsubjpass")
      && makingVerbs.contains(passage.tokens[trigger].lemma.lowercased())
      && datedThings.contains(token.lemma.lowercased())
  }

  /// Whether the noun is a treaty, a book or the like, whose date isn't that of what is done with it; but what is done in
  /// it or by it is as old as itself.
  private func isDatedThing(_ index: Int, in passage: AnalysedPassage) -> Bool {
    let token = passage.tokens[index]
    guard datedThings.contains(token.lemma.lowercased()) else { return false }
    return !(token.relation == "pobj" && prepositions.sharesTime(passage.tokens[token.head].lemma.lowercased()))
  }

  /// "the treaty, which was signed in 1828, ended": not a clause that the parser only took for one, and not one that says
  /// more of what the sentence is about: "the first agreement was a convention, which was signed in 1881".
  private func isRelativeClause(_ verb: Int, in passage: AnalysedPassage) -> Bool {
    guard passage.tokens[verb].relation == "relcl",
      passage.tokens[passage.tokens[verb].head].relation.hasPrefix("nsubj")
    else { return false }
    return passage.children(of: verb).contains { passage.tokens[$0].tag.hasPrefix("W") }
  }

  private func isNominal(_ tag: String) -> Bool { tag.hasPrefix("NN") || tag == "PRP" }

  private func isName(_ index: Int, in passage: AnalysedPassage) -> Bool {
    passage.tokens[index].tag.hasPrefix("NNP")
  }

  /// Whether the time is part of a noun or of reported speech, so that it dates nothing else in its sentence.
  func isBound(_ time: DatedWords, in passage: AnalysedPassage) -> Bool {
    for index in path(from: time, in: passage) {
      let token = passage.tokens[index]
      if token.tag.hasPrefix("VB") {
        let isAside =
          token.relation == "acl" && ["npadvmod", "dep"].contains(passage.tokens[token.head].relation)
        return isAside || token.relation == "ccomp" || isRelativeClause(index, in: passage)
      }
      if isNominal(passage.tokens[token.head].tag), token.head != index, !time.tokens.contains(token.head) {
        if ["nummod", "compound", "nmod", "amod", "poss", "appos"].contains(token.relation) { return true }
        if token.relation == "prep", prepositions.bindsToNoun(token.lemma) { return true }
      }
    }
    return false
  }

  /// The token and those above it, as far up as a time can reach.
  private func path(from index: Int, in passage: AnalysedPassage) -> [Int] {
    var path = [index]
    while path.count < Self.reach, let head = passage.head(of: path[path.count - 1]) { path.append(head) }
    return path
  }

  /// The way up from a time: from its words, or where they were parted from the noun behind them, from their clause.
  private func path(from time: DatedWords, in passage: AnalysedPassage) -> [Int] {
    time.clause.map { path(from: $0, in: passage) } ?? path(from: time.head, in: passage)
  }
}
