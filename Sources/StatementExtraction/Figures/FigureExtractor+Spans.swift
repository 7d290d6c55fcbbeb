import Findings
import Linguistics
import SourceTexts

extension FigureExtractor {
  /// The first number of "from 5,000 in 1990 to 6,000 men" with the unit of the second; nil where they are no pair.
  func borrowing(
    _ first: NumberReader.Number, from found: Figure, of second: NumberReader.Number, in passage: AnalysedPassage,
    context: SentenceContext
  ) -> Figure? {
    guard FigureChanges.word(before: second, in: passage) == "to",
      first.currency == nil || first.currency == second.currency,
      passage.sentence(of: first.tokens.lowerBound) == passage.sentence(of: second.tokens.lowerBound)
    else { return nil }
    var figure = found
    figure.value = first.value * found.value / second.value
    if first.scale == 1, first.value < second.value / second.scale * 10, second.scale > 1, first.value < 1000 {
      figure.value *= second.scale
    }
    figure.approximation = nil
    figure.evidence.span = passage.span(of: first.tokens)
    return figure
  }

  /// What a number without a noun counts: "an army of 60,000", "1,300 were killed", "bombs killed 40".
  func collective(around number: NumberReader.Number, in passage: AnalysedPassage) -> NumberLexicon.Unit? {
    let tokens = passage.tokens
    let last = number.tokens.upperBound - 1
    guard number.value > 1, let head = passage.head(of: last) else { return nil }
    switch tokens[last].relation {
    case "pobj":
      guard tokens[head].text.lowercased() == "of", let noun = passage.head(of: head) else { return nil }
      return lexicon.collectives[tokens[noun].lemma.lowercased()]
    case "dobj" where lexicon.counting.contains(tokens[head].lemma.lowercased()),
      "attr" where lexicon.counting.contains(tokens[head].lemma.lowercased()):
      // "settlers never numbered more than four hundred"
      guard let subject = passage.children(of: head).first(where: { tokens[$0].relation.hasPrefix("nsubj") }) else {
        return nil
      }
      return lexicon.units[tokens[subject].lemma.lowercased()]
        ?? (tokens[subject].tag == "NNS" ? lexicon.units["person"] : nil)
    case "nsubj", "nsubjpass", "dobj":
      guard tokens[head].partOfSpeech == "VERB", lexicon.contexts[tokens[head].lemma.lowercased()] == .casualties else {
        return nil
      }
      return lexicon.units["casualty"]
    default: return nil
    }
  }

  /// "twice as large", "three times the size", "five times more"
  func isComparison(_ position: Int, in passage: AnalysedPassage) -> Bool {
    guard position < passage.tokens.count else { return false }
    let token = passage.tokens[position]
    return ["as", "the", "that", "more"].contains(token.text.lowercased()) || token.tag == "JJR"
  }

  /// "three weeks before", "the first two decades", "over the next six years": when, not how long.
  func isOffset(_ noun: Int, _ number: NumberReader.Number, in passage: AnalysedPassage) -> Bool {
    let tokens = passage.tokens
    let next = noun + 1
    if next < tokens.count, tokens[next].tag == "IN" || tokens[next].tag == "RB",
      lexicon.offsets.contains(tokens[next].text.lowercased())
    {
      return true
    }
    let before = number.tokens.lowerBound - 1
    return before >= 0 && lexicon.offsets.contains(tokens[before].text.lowercased())
  }

  /// "45 years old", "a 20-year-old man"
  func isAge(_ noun: Int, in passage: AnalysedPassage) -> Bool {
    let tokens = passage.tokens
    guard let unit = lexicon.units[tokens[noun].lemma.lowercased()], lexicon.isPeriod(unit) else { return false }
    var next = noun + 1
    if next < tokens.count, tokens[next].text == "-" { next += 1 }
    return next < tokens.count && ["old", "olds"].contains(tokens[next].text.lowercased())
  }

  /// "at least a decade", "more than a century": an article is the number one where something says how exact it is.
  /// "In a decade" alone says only when.
  func articleMeasure(
    at position: Int, in passage: AnalysedPassage, context: SentenceContext, calendar: [Span]
  ) -> Figure? {
    let tokens = passage.tokens
    guard tokens[position].tag == "DT", position + 1 < tokens.count, tokens[position].text.utf8.count <= 2,
      let unit = lexicon.units[tokens[position + 1].lemma.lowercased()], lexicon.isPeriod(unit)
    else { return nil }
    let sentence = passage.sentences[passage.sentence(of: position)]
    guard let approximation = approximation(before: position, in: passage, within: sentence) else { return nil }
    let span = passage.span(of: approximation.tokens.lowerBound..<(position + 2))
    return Figure(
      value: unit.factor, unit: unit.name, kind: unit.kind, measures: passage.text(of: position..<(position + 2)),
      approximation: passage.text(of: approximation.tokens).lowercased(),
      actors: context.sides(at: span, sentence: passage.span(of: sentence)),
      date: context.date(at: span, sentence: passage.span(of: sentence)),
      evidence: Evidence(span: span, rule: "figure.measure", confidence: 0.7, resources: [unit.resource]))
  }
}
