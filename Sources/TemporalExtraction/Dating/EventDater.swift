import Findings
import Linguistics
import ResourceTables
import SourceTexts

/// Gives each event the date that the text tells for it: the one in its own clause, else one carried from what was told
/// just before, else none. The day of publication is never a date by itself.
///
/// ```
/// "In January 2015 Shoigu visited Iran and Putin visited in November."
/// // visited (Shoigu)  2015-01  explicit      visited (Putin)  2015-11  carried: its year is the first one's
/// ```
public struct EventDater: Sendable {
  let finder: DatedWordsFinder
  let attachment: DateAttachment

  /// Reads the embedded tables.
  ///
  /// - Throws: `ResourceError` where one is missing or malformed.
  public init(knowledge: KnowledgeTables = .embedded) throws {
    let prepositions = try DatePrepositions(table: knowledge.table("times/prepositions.tsv"))
    finder = DatedWordsFinder(
      prepositions: prepositions, eras: try Eras(table: knowledge.table(Eras.tableName)),
      anniversaries: try Anniversaries(table: knowledge.table("times/words.tsv")))
    attachment = try DateAttachment(
      datedThings: knowledge.table("times/dated-things.tsv"),
      makingVerbs: knowledge.table("times/making-verbs.tsv"), prepositions: prepositions)
  }

  /// The same events, in the same order, each with its date or with none; one that the text gives several dates for
  /// ("two wars, in 1804–1813 and 1826–1828") is followed by its repetitions.
  ///
  /// - Parameters:
  ///   - times: the document's time expressions in document order.
  ///   - published: when the document was published; only "currently" and its like are reckoned from it.
  /// - Complexity: O(words + events · log of the times): an event looks at the times near it only.
  public func date(
    _ events: [Event], in document: AnalysedDocument, times: [TimeExpression], published: CalendarDay?
  ) -> [Event] {
    date(events, in: document, times: times, published: published, triggers: nil)
  }

  /// As ``date(_:in:times:published:)``; `triggers` are the tokens of each passage that count as events which dates belong
  /// to, nil for those of `events` themselves.
  func date(
    _ events: [Event], in document: AnalysedDocument, times: [TimeExpression], published: CalendarDay?,
    triggers: [Set<Int>]?
  ) -> [Event] {
    var dated = events
    var further: [(index: Int, event: Event)] = []
    var byPassage: [Int: [Int]] = [:]
    for (index, event) in events.enumerated() {
      if let place = event.place, document.passages.indices.contains(place.passage) {
        byPassage[place.passage, default: []].append(index)
      }
    }
    var cursor = 0
    var line = StoryLine()
    var headings = document.source.blocks.filter { $0.kind == .heading || $0.kind == .title }[...]
    for (number, passage) in document.passages.enumerated() {
      guard let last = passage.tokens.last else { continue }
      let first = passage.tokens[0].span.start
      while cursor < times.count, times[cursor].span.end <= first { cursor += 1 }
      var end = cursor
      while end < times.count, times[end].span.start < last.span.end { end += 1 }
      let passageTimes = times[cursor..<end]
      cursor = end
      while let next = headings.first, next.span.start <= first {
        line.enter(heading: next, times: times, published: published)
        headings.removeFirst()
      }
      let words = finder.find(in: passage, times: passageTimes, published: published)
      let indices = byPassage[number] ?? []
      date(
        &dated, indices, in: passage, words, line: &line, setOff: document.firstBlock(of: passage)?.date,
        triggers: triggers?[number])
      line.end(passage)
      for index in indices { further += repetitions(of: dated[index], in: passage, words).map { (index, $0) } }
    }
    if further.isEmpty { return dated }
    var all: [Event] = []
    all.reserveCapacity(dated.count + further.count)
    further.sort { $0.index < $1.index }
    var next = 0
    for (index, event) in dated.enumerated() {
      all.append(event)
      while next < further.count, further[next].index == index {
        all.append(further[next].event)
        next += 1
      }
    }
    return all
  }

