import Findings
import Linguistics
import SourceTexts

/// Builds the statements of one passage from its quotations and reports.
struct PassageStatements {
  let number: Int
  let passage: AnalysedPassage
  let reports: [Report]
  let voices: SpeakerDirectory
  let lexicon: ReportingLexicon
  let context: SentenceContext
  /// Those with an outlet, by place.
  let citations: [Citation]
  /// The passage's actors by the sentence of their heads, in order.
  private let mentionsOfSentence: [Int: [ActorMention]]
  private let reportsOfSentence: [Int: [Report]]
  private(set) var statements: [AttributedStatement] = []
  /// The outlet that spoke last, for "the article".
  private(set) var publication: Attribution?
  /// Who speaks in a quotation that the passage leaves open; before the passage is read, who spoke in the one before.
  private(set) var openSpeaker: SpeakerDirectory.Speaker?
  /// A quotation that the passage leaves open without saying whose it is.
  private(set) var orphan: Quotation?
  /// Who speaks in the quotation with which the passage begins.
  private(set) var firstSpeaker: SpeakerDirectory.Speaker?
  /// Reporting words that a quotation has used up.
  private var used: Set<Int> = []

  init(
    number: Int, passage: AnalysedPassage, reports: [Report], voices: SpeakerDirectory, lexicon: ReportingLexicon,
    context: SentenceContext, citations: [Citation], mentions: [ActorMention],
    publication: Attribution?, openSpeaker: SpeakerDirectory.Speaker? = nil
  ) {
    self.publication = publication
    self.openSpeaker = openSpeaker
    self.number = number
    self.passage = passage
    self.reports = reports
    self.voices = voices
    self.lexicon = lexicon
    self.context = context
    self.citations = citations
    let headed = mentions.filter { $0.headToken.map(passage.tokens.indices.contains) ?? false }
    self.mentionsOfSentence = Dictionary(grouping: headed) { passage.sentence(of: $0.headToken ?? 0) }
    self.reportsOfSentence = Dictionary(grouping: reports) { passage.sentence(of: $0.word) }
  }

  // MARK: Direct

  mutating func addDirect(_ quotations: [Quotation]) {
    var last: (speaker: SpeakerDirectory.Speaker, sentence: Int)?
    let before = openSpeaker
    openSpeaker = nil
    // The report of the quotation added last: "“Certainly,” he said, “troops must leave.”" is one.
    var lastReport: Int?
    for quotation in quotations where !isTitle(quotation) && !isScare(quotation) {
      // A paragraph that opens with a mark goes on with the quotation that the last one left open.
      if let before, quotation.tokens.lowerBound == 0, quotation.depth == 0 {
        add(
          .direct, speaker: before, words: quotation.tokens, content: quotation.words, stance: 0, report: nil,
          rule: "statement.direct-continued", confidence: 0.8)
        last = (before, passage.sentence(of: quotation.tokens.upperBound - 1))
        if quotation.isOpen { openSpeaker = before }
        continue
      }
      let sentence = passage.sentence(of: quotation.tokens.lowerBound)
      if let (report, speaker) = governing(quotation) {
        // "praised Putin for “neutralizing Washington's plots”": the verb's stance is towards its object; words that
        // name others are about those.
        let object = report.map { codes(in: objectPhrase(of: $0.word), besides: speaker) } ?? []
        let named = codes(in: quotation.words, besides: speaker)
        let isAboutOthers = !object.isEmpty && !named.isEmpty && !named.contains { object.contains($0) }
        if let report, report.word == lastReport, let before = last, before.speaker == speaker, extend(with: quotation)
        {
          last = (speaker, passage.sentence(of: quotation.tokens.upperBound - 1))
          continue
        }
        lastReport = report?.word
        add(
          .direct, speaker: speaker, words: quotation.tokens, content: quotation.words,
          stance: isAboutOthers ? 0 : report?.stance ?? 0, report: report, rule: "statement.direct",
          confidence: report == nil ? 0.65 : 0.9, about: isAboutOthers || object.isEmpty ? nil : object)
        if let report, !isAboutOthers { used.insert(report.word) }
        if quotation.isOpen { openSpeaker = speaker }
        if quotation.tokens.lowerBound == 0, quotation.depth == 0 { firstSpeaker = speaker }
        last = (speaker, passage.sentence(of: quotation.tokens.upperBound - 1))
      } else if quotation.isOpen, quotation.depth == 0 {
        orphan = quotation
      } else if let before = last, sentence - before.sentence <= 1, quotation.words.count > 4 {
        add(
          .direct, speaker: before.speaker, words: quotation.tokens, content: quotation.words, stance: 0, report: nil,
          rule: "statement.direct-continued", confidence: 0.6)
        last = (before.speaker, passage.sentence(of: quotation.tokens.upperBound - 1))
      }
    }
  }

