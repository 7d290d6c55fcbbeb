import Findings
import Linguistics

/// A clause that says that somebody said something: the verb or noun, who speaks, and where the words said stand.
struct Report: Sendable, Hashable {
  /// The reporting word.
  var word: Int
  /// Head of the speaker's phrase; nil where the clause names none.
  var speaker: Int?
  /// Tokens of the words said (a clause, an object, a prepositional phrase); nil where only a quotation can be.
  var content: Range<Int>?
  /// Stance towards whom it is about, as the word alone tells.
  var stance: Int
  /// Whether the clause stands as a report by itself, without a quotation.
  var isComplete: Bool
  /// Head of the phrase of the addressee.
  var addressee: Int?
  /// Line of the verb in its table; nil for nouns and "according to".
  var resource: ResourceReference?
}

/// Finds reporting clauses by the dependency parse.
struct ReportFinder: Sendable {
  let lexicon: ReportingLexicon

  /// Reports in order of their words.
  ///
  /// - Complexity: O(tokens · depth of the parse).
  func reports(in passage: AnalysedPassage) -> [Report] {
    var found: [Report] = []
    for (index, token) in passage.tokens.enumerated() {
      if token.text.lowercased() == "according", let report = report(according: index, in: passage) {
        found.append(report)
        continue
      }
      switch token.partOfSpeech {
      case "VERB", "AUX":
        if let verb = lexicon.verbs[token.lemma.lowercased()] { found.append(report(verb, at: index, in: passage)) }
      case "NOUN":
        if let stance = lexicon.nouns[token.lemma.lowercased()],
          let report = report(noun: index, stance: stance, in: passage)
        {
          found.append(report)
        }
      default: continue
      }
    }
    return found
  }

  private func report(_ verb: ReportingLexicon.Verb, at index: Int, in passage: AnalysedPassage) -> Report {
    let tokens = passage.tokens
    var content: Range<Int>?
    var isComplete = false
    for child in passage.children(of: index) {
      switch tokens[child].relation {
      case "ccomp" where isBehindBreak(child, index, in: passage): continue
      case "ccomp" where verb.patterns.contains(.known(tokens[child].lemma.lowercased())),
        "oprd" where verb.patterns.contains(.known(tokens[child].lemma.lowercased())),
        "acomp" where verb.patterns.contains(.known(tokens[child].lemma.lowercased())):
        guard
          let said = passage.children(of: child).first(where: { tokens[$0].relation == "ccomp" })
            ?? passage.children(of: index).first(where: { tokens[$0].relation == "ccomp" && $0 > child })
            ?? passage.children(of: child).first(where: { tokens[$0].relation == "advcl" && hasThat($0, in: passage) })
        else { continue }
        (content, isComplete) = (extent(of: said, in: passage), true)
      case "ccomp" where verb.patterns.contains(.clause):
        (content, isComplete) = (extent(of: child, in: passage), true)
      case "xcomp"
      where verb.patterns.contains(.clause) && tokens[child].partOfSpeech != "ADJ"
        && (tokens[child].tag == "VB" || tokens[child].tag == "VBG" && verb.patterns.contains(.object)):
        (content, isComplete) = (extent(of: child, in: passage), true)
      case "dobj", "nsubjpass":
        guard content == nil, verb.patterns.contains(.object) else { continue }
        if tokens[child].relation == "nsubjpass",
          !passage.children(of: index).contains(where: { tokens[$0].relation == "agent" })
        {
          continue
        }
        (content, isComplete) = (extent(of: child, in: passage), true)
      case "prep":
        guard content == nil, verb.patterns.contains(.preposition(tokens[child].text.lowercased())) else { continue }
        (content, isComplete) = (extent(of: child, in: passage), true)
      case "prt":
        guard verb.patterns.contains(.particle(tokens[child].text.lowercased())) else { continue }
        if let object = passage.children(of: index).first(where: { tokens[$0].relation == "dobj" }) {
          (content, isComplete) = (extent(of: object, in: passage), true)
        }
      default: continue
      }
    }
    // "X, Y said" : the clause said governs the reporting verb as its parenthesis.
    // "whether X had asked" is what somebody else said.
    let isSubordinate = passage.children(of: index).contains { tokens[$0].relation == "mark" }
    if content == nil, verb.patterns.contains(.clause), !isSubordinate,
      ["ccomp", "parataxis"].contains(tokens[index].relation),
      let head = passage.head(of: index), tokens[head].partOfSpeech == "VERB" || tokens[head].partOfSpeech == "AUX",
      !isBehindBreak(index, head, in: passage),
      // "Peru attacked our ships, he said" is no saying of Peru's.
      !passage.children(of: index).contains(where: { tokens[$0].relation == "dobj" && tokens[$0].tag != "PRP" })
    {
      if let said = words(around: index, under: head, in: passage) { (content, isComplete) = (said, true) }
    }
    // "As Katz wrote, …"
    if content == nil, verb.patterns.contains(.clause), tokens[index].relation == "advcl",
      let head = passage.head(of: index),
      passage.children(of: index).contains(where: {
        tokens[$0].relation == "mark" && tokens[$0].text.lowercased() == "as"
      })
    {
      if let said = words(around: index, under: head, in: passage) { (content, isComplete) = (said, true) }
    }
    let addressee = passage.children(of: index).first { child in
      tokens[child].relation == "dative" || (tokens[child].relation == "dobj" && content != nil && verb.stance == 0)
    }
    return Report(
      word: index, speaker: speaker(of: index, in: passage), content: content, stance: verb.stance,
      isComplete: isComplete, addressee: addressee, resource: verb.resource)
  }

