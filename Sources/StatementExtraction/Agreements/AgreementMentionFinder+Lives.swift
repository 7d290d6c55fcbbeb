import Findings
import Linguistics

extension AgreementMentionFinder {
  /// A status in which a word of an agreement's life leaves it.
  struct Life: Sendable, Hashable {
    var status: Agreement.Status
    /// The verb's (or noun's) token.
    var word: Int
  }

  /// What becomes of the agreement in its sentence, in order: the verb that governs the noun, those joined to it, and what
  /// modifies the noun; at most one a status.
  func lives(of head: Int) -> [Life] {
    var lives: [Life] = []
    func add(_ life: Life?) {
      guard let life, !lives.contains(where: { $0.status == life.status }) else { return }
      lives.append(life)
    }
    if let (life, relation) = governingLife(of: head) {
      add(life)
      for joined in joinedVerbs(of: life.word, relation: relation) {
        add(status(of: joined).flatMap { asTold($0, by: joined, isObject: relation == "dobj") })
      }
    }
    modifyingLives(of: head).forEach(add)
    return lives
  }

  /// The status that a verb leaves an agreement in; verbs with a particle or a fixed phrase before single ones ("come into
  /// force", "tear up").
  func status(of verb: Int) -> Agreement.Status? {
    let tokens = passage.tokens
    let lemma = tokens[verb].lemma.lowercased()
    for child in passage.children(of: verb) where child > verb {
      let word = tokens[child].lemma.lowercased()
      switch tokens[child].relation {
      case "prt", "advmod", "dobj":
        if let status = lexicon.verbs["\(lemma) \(word)"] { return status }
      case "prep":
        if let object = passage.children(of: child).first(where: { tokens[$0].relation == "pobj" }),
          let status = lexicon.verbs["\(lemma) \(word) \(tokens[object].lemma.lowercased())"]
        {
          return status
        }
        if let status = lexicon.verbs["\(lemma) \(word)"] { return status }
      default: continue
      }
    }
    return lexicon.verbs[lemma]
  }

  /// "Moscow's pact with Berlin, signed in 1995", "which expired", "that they repealed"; not "which ended the war", where
  /// the pact does it.
  private func modifyingLives(of head: Int) -> [Life] {
    let tokens = passage.tokens
    return passage.children(of: head).compactMap { child in
      guard ["relcl", "acl"].contains(tokens[child].relation), tokens[child].tag != "VBG",
        let status = status(of: child)
      else { return nil }
      let isToBeDone = tokens[child].tag == "VB"
      let object = passage.children(of: child).first { tokens[$0].relation == "dobj" }
      if let object, !tokens[object].tag.hasPrefix("W"), tokens[object].text.lowercased() != "that" {
        // "took effect" has an object that says nothing.
        let own = "\(tokens[child].lemma.lowercased()) \(tokens[object].lemma.lowercased())"
        guard lexicon.verbs[own] != nil else { return nil }
      }
      return isToBeDone ? nil : asTold(status, by: child, isObject: false)
    }
  }

  private func governingLife(of head: Int) -> (Life, relation: String)? {
    let tokens = passage.tokens
    var current = head
    for _ in 0..<4 {
      guard let next = passage.head(of: current) else { return nil }
      let relation = tokens[current].relation
      if ["VERB", "AUX"].contains(tokens[next].partOfSpeech) {
        guard ["dobj", "nsubjpass", "nsubj", "pobj", "prep", "conj", "attr", "agent"].contains(relation),
          let status = status(of: next)
        else { return nil }
        // "The war ended with the Treaty of Paris": what ends is something else, by a treaty that was made.
        if relation == "agent"
          || (relation == "prep"
            && ["with", "by", "through", "under", "in"].contains(tokens[current].text.lowercased()))
        {
          return status == .ended ? (Life(status: .signed, word: next), relation) : nil
        }
        if relation == "nsubj" {
          // A subject of an active verb is alive only with verbs that it can do itself: "the treaty expired".
          guard status == .ended || status == .inForce else { return nil }
          let object = passage.children(of: next).first { tokens[$0].relation == "dobj" }
          if let object,
            lexicon.verbs["\(tokens[next].lemma.lowercased()) \(tokens[object].lemma.lowercased())"] == nil
          {
            return nil
          }
        }
        return asTold(status, by: next, isObject: relation != "nsubj" && relation != "nsubjpass").map { ($0, relation) }
      }
      // "the freeze on the sale", "talks on a treaty", "idea of a pact"
      if let status = lexicon.verbs[tokens[next].lemma.lowercased()], tokens[next].partOfSpeech == "NOUN" {
        if status == .suspended, let verb = passage.head(of: next),
          lexicon.verbs[tokens[verb].lemma.lowercased()] == .inForce
        {
          return (Life(status: .inForce, word: verb), relation)
        }
        return (Life(status: status, word: next), relation)
      }
      guard ["pobj", "prep", "conj", "compound", "appos"].contains(relation) else { return nil }
      current = next
    }
    return nil
  }

  /// The status as the verb's mood tells it: what will or shall be done is proposed, what is denied or only threatened is
  /// nothing.
  private func asTold(_ status: Agreement.Status, by verb: Int, isObject: Bool) -> Life? {
    let tokens = passage.tokens
    let children = passage.children(of: verb)
    let isDone = status != .ended && status != .suspended
    guard
      !children.contains(where: {
        tokens[$0].relation == "neg" || lexicon.denying.contains(tokens[$0].lemma.lowercased())
      })
    else { return nil }
    if children.contains(where: { tokens[$0].tag == "MD" }) {
      if isDone { return Life(status: .proposed, word: verb) }
      return isObject ? nil : Life(status: status, word: verb)
    }
    // "plans to sign", "threatened to leave"; "managed to sign" is done, and so is what somebody met to sign.
    if tokens[verb].tag == "VB", ["xcomp", "acl", "ccomp"].contains(tokens[verb].relation),
      children.contains(where: { tokens[$0].tag == "TO" }), let above = passage.head(of: verb)
    {
      let lemma = tokens[above].lemma.lowercased()
      if lexicon.continuing.contains(lemma) { return Life(status: status, word: verb) }
      if lexicon.denying.contains(lemma) { return nil }
      return isDone ? Life(status: .proposed, word: verb) : nil
    }
    return Life(status: status, word: verb)
  }

  /// Verbs joined to one that governs an agreement and share it as their subject or object: "was signed in 1907 and
  /// renounced in 1918", "signed and later abandoned the pact".
  private func joinedVerbs(of verb: Int, relation: String) -> [Int] {
    let tokens = passage.tokens
    func has(_ token: Int, _ relations: [String]) -> Bool {
      passage.children(of: token).contains { relations.contains(tokens[$0].relation) }
    }
    if relation == "dobj" {
      guard tokens[verb].relation == "conj", let first = passage.head(of: verb), tokens[first].partOfSpeech == "VERB",
        !has(first, ["dobj", "ccomp", "xcomp", "prep", "nsubjpass"])
      else { return [] }
      return [first]
    }
    guard relation == "nsubj" || relation == "nsubjpass" else { return [] }
    return passage.children(of: verb).filter {
      tokens[$0].relation == "conj" && !has($0, ["nsubj", "nsubjpass"])
        && (relation == "nsubj" || tokens[$0].tag == "VBN" || !has($0, ["dobj"]))
    }
  }
}
