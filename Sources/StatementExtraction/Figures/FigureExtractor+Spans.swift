import Findings
import Linguistics
import SourceTexts

extension FigureExtractor {
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
