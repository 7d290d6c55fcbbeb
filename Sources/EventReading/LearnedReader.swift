import Findings
import LanguageRuntime
import SourceTexts

/// Decides which words of a document tell events, what they are, who takes part, when and how real they are, from the
/// words themselves and from what the rules say of them (``ReadingEvidence``).
///
/// A BERT-family encoder reads windows of sentences; features of words (tag, relation, party, frame, modality) are added
/// to its input. Heads score each trigger, and each pair of a trigger and a party or time.
package struct LearnedReader: Sendable {
  package let file: ReaderFile
  private let encoder: EncoderModel

  /// - Parameters:
  ///   - file: What training made.
  ///   - encoder: The base that it was made for, with the file's changes applied.
  /// - Throws: ``ModelError`` where the two don't fit each other.
  package init(file: ReaderFile, encoder: EncoderModel) throws(ModelError) {
    guard encoder.width == file.heads.width else {
      throw ModelError(
        file: ReaderFile.name,
        reason: .shape(got: "an encoder of width \(encoder.width)", expected: "width \(file.heads.width)"))
    }
    // A window holds its first sentence however long, with context, and a title between marks.
    let longest =
      max(file.constants.window, file.constants.context + file.constants.longest) + file.constants.title + 3
    guard longest <= encoder.limit else {
      throw ModelError(
        file: ReaderFile.name, reason: .shape(got: "windows of \(longest) pieces", expected: "at most \(encoder.limit)")
      )
    }
    self.file = file
    self.encoder = encoder
  }

  /// One thread's reader.
  package func makeWorker() -> Worker {
    Worker(reader: self, encoder: encoder.makeEncoder(), tokenizer: encoder.makeTokenizer(), limit: encoder.limit)
  }

  /// Reads documents one after another on one thread.
  package struct Worker {
    let reader: LearnedReader
    let encoder: PieceEncoder
    let tokenizer: WordPieceTokenizer
    private let limit: Int

    fileprivate init(reader: LearnedReader, encoder: PieceEncoder, tokenizer: WordPieceTokenizer, limit: Int) {
      self.reader = reader
      self.encoder = encoder
      self.tokenizer = tokenizer
      self.limit = limit
    }

    /// What is decided of a document: its events, in their order, of every word that is one with at least the file's
    /// threshold, each decided knowing those before it; and what somebody said.
    ///
    /// - Parameters:
    ///   - source: the document's text.
    ///   - progress: is told the share that is read, from 0 to 1.
    /// - Complexity: linear in the document.
    package func decisions(
      of evidence: ReadingEvidence, source: SourceText, progress: (Double) -> Void = { _ in }
    ) throws(EncoderError) -> DocumentDecisions {
      let (events, layers) = try decisions(
        of: evidence, source: source, around: nil, leavingOut: nil, after: [], progress: progress)
      return DocumentDecisions(
        events: events, probabilities: layers, evidence: evidence, constants: reader.file.constants)
    }

    /// The decisions of the window that decides a token, with another token hidden from it, to see what that carries.
    ///
    /// - Parameters:
    ///   - hidden: a token that is read as if it weren't known.
    ///   - before: the decisions of the document, of which those before the window are taken as told.
    package func decisions(
      of evidence: ReadingEvidence, source: SourceText, around place: Int, leavingOut hidden: Int?,
      after before: [EventDecision]
    ) throws(EncoderError) -> [EventDecision] {
      try decisions(
        of: evidence, source: source, around: place, leavingOut: hidden, after: before, progress: { _ in }
      ).events
    }

    private func decisions(
      of evidence: ReadingEvidence, source: SourceText, around place: Int?, leavingOut hidden: Int?,
      after before: [EventDecision], progress: (Double) -> Void
    ) throws(EncoderError) -> (events: [EventDecision], layers: [[Float]]) {
      let constants = reader.file.constants
      let reading = DocumentReading(evidence)
      var pieces: [[Int32]] = []
      pieces.reserveCapacity(evidence.words.count)
      for (number, word) in evidence.words.enumerated() {
        // What is hidden keeps its number of pieces, so that the windows stay the same.
        var own = self.pieces(of: source[word.span])
        if number == hidden { own = own.map { _ in tokenizer.vocabulary.unknown } }
        pieces.append(own)
      }
      let title = Array(
        tokenizer.pieces(of: source.metadata.title ?? "", marked: false).ids.prefix(constants.title))
      var windows = ReadingWindow.windows(
        of: evidence.sentences, pieces: pieces.map(\.count),
        sizes: .init(window: constants.window, context: constants.context, longest: constants.longest))
      if let place { windows = windows.filter { $0.own <= place && place < $0.end } }
      var history = before.filter { $0.token < windows.first?.own ?? 0 }.compactMap { told($0, reading) }
      var decisions: [EventDecision] = []
      var layers = [[Float]](repeating: [], count: DocumentDecisions.Layer.allCases.count)
      // Some windows at a time, so that memory stays bounded however long the document is.
      for start in stride(from: 0, to: windows.count, by: 16) {
        let some = windows[start..<min(start + 16, windows.count)]
        let inputs = some.map { input(of: $0, pieces: pieces, title: title, evidence: evidence, hidden: hidden) }
        let outputs = try encoder.encode(inputs.map(\.input))
        for ((window, input), output) in zip(zip(some, inputs), outputs) {
          decisions += decide(window, firsts: input.firsts, output, reading, &history)
          for token in window.own..<window.end {
            let place = input.firsts[token - window.context]
            let scores = place < output.count ? reader.file.heads.layers(output[place]) : []
            for layer in DocumentDecisions.Layer.allCases {
              // Each layer has two outputs: whether an item begins here, and whether one holds the word.
              layers[layer.rawValue].append(scores.isEmpty ? 0 : Exponential.sigmoid(scores[2 * layer.rawValue + 1]))
            }
          }
        }
        progress(Double(min(start + 16, windows.count)) / Double(windows.count))
      }
      return (decisions, layers)
    }

    /// A word's pieces, at least one.
    func pieces(of word: String) -> [Int32] {
      let own = Array(tokenizer.pieces(of: word, marked: false).ids.prefix(reader.file.constants.perWord))
      return own.isEmpty ? [tokenizer.vocabulary.unknown] : own
    }

    /// What a word's features add to each of its pieces.
    func features(of token: Int, in evidence: ReadingEvidence) -> [Float] {
      let heads = reader.file.heads
      var row = [Float](repeating: 0, count: heads.width)
      let names = WordFeatures.names(of: evidence.words[token], proposals: evidence.proposals)
      for (table, name) in names.enumerated() {
        guard let number = reader.file.vocabularies.word[table][name] else { continue }
        let start = number * heads.width
        for index in 0..<heads.width { row[index] += heads.words[table][start + index] }
      }
      return row
    }

    /// A window's pieces with the features of their words, and where each word's first piece stands.
    private func input(
      of window: ReadingWindow, pieces: [[Int32]], title: [Int32], evidence: ReadingEvidence, hidden: Int?
    ) -> (input: EncoderInput, firsts: [Int]) {
      let heads = reader.file.heads
      let vocabulary = tokenizer.vocabulary
      var ids = [vocabulary.begin]
      if !title.isEmpty { ids += title + [vocabulary.end] }
      var firsts: [Int] = []
      var added = [Float](repeating: 0, count: ids.count * heads.width)
      for token in window.context..<window.end {
        firsts.append(ids.count)
        ids += pieces[token]
        let row =
          token == hidden ? [Float](repeating: 0, count: heads.width) : features(of: token, in: evidence)
        for _ in pieces[token] { added += row }
      }
      ids.append(vocabulary.end)
      added += [Float](repeating: 0, count: heads.width)
      if ids.count > limit {
        // Only words of very many pieces each can make a window this long.
        ids = Array(ids.prefix(limit))
        added = Array(added.prefix(limit * heads.width))
      }
      return (EncoderInput(pieces: ids, added: added), firsts)
    }

    /// A decision as what comes after it sees it; nil where no event comes of it.
    private func told(_ decision: EventDecision, _ reading: DocumentReading) -> ToldEvent? {
      let proposal = reading.proposal(at: decision.token)
      return EventVerdict(decision, proposal: proposal, constants: reader.file.constants)?
        .told(decision, proposal: proposal)
    }

    private func decide(
      _ window: ReadingWindow, firsts: [Int], _ output: EncoderOutput, _ reading: DocumentReading,
      _ history: inout [ToldEvent]
    ) -> [EventDecision] {
      let heads = reader.file.heads
      var decisions: [EventDecision] = []
      func vector(_ token: Int) -> ArraySlice<Float>? {
        guard token >= window.context, token < window.end, firsts[token - window.context] < output.count else {
          return nil
        }
        return output[firsts[token - window.context]]
      }
      var partyParts: [Int: [Float]] = [:]
      var timeParts: [Int: [Float]] = [:]
      for token in window.own..<window.end
      where reading.evidence.words[token].isContent && !reading.evidence.words[token].isUntold {
        guard let own = vector(token) else { continue }
        let classes = Exponential.softmax(heads.trigger(own))
        guard 1 - classes[0] >= reader.file.constants.eventThreshold else { continue }
        let before = ToldBefore(token, history: history, in: reading)
        let decision = EventDecision(
          token: token, classes: classes, statuses: Exponential.softmax(heads.status(own)),
          parts: parts(
            of: token, own, from: reading.sentenceOf[window.context], reading, before, vector, &partyParts),
          dates: dates(of: token, own, reading, before, vector, &timeParts))
        decisions.append(decision)
        if let told = told(decision, reading) { history.append(told) }
      }
      return decisions
    }

    private func parts(
      of token: Int, _ own: ArraySlice<Float>, from sentence: Int, _ reading: DocumentReading, _ before: ToldBefore,
      _ vector: (Int) -> ArraySlice<Float>?, _ known: inout [Int: [Float]]
    ) -> [EventDecision.Part] {
      let head = reader.file.heads.sides
      let vocabularies = reader.file.vocabularies
      let trigger = head.mentions.triggerPart(own)
      var order: [ActorCode] = []
      var mentions: [ActorCode: [(party: Int?, hidden: [Float])]] = [:]
      let candidates = PartyFeatures.candidates(
        for: token, from: sentence, in: reading, states: reader.file.constants.states)
      for candidate in candidates {
        guard let code = PartyFeatures.code(of: candidate, in: reading) else { continue }
        let names = PartyFeatures.names(of: candidate, code: code, trigger: token, in: reading)
        let numbers = zip(vocabularies.party, names).map { $0[$1] ?? 0 }
        var party: Int?
        var item = [Float](repeating: 0, count: head.mentions.width)
        if case .party(let number) = candidate {
          party = number
          let place = reading.evidence.parties[number].head
          if let done = known[place] {
            item = done
          } else {
            item = head.mentions.itemPart(vector(place))
            known[place] = item
          }
        }
        if mentions[code] == nil { order.append(code) }
        mentions[code, default: []].append(
          (party, head.mentions.hidden(trigger: trigger, item: item, features: numbers)))
      }
      guard !order.isEmpty else { return [] }
      let rows = head.rows(
        trigger: own,
        candidates: order.map { code in
          let names = CodeFeatures.names(of: code, trigger: token, in: reading, after: before)
          return SideHead.Candidate(
            mentions: (mentions[code] ?? []).map(\.hidden), told: zip(vocabularies.code, names).map { $0[$1] ?? 0 })
        })
      let acts = head.actors(rows)
      let actors = Exponential.softmax(acts.point)
      var parts = order.enumerated().map { place, code in
        let shown = Self.shown(mentions[code] ?? [])
        let proposal = reading.proposal(at: token)
        func ruled(_ numbers: [Int]?) -> Int? {
          numbers?.first { reading.evidence.parties[$0].mention.code == code }
        }
        return EventDecision.Part(
          code: code, actor: actors[1 + place], recipient: 0, amongActors: Exponential.sigmoid(acts.member[1 + place]),
          amongRecipients: 0, actorParty: ruled(proposal?.actors) ?? shown,
          recipientParty: ruled(proposal?.recipients) ?? shown)
      }
      let acting = Set(
        EventDecision(token: token, classes: [], statuses: [], parts: parts, dates: [])
          .sides(member: reader.file.constants.partThreshold).actors.parts.map(\.code))
      let suffers = head.recipients(rows, acting: [acting.isEmpty] + order.map(acting.contains))
      let recipients = Exponential.softmax(suffers.point)
      for place in parts.indices {
        parts[place].recipient = recipients[1 + place]
        parts[place].amongRecipients = Exponential.sigmoid(suffers.member[1 + place])
      }
      return parts
    }

    /// The mention that most of a code's numbers come from; nil where only the document tells it.
    private static func shown(_ mentions: [(party: Int?, hidden: [Float])]) -> Int? {
      guard let width = mentions.first?.hidden.count else { return nil }
      var wins = [Int](repeating: 0, count: mentions.count)
      for index in 0..<width {
        var best = 0
        for (number, mention) in mentions.enumerated().dropFirst()
        where mention.hidden[index] >= mentions[best].hidden[index] { best = number }
        if mentions[best].hidden[index] > 0 { wins[best] += 1 }
      }
      let named = mentions.indices.filter { mentions[$0].party != nil }
      return named.max { (wins[$0], $0) < (wins[$1], $1) }.flatMap { mentions[$0].party }
    }

    private func dates(
      of token: Int, _ own: ArraySlice<Float>, _ reading: DocumentReading, _ before: ToldBefore,
      _ vector: (Int) -> ArraySlice<Float>?, _ known: inout [Int: [Float]]
    ) -> [EventDecision.Dating] {
      let head = reader.file.heads.time
      let vocabularies = reader.file.vocabularies.time
      let trigger = head.dates.triggerPart(own)
      let candidates = TimeFeatures.dates(for: token, in: reading, most: reader.file.constants.timesBack)
      let hidden = candidates.map { candidate in
        let names = TimeFeatures.names(of: candidate, trigger: token, in: reading, after: before)
        var item = [Float](repeating: 0, count: head.dates.width)
        if let place = candidate.time.map({ reading.evidence.times[$0].head }) {
          if let done = known[place] {
            item = done
          } else {
            item = head.dates.itemPart(vector(place))
            known[place] = item
          }
        }
        return head.dates.hidden(trigger: trigger, item: item, features: zip(vocabularies, names).map { $0[$1] ?? 0 })
      }
      let all = head.scores(trigger: own, candidates: hidden)
      var values = [""]
      var scores: [String: [(time: Int?, score: Float)]] = ["": [(nil, all[0])]]
      for (candidate, score) in zip(candidates, all.dropFirst()) {
        if scores[candidate.edtf] == nil { values.append(candidate.edtf) }
        scores[candidate.edtf, default: []].append((candidate.time, score))
      }
      let sums = values.map { value in Exponential.logSum((scores[value] ?? []).map(\.score)) }
      let probabilities = Exponential.softmax(sums)
      return zip(values, probabilities).enumerated()
        .map { (place, pair) in
          (
            place,
            EventDecision.Dating(
              edtf: pair.0, probability: pair.1, time: (scores[pair.0] ?? []).max { $0.score < $1.score }?.time)
          )
        }
        .sorted { ($1.1.probability, $0.0) < ($0.1.probability, $1.0) }.map(\.1)
    }
  }
}
