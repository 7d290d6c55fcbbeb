import Findings
import Linguistics
import ResourceTables
import SourceTexts

/// Finds the quantities that mean something: sums, forces, casualties, shares, distances, counts.
///
/// Years and days of the calendar are time expressions and no figures; numbers that only point back ("the two
/// countries", "both wars") or belong to a name aren't either.
///
/// ## Rules
/// - `figure.money`: "$5 billion", "two million pounds"; not "the dollar fell".
/// - `figure.share`: "40 per cent", "a third of"; not "a third term".
/// - `figure.count`: "30,000 troops", "two wars"; not "the two countries".
/// - `figure.measure`: "500 years", "300 kilometres"; not "in 1904".
/// - `figure.multiple`: "trade doubled"; not "a double agent".
public struct FigureExtractor: Sendable {
  let lexicon: NumberLexicon
  private let reader: NumberReader

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(knowledge: KnowledgeTables = .embedded) throws {
    lexicon = try NumberLexicon(knowledge)
    reader = NumberReader(lexicon: lexicon)
  }

  /// All figures in document order.
  ///
  /// - Parameters:
  ///   - times: The document's time expressions; calendar dates among them hide their numbers.
  ///   - events: The document's dated events, whose dates and sides figures in their clauses take over.
  /// - Complexity: linear in the number of tokens, with a binary search in times and events.
  public func figures(
    in document: AnalysedDocument, mentions: [ActorMention], times: [TimeExpression], events: [Event]
  ) -> [Figure] {
    let calendar = times.filter { $0.type != .duration }.map(\.span).sorted()
    let context = SentenceContext(mentions: mentions, times: times, events: events)
    var figures: [Figure] = []
    for passage in document.passages {
      var position = 0
      var numbers: [FigureChanges.End] = []
      // "from 5,000 in 1990 to 6,000 men": the first number waits for the second one's unit.
      var waiting: NumberReader.Number?
      while position < passage.tokens.count {
        if let figure = articleMeasure(at: position, in: passage, context: context, calendar: calendar) {
          figures.append(figure)
          position += 2
          continue
        }
        guard
          canBegin(passage.tokens[position]) || lexicon.words[passage.tokens[position].text.lowercased()] != nil
            || lexicon.words[passage.tokens[position].lemma.lowercased()] != nil,
          let number = reader.number(at: position, in: passage)
        else {
          position += 1
          continue
        }
        let span = passage.span(of: number.tokens)
        let next = calendar.partitioningIndex { $0.end > span.start }
        let isCalendar = next < calendar.count && calendar[next].overlaps(span)
        if !isCalendar, let found = figure(number, in: passage, context: context) {
          if let first = waiting, number.lower == nil,
            let borrowed = borrowing(first, from: found, of: number, in: passage, context: context)
          {
            figures.append(borrowed)
            numbers.append(FigureChanges.End(figure: figures.count - 1, number: first))
          }
          waiting = nil
          if let lower = number.lower {
            var least = found
            least.value = found.value * lower / number.value
            least.approximation = "at least"
            figures.append(least)
          }
          figures.append(found)
          numbers.append(FigureChanges.End(figure: figures.count - 1, number: number))
        } else if !isCalendar, FigureChanges.word(before: number, in: passage) == "from" {
          waiting = number
        }
        // Behind a year another number may begin: "in 2016 to $3.4 billion".
        position = isCalendar ? position + 1 : max(position + 1, number.tokens.upperBound)
      }
      FigureChanges(passage: passage, context: context).date(&figures, numbers)
    }
    return figures
  }

  private func canBegin(_ token: Token) -> Bool {
    guard let byte = token.text.utf8.first else { return false }
    return (0x30...0x39).contains(byte) || token.partOfSpeech == "SYM" || token.tag == "$" || token.tag == "CD"
      || ((0x41...0x5A).contains(byte) && lexicon.currencies[token.text.lowercased()] != nil)
  }

