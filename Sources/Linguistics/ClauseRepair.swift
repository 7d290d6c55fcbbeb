/// Gives finite verbs the subject that the parser read with the words before it.
///
/// English states the subject of a finite verb. Where a verb has none and a noun stands right before it that the parser
/// joined to the phrase at the head of the clause, or to the object of the clause before, that noun is the subject.
///
/// ```
/// "On Friday Peru recalled its envoy."                      Peru was read as the object of "on"
/// "After the fall of Lima, Chile and Peru signed a truce."  Chile was read as joined to Lima
/// "Peru arrested rebels and Chile closed the border."       Chile was read as joined to the rebels
/// "In 1990 the bloc sponsored talks."                   sponsored was read as a modifier of talks
/// ```
package enum ClauseRepair {
  /// The passage with such subjects joined to their verbs; the same passage where there are none.
  ///
  /// - Complexity: linear in the number of tokens.
  package static func repaired(_ passage: AnalysedPassage) -> AnalysedPassage {
    var tokens = passage.tokens
    var isChanged = false
    for verb in tokens.indices where isFinite(verb, in: passage) && !hasSubject(verb, in: passage) {
      guard let last = lastNoun(before: verb, in: passage) else { continue }
      isChanged = repair(verb, last: last, in: passage, &tokens) || isChanged
    }
    for sentence in passage.sentences where sentence.count <= 120 {
      isChanged = repairVerbless(sentence, in: passage, &tokens) || isChanged
    }
    return isChanged ? AnalysedPassage(tokens: tokens, blocks: passage.blocks) : passage
  }

  private static func repair(_ verb: Int, last: Int, in passage: AnalysedPassage, _ tokens: inout [Token]) -> Bool {
    let relation = passage.children(of: verb, relation: "auxpass").isEmpty ? "nsubj" : "nsubjpass"
    func join(_ noun: Int) {
      tokens[noun].head = verb
      tokens[noun].relation = relation
    }
    // Up the nouns joined to the last one.
    var noun = last
    for _ in 0..<12 {
      let start = phraseStart(of: noun, in: passage)
      let before = start > 0 ? passage.tokens[start - 1] : nil
      if passage.tokens[noun].relation == "conj", let head = passage.head(of: noun), isNominal(head, in: passage),
        head < noun
      {
        if before?.tag == ",", isFronted(head, of: verb, in: passage) {
          join(noun)
          return true
        }
        if before?.tag == "CC", noun == last, sharesNoSubject(verb, head, in: passage) {
          join(noun)
          return true
        }
        noun = head
        continue
      }
      guard passage.tokens[noun].relation == "pobj", isFronted(noun, of: verb, in: passage),
        let preposition = passage.head(of: noun)
      else { return false }
      let own = nameStart(of: noun, in: passage)
      // "In the third quarter of 2019 Peru attacked": the time is an object of its own already.
      if passage.children(of: preposition, relation: "pobj").contains(where: { $0 < own && isTime($0, in: passage) }) {
        join(noun)
        return true
      }
      guard preposition + 1 < own, let time = timeWord(in: (preposition + 1)..<own, under: noun, passage) else {
        return false
      }
      for child in passage.children(of: noun) where child < own && child != time { tokens[child].head = time }
      tokens[time].head = preposition
      tokens[time].relation = "pobj"
      join(noun)
      return true
    }
    return false
  }

  /// Makes a verb of the participle that stands between two nouns of a sentence without any finite verb.
  private static func repairVerbless(
    _ sentence: Range<Int>, in passage: AnalysedPassage, _ tokens: inout [Token]
  ) -> Bool {
    guard let root = sentence.first(where: { passage.head(of: $0) == nil }), isNominal(root, in: passage),
      !sentence.contains(where: { ["VBD", "VBZ", "VBP", "MD"].contains(passage.tokens[$0].tag) }),
      let last = sentence.last, passage.tokens[last].text == ".",
      let verb = passage.children(of: root, relation: "amod").first(where: { passage.tokens[$0].tag == "VBN" }),
      verb > sentence.lowerBound, verb < root, isNominal(verb - 1, in: passage),
      passage.tokens[verb - 1].tag.hasPrefix("NNP"),
      passage.tokens[verb - 1].head == verb || passage.tokens[verb - 1].head == root
    else { return false }
    tokens[verb].tag = "VBD"
    tokens[verb].partOfSpeech = "VERB"
    tokens[verb].relation = "ROOT"
    tokens[verb].head = verb
    tokens[verb - 1].relation = "nsubj"
    tokens[verb - 1].head = verb
    tokens[root].relation = "dobj"
    tokens[root].head = verb
    for child in passage.children(of: root) where child != verb && child != verb - 1 {
      let relation = passage.tokens[child].relation
      if child > root, relation != "punct" { continue }
      if child > verb, relation != "prep" { continue }
      // An article before the subject is the subject's.
      tokens[child].head = relation == "det" || relation == "compound" ? verb - 1 : verb
    }
    return true
  }

  private static func isFinite(_ index: Int, in passage: AnalysedPassage) -> Bool {
    let token = passage.tokens[index]
    guard ["ROOT", "conj", "ccomp", "advcl"].contains(token.relation), token.tag.hasPrefix("VB") else { return false }
    if ["VBD", "VBZ", "VBP"].contains(token.tag) { return true }
    return passage.children(of: index).contains { child in
      passage.tokens[child].relation.hasPrefix("aux")
        && ["VBD", "VBZ", "VBP", "MD"].contains(passage.tokens[child].tag)
    }
  }

  private static func hasSubject(_ verb: Int, in passage: AnalysedPassage) -> Bool {
    passage.children(of: verb).contains { child in
      let relation = passage.tokens[child].relation
      return relation.hasPrefix("nsubj") || relation.hasPrefix("csubj") || relation == "expl"
    }
  }

  /// The noun that ends right before the verb and its auxiliaries and adverbs.
  private static func lastNoun(before verb: Int, in passage: AnalysedPassage) -> Int? {
    var index = verb - 1
    while index >= 0, passage.tokens[index].head == verb,
      ["aux", "auxpass", "advmod", "neg"].contains(passage.tokens[index].relation)
    { index -= 1 }
    guard index >= 0, isNominal(index, in: passage), passage.sentence(of: index) == passage.sentence(of: verb) else {
      return nil
    }
    return index
  }

  private static func isNominal(_ index: Int, in passage: AnalysedPassage) -> Bool {
    passage.tokens[index].tag.hasPrefix("NN")
  }

  /// Whether `noun` stands in the phrase at the head of the verb's clause, which hangs on the verb.
  private static func isFronted(_ noun: Int, of verb: Int, in passage: AnalysedPassage) -> Bool {
    var current = noun
    for _ in 0..<12 {
      guard let head = passage.head(of: current) else { return false }
      if head == verb {
        guard passage.tokens[current].relation == "prep", current < noun else { return false }
        if current == 0 || passage.tokens[current].startsSentence { return true }
        let before = passage.tokens[current - 1]
        return before.partOfSpeech == "PUNCT" || before.tag == "CC" || before.relation == "advmod"
      }
      guard head < verb, ["pobj", "prep", "conj", "compound", "nmod"].contains(passage.tokens[current].relation) else {
        return false
      }
      current = head
    }
    return false
  }

  /// Whether a noun behind "and" can't be joined to `head`: no other coordinator stands before the verb.
  private static func sharesNoSubject(_ verb: Int, _ head: Int, in passage: AnalysedPassage) -> Bool {
    let relation = passage.tokens[head].relation
    guard relation == "dobj" || relation == "pobj" || relation == "attr" else { return false }
    // The noun is no part of a clause that hangs on another noun: "the plan to arm Peru and Chile failed".
    var current = head
    for _ in 0..<12 {
      guard let next = passage.head(of: current) else { return false }
      // In the phrase at the head of the verb's own clause it is joined rightly, or the whole of it is the subject.
      if next == verb, !passage.tokens[current].tag.hasPrefix("VB") { return false }
      if next == verb || next == passage.head(of: verb) {
        return passage.tokens[current].relation != "nsubj" && passage.tokens[current].relation != "nsubjpass"
      }
      if ["relcl", "acl", "nsubj", "nsubjpass"].contains(passage.tokens[current].relation) { return false }
      current = next
    }
    return false
  }

  /// Where the noun's own phrase begins.
  private static func phraseStart(of noun: Int, in passage: AnalysedPassage) -> Int {
    var start = noun
    for child in passage.children(of: noun) where child < noun && passage.tokens[child].relation != "punct" {
      start = min(start, child)
    }
    // A modifier of several words: "South Korean troops".
    while start > 0, passage.tokens[start - 1].head == start, passage.tokens[start - 1].relation != "prep" {
      start -= 1
    }
    return start
  }

  /// Where the name that ends in `noun` begins, its article included.
  private static func nameStart(of noun: Int, in passage: AnalysedPassage) -> Int {
    var start = noun
    if let entity = passage.entity(at: noun), !isTime(noun, in: passage) { start = entity.tokens.lowerBound }
    if start > 0, passage.tokens[start - 1].tag == "DT", passage.tokens[start - 1].head == noun { start -= 1 }
    return start
  }

  /// The word of a time among `range` that the parser hung on `noun`.
  private static func timeWord(in range: Range<Int>, under noun: Int, _ passage: AnalysedPassage) -> Int? {
    passage.children(of: noun).last { child in
      range.contains(child) && isTime(child, in: passage) && range.upperBound - child <= 2
    }
  }

  private static func isTime(_ index: Int, in passage: AnalysedPassage) -> Bool {
    let token = passage.tokens[index]
    return token.entityType == "DATE" || token.entityType == "TIME" || token.tag == "CD" && token.text.utf8.count == 4
  }
}