  /// Three words at most.
  private func isShort(_ quotation: Quotation) -> Bool {
    quotation.words.count { passage.tokens[$0].partOfSpeech != "PUNCT" } <= 3
  }

  /// Joins a further piece to the quotation added last; false where words of others stand between.
  private mutating func extend(with quotation: Quotation) -> Bool {
    guard var last = statements.popLast() else { return false }
    let piece = passage.span(of: quotation.tokens)
    guard last.statement.kind == .direct, piece.start >= last.statement.evidence.span.end,
      piece.start - last.statement.evidence.span.end <= Self.widestGap
    else {
      statements.append(last)
      return false
    }
    last.statement.evidence.span = last.statement.evidence.span.union(piece)
    last.content = last.content.union(passage.span(of: quotation.words))
    statements.append(last)
    return true
  }

  /// In bytes: so much may stand between two pieces of one quotation ("he told the ambassador").
  private static let widestGap = 120

  /// "a naval “quarantine”", "the “blockade”": a word or two set off inside a noun's phrase, said by nobody in particular.
  private func isScare(_ quotation: Quotation) -> Bool {
    let tokens = passage.tokens
    let words = quotation.words.filter { tokens[$0].partOfSpeech != "PUNCT" }
    let before = quotation.tokens.lowerBound - 1
    guard words.count <= 3, before >= 0, let last = words.last else { return false }
    guard ["DT", "PRP$", "JJ", "NN", "-LRB-"].contains(tokens[before].tag) else { return false }
    // "called him “a liar”" and "the word “never”" are sayings.
    return ["NN", "NNS", "NNP", "NNPS", "JJ", "VB", "VBP"].contains(tokens[last].tag)
      && !(tokens[before].tag == "NN" && lexicon.nouns[tokens[before].lemma.lowercased()] != nil)
  }

  /// The whole passage is what `speaker` said.
  mutating func addSetOff(_ speaker: SpeakerDirectory.Speaker) {
    openSpeaker = nil
    guard !passage.tokens.isEmpty else { return }
    add(
      .direct, speaker: speaker, words: passage.tokens.indices, content: passage.tokens.indices, stance: 0, report: nil,
      rule: "statement.set-off", confidence: 0.85)
  }

  /// Who speaks in a quotation set off behind this passage: the speaker of the last reporting word of its last sentence.
  mutating func introducer() -> SpeakerDirectory.Speaker? {
    guard let sentence = passage.sentences.indices.last else { return nil }
    for report in (reportsOfSentence[sentence] ?? []).reversed() {
      guard let head = report.speaker, let speaker = speaker(at: head) else { continue }
      return speaker
    }
    return nil
  }

  /// Quotation marks around a name or title.
  private func isTitle(_ quotation: Quotation) -> Bool {
    let before = quotation.tokens.lowerBound - 1
    guard before >= 0 else { return false }
    let tokens = passage.tokens
    if lexicon.titleWords.contains(tokens[before].text.lowercased()) { return true }
    // A run of capitalised words without a verb is a title.
    let words = quotation.words.filter { tokens[$0].partOfSpeech != "PUNCT" }
    let capitals = words.filter { tokens[$0].text.first?.isUppercase == true }
    let hasVerb = words.contains { ["VERB", "AUX"].contains(tokens[$0].partOfSpeech) }
    return words.count > 2 && !hasVerb && capitals.count * 3 >= words.count * 2 && governingVerb(of: quotation) == nil
  }