  private func figure(_ number: NumberReader.Number, in passage: AnalysedPassage, context: SentenceContext) -> Figure? {
    let tokens = passage.tokens
    let last = number.tokens.upperBound - 1
    let sentence = passage.sentences[passage.sentence(of: last)]
    var unit: NumberLexicon.Unit?
    var noun: Int?
    var end = number.tokens.upperBound
    if !number.isMultiple, number.currency == nil {
      (noun, unit, end) = counted(by: number, in: passage, within: sentence)
      // "an army of 60,000", "1,300 were killed"
      if noun == nil, !number.isFraction, let collective = collective(around: number, in: passage) {
        unit = collective
        noun = last
      }
    }
    if let noun, noun > last, isAge(noun, in: passage) { return nil }
    let rule: RuleIdentifier
    let confidence: Double
    var isMultiple = number.isMultiple
    if number.currency != nil {
      (rule, confidence) = ("figure.money", 0.95)
    } else if number.isMultiple {
      guard
        tokens[last].partOfSpeech == "VERB" || tokens[last].text.lowercased().hasSuffix("fold")
          || isComparison(last + 1, in: passage)
      else { return nil }
      (rule, confidence) = ("figure.multiple", 0.6)
    } else if let noun, tokens[noun].lemma == "time", noun == last + 1, isComparison(noun + 1, in: passage) {
      (rule, confidence) = ("figure.multiple", 0.7)
      unit = nil
      isMultiple = true
    } else if number.isFraction || unit?.name == "share" {
      (rule, confidence) = ("figure.share", 0.85)
    } else if let unit, unit.kind == .distance || lexicon.isPeriod(unit) {
      if lexicon.isPeriod(unit), let noun, isOffset(noun, number, in: passage) { return nil }
      (rule, confidence) = ("figure.measure", 0.8)
    } else if noun != nil {
      guard isMeaningful(number, noun: noun, in: passage) else { return nil }
      (rule, confidence) = ("figure.count", number.isVague ? 0.6 : 0.8)
    } else {
      return nil
    }

    let approximation = approximation(before: number.tokens.lowerBound, in: passage, within: sentence)
    let words = (approximation?.tokens.lowerBound ?? number.tokens.lowerBound)..<end
    let measured = phrase(around: noun ?? last, in: passage, within: sentence)
    let kind = kind(of: number, unit: unit, near: noun ?? last, in: passage, within: sentence)
    let span = passage.span(of: words)
    let sides = context.sides(at: span, sentence: passage.span(of: sentence))
    return Figure(
      value: number.value * (number.isFraction ? 1 : unit?.factor ?? 1),
      unit: number.currency ?? (number.isFraction ? nil : unit?.name)
        ?? (number.isFraction ? "share" : isMultiple ? "multiple" : tokens[noun ?? last].text.lowercased()),
      kind: kind, measures: measured,
      approximation: approximation.map { passage.text(of: $0.tokens).lowercased() }
        ?? (number.isVague ? "at least" : number.lower == nil ? nil : "at most"),
      actors: sides, date: context.date(at: span, sentence: passage.span(of: sentence)),
      evidence: Evidence(
        span: span, rule: rule, confidence: confidence, resources: unit.map { [$0.resource] } ?? []))
  }

  /// The noun that a number counts or measures, its unit, and the token behind it.
  private func counted(
    by number: NumberReader.Number, in passage: AnalysedPassage, within sentence: Range<Int>
  ) -> (noun: Int?, unit: NumberLexicon.Unit?, end: Int) {
    let tokens = passage.tokens
    var position = number.tokens.upperBound
    // "a 30,000-strong army", "a 20-year treaty"
    if position + 1 < sentence.upperBound, tokens[position].text == "-" { position += 1 }
    if number.isFraction, position < sentence.upperBound, tokens[position].text == "of" {
      return (nil, nil, number.tokens.upperBound)
    }
    if position < sentence.upperBound, tokens[position].text == "of", number.isVague { position += 1 }
    let limit = min(sentence.upperBound, position + 6)
    while position < limit {
      let token = tokens[position]
      if position + 1 < sentence.upperBound,
        let pair = lexicon.units["\(token.text.lowercased()) \(tokens[position + 1].lemma.lowercased())"]
      {
        return (position + 1, pair, position + 2)
      }
      if let unit = lexicon.unit(of: token) {
        return (position, unit, position + 1)
      }
      switch token.partOfSpeech {
      case "NOUN":
        // A compound's head counts, not its first part.
        if token.relation == "compound", position + 1 < limit { break }
        return (position, nil, position + 1)
      case "ADJ", "ADV", "PROPN", "VERB":
        if token.partOfSpeech == "VERB", token.relation != "amod" { return (nil, nil, number.tokens.upperBound) }
      case "PUNCT" where token.text == "-" || token.text == "," || token.text == "\"" || token.text == "“": break
      default: return (nil, nil, number.tokens.upperBound)
      }
      position += 1
    }
    return (nil, nil, number.tokens.upperBound)
  }

