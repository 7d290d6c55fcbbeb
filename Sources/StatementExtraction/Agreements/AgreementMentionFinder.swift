import Findings
import Linguistics
import SourceTexts

/// Finds the words of one passage that stand for agreements.
struct AgreementMentionFinder {
  let lexicon: AgreementLexicon
  let passage: AnalysedPassage
  /// The passage's actors.
  let mentions: [ActorMention]
  /// Short forms that the document introduces.
  let acronyms: [String: AgreementAcronyms.Introduction]

  /// Mentions in order of their heads.
  func agreementMentions() -> [AgreementMention] {
    let tokens = passage.tokens
    let words = tokens.map { ["–", "—"].contains($0.text) ? "-" : $0.text.lowercased() }
    var found: [AgreementMention] = []
    var covered = 0
    for index in tokens.indices {
      if index >= covered, let (agreement, count) = lexicon.known(at: index, in: words) {
        covered = index + count
        found += known(agreement, tokens: index..<covered)
        continue
      }
      guard index >= covered else { continue }
      if let introduced = acronyms[tokens[index].text], index == 0 || tokens[index - 1].text != "(" {
        found += introducedMentions(introduced, at: index)
        continue
      }
      let lemma = tokens[index].lemma.lowercased()
      if let nounClass = lexicon.nouns[lemma] ?? lexicon.nouns[words[index]],
        ["NOUN", "PROPN"].contains(tokens[index].partOfSpeech),
        tokens[index].relation != "compound" || tokens[index].partOfSpeech == "PROPN",
        case let mentions = mentions(nounClass, at: index), !mentions.isEmpty
      {
        found += mentions
      } else if let mention = membership(verb: index) ?? told(verb: index) {
        found.append(mention)
      }
    }
    return found
  }

  /// A mention for each of `lives`, or one without a status.
  private func told(_ mention: AgreementMention, _ lives: [Life]) -> [AgreementMention] {
    guard !lives.isEmpty else { return [mention] }
    return lives.map { life in
      var told = mention
      (told.status, told.verb) = (life.status, life.word)
      return told
    }
  }

  /// "EDCA", where the document has said what it stands for.
  private func introducedMentions(_ introduced: AgreementAcronyms.Introduction, at index: Int) -> [AgreementMention] {
    told(
      AgreementMention(
        identity: .named(introduced.key), name: introduced.name, tokens: index..<(index + 1), head: index,
        parties: parties(in: index..<(index + 1), verb: lives(of: index).first?.word), status: nil, verb: nil,
        rule: "agreement.named", confidence: 0.8, resources: [], isPact: true, standsAlone: false),
      lives(of: index))
  }

  private func known(_ agreement: AgreementLexicon.Known, tokens: Range<Int>) -> [AgreementMention] {
    let head =
      tokens.last { index in passage.head(of: index).map { !tokens.contains($0) } ?? true } ?? tokens.lowerBound
    let phrase = nounPhrase(head)
    let mention = AgreementMention(
      identity: .known(agreement), name: agreement.name,
      tokens: min(phrase.lowerBound, tokens.lowerBound)..<max(tokens.upperBound, head + 1), head: head,
      parties: agreement.parties,
      status: nil, verb: nil, rule: "agreement.known", confidence: 0.9,
      resources: [agreement.resource], signed: agreement.signedYear,
      isPact: true,
      standsAlone: true)
    return told(mention, lives(of: head))
  }

