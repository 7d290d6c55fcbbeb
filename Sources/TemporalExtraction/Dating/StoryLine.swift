import Findings
import Linguistics

/// The date that a paragraph's story has reached, to be carried to what has none of its own.
struct StoryLine: Sendable {
  private var last: (time: DatedWords, sentence: Int)?

  /// The first time that the sentence being read tells, for what comes behind it there.
  /// Words that tell events.
  private var triggers: Set<Int> = []

  private var current: (time: DatedWords, sentence: Int)?

  mutating func enter(sentence: Int, times: [DatedWords], triggers: Set<Int>, in passage: AnalysedPassage) {
    self.triggers = triggers
    // After five sentences without a date the story may be anywhere.
    if let last, sentence - last.sentence > 5 { self.last = nil }
    current = times.first { $0.kind == .calendar && !$0.edtf.hasPrefix("../") && tells($0, in: passage) }
      .map { ($0, sentence) }
  }

  /// Takes in what the sentence told: its last time that belongs to a verb in the past. A sentence in the present without
  /// a time ends the story.
  mutating func leave(sentence: Int, _ range: Range<Int>, times: [DatedWords], in passage: AnalysedPassage) {
    var told = false
    for time in times where time.kind == .calendar {
      // A bound ("until 1999") says nothing of what comes next.
      guard !time.edtf.hasPrefix("../"), tells(time, in: passage) else { continue }
      last = (time, sentence)
      told = true
    }
    guard !told, let root = range.first(where: { passage.head(of: $0) == nil }) else { return }
    if ClauseTime.of(root, in: passage) == .present { last = nil }
  }

  /// Whether a time stands in a clause that the story goes through, not in a relative clause, reported speech or a noun.
  private func tells(_ time: DatedWords, in passage: AnalysedPassage) -> Bool {
    if time.within != nil { return false }
    var current = time.clause ?? time.head
    var isOfNoun = false
    while true {
      let token = passage.tokens[current]
      if token.tag.hasPrefix("VB") {
        switch ClauseTime.of(current, in: passage) {
        case .pluperfect, .present, .future: return false
        case .past, .unknown:
          if token.relation == "advcl", isOfNoun { return false }
          return token.relation != "relcl" && token.relation != "ccomp"
        }
      }
      if ["nummod", "compound", "nmod", "amod", "poss", "appos"].contains(token.relation) {
        // "a 1962 border conflict ended": what the sentence tells of is an event itself.
        return passage.head(of: current).map { isToldEvent($0, in: passage) } ?? false
      }
      guard let head = passage.head(of: current) else { return true }
      // "after the war of 1812 ended": the year is the war's.
      if token.relation == "prep", passage.tokens[head].tag.hasPrefix("NN") { isOfNoun = true }
      current = head
    }
  }

  /// Whether a noun is an event and the subject of its sentence.
  private func isToldEvent(_ noun: Int, in passage: AnalysedPassage) -> Bool {
    guard triggers.contains(noun), passage.tokens[noun].relation.hasPrefix("nsubj"), let verb = passage.head(of: noun)
    else { return false }
    return passage.head(of: verb) == nil && ClauseTime.of(verb, in: passage) == .past
  }

  /// The carried date of `event`; nil for what didn't happen, for what is told in the present, and for what lies
  /// before the story (pluperfect).
  func date(for event: Event, at token: Int, sentence: Int, in passage: AnalysedPassage) -> HistoricalDate? {
    let behind = current.flatMap { $0.time.head < token ? $0 : nil }
    guard let last = behind ?? last, event.status == .occurred || event.status == .ongoing else { return nil }
    switch ClauseTime.of(token, in: passage) {
    case .pluperfect, .present, .future: return nil
    case .past, .unknown: break
    }
    let distance = sentence - last.sentence
    return HistoricalDate(
      edtf: last.time.edtf, basis: .carried, expression: last.time.span, rule: "date.carried",
      confidence: last.time.confidence * max(0.3, 0.75 - 0.1 * Double(distance)))
  }
}
