import Findings
import Linguistics

extension DateAttachment {
  /// The EDTF value that `time` has for the event at `trigger`, by the words that join their clauses.
  ///
  /// ```
  /// "until 2008, when Russia invaded Georgia"                     invaded    2008
  /// "before it recognized Israel in 1948, it supported Egypt"     supported  ../1948
  /// ```
  func edtf(of time: DatedWords, for trigger: Int, in passage: AnalysedPassage) -> String {
    if time.edtf.contains(".."), isExplained(time, by: trigger, in: passage) { return time.plain }
    guard let effect = subordination(of: time, to: trigger, in: passage) else { return time.edtf }
    let value = DatePrepositions.apply(effect, to: time.plain)
    return ExtendedDate.bounds(of: value) == nil ? time.edtf : value
  }

  /// "1911, when Russia sent an ultimatum": the clause says what happened at the time itself.
  private func isExplained(_ time: DatedWords, by trigger: Int, in passage: AnalysedPassage) -> Bool {
    var verb = trigger
    for _ in 0..<3 {
      for child in passage.children(of: verb) where passage.tokens[child].tag == "WRB" {
        let gap = child - time.tokens.upperBound
        if gap == 0 || gap == 1 && passage.tokens[child - 1].partOfSpeech == "PUNCT" { return true }
      }
      guard passage.tokens[verb].relation == "conj", let head = passage.head(of: verb) else { return false }
      verb = head
    }
    return false
  }

  /// What the conjunction of the time's clause makes of it for an event of the clause above.
  private func subordination(
    of time: DatedWords, to trigger: Int, in passage: AnalysedPassage
  ) -> DatePrepositions.Effect? {
    var index = time.clause ?? time.head
    for _ in 0..<8 {
      if passage.tokens[index].relation == "advcl" {
        guard !isBelow(index, trigger, in: passage),
          let mark = passage.children(of: index, relation: "mark").first,
          let effect = prepositions.effect(of: passage.tokens[mark].text.lowercased())
        else { return nil }
        switch effect {
        case .before: return .before
        case .end, .by: return passage.children(of: trigger, relation: "neg").isEmpty ? .end : nil
        // "since it signed in 2004, it has traded"; not "since it lost in 2004, it left"
        case .start: return ClauseTime.of(trigger, in: passage) == .unknown ? .start : nil
        default: return nil
        }
      }
      guard let head = passage.head(of: index) else { return nil }
      index = head
    }
    return nil
  }

  private func isBelow(_ above: Int, _ index: Int, in passage: AnalysedPassage) -> Bool {
    var next: Int? = index
    for _ in 0..<32 {
      guard let current = next else { return false }
      if current == above { return true }
      next = passage.head(of: current)
    }
    return false
  }
}