  /// Whether two clauses only stand side by side: a semicolon between them, or a colon behind the first, or the second has
  /// an object of its own and the first stands before it ("Peru fell; Chile attacked Bolivia").
  private func isBehindBreak(_ clause: Int, _ head: Int, in passage: AnalysedPassage) -> Bool {
    let tokens = passage.tokens
    let between = min(clause, head)..<max(clause, head)
    guard between.count <= 200 else { return true }
    if tokens[between].contains(where: { $0.text == ";" }) { return true }
    return clause < head
      && (tokens[between].contains { $0.text == ":" }
        || passage.children(of: head).contains { tokens[$0].relation == "dobj" && tokens[$0].tag != "PRP" }
          && !passage.children(of: head).contains { tokens[$0].relation == "nsubj" && $0 < clause })
  }

  private func hasThat(_ verb: Int, in passage: AnalysedPassage) -> Bool {
    passage.children(of: verb).contains {
      passage.tokens[$0].relation == "mark" && passage.tokens[$0].text.lowercased() == "that"
    }
  }

  /// "Iran's pledge to …", "his statement that …", "the claim by Moscow that …"
  private func report(noun index: Int, stance: Int, in passage: AnalysedPassage) -> Report? {
    let tokens = passage.tokens
    var speaker: Int?
    var content: Range<Int>?
    for child in passage.children(of: index) {
      switch tokens[child].relation {
      case "poss": speaker = child
      case "acl", "ccomp": content = extent(of: child, in: passage)
      case "prep" where ["by", "from"].contains(tokens[child].text.lowercased()):
        speaker = passage.children(of: child).first { tokens[$0].relation == "pobj" } ?? speaker
      default: continue
      }
    }
    guard let speaker else { return nil }
    return Report(
      word: index, speaker: speaker, content: content, stance: stance, isComplete: content != nil, addressee: nil,
      resource: nil)
  }

  /// "According to Russian sources, …"
  private func report(according index: Int, in passage: AnalysedPassage) -> Report? {
    let tokens = passage.tokens
    guard let to = passage.children(of: index).first(where: { tokens[$0].text.lowercased() == "to" }),
      let voice = passage.children(of: to).first(where: { tokens[$0].relation == "pobj" }),
      let head = passage.head(of: index)
    else { return nil }
    guard let content = words(around: index, under: head, in: passage) else { return nil }
    return Report(
      word: index, speaker: voice, content: content, stance: 0, isComplete: true, addressee: nil, resource: nil)
  }

  /// The words said where the reporting phrase below `index` stands inside or beside their clause: the side on which the
  /// clause's head stands.
  private func words(around index: Int, under head: Int, in passage: AnalysedPassage) -> Range<Int>? {
    let own = passage.subtree(of: index)
    let clause = passage.subtree(of: head)
    guard let ownFirst = own.first, let ownLast = own.last, let first = clause.first, let last = clause.last else {
      return nil
    }
    if head > ownLast { return (ownLast + 1)..<(last + 1) }
    return first < ownFirst ? first..<ownFirst : nil
  }

  /// Who speaks: the subject, the agent of a passive, the subject of a verb joined to this one, what a relative clause
  /// belongs to, or the subject of the verb that this one completes.
  private func speaker(of verb: Int, in passage: AnalysedPassage) -> Int? {
    let tokens = passage.tokens
    var current = verb
    for _ in 0..<4 {
      let children = passage.children(of: current)
      // "X was quoted by Y as saying", "X is said to have told": who speaks is the subject of the passive above.
      if current != verb, let subject = children.first(where: { tokens[$0].relation == "nsubjpass" }) { return subject }
      if let agent = children.first(where: { tokens[$0].relation == "agent" }),
        let object = passage.children(of: agent).first(where: { tokens[$0].relation == "pobj" })
      {
        return object
      }
      if children.contains(where: { tokens[$0].relation == "nsubjpass" || tokens[$0].relation == "auxpass" }) {
        return nil
      }
      if let subject = children.first(where: { tokens[$0].relation == "nsubj" }) {
        let isRelative = ["who", "which", "that"].contains(tokens[subject].text.lowercased())
        if isRelative, tokens[current].relation == "relcl", let antecedent = passage.head(of: current) {
          return antecedent
        }
        return subject
      }
      guard let head = passage.head(of: current) else { return nil }
      switch tokens[current].relation {
      case "conj", "xcomp", "advcl", "pcomp", "dep": current = head
      case "acl": return tokens[head].partOfSpeech == "NOUN" || tokens[head].partOfSpeech == "PROPN" ? head : nil
      case "prep" where tokens[current].partOfSpeech != "VERB": current = head
      default: return nil
      }
    }
    return nil
  }

  private func extent(of head: Int, in passage: AnalysedPassage) -> Range<Int> {
    let subtree = passage.subtree(of: head)
    guard let first = subtree.first, var last = subtree.last else { return head..<(head + 1) }
    while last > first, [".", ",", ";"].contains(passage.tokens[last].text) { last -= 1 }
    return first..<(last + 1)
  }
}