  /// The report that the quotation belongs to, and its speaker.
  private mutating func governing(_ quotation: Quotation) -> (Report?, SpeakerDirectory.Speaker)? {
    let tokens = passage.tokens
    // The words of a possessor: "Khatami's “dialogue of civilizations”"
    let before = quotation.tokens.lowerBound - 1
    if before > 0, tokens[before].tag == "POS",
      let speaker = speaker(at: before - 1)
    {
      return (nil, speaker)
    }
    if let found = introduced(quotation) { return (nil, found) }
    let sentences = Set(
      [quotation.tokens.lowerBound, quotation.tokens.upperBound - 1].map(passage.sentence(of:)))
    let candidates = sentences.sorted().flatMap { reportsOfSentence[$0] ?? [] }
      .filter { !quotation.words.contains($0.word) }
    let above = wordsAbove(quotation)
    func distance(_ report: Report) -> Int {
      let gap =
        report.word < quotation.tokens.lowerBound
        ? quotation.tokens.lowerBound - report.word : report.word - quotation.tokens.upperBound + 1
      // A word whose clause holds the quotation beats one that is merely near.
      let holds = report.content.map { $0.overlaps(quotation.tokens) } ?? false
      return holds || above.contains(report.word) ? gap : gap + 30
    }
    let nearest = candidates.map { (report: $0, distance: distance($0)) }
      .sorted { ($0.distance, $0.report.word) < ($1.distance, $1.report.word) }
    for (report, distance) in nearest {
      guard let head = report.speaker, !quotation.words.contains(head),
        let speaker = speaker(at: head)
      else { continue }
      if distance > 30, quotation.words.count < 4 { continue }
      // A word or two set off are said only where the report is what holds them: "constituted “self-defense”" isn't.
      if isShort(quotation), let verb = governingVerb(of: quotation), verb != report.word, report.resource != nil {
        continue
      }
      // What names the speaker isn't what they say: "the president (“the boss”, to his men) promised".
      if isBelow(head, quotation.words.lowerBound) { continue }
      return (report, speaker)
    }
    // A subject of any verb that governs the quotation, for quotations of some length: "The deal gave Russia “a free pass”".
    if quotation.words.count >= 2, !isShort(quotation), let verb = governingVerb(of: quotation),
      let head = reportsOfSentence[passage.sentence(of: verb)]?.first?.speaker,
      let speaker = speaker(at: head)
    {
      return (nil, speaker)
    }
    return nil
  }

  /// Who is named before a colon, or behind a dash after the closing mark: "Lavrov: “…”", "“…” — Sergei Lavrov", "He shot
  /// back: “…”".
  private mutating func introduced(_ quotation: Quotation) -> SpeakerDirectory.Speaker? {
    let tokens = passage.tokens
    let before = quotation.tokens.lowerBound - 1
    if before > 0, tokens[before].text == ":" {
      let sentence = passage.sentences[passage.sentence(of: before)]
      var start = before
      while start > sentence.lowerBound, before - start < Self.longestIntroduction,
        ![".", ";", "”", "\"", "?", "!"].contains(tokens[start - 1].text)
      { start -= 1 }
      let words = start..<before
      let subject = words.first { index in
        tokens[index].relation == "nsubj" && words.contains(tokens[index].head)
          && tokens[tokens[index].head].tag.hasPrefix("VB")
      }
      if let subject { return speaker(at: subject) }
      // Only a name, or an office with one: no verb among them.
      guard words.count <= 8, !words.contains(where: { tokens[$0].tag.hasPrefix("VB") }),
        let name = words.last(where: { tokens[$0].text.first?.isUppercase == true })
      else { return nil }
      return named(name, in: words)
    }
    let behind = quotation.tokens.upperBound
    guard behind + 1 < tokens.count, Self.dashes.contains(tokens[behind].text) else { return nil }
    let first = behind + 1
    var end = first
    while end < tokens.count, end - first < 10, tokens[end].partOfSpeech != "PUNCT", !tokens[end].tag.hasPrefix("VB") {
      end += 1
    }
    guard end > first, end == tokens.count || tokens[end].partOfSpeech == "PUNCT",
      let name = (first..<end).last(where: { tokens[$0].text.first?.isUppercase == true })
    else { return nil }
    return named(name, in: first..<end)
  }

