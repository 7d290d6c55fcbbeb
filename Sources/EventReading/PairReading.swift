import Findings
import LanguageRuntime
import SourceTexts

/// What one marked party does to another, by the learned reader: the marks are added to the words of either, and a head
/// weighs the mean of all words, of the actor's and of the recipient's.
struct PairHead: Sendable {
  /// What a mark adds to a piece: of none, of the actor, of the recipient.
  let marks: [Float]
  let categories: DenseLayer
  /// The classes' names, in the order of the scores; "YIELD" takes in CONCEDE and RETREAT.
  let names: [String]

  /// No more pieces of a sentence than these are read.
  static let longest = 300

  /// - Throws: `ModelError` where a layer is missing or of another shape.
  init(_ file: SafetensorsFile, names: [String], width: Int) throws(ModelError) {
    marks = try file.floats("marks.weight", shape: [3, width])
    categories = try DenseLayer("pair", in: file, outputs: names.count, inputs: 3 * width)
    self.names = names
  }
}

extension LearnedReader.Worker {
  /// The probability of each class of what `actor` does to `recipient`, by the class's name.
  ///
  /// - Parameters:
  ///   - evidence: of a text of a sentence or few.
  ///   - actor: the tokens that name the one who acts; none where the text doesn't name it. Likewise `recipient`.
  /// - Complexity: one window of text encoded.
  package func pairCategories(
    of evidence: ReadingEvidence, source: SourceText, actor: Set<Int>, recipient: Set<Int>
  ) throws(EncoderError) -> [String: Float] {
    let head = reader.file.heads.pair
    let width = reader.file.heads.width
    let vocabulary = tokenizer.vocabulary
    var ids = [vocabulary.begin]
    var marks = [0]
    var added = [Float](repeating: 0, count: width)
    for token in evidence.words.indices {
      let mark = actor.contains(token) ? 1 : recipient.contains(token) ? 2 : 0
      var row = features(of: token, in: evidence)
      if mark > 0 {
        for index in 0..<width { row[index] += head.marks[mark * width + index] }
      }
      for piece in pieces(of: source[evidence.words[token].span]) where ids.count < PairHead.longest {
        ids.append(piece)
        marks.append(mark)
        added += row
      }
    }
    ids.append(vocabulary.end)
    marks.append(0)
    added += [Float](repeating: 0, count: width)
    let output = try encoder.encode([EncoderInput(pieces: ids, added: added)])[0]
    func mean(_ isMeant: (Int) -> Bool) -> [Float] {
      var sum = [Float](repeating: 0, count: width)
      var count = 0
      for place in 0..<output.count where isMeant(marks[place]) {
        for (index, value) in output[place].enumerated() { sum[index] += value }
        count += 1
      }
      return sum.map { $0 / Float(max(1, count)) }
    }
    let scores = head.categories(mean { _ in true } + mean { $0 == 1 } + mean { $0 == 2 })
    return Dictionary(zip(head.names, Exponential.softmax(scores)), uniquingKeysWith: { first, _ in first })
  }
}