  private func date(
    _ events: inout [Event], _ indices: [Int], in passage: AnalysedPassage, _ words: [DatedWords],
    line: inout StoryLine,
    setOff: SetOffDate?, triggers known: Set<Int>?
  ) {
    let triggers = known ?? Set(indices.compactMap { events[$0].place?.token })
    var bySentence: [Int: [Int]] = [:]
    for index in indices {
      if let token = events[index].place?.token, passage.tokens.indices.contains(token) {
        bySentence[passage.sentence(of: token), default: []].append(index)
      }
    }
    var timesBySentence: [Int: [DatedWords]] = [:]
    for time in words { timesBySentence[passage.sentence(of: time.head), default: []].append(time) }
    for (number, range) in passage.sentences.enumerated() {
      let here = timesBySentence[number] ?? []
      line.enter(sentence: number, times: here, triggers: triggers, in: passage)
      let inSentence = (bySentence[number] ?? []).sorted {
        (events[$0].trigger, $0) < (events[$1].trigger, $1)
      }
      for index in inSentence {
        guard let token = events[index].place?.token else { continue }
        let here = Self.near(token, of: here)
        if let (time, cost) = nearest(here, to: token, triggers: triggers, in: passage) {
          let isOwn = cost < 3
          events[index].date = HistoricalDate(
            edtf: attachment.edtf(of: time, for: token, in: passage),
            basis: time.basis != .explicit ? time.basis : isOwn ? .explicit : .carried,
            expression: time.span, rule: Self.rule(for: time, isOwn: isOwn),
            confidence: time.confidence * (1 - 0.06 * cost))
        } else if let time = only(here, forVerb: token, in: passage) {
          events[index].date = HistoricalDate(
            edtf: time.edtf, basis: time.basis == .relative ? .relative : .carried, expression: time.span,
            rule: "date.sentence", confidence: time.confidence * 0.55)
        } else {
          let carried = line.date(at: token, sentence: number, in: passage)
          // What stands over the passage counts for more than what an earlier one told.
          let isOwn = carried?.expression.map { $0.start >= passage.tokens[0].span.start } ?? false
          let over = isOwn ? nil : setOff.flatMap { self.date($0, for: events[index], at: token, in: passage) }
          events[index].date = over ?? carried
        }
      }
      line.leave(sentence: number, range, times: here, in: passage)
    }
  }

  /// The date that the document sets over or beside the passage, for what happened; what lies before it (pluperfect) or is
  /// yet to come has none.
  private func date(_ setOff: SetOffDate, for event: Event, at token: Int, in passage: AnalysedPassage)
    -> HistoricalDate?
  {
    guard let span = setOff.span, event.status == .occurred || event.status == .ongoing else { return nil }
    switch ClauseTime.of(token, in: passage) {
    case .pluperfect, .future: return nil
    case .past, .present, .unknown: break
    }
    // A year stands over much, a day over little.
    let isYear = !setOff.edtf.dropFirst().contains("-")
    return HistoricalDate(
      edtf: setOff.edtf, basis: .carried, expression: span, rule: "date.set-off", confidence: isYear ? 0.6 : 0.85)
  }

  /// One event more for each date that is joined by "and" or a comma to the event's own.
  private func repetitions(of event: Event, in passage: AnalysedPassage, _ words: [DatedWords]) -> [Event] {
    guard let date = event.date, date.basis == .explicit || date.basis == .carried, date.rule == "date.clause",
      event.status == .occurred,
      let expression = date.expression
    else { return [] }
    let first = Self.firstIndex(of: words) { $0.span.start >= expression.start }
    guard first < words.count, words[first].span == expression, words[first].kind == .calendar else { return [] }
    var found: [Event] = []
    var isJoined = false
    var end = words[first].tokens.upperBound
    for time in words[(first + 1)...] {
      // Both years of a range stand for the whole of it.
      if time.edtf == (found.last?.date ?? date).edtf, time.tokens.lowerBound - end <= 1 {
        end = time.tokens.upperBound
        continue
      }
      guard time.kind == .calendar, time.within == nil, isOfSameClause(time, words[first], in: passage),
        end <= time.tokens.lowerBound, time.tokens.lowerBound - end <= 3,
        time.edtf != date.edtf, !time.edtf.contains("..")
      else { break }
      let between = passage.tokens[end..<time.tokens.lowerBound]
      guard between.allSatisfy({ $0.tag == "CC" || $0.tag == "," || $0.tag == "IN" }),
        let link = between.first, link.tag != "IN"
      else { break }
      isJoined = isJoined || between.contains { $0.tag == "CC" }
      var repeated = event
      repeated.date = HistoricalDate(
        edtf: time.edtf, basis: time.basis, expression: time.span, rule: "date.joined",
        confidence: time.confidence * 0.85)
      found.append(repeated)
      end = time.tokens.upperBound
    }
    return isJoined ? found : []
  }

