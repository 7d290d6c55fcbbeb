import LanguageRuntime

/// The layers that stand on the encoder: for triggers, status, parties' parts and dates, and the features of words that
/// are added to its input.
struct ReaderHeads: Sendable {
  /// One matrix a table of word features: a row a name, of the encoder's width; row 0 is nothing.
  let words: [[Float]]
  let width: Int
  let trigger: DenseLayer
  let status: DenseLayer
  let sides: SideHead
  let time: DateHead
  let pair: PairHead
  /// For statements, figures and agreements whether one begins at a word, and whether one holds it.
  let layers: DenseLayer

  /// - Throws: `ModelError` naming the layer that is missing or of another shape.
  init(
    _ file: SafetensorsFile, vocabularies: FeatureVocabularies, constants: ReadingConstants
  ) throws(ModelError) {
    let trigger = try DenseLayer("trigger", in: file)
    let width = trigger.inputs
    self.width = width
    self.trigger = try DenseLayer("trigger", in: file, outputs: constants.categories.count, inputs: width)
    status = try DenseLayer("status", in: file, outputs: constants.statuses.count, inputs: width)
    var words: [[Float]] = []
    for (number, names) in vocabularies.word.enumerated() {
      words.append(try file.floats("words.\(number)", shape: [names.count + 1, width]))
    }
    self.words = words
    sides = try SideHead(
      "sides", in: file, parties: vocabularies.party.map(\.count), codes: vocabularies.code.map(\.count), inputs: width)
    time = try DateHead("time", in: file, tables: vocabularies.time.map(\.count), inputs: width)
    layers = try DenseLayer("layers", in: file, outputs: 6, inputs: width)
    pair = try PairHead(file, names: constants.pairClasses, width: width)
  }
}