  private func mentions(_ nounClass: AgreementLexicon.NounClass, at head: Int) -> [AgreementMention] {
    let tokens = passage.tokens
    let phrase = nounPhrase(head)
    let words = phrase.filter {
      !["DET", "PUNCT", "SPACE"].contains(tokens[$0].partOfSpeech) && tokens[$0].tag != "POS"
    }
    let hasName = words.contains { tokens[$0].partOfSpeech == "PROPN" || tokens[$0].entityType == "LAW" }
    let isCapitalised = tokens[head].text.first?.isUppercase == true && head > 0 && !tokens[head].startsSentence
    let hasModifier = passage.children(of: head).contains { child in
      ["compound", "amod", "nmod", "poss", "nummod"].contains(tokens[child].relation)
        || (tokens[child].relation == "prep"
          && ["of", "on", "with", "between", "for"].contains(tokens[child].text.lowercased()))
    }
    // "No treaty was signed."
    if passage.children(of: head).contains(where: {
      tokens[$0].relation == "det" && lexicon.denying.contains(tokens[$0].lemma.lowercased())
    }) {
      return []
    }
    let lives = lives(of: head)
    let (status, verb) = (lives.first?.status, lives.first?.word)
    let isDefinite = passage.children(of: head).contains {
      ["the", "this", "that", "its", "their"].contains(tokens[$0].text.lowercased())
    }
    let rule: RuleIdentifier
    var identity: AgreementMention.Identity
    var confidence = 0.7
    var standsAlone = false
    switch nounClass {
    case .agreement, .common:
      if isDefinite, !hasModifier, !hasName {
        guard status != nil else { return [] }
        (rule, identity) = ("agreement.described", .last(noun: tokens[head].lemma.lowercased()))
      } else if hasName, isCapitalised || nounClass == .agreement || hasYear(phrase) || isCalledAfter(head) {
        (rule, identity, confidence, standsAlone) = (
          "agreement.named", .named(key(words)), 0.8, nounClass == .agreement || isCapitalised
        )
      } else if status != nil || (nounClass == .agreement && hasModifier) {
        // "negotiate a treaty", "further agreements": nobody's in particular.
        guard tokens[head].tag != "NNS" || parties(in: phrase, verb: verb).count > 1,
          status != .proposed || parties(in: phrase, verb: verb).count > 1 || hasAmount(phrase)
        else { return [] }
        (rule, identity) = ("agreement.described", .named(key(words)))
        confidence = status == nil ? 0.5 : 0.7
      } else if hasModifier, nounClass == .common {
        // Remembered, so that "the deal" can be this one; told only where something becomes of it.
        (rule, identity, confidence) = ("agreement.described", .named(key(words)), 0.4)
      } else {
        return []
      }
    case .organization: return []
    case .transaction:
      guard status != nil, hasAmount(phrase) || hasName, tokens[head].tag != "NNS" else { return [] }
      (rule, identity, confidence) = ("agreement.transaction", .named(key(words)), 0.6)
    case .membership:
      guard organization(under: head) != nil else { return [] }
      (rule, identity, confidence) = ("agreement.membership", .named(key(words)), 0.6)
      let mention = AgreementMention(
        identity: identity, name: passage.text(of: phrase), tokens: phrase, head: head,
        parties: parties(in: phrase, verb: verb),
        status: status ?? .proposed, verb: verb, rule: rule,
        confidence: confidence, resources: [], isPact: false, standsAlone: true)
      return [mention]
    }
    let mention = AgreementMention(
      identity: identity, name: name(of: phrase), tokens: phrase, head: head, parties: parties(in: phrase, verb: verb),
      status: nil, verb: nil, rule: rule, confidence: confidence, resources: [],
      isPact: nounClass == .agreement || nounClass == .common, standsAlone: standsAlone, isDefinite: isDefinite)
    return told(mention, lives)
  }

