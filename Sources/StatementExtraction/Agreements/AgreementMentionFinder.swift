import Findings
import Linguistics
import SourceTexts

/// Finds the words of one passage that stand for agreements.
struct AgreementMentionFinder {
  let lexicon: AgreementLexicon
  let passage: AnalysedPassage
  /// The passage's actors.
  let mentions: [ActorMention]

  /// Mentions in order of their heads.
  func agreementMentions() -> [AgreementMention] {
    let tokens = passage.tokens
    let words = tokens.map { ["–", "—"].contains($0.text) ? "-" : $0.text.lowercased() }
    var found: [AgreementMention] = []
    var covered = 0
    for index in tokens.indices {
      if index >= covered, let (agreement, count) = lexicon.known(at: index, in: words) {
        covered = index + count
        found.append(known(agreement, tokens: index..<covered))
        continue
      }
      guard index >= covered else { continue }
      let lemma = tokens[index].lemma.lowercased()
      if let nounClass = lexicon.nouns[lemma] ?? lexicon.nouns[words[index]],
        ["NOUN", "PROPN"].contains(tokens[index].partOfSpeech),
        tokens[index].relation != "compound" || tokens[index].partOfSpeech == "PROPN",
        let mention = mention(nounClass, at: index)
      {
        found.append(mention)
      } else if let mention = membership(verb: index) {
        found.append(mention)
      }
    }
    return found
  }

  private func known(_ agreement: AgreementLexicon.Known, tokens: Range<Int>) -> AgreementMention {
    let head =
      tokens.last { index in passage.head(of: index).map { !tokens.contains($0) } ?? true } ?? tokens.lowerBound
    let (status, verb) = life(of: head)
    let phrase = nounPhrase(head)
    return AgreementMention(
      identity: .known(agreement.key), name: agreement.name,
      tokens: min(phrase.lowerBound, tokens.lowerBound)..<max(tokens.upperBound, head + 1), head: head,
      parties: agreement.parties,
      status: status, verb: verb, rule: "agreement.known", confidence: 0.9,
      resources: [ResourceReference(table: AgreementLexicon.table, line: agreement.line)], signed: agreement.signed,
      isPact: true,
      standsAlone: true)
  }

