/// What the ruler and the lemmatizer make of a token, as strings ready to be handed out.
struct RuleOutcome {
  var tag: Int32
  var relation: Int32
  var partOfSpeech: String
  var morphology: String
  var lemma: String
  /// One-token rules that apply, in order.
  var rules: [Int32]
  /// Rules over more tokens whose first test this token passes.
  var begun: [Int32]
}

/// Applies ruler and lemmatizer, remembering what came out for a word with a tag and a relation. For one thread.
final class RuleRun {
  private let ruler: AttributeRuler
  private let lemmatizer: RuleLemmatizer?
  private let labels: [String]
  private let candidates: RuleCandidates
  private let matcher = PatternMatcher()
  private(set) var outcomes: [RuleOutcome] = []
  private var known: [UInt64: Int32] = [:]

  init(ruler: AttributeRuler, lemmatizer: RuleLemmatizer?, labels: [String]) {
    self.ruler = ruler
    self.lemmatizer = lemmatizer
    self.labels = labels
    candidates = RuleCandidates(ruler, labels: labels)
  }

  var isFull: Bool { outcomes.count > 100_000 }

  func removeAll() {
    outcomes = []
    known = [:]
  }

  /// Number of the outcome for each token, appended to `results`.
  func apply(
    tokens: ArraySlice<Int32>, tags: ArraySlice<Int32>, relations: [Int32], words: WordTable, results: inout [Int32]
  ) {
    let first = results.count
    var hasBegun = false
    for (index, word) in tokens.enumerated() {
      let tag = tags[tags.startIndex + index]
      let outcome = self.outcome(word, tag, relations[index], words)
      results.append(outcome)
      if !outcomes[Int(outcome)].begun.isEmpty { hasBegun = true }
    }
    if hasBegun { applySequences(tokens, tags, relations, words, &results, first) }
  }

  private func outcome(_ word: Int32, _ tag: Int32, _ relation: Int32, _ words: WordTable) -> Int32 {
    let key =
      UInt64(truncatingIfNeeded: word) << 32 | UInt64(truncatingIfNeeded: tag) << 16
      | UInt64(truncatingIfNeeded: relation)
    if let outcome = known[key] { return outcome }
    let token = rulerToken(word, tag, relation, words)
    var rules: [Int32] = []
    var begun: [Int32] = []
    for number in candidates.rules(tag: tag, lower: token.lower) {
      let rule = ruler.rules[Int(number)]
      guard token.passes(rule.tokens[0], labels: labels, matcher: matcher) else { continue }
      if rule.tokens.count == 1 { rules.append(number) } else { begun.append(number) }
    }
    var outcome = resolve(token, rules)
    outcome.begun = begun
    let number = Int32(truncatingIfNeeded: outcomes.count)
    outcomes.append(outcome)
    known[key] = number
    return number
  }

  private func rulerToken(_ word: Int32, _ tag: Int32, _ relation: Int32, _ words: WordTable) -> RulerToken {
    let entry = words.words[Int(word)]
    return RulerToken(
      word: entry, lower: Int32(ruler.forms.find(entry.lower) ?? -1),
      text: Int32(ruler.forms.find(Array(entry.text.utf8)) ?? -1), tag: tag, relation: relation)
  }

  private func resolve(_ token: RulerToken, _ rules: [Int32]) -> RuleOutcome {
    var change = AttributeRuler.Change()
    for rule in rules { change.apply(ruler.rules[Int(rule)].change) }
    let partOfSpeech = change.partOfSpeech ?? ""
    let morphology = change.morphology ?? ""
    let lemma: String
    if let given = change.lemma, !given.isEmpty {
      lemma = given
    } else {
      lemma = lemmatizer?.lemma(of: token.word, partOfSpeech: partOfSpeech, morphology: morphology) ?? ""
    }
    return RuleOutcome(
      tag: change.tag ?? token.tag, relation: change.relation ?? token.relation, partOfSpeech: partOfSpeech,
      morphology: morphology, lemma: lemma, rules: rules, begun: [])
  }

  /// Rules over more than one token: the tokens that they change are resolved again with all their rules in order.
  private func applySequences(
    _ tokens: ArraySlice<Int32>, _ tags: ArraySlice<Int32>, _ relations: [Int32], _ words: WordTable,
    _ results: inout [Int32], _ first: Int
  ) {
    func token(_ index: Int) -> RulerToken {
      rulerToken(tokens[tokens.startIndex + index], tags[tags.startIndex + index], relations[index], words)
    }
    var added: [Int: [(rule: Int32, start: Int)]] = [:]
    for start in relations.indices {
      for number in outcomes[Int(results[first + start])].begun {
        let rule = ruler.rules[Int(number)]
        guard start + rule.tokens.count <= relations.count else { continue }
        let matches = (1..<rule.tokens.count).allSatisfy {
          token(start + $0).passes(rule.tokens[$0], labels: labels, matcher: matcher)
        }
        if matches { added[start + rule.target, default: []].append((number, start)) }
      }
    }
    for (index, more) in added.sorted(by: { $0.key < $1.key }) {
      let own = outcomes[Int(results[first + index])].rules.map { (rule: $0, start: index) }
      let order = (own + more).sorted {
        (ruler.rules[Int($0.rule)].number, $0.start, $0.rule) < (ruler.rules[Int($1.rule)].number, $1.start, $1.rule)
      }
      results[first + index] = Int32(truncatingIfNeeded: outcomes.count)
      outcomes.append(resolve(token(index), order.map(\.rule)))
    }
  }
}