  /// Whether the nearest verbs above two times are the same: not in "attacked in 2008, and in 2014 it annexed".
  private func isOfSameClause(_ one: DatedWords, _ other: DatedWords, in passage: AnalysedPassage) -> Bool {
    func verb(_ time: DatedWords) -> Int? {
      if let clause = time.clause { return clause }
      var current: Int? = time.head
      for _ in 0..<12 {
        guard let token = current else { return nil }
        if passage.tokens[token].tag.hasPrefix("VB") { return token }
        if passage.tokens[token].relation.hasPrefix("nsubj") { return passage.head(of: token) == nil ? nil : -token }
        current = passage.head(of: token)
      }
      return nil
    }
    return verb(one) == verb(other)
  }

  /// Of a sentence's times those that stand near enough to an event to be its own: in texts without full stops most don't.
  private static func near(_ token: Int, of times: [DatedWords]) -> ArraySlice<DatedWords> {
    guard times.count > 8 else { return times[...] }
    let reach = 150
    let low = firstIndex(of: times) { $0.tokens.lowerBound >= token - reach }
    let high = firstIndex(of: times) { $0.tokens.lowerBound > token + reach }
    guard high - low > 24 else { return times[low..<high] }
    let middle = firstIndex(of: times) { $0.tokens.lowerBound >= token }
    return times[max(low, middle - 12)..<min(high, middle + 12)]
  }

  /// The first index whose element holds, of elements of which all behind one that holds do so too.
  private static func firstIndex(of times: [DatedWords], where holds: (DatedWords) -> Bool) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if holds(times[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func rule(for time: DatedWords, isOwn: Bool) -> RuleIdentifier {
    switch time.kind {
    case .calendar: isOwn ? "date.clause" : "date.sentence"
    case .publication: "date.present"
    case .era: "date.era"
    }
  }

  /// The time that stands nearest in the parse and can be the event's own; of two that are as near, the one that stands
  /// nearer in the text.
  private func nearest(
    _ times: ArraySlice<DatedWords>, to token: Int, triggers: Set<Int>, in passage: AnalysedPassage
  ) -> (time: DatedWords, cost: Double)? {
    var best: (time: DatedWords, cost: Double, rank: Double)?
    for time in times {
      if time.kind == .publication, !isPresent(token, in: passage) { continue }
      let cost = attachment.cost(of: time, for: token, triggers: triggers, in: passage)
      guard cost <= DateAttachment.limit else { continue }
      let rank = cost + 0.02 * Double(abs(time.head - token))
      if best.map({ rank < $0.rank }) ?? true { best = (time, cost, rank) }
    }
    guard let best else { return nil }
    // "In the 19th century they fought two wars, in 1804–1813 and 1826–1828": of two, the one that lies in the other.
    for time in times where time.kind == .calendar && time.edtf != best.time.edtf {
      guard let outer = ExtendedDate.bounds(of: best.time.edtf), let inner = ExtendedDate.bounds(of: time.edtf),
        let outerStart = outer.earliest, let outerEnd = outer.latest, let innerStart = inner.earliest,
        let innerEnd = inner.latest, outerStart <= innerStart, innerEnd <= outerEnd
      else { continue }
      let cost = attachment.cost(of: time, for: token, triggers: triggers, in: passage)
      if cost <= best.cost + 0.5 { return (time, cost) }
    }
    return (best.time, best.cost)
  }

  /// Whether a word says what is so at present: a verb in the present or its complement, but not what somebody now speaks of.
  private func isPresent(_ token: Int, in passage: AnalysedPassage) -> Bool {
    let word = passage.tokens[token]
    return (word.tag.hasPrefix("VB") || word.relation == "attr") && ClauseTime.of(token, in: passage) == .present
  }

  /// The only date that a sentence names, for its main verb, where the parse puts it elsewhere: long sentences are often
  /// parsed wrongly.
  private func only(_ times: ArraySlice<DatedWords>, forVerb token: Int, in passage: AnalysedPassage) -> DatedWords? {
    let dates = times.filter { $0.kind == .calendar && $0.within == nil }
    guard dates.count == 1, let time = dates.first, !attachment.isBound(time, in: passage) else { return nil }
    var verb = token
    var steps = 0
    while passage.tokens[verb].relation == "conj" || !passage.tokens[verb].tag.hasPrefix("VB"), steps < 64 {
      guard let head = passage.head(of: verb) else { break }
      verb = head
      steps += 1
    }
    return passage.head(of: verb) == nil && ClauseTime.of(verb, in: passage) == .past ? time : nil
  }
}