  /// Numbers that belong to a compound ("zero-sum", "two-way"), small ones in words that point back, and numerals that stand for one of several, mean nothing by themselves.
  private func isMeaningful(_ number: NumberReader.Number, noun: Int?, in passage: AnalysedPassage) -> Bool {
    let tokens = passage.tokens
    if number.value == 1 || number.value == 0 { return false }
    // "two goals"
    if let noun, !number.isInDigits, number.value < 13, lexicon.uncounted.contains(tokens[noun].lemma.lowercased()) {
      return false
    }
    let behind = number.tokens.upperBound
    let isGlued = behind < tokens.count && tokens[behind].text == "-" && !tokens[behind - 1].hasSpaceAfter
    if isGlued, !number.isInDigits, number.value < 13 { return false }
    var before = number.tokens.lowerBound - 1
    while before >= 0, ["ADJ", "ADV", "PUNCT"].contains(tokens[before].partOfSpeech),
      before > number.tokens.lowerBound - 3
    {
      before -= 1
    }
    if before >= 0, !number.isInDigits || number.value < 13 {
      let token = tokens[before]
      if token.partOfSpeech == "DET" || token.tag == "PRP$" || token.tag == "POS"
        || token.text.lowercased() == "between"
      {
        return ![
          "the", "these", "those", "both", "all", "any", "its", "their", "his", "her", "our", "'s", "’s", "between",
        ]
        .contains(token.text.lowercased())
      }
    }
    return true
  }

  func approximation(
    before start: Int, in passage: AnalysedPassage, within sentence: Range<Int>
  ) -> (tokens: Range<Int>, Void)? {
    var end = start
    if end > sentence.lowerBound, ["a", "an"].contains(passage.tokens[end - 1].text.lowercased()) { end -= 1 }
    for words in lexicon.approximations {
      let from = end - words.count
      guard from >= sentence.lowerBound else { continue }
      if zip(from..<end, words).allSatisfy({ passage.tokens[$0].text.lowercased() == $1 }) { return (from..<start, ()) }
    }
    return nil
  }

  /// The noun phrase around a token, as the text has it.
  private func phrase(around token: Int, in passage: AnalysedPassage, within sentence: Range<Int>) -> String {
    var head = token
    while let next = passage.head(of: head), sentence.contains(next),
      ["compound", "nummod", "quantmod", "nmod", "amod", "npadvmod"].contains(passage.tokens[head].relation)
    {
      head = next
    }
    let subtree = passage.subtree(of: head).filter { $0 <= head + 12 && $0 >= head - 12 }
    guard let first = subtree.first, let last = subtree.last else { return passage.tokens[token].text }
    // A relative clause behind the noun is another statement.
    let clause = passage.children(of: head).first {
      ["relcl", "acl", "advcl", "conj", "cc", "punct"].contains(passage.tokens[$0].relation) && $0 > head
    }
    let stop = clause.map { min(last, passage.subtree(of: $0).first.map { $0 - 1 } ?? last) } ?? last
    return first <= stop ? passage.text(of: first..<(stop + 1)) : passage.tokens[head].text
  }

  /// The unit's kind, else that of the nearest telling word of the sentence.
  private func kind(
    of number: NumberReader.Number, unit: NumberLexicon.Unit?, near token: Int, in passage: AnalysedPassage,
    within sentence: Range<Int>
  ) -> Figure.Kind {
    if number.isFraction || unit?.name == "share" { return .share }
    if let unit, unit.kind == .distance { return .distance }
    var nearest: (distance: Int, kind: Figure.Kind)?
    for position in sentence.clamped(to: max(0, token - 12)..<(token + 13)) {
      guard let kind = lexicon.contexts[passage.tokens[position].lemma.lowercased()] else { continue }
      let distance = abs(position - token)
      if distance <= 12, nearest.map({ distance < $0.distance }) ?? true { nearest = (distance, kind) }
    }
    if let unit, unit.kind != .other {
      // Soldiers who fall are casualties.
      return unit.kind == .forces && unit.name == "people" && nearest?.kind == .casualties ? .casualties : unit.kind
    }
    if unit != nil, unit?.name != "people" { return .other }
    guard let kind = nearest?.kind else { return .other }
    if number.currency != nil { return kind == .forces || kind == .casualties || kind == .distance ? .other : kind }
    return kind == .casualties && unit?.name == "people" ? .casualties : kind == .casualties ? .other : kind
  }
}