  private static let longestIntroduction = 25
  private static let dashes: Set<String> = ["—", "–", "--", "―", "-"]

  /// The speaker that a name alone stands for.
  private mutating func named(_ name: Int, in words: Range<Int>) -> SpeakerDirectory.Speaker? {
    if let known = speaker(at: name) { return known }
    guard passage.tokens[name].partOfSpeech == "NOUN" || passage.tokens[name].partOfSpeech == "PROPN" else {
      return nil
    }
    return SpeakerDirectory.Speaker(
      attribution: Attribution(name: passage.text(of: words), span: passage.span(of: words)), role: nil, head: name)
  }

  /// A quotation that the passage before left open goes back to whoever speaks in its next paragraph.
  mutating func addOpen(_ quotation: Quotation, speaker: SpeakerDirectory.Speaker) {
    add(
      .direct, speaker: speaker, words: quotation.tokens, content: quotation.words, stance: 0, report: nil,
      rule: "statement.direct-continued", confidence: 0.7)
  }

  /// The words above the first few of the quotation.
  private func wordsAbove(_ quotation: Quotation) -> Set<Int> {
    quotation.words.prefix(6).reduce(into: []) { $0.formUnion(passage.ancestors(of: $1)) }
  }

  /// Whether `token` stands below `head` and not in a clause of its own.
  private func isBelow(_ head: Int, _ token: Int) -> Bool {
    var current = token
    for _ in 0..<12 {
      if ["relcl", "ccomp", "acl", "advcl"].contains(passage.tokens[current].relation) { return false }
      guard let next = passage.head(of: current) else { return false }
      if next == head { return true }
      current = next
    }
    return false
  }

  private func governingVerb(of quotation: Quotation) -> Int? {
    guard let first = quotation.words.first else { return nil }
    return passage.ancestors(of: first).first {
      !quotation.words.contains($0) && ["VERB", "AUX"].contains(passage.tokens[$0].partOfSpeech)
    }
  }

  // MARK: Indirect

  /// Reports inside reports are followed so far; what stands deeper is inside the words of those.
  private static let deepest = 8

  mutating func addIndirect() {
    // Where the words end that hold the report.
    var around: [Int] = []
    for report in reports where report.isComplete && !used.contains(report.word) {
      around.removeAll { $0 <= report.word }
      guard around.count < Self.deepest else { continue }
      guard let head = report.speaker, let content = report.content,
        !content.contains(head) || report.word < content.lowerBound,
        let speaker = speaker(at: head), isAsserted(report.word)
      else { continue }
      let sentence = passage.sentences[passage.sentence(of: report.word)]
      let first = min(speakerStart(head), report.word, content.lowerBound)
      let last = max(report.word + 1, content.upperBound)
      let words = max(first, sentence.lowerBound)..<min(max(last, first + 1), max(sentence.upperBound, last))
      add(
        .indirect, speaker: speaker, words: words, content: content, stance: report.stance, report: report,
        rule: "statement.indirect", confidence: report.resource == nil ? 0.7 : 0.8)
      around.append(content.upperBound)
    }
  }

  private func speakerStart(_ head: Int) -> Int { SpeakerDirectory.phrase(around: head, in: passage).lowerBound }

  /// Nobody has said what is only possible, refused or yet to come: "could emphasize", "refused to say", "to praise".
  private func isAsserted(_ word: Int) -> Bool {
    let tokens = passage.tokens
    var current = word
    for _ in 0..<3 {
      for child in passage.children(of: current) {
        if tokens[child].relation == "neg" { return false }
        if tokens[child].relation == "aux", tokens[child].tag == "MD" { return false }
      }
      guard ["conj", "xcomp"].contains(tokens[current].relation), let head = passage.head(of: current) else { break }
      if tokens[current].relation == "xcomp", tokens[current].tag == "VB" {
        return lexicon.continuing.contains(tokens[head].lemma)
      }
      current = head
    }
    return true
  }

