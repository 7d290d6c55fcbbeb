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
    private let reader: LearnedReader
    private let encoder: PieceEncoder
    private let tokenizer: WordPieceTokenizer
    private let limit: Int

    fileprivate init(reader: LearnedReader, encoder: PieceEncoder, tokenizer: WordPieceTokenizer, limit: Int) {
      self.reader = reader
      self.encoder = encoder
      self.tokenizer = tokenizer
      self.limit = limit
    }

    /// The decisions of a document, in its order: for every word that is an event with at least the file's threshold.
    ///
    /// - Parameters:
    ///   - source: the document's text.
    ///   - around: reads only the window that decides this token; nil reads all.
    ///   - progress: is told the share that is read, from 0 to 1.
    ///   - leavingOut: a token that is read as if it weren't known, to see what it carries.
    /// - Complexity: linear in the document.
    package func decisions(
      of evidence: ReadingEvidence, source: SourceText, around place: Int? = nil, leavingOut hidden: Int? = nil,
      progress: (Double) -> Void = { _ in }
    ) throws(EncoderError) -> [EventDecision] {
      let constants = reader.file.constants
      let reading = DocumentReading(evidence)
      var pieces: [[Int32]] = []
      pieces.reserveCapacity(evidence.words.count)
      for (number, word) in evidence.words.enumerated() {
        // What is hidden keeps its number of pieces, so that the windows stay the same.
        var own = Array(tokenizer.pieces(of: source[word.span], marked: false).ids.prefix(constants.perWord))
        if own.isEmpty { own = [tokenizer.vocabulary.unknown] }
        if number == hidden { own = own.map { _ in tokenizer.vocabulary.unknown } }
        pieces.append(own)
      }
      let title = Array(
        tokenizer.pieces(of: source.metadata.title ?? "", marked: false).ids.prefix(constants.title))
      var windows = ReadingWindow.windows(
        of: evidence.sentences, pieces: pieces.map(\.count),
        sizes: .init(window: constants.window, context: constants.context, longest: constants.longest))
      if let place { windows = windows.filter { $0.own <= place && place < $0.end } }
      var decisions: [EventDecision] = []
      // Some windows at a time, so that memory stays bounded however long the document is.
      for start in stride(from: 0, to: windows.count, by: 16) {
        let some = windows[start..<min(start + 16, windows.count)]
        let inputs = some.map { input(of: $0, pieces: pieces, title: title, evidence: evidence, hidden: hidden) }
        let outputs = try encoder.encode(inputs.map(\.input))
        for ((window, input), output) in zip(zip(some, inputs), outputs) {
          decisions += decide(window, firsts: input.firsts, output, reading)
        }
        progress(Double(min(start + 16, windows.count)) / Double(windows.count))
      }
      return decisions
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
        var row = [Float](repeating: 0, count: heads.width)
        if token != hidden {
          let names = WordFeatures.names(of: evidence.words[token], proposals: evidence.proposals)
          for (table, name) in names.enumerated() {
            guard let number = reader.file.vocabularies.word[table][name] else { continue }
            let start = number * heads.width
            for index in 0..<heads.width { row[index] += heads.words[table][start + index] }
          }
        }
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

    private func decide(
      _ window: ReadingWindow, firsts: [Int], _ output: EncoderOutput, _ reading: DocumentReading
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
      for token in window.own..<window.end where reading.evidence.words[token].isContent {
        guard let own = vector(token) else { continue }
        let classes = Exponential.softmax(heads.trigger(own))
        guard 1 - classes[0] >= reader.file.constants.eventThreshold else { continue }
        decisions.append(
          EventDecision(
            token: token, classes: classes, statuses: Exponential.softmax(heads.status(own)),
            parts: parts(of: token, own, from: reading.sentenceOf[window.context], reading, vector, &partyParts),
            dates: dates(of: token, own, reading, vector, &timeParts)))
      }
      return decisions
    }

    private func parts(
      of token: Int, _ own: ArraySlice<Float>, from sentence: Int, _ reading: DocumentReading,
      _ vector: (Int) -> ArraySlice<Float>?, _ known: inout [Int: [Float]]
    ) -> [EventDecision.Part] {
      let head = reader.file.heads.party
      let vocabularies = reader.file.vocabularies.party
      let trigger = head.triggerPart(own)
      var order: [ActorCode] = []
      var scores: [ActorCode: [(party: Int?, score: [Float])]] = [:]
      let candidates = PartyFeatures.candidates(
        for: token, from: sentence, in: reading, states: reader.file.constants.states)
      for candidate in candidates {
        guard let code = PartyFeatures.code(of: candidate, in: reading) else { continue }
        let names = PartyFeatures.names(of: candidate, code: code, trigger: token, in: reading)
        let numbers = zip(vocabularies, names).map { $0[$1] ?? 0 }
        var party: Int?
        var item = [Float](repeating: 0, count: head.hidden)
        if case .party(let number) = candidate {
          party = number
          let place = reading.evidence.parties[number].head
          if let done = known[place] {
            item = done
          } else {
            item = head.itemPart(vector(place))
            known[place] = item
          }
        }
        let score = head.score(trigger: trigger, item: item, features: numbers)
        if scores[code] == nil { order.append(code) }
        scores[code, default: []].append((party, score))
      }
      func sums(_ output: Int) -> [Float] {
        order.map { code in Exponential.logSum((scores[code] ?? []).map { $0.score[output] }) }
      }
      let nobody = reader.file.heads.nobody(own)
      let actors = Exponential.softmax(sums(0) + [nobody[0]])
      let recipients = Exponential.softmax(sums(1) + [nobody[1]])
      let among = (sums(2).map(Exponential.sigmoid), sums(3).map(Exponential.sigmoid))
      return order.enumerated().map { place, code in
        let named = (scores[code] ?? []).filter { $0.party != nil }
        func best(_ output: Int) -> Int? {
          named.max { $0.score[output] < $1.score[output] }?.party
        }
        return EventDecision.Part(
          code: code, actor: actors[place], recipient: recipients[place], amongActors: among.0[place],
          amongRecipients: among.1[place], actorParty: best(0), recipientParty: best(1))
      }
    }

    private func dates(
      of token: Int, _ own: ArraySlice<Float>, _ reading: DocumentReading, _ vector: (Int) -> ArraySlice<Float>?,
      _ known: inout [Int: [Float]]
    ) -> [EventDecision.Dating] {
      let head = reader.file.heads.time
      let vocabularies = reader.file.vocabularies.time
      let trigger = head.triggerPart(own)
      var values = [""]
      var scores: [String: [(time: Int?, score: Float)]] = ["": [(nil, reader.file.heads.undated(own)[0])]]
      for candidate in TimeFeatures.dates(for: token, in: reading, most: reader.file.constants.timesBack) {
        let names = TimeFeatures.names(of: candidate, trigger: token, in: reading)
        var item = [Float](repeating: 0, count: head.hidden)
        if let place = candidate.time.map({ reading.evidence.times[$0].head }) {
          if let done = known[place] {
            item = done
          } else {
            item = head.itemPart(vector(place))
            known[place] = item
          }
        }
        let score = head.score(trigger: trigger, item: item, features: zip(vocabularies, names).map { $0[$1] ?? 0 })[0]
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