  /// "Tehran joining the … Union", "Qatar left OPEC"
  private func membership(verb index: Int) -> AgreementMention? {
    let tokens = passage.tokens
    let lemma = tokens[index].lemma.lowercased()
    let isLeaving = lexicon.leavingVerbs.contains(lemma)
    guard tokens[index].partOfSpeech == "VERB", isLeaving || lexicon.joiningVerbs.contains(lemma),
      let organization = organization(under: index), !isLeaving || isObject(organization, of: index),
      !isKnownPact(organization)
    else { return nil }
    let subject = passage.children(of: index).first { tokens[$0].relation == "nsubj" }
    let phrase =
      min(subject.map { nounPhrase($0).lowerBound } ?? index, index)..<(max(index, organization.upperBound - 1) + 1)
    let isDone =
      tokens[index].tag == "VBD"
      || passage.children(of: index).contains { ["have", "had", "has"].contains(tokens[$0].text.lowercased()) }
    let isDenied = ([index] + passage.ancestors(of: index).prefix(2)).contains { token in
      lexicon.denying.contains(tokens[token].lemma.lowercased())
        || passage.children(of: token).contains { lexicon.denying.contains(tokens[$0].lemma.lowercased()) }
    }
    guard !isDenied, isDone || !isLeaving else { return nil }
    return AgreementMention(
      identity: .named(key(Array(phrase))), name: passage.text(of: phrase), tokens: phrase, head: index,
      parties: parties(in: phrase, verb: index), status: isDone ? (isLeaving ? .ended : .inForce) : .proposed,
      verb: index,
      rule: "agreement.membership", confidence: 0.6, resources: [], isPact: false, standsAlone: true)
  }

  /// What two sides are told to have agreed to do: "Peru and Chile agreed to waive visas", "China agreed with India to trade".
  private func told(verb index: Int) -> AgreementMention? {
    let tokens = passage.tokens
    guard tokens[index].partOfSpeech == "VERB", lexicon.dealVerbs.contains(tokens[index].lemma.lowercased()),
      let said = passage.children(of: index).first(where: { child in
        tokens[child].relation == "xcomp" && tokens[child].tag == "VB" && child > index
      }),
      !passage.children(of: index).contains(where: { tokens[$0].relation == "neg" || tokens[$0].tag == "MD" }),
      ["ROOT", "conj", "relcl", "advcl"].contains(tokens[index].relation)
    else { return nil }
    let sides = passage.children(of: index).filter { child in
      ["nsubj", "nsubjpass"].contains(tokens[child].relation)
        || tokens[child].relation == "prep" && tokens[child].text.lowercased() == "with"
    }
    var codes: [ActorCode] = []
    for side in sides {
      for mention in mentions {
        guard let code = mention.code, let head = mention.headToken, isBelow(side, head), !codes.contains(code) else {
          continue
        }
        codes.append(code)
      }
    }
    guard codes.count > 1 else { return nil }
    let below = passage.subtree(of: said)
    var end = (below.last ?? said) + 1
    while end > said + 1, ["PUNCT", "SPACE"].contains(tokens[end - 1].partOfSpeech) { end -= 1 }
    let words = index..<min(end, index + 25)
    return AgreementMention(
      identity: .named(key(Array(words))), name: passage.text(of: words), tokens: words, head: index, parties: codes,
      status: .signed, verb: index, rule: "agreement.told", confidence: 0.55, resources: [], isPact: false,
      standsAlone: true)
  }

  /// The organization that a membership is of: an actor that is one, or a name that ends in a word for one.
  private func organization(under head: Int) -> Range<Int>? {
    let tokens = passage.tokens
    let below = passage.subtree(of: head).filter { $0 > head }
    let known = mentions.first { mention in
      guard let code = mention.code, code.isKindOfOrganization, let token = mention.headToken, mention.form == .name
      else {
        return false
      }
      return below.contains(token)
    }
    if let tokens = known?.tokens { return tokens }
    let named = below.first { index in
      tokens[index].partOfSpeech == "PROPN" && lexicon.nouns[tokens[index].text.lowercased()] == .organization
        && (tokens[index].entityType == "ORG"
          || passage.children(of: index).contains { tokens[$0].relation == "compound" })
    }
    return named.map { nounPhrase($0) }
  }

  /// Whether the words name an agreement of the table: "the Triple Alliance".
  private func isKnownPact(_ organization: Range<Int>) -> Bool {
    let words = passage.tokens[organization].map { $0.text.lowercased() }
    return words.indices.contains { lexicon.known(at: $0, in: words) != nil }
  }