  private func mention(_ nounClass: AgreementLexicon.NounClass, at head: Int) -> AgreementMention? {
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
    let (status, verb) = life(of: head)
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
        guard status != nil else { return nil }
        (rule, identity) = ("agreement.described", .last)
      } else if hasName, isCapitalised || nounClass == .agreement || hasYear(phrase) {
        (rule, identity, confidence, standsAlone) = (
          "agreement.named", .named(key(words)), 0.8, nounClass == .agreement || isCapitalised
        )
      } else if status != nil || (nounClass == .agreement && hasModifier) {
        (rule, identity) = ("agreement.described", .named(key(words)))
        confidence = status == nil ? 0.5 : 0.7
      } else if hasModifier, nounClass == .common {
        // Remembered, so that "the deal" can be this one; told only where something becomes of it.
        (rule, identity, confidence) = ("agreement.described", .named(key(words)), 0.4)
      } else {
        return nil
      }
    case .organization: return nil
    case .transaction:
      guard status != nil, hasModifier || hasName, tokens[head].tag != "NNS" else { return nil }
      (rule, identity, confidence) = ("agreement.transaction", .named(key(words)), 0.6)
    case .membership:
      guard organization(under: head) != nil else { return nil }
      (rule, identity, confidence) = ("agreement.membership", .named(key(words)), 0.6)
      return AgreementMention(
        identity: identity, name: passage.text(of: phrase), tokens: phrase, head: head,
        parties: parties(in: phrase, verb: verb),
        status: status == .signed || status == .inForce ? status : .proposed, verb: verb, rule: rule,
        confidence: confidence, resources: [], isPact: false, standsAlone: true)
    }
    return AgreementMention(
      identity: identity, name: name(of: phrase), tokens: phrase, head: head, parties: parties(in: phrase, verb: verb),
      status: status, verb: verb, rule: rule, confidence: confidence, resources: [],
      isPact: nounClass == .agreement || nounClass == .common, standsAlone: standsAlone)
  }

  /// "Tehran joining the … Union"
  private func membership(verb index: Int) -> AgreementMention? {
    let tokens = passage.tokens
    guard tokens[index].partOfSpeech == "VERB", lexicon.verbs[tokens[index].lemma.lowercased()] == .inForce,
      lexicon.joiningVerbs.contains(tokens[index].lemma.lowercased()),
      let organization = organization(under: index)
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
    guard !isDenied else { return nil }
    return AgreementMention(
      identity: .named(key(Array(phrase))), name: passage.text(of: phrase), tokens: phrase, head: index,
      parties: parties(in: phrase, verb: index), status: isDone ? .inForce : .proposed, verb: index,
      rule: "agreement.membership", confidence: 0.6, resources: [], isPact: false, standsAlone: true)
  }

  /// The verb of an agreement's life that governs the noun, and the status in which it leaves it.
  private func life(of head: Int) -> (Agreement.Status?, Int?) {
    let governing = governingLife(of: head)
    return governing.0 == nil ? modifyingLife(of: head) : governing
  }

  /// "the pact signed in 1995", "which expired", "that they repealed"; not "which ended the war", where the pact does it.
  private func modifyingLife(of head: Int) -> (Agreement.Status?, Int?) {
    let tokens = passage.tokens
    for child in passage.children(of: head) where ["relcl", "acl"].contains(tokens[child].relation) {
      guard let status = lexicon.verbs[tokens[child].lemma.lowercased()], tokens[child].tag != "VBG" else { continue }
      let object = passage.children(of: child).first { tokens[$0].relation == "dobj" }
      if let object, !tokens[object].tag.hasPrefix("W"), tokens[object].text.lowercased() != "that" { continue }
      return (status, child)
    }
    return (nil, nil)
  }

  private func governingLife(of head: Int) -> (Agreement.Status?, Int?) {
    let tokens = passage.tokens
    var current = head
    for _ in 0..<4 {
      guard let next = passage.head(of: current) else { return (nil, nil) }
      let lemma = tokens[next].lemma.lowercased()
      let relation = tokens[current].relation
      if ["VERB", "AUX"].contains(tokens[next].partOfSpeech) {
        guard ["dobj", "nsubjpass", "nsubj", "pobj", "prep", "conj", "attr"].contains(relation),
          let status = lexicon.verbs[lemma]
        else {
          return (nil, nil)
        }
        // "The war ended with the Treaty of Paris": what ends is something else, by a treaty that was made.
        if relation == "prep", ["with", "by", "through", "under", "in"].contains(tokens[current].text.lowercased()) {
          return status == .ended ? (.signed, next) : (nil, nil)
        }
        // A subject of an active verb is alive only with verbs that it can do itself: "the treaty expired".
        if relation == "nsubj", status != .ended, status != .inForce { return (nil, nil) }
        let isFuture = passage.children(of: next).contains { tokens[$0].tag == "MD" }
        return (isFuture && status != .ended ? .proposed : status, next)
      }
      // "the freeze on the sale", "talks on a treaty", "idea of a pact"
      if let status = lexicon.verbs[lemma], tokens[next].partOfSpeech == "NOUN" {
        if status == .suspended, let verb = passage.head(of: next),
          lexicon.verbs[tokens[verb].lemma.lowercased()] == .inForce
        {
          return (.inForce, verb)
        }
        return (status, next)
      }
      guard ["pobj", "prep", "conj", "compound", "appos"].contains(relation) else { return (nil, nil) }
      current = next
    }
    return (nil, nil)
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
        && passage.children(of: index).contains { tokens[$0].relation == "compound" }
    }
    return named.map { nounPhrase($0) }
  }

  /// Codes named in the phrase, then those around its verb.
  private func parties(in phrase: Range<Int>, verb: Int?) -> [ActorCode] {
    var codes: [ActorCode] = []
    func take(_ isIn: (Int) -> Bool) {
      for mention in mentions {
        guard let code = mention.code, let head = mention.headToken, isIn(head), !codes.contains(code) else { continue }
        codes.append(code)
      }
    }
    take(phrase.contains)
    if codes.count < 2, let verb {
      let clause = Set(passage.subtree(of: verb))
      take(clause.contains)
    }
    return codes
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
        last = max(last, passage.subtree(of: child).filter { $0 < child + 8 }.last ?? child)
      }
    }
    return first..<(last + 1)
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

  private func key(_ words: [Int]) -> String {
    words.filter { passage.tokens[$0].partOfSpeech != "DET" && passage.tokens[$0].entityType != "DATE" }
      .map { passage.tokens[$0].text.lowercased() }.joined(separator: " ")
  }
}