  // MARK: Both

  private mutating func add(
    _ kind: Statement.Kind, speaker: SpeakerDirectory.Speaker, words: Range<Int>, content: Range<Int>, stance: Int,
    report: Report?, rule: RuleIdentifier, confidence: Double, about given: [ActorCode]? = nil
  ) {
    let span = passage.span(of: words)
    let sentence = passage.span(of: passage.sentences[passage.sentence(of: words.lowerBound)])
    var about = given ?? codes(in: content, besides: speaker)
    if about.isEmpty, let own = speaker.attribution.code,
      mentions(in: content).contains(where: { $0.code == own })
    {
      about = [own]
    }
    let near = citations.partitioningIndex { $0.span.end > sentence.start }
    let outlet = citations[near...].prefix { $0.span.start < sentence.end }.first { $0.span.overlaps(span) }?.outlet
    let addressee = report?.addressee.flatMap { voices.speaker(at: $0, in: passage, number: number)?.attribution }
    let evidence = Evidence(
      span: span, rule: rule, confidence: confidence,
      resources: report?.resource.map { [$0] } ?? [])
    statements.append(
      AttributedStatement(
        statement: Statement(
          kind: kind, speaker: speaker.attribution, role: speaker.role, addressee: addressee, about: about,
          stance: stance != 0 ? stance : self.stance(of: content), date: context.date(at: span, sentence: sentence),
          outlet: outlet, evidence: evidence),
        content: passage.span(of: content)))
  }

  /// Who speaks, "the article" being the publication named last.
  private mutating func speaker(at head: Int) -> SpeakerDirectory.Speaker? {
    guard var speaker = voices.speaker(at: head, in: passage, number: number) else { return nil }
    if voices.repeatsPublication(head, in: passage), let publication {
      speaker.attribution = Attribution(
        name: publication.name, code: publication.code, sector: publication.sector, span: speaker.attribution.span)
    } else if voices.namesPublication(head, in: passage) {
      publication = speaker.attribution
    }
    return speaker
  }

  /// Codes of those named in `words` other than the speaker, in order of mention.
  private func codes(in words: Range<Int>, besides speaker: SpeakerDirectory.Speaker) -> [ActorCode] {
    var codes: [ActorCode] = []
    for mention in mentions(in: words) {
      guard let code = mention.code, code != speaker.attribution.code, !codes.contains(code) else { continue }
      codes.append(code)
    }
    return codes
  }

  /// The actors whose heads stand in `words`, in order.
  private func mentions(in words: Range<Int>) -> [ActorMention] {
    guard !words.isEmpty else { return [] }
    return (passage.sentence(of: words.lowerBound)...passage.sentence(of: words.upperBound - 1)).flatMap {
      (mentionsOfSentence[$0] ?? []).filter { $0.headToken.map(words.contains) == true }
    }
  }

  /// The direct object's own phrase; empty where there is none.
  private func objectPhrase(of word: Int) -> Range<Int> {
    guard let object = passage.children(of: word).first(where: { passage.tokens[$0].relation == "dobj" }) else {
      return word..<word
    }
    return SpeakerDirectory.phrase(around: object, in: passage)
  }

  /// The balance of the words that show a stance, negated ones turned round.
  private func stance(of content: Range<Int>) -> Int {
    var balance = 0
    for index in content {
      guard let stance = lexicon.stances[passage.tokens[index].lemma.lowercased()] else { continue }
      let isNegated =
        passage.children(of: index).contains { passage.tokens[$0].relation == "neg" }
        || (passage.head(of: index).map { head in
          passage.children(of: head).contains { passage.tokens[$0].relation == "neg" }
        } ?? false)
      balance += isNegated ? -stance : stance
    }
    return balance.signum()
  }
}