  /// Whether `organization` is the object of the verb, or of "from" or "of" below it.
  private func isObject(_ organization: Range<Int>, of verb: Int) -> Bool {
    let tokens = passage.tokens
    return organization.contains { token in
      guard let head = passage.head(of: token) else { return false }
      if head == verb { return tokens[token].relation == "dobj" }
      return tokens[token].relation == "pobj" && passage.head(of: head) == verb
        && ["from", "of"].contains(tokens[head].text.lowercased())
    }
  }

  /// Codes named in the phrase, then those around its verb.
  private func parties(in phrase: Range<Int>, verb: Int?) -> [ActorCode] {
    var codes: [ActorCode] = []
    func take(near range: Range<Int>, _ isIn: (Int) -> Bool) {
      let first = mentions.partitioningIndex { ($0.headToken ?? -1) >= range.lowerBound }
      for mention in mentions[first...].prefix(while: { ($0.headToken ?? -1) < range.upperBound }) {
        guard let code = mention.code, let head = mention.headToken, isIn(head), !codes.contains(code) else { continue }
        codes.append(code)
      }
    }
    take(near: phrase) { _ in true }
    if codes.count < 2, let verb {
      take(near: (verb - Self.clauseReach)..<(verb + Self.clauseReach)) { isBelow(verb, $0) }
    }
    return codes
  }

  /// In tokens: how far from its verb a clause is looked through, so that endless sentences cost no more than others.
  private static let clauseReach = 80

  /// Whether `token` is `ancestor` or stands below it.
  private func isBelow(_ ancestor: Int, _ token: Int) -> Bool {
    var current = token
    for _ in 0..<40 {
      if current == ancestor { return true }
      guard let next = passage.head(of: current) else { return false }
      current = next
    }
    return false
  }

  /// The noun with what stands before it and its of- and between-phrases.
  private func nounPhrase(_ head: Int) -> Range<Int> {
    let tokens = passage.tokens
    var first = head
    var last = head
    for child in passage.children(of: head) {
      let relation = tokens[child].relation
      if child < head, ["compound", "amod", "nmod", "poss", "nummod", "det", "quantmod", "punct"].contains(relation) {
        if relation == "punct", !["-", "–"].contains(tokens[child].text) { continue }
        first = min(first, passage.subtree(of: child).first ?? child)
      } else if child > head, relation == "prep",
        ["of", "between", "with", "on", "to"].contains(tokens[child].text.lowercased())
      {
        let reach = min(child + 7, tokens.count - 1)
        last = max(last, stride(from: reach, to: child, by: -1).first { isBelow(child, $0) } ?? child)
      }
    }
    return first..<(last + 1)
  }

  /// "the Calles-Morrow agreement": a noun behind joined names.
  private func isCalledAfter(_ head: Int) -> Bool {
    let tokens = passage.tokens
    return passage.children(of: head).contains { child in
      child < head && ["compound", "nmod"].contains(tokens[child].relation) && tokens[child].partOfSpeech == "PROPN"
        && tokens[child].entityType != "GPE" && tokens[child].entityType != "NORP"
        && passage.children(of: child).contains { ["-", "–"].contains(tokens[$0].text) }
    }
  }

  /// "a $5 billion line of credit"
  private func hasAmount(_ phrase: Range<Int>) -> Bool {
    phrase.contains { passage.tokens[$0].tag == "CD" && passage.tokens[$0].entityType != "DATE" }
  }

  private func hasYear(_ phrase: Range<Int>) -> Bool {
    phrase.contains { passage.tokens[$0].entityType == "DATE" }
  }

  private func name(of phrase: Range<Int>) -> String {
    var start = phrase.lowerBound
    while start + 1 < phrase.upperBound,
      passage.tokens[start].partOfSpeech == "DET" || passage.tokens[start].entityType == "DATE"
    { start += 1 }
    return passage.text(of: start..<phrase.upperBound)
  }

  private func key(_ words: [Int]) -> String { AgreementAcronyms.key(words, in: passage) }
}
