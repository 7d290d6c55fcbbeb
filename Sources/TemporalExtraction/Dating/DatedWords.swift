import Findings
import Linguistics
import SourceTexts

/// A time that could date an event: where it stands in the parse and what it says.
package struct DatedWords: Sendable {
  package var tokens: Range<Int>
  /// The token of the time that its syntactic head lies outside of.
  package var head: Int
  /// The verb that it dates where the parser made it part of the noun behind it: "In 1904 France and Britain signed".
  package var clause: Int?
  /// With the effect of the preposition before it.
  package var edtf: String
  /// Without it.
  package var plain: String
  package var basis: DateBasis
  package var span: Span
  package var rule: RuleIdentifier
  package var confidence: Double
  package var kind = Kind.calendar
  /// Where it is only what another time counts from ("three days after the truce of 24 October"): the word whose clause
  /// or phrase it dates, and nothing else.
  package var within: Int?

  package enum Kind: Sendable {
    case calendar
    /// "now", reckoned from the day of publication: only for what is told in the present.
    case publication
    /// A war or era.
    case era
  }
}

/// Collects the times of a passage that can date events.
struct DatedWordsFinder: Sendable {
  let prepositions: DatePrepositions
  let eras: Eras
  let anniversaries: Anniversaries

  /// - Parameter times: those of this passage, in order.
  func find(in passage: AnalysedPassage, times: ArraySlice<TimeExpression>, published: CalendarDay?) -> [DatedWords] {
    var found: [DatedWords] = []
    var cursor = 0
    for time in times {
      guard let tokens = tokenRange(of: time.span, in: passage, from: &cursor), time.type != .set else { continue }
      var edtf = time.edtf
      var basis = time.basis
      var kind = DatedWords.Kind.calendar
      if edtf == nil, time.value == "PRESENT_REF", let published,
        TenseFinder.tense(at: tokens.lowerBound, in: passage) == .present
      {
        edtf = "\(TimePoint.pad(published.year, 4))-\(TimePoint.pad(published.month, 2))"
        basis = .relative
        kind = .publication
      }
      // Of durations only those of the calendar: "the second week of August 2008".
      guard let edtf else { continue }
      if isCompared(tokens.lowerBound, in: passage) { continue }
      var value = edtf
      var confidence = 0.95 * time.evidence.confidence
      if var (effect, _) = prepositions.effect(before: tokens.lowerBound, in: passage) {
        if effect == .by { effect = ClauseTime.of(tokens.lowerBound, in: passage) == .past ? .at : .end }
        let isInterval = edtf.contains("/")
        let isHalf = isInterval && (effect == .start || effect == .end)
        let isNegated = effect == .end && isNegatedVerb(above: tokens.lowerBound, in: passage)
        if !isHalf, !isNegated { value = DatePrepositions.apply(effect, to: edtf) }
      }
      if ExtendedDate.bounds(of: value) == nil {
        value = edtf
        confidence *= 0.8
      }
      found.append(
        DatedWords(
          tokens: tokens, head: head(of: tokens, in: passage), edtf: value, plain: edtf, basis: basis, span: time.span,
          rule: time.evidence.rule, confidence: confidence, kind: kind))
      found[found.count - 1].clause = clause(of: tokens, head: found[found.count - 1].head, in: passage)
    }
    found += reckoned(from: times, &found, in: passage)
    for era in eras.mentions(in: passage) where !found.contains(where: { $0.tokens.overlaps(era.tokens) }) {
      // "during World War II", "after the Cold War"; an era that is only talked about dates nothing.
      var start = era.tokens.lowerBound
      if start > 0, passage.tokens[start - 1].tag == "DT" { start -= 1 }
      guard var (effect, length) = prepositions.effect(before: start, in: passage) else { continue }
      var edtf = era.edtf
      if effect == .first || effect == .last {
        // "with the end of the Cold War": the edge alone.
        edtf = DatePrepositions.apply(effect, to: edtf)
        start -= length
        if start > 0, passage.tokens[start - 1].tag == "DT" { start -= 1 }
        if let outer = prepositions.effect(before: start, in: passage) {
          (effect, length) = outer
        } else if start > 0, passage.tokens[start - 1].tag == "IN" {
          effect = effect == .last ? .after : .at
        } else {
          continue
        }
      }
      if effect == .compare { continue }
      let value = DatePrepositions.apply(effect, to: edtf)
      guard ExtendedDate.bounds(of: value) != nil else { continue }
      found.append(
        DatedWords(
          tokens: era.tokens, head: head(of: era.tokens, in: passage), edtf: value, plain: edtf,
          basis: .relative,
          span: passage.span(of: era.tokens), rule: "date.era", confidence: 0.7, kind: .era))
    }
    return found.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Whether a time is only named to compare: "as in 1870", "like the pact of 1963", "the first visit since 1979".
  private func isCompared(_ first: Int, in passage: AnalysedPassage) -> Bool {
    if let (effect, length) = prepositions.effect(before: first, in: passage) {
      if effect == .compare { return true }
      if effect == .start, let head = passage.head(of: first - length), isSuperlative(head, in: passage) { return true }
    }
    var current = first
    for _ in 0..<6 {
      guard let head = passage.head(of: current), !passage.tokens[current].tag.hasPrefix("VB") else { return false }
      if passage.tokens[current].tag == "IN",
        prepositions.effect(of: passage.tokens[current].lemma.lowercased()) == .compare
      {
        return true
      }
      current = head
    }
    return false
  }

  /// "the first visit", "the largest attack", "the first time"
  private func isSuperlative(_ noun: Int, in passage: AnalysedPassage) -> Bool {
    passage.tokens[noun].tag.hasPrefix("NN")
      && passage.children(of: noun).contains {
        passage.tokens[$0].tag == "JJS" || anniversaries.ordinal(passage.tokens[$0].text) == 1
      }
  }

  /// The verb of a clause that opens with a date and goes on, without a comma, with its subject, where the parser joined
  /// the two; nil where it didn't.
  private func clause(of tokens: Range<Int>, head: Int, in passage: AnalysedPassage) -> Int? {
    let noun = passage.tokens[head].head
    guard tokens.lowerBound > 0, tokens.upperBound < passage.tokens.count, noun >= tokens.upperBound,
      ["nummod", "nmod", "compound", "amod"].contains(passage.tokens[head].relation),
      passage.tokens[noun].tag.hasPrefix("NNP"), passage.tokens[tokens.upperBound].tag.hasPrefix("NNP"),
      let (_, length) = prepositions.effect(before: tokens.lowerBound, in: passage)
    else { return nil }
    let preposition = tokens.lowerBound - length
    guard passage.tokens[preposition].tag == "IN" else { return nil }
    if preposition > 0, !passage.tokens[preposition].startsSentence {
      let before = passage.tokens[preposition - 1]
      guard before.tag == "CC" || before.partOfSpeech == "PUNCT" else { return nil }
    }
    var verb = noun
    var steps = 0
    while let above = passage.head(of: verb), steps < 4 {
      verb = above
      steps += 1
      if passage.tokens[verb].tag.hasPrefix("VB") { return verb > noun ? verb : nil }
    }
    return nil
  }

  func tokenRange(of span: Span, in passage: AnalysedPassage, from cursor: inout Int) -> Range<Int>? {
    while cursor < passage.tokens.count, passage.tokens[cursor].span.end <= span.start { cursor += 1 }
    var end = cursor
    while end < passage.tokens.count, passage.tokens[end].span.start < span.end { end += 1 }
    return cursor < end ? cursor..<end : nil
  }

  private func head(of tokens: Range<Int>, in passage: AnalysedPassage) -> Int {
    tokens.first { !tokens.contains(passage.tokens[$0].head) || passage.tokens[$0].head == $0 } ?? tokens.lowerBound
  }

  /// "would not be murdered again until 2016" happened in 2016.
  private func isNegatedVerb(above index: Int, in passage: AnalysedPassage) -> Bool {
    var next = passage.head(of: index)
    while let ancestor = next {
      if passage.tokens[ancestor].tag.hasPrefix("VB") {
        return !passage.children(of: ancestor, relation: "neg").isEmpty
      }
      next = passage.head(of: ancestor)
    }
    return false
  }
}
