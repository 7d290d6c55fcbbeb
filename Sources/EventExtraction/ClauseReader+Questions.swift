import Linguistics

/// Questions, which tell of nothing that happened.
extension ClauseReader {
  /// The words of a sentence that only ask whether something is so: those of the main clause of a question with its
  /// auxiliary in front ("Did X attack Y?"). What lies in a clause that hangs on it is told, and "why did X attack Y?"
  /// takes it for granted.
  func asked(in sentence: Range<Int>) -> Set<Int> {
    guard
      let last = sentence.last(where: { passage.tokens[$0].partOfSpeech != "PUNCT" || passage.tokens[$0].text == "?" }),
      passage.tokens[last].text == "?"
    else { return [] }
    var found: Set<Int> = []
    for verb in sentence where passage.head(of: verb) == nil {
      guard isPolar(verb, in: sentence) else { continue }
      var open = [verb]
      while let next = open.popLast() {
        guard found.insert(next).inserted else { continue }
        for child in passage.children(of: next) {
          switch relations[child] {
          case .relativeClause, .adjectivalClause, .apposition, .parataxis: continue
          case .adverbialClause where !isInfinitive(child): continue
          default: open.append(child)
          }
        }
      }
    }
    return found
  }

  /// Whether a clause is turned round to ask whether: its auxiliary, or "be", stands before the subject and no word of
  /// asking before both; with "would" and the like asking why is open too.
  private func isPolar(_ verb: Int, in sentence: Range<Int>) -> Bool {
    let own = passage.children(of: verb)
    guard let subject = own.first(where: { relations[$0] == .subject || relations[$0] == .passiveSubject }) else {
      return false
    }
    let first = own.first { relations[$0] == .auxiliary || relations[$0] == .passiveAuxiliary } ?? verb
    guard first < subject else { return false }
    let isAskedWhy = (sentence.lowerBound..<first).contains { passage.tokens[$0].tag.hasPrefix("W") }
    return !isAskedWhy || codebook.embedding(.modal, lemma(first)) != nil
  }
}
