import Findings
import Linguistics
import SourceTexts

/// The date that a document's story has reached, to be carried to what has none of its own.
///
/// Near the words that told it a date is carried as it stands; farther off, and over the end of a paragraph, only its year
/// is. What is told as having been before ("had signed") lies before the story.
struct StoryLine: Sendable {
  private struct Told {
    var time: DatedWords
    /// Number of the sentence in the document.
    var sentence: Int
    /// Whether a paragraph, or a sentence in the present, has ended since.
    var isFar = false
  }

  private struct Heading {
    var edtf: String
    var span: Span
    /// 0 for the document's title.
    var level: Int
  }

  private var last: Told?
  /// The first time that the sentence being read tells, for what comes behind it there.
  private var current: Told?
  /// The date of the heading above, as long as nothing is told under it.
  private var heading: Heading?
  /// Words that tell events.
  private var triggers: Set<Int> = []
  /// Sentences of the passages before.
  private var sentences = 0

  /// So many sentences on the story may be anywhere.
  private static let reach = 15

  mutating func enter(sentence: Int, times: [DatedWords], triggers: Set<Int>, in passage: AnalysedPassage) {
    self.triggers = triggers
    let sentence = sentences + sentence
    if let last, sentence - last.sentence > Self.reach { self.last = nil }
    current = times.first { $0.kind == .calendar && !$0.edtf.hasPrefix("../") && tells($0, in: passage) }
      .map { Told(time: $0, sentence: sentence) }
  }

  /// Takes in what the sentence told: its last time that belongs to a verb in the past. A sentence in the present without
  /// a time takes the story away from its day.
  mutating func leave(sentence: Int, _ range: Range<Int>, times: [DatedWords], in passage: AnalysedPassage) {
    let sentence = sentences + sentence
    var told = false
    for time in times where time.kind == .calendar {
      // A bound ("until 1999") says nothing of what comes next.
      guard !time.edtf.hasPrefix("../"), tells(time, in: passage) else { continue }
      last = Told(time: time, sentence: sentence)
      told = true
    }
    guard !told, let root = range.first(where: { passage.head(of: $0) == nil }) else { return }
    if ClauseTime.of(root, in: passage) == .present { last?.isFar = true }
  }

  /// Goes on to the next passage.
  mutating func end(_ passage: AnalysedPassage) {
    sentences += passage.sentences.count
    current = nil
    last?.isFar = true
    // What news reckons from its own day ("on Tuesday") is told anew with each paragraph.
    if let rule = last?.time.rule.rawValue, rule.hasSuffix(".written") { last = nil }
  }

  /// A heading with a date dates what stands under it until that tells a date of its own, or until another heading of its
  /// level or above follows.
  ///
  /// - Parameter times: the document's, in order. The day of publication dates nothing.
  mutating func enter(heading block: Block, times: [TimeExpression], published: CalendarDay?) {
    let first = times.partitioningIndex { $0.span.start >= block.span.start }
    let own = times[first...].prefix { $0.span.end <= block.span.end }
    let dated = own.last { time in
      time.edtf.flatMap(ExtendedDate.bounds).map { $0.earliest == nil || $0.earliest != published } ?? false
        && time.basis == .explicit
    }
    if let dated, let edtf = dated.edtf {
      last = nil
      heading = Heading(edtf: edtf, span: dated.span, level: block.kind == .title ? 0 : max(1, block.level))
    } else if let heading, block.kind == .heading, max(1, block.level) <= heading.level {
      self.heading = nil
    }
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

  /// The carried date of the event at `token`; nil for what is told in the present or as still to come.
  func date(at token: Int, sentence: Int, in passage: AnalysedPassage) -> HistoricalDate? {
    let sentence = sentences + sentence
    let time = ClauseTime.of(token, in: passage)
    if time == .present || time == .future && !isPastFuture(token, in: passage) { return nil }
    guard let told = current.flatMap({ $0.time.head < token ? $0 : nil }) ?? last else {
      return heading.flatMap {
        HistoricalDate(
          edtf: $0.edtf, basis: .carried, expression: $0.span, rule: "date.heading", confidence: 0.5)
      }
    }
    let distance = sentence - told.sentence
    let isFar = told.isFar || distance > 3
    if time == .pluperfect {
      guard let edtf = Self.before(told.time.edtf) else { return nil }
      return HistoricalDate(
        edtf: edtf, basis: .relative, expression: told.time.span, rule: "date.before-story",
        confidence: told.time.confidence * 0.45)
    }
    return HistoricalDate(
      edtf: isFar ? Self.year(of: told.time.edtf) : told.time.edtf, basis: .carried, expression: told.time.span,
      rule: isFar ? "date.carried-year" : "date.carried",
      confidence: told.time.confidence * max(0.3, (isFar ? 0.65 : 0.75) - (isFar ? 0.03 : 0.1) * Double(distance)))
  }

  /// "would attack", "could send": to come from where the story stands.
  private func isPastFuture(_ token: Int, in passage: AnalysedPassage) -> Bool {
    var current: Int? = token
    for _ in 0..<8 {
      guard let verb = current else { return false }
      if let modal = passage.children(of: verb, relation: "aux").first(where: { passage.tokens[$0].tag == "MD" }) {
        return passage.tokens[modal].morphology.contains("Tense=Past")
          || passage.tokens[modal].text.lowercased().hasSuffix("d") || passage.tokens[modal].text.hasSuffix("t")
      }
      current = passage.head(of: verb)
    }
    return false
  }

  /// The year or years that a value lies in; coarser values and open intervals as they are.
  private static func year(of edtf: String) -> String {
    let parts = edtf.split(separator: "/", omittingEmptySubsequences: false)
    let years = parts.map { $0.prefix(4) }
    guard years.allSatisfy({ $0.utf8.count == 4 && Int($0) != nil }), let first = years.first, let last = years.last
    else { return edtf }
    return first == last ? String(first) : "\(first)/\(last)"
  }

  /// Everything before a value; nil where it is open or uncertain.
  private static func before(_ edtf: String) -> String? {
    guard !edtf.contains("."), !edtf.contains("~"), let first = edtf.split(separator: "/").first else { return nil }
    return "../\(first)"
  }
}
