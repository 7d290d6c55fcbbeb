/// Runs all components over a batch of texts and holds the results in columns. For one thread.
final class PipelineRun {
  private let pipeline: LanguagePipeline
  let tokenizer: TokenizerRun
  let rules: RuleRun
  private let encoders: [Tok2VecRun]
  private let parser: ArcEagerRun?
  private let recognizer: EntityRun?

  private(set) var batch = TokenBatch()
  /// Counts how often words and outcomes were forgotten; their numbers hold within one generation.
  private(set) var generation = 0
  private var tags: [Int32] = []
  private var isSpace: [Bool] = []
  /// Columns of the batch: head in its own text, sentence starts, entity labels and beginnings, rule outcomes.
  private(set) var heads: [Int32] = []
  private(set) var sentenceStarts: [Bool] = []
  private(set) var entities: [Int32] = []
  private(set) var entityBegins: [Bool] = []
  private(set) var outcomes: [Int32] = []

  private static let tile = 512
  private let vectors: FloatBuffer
  private let tagScores: FloatBuffer
  private let parserInput = FloatBuffer(0)
  private let recognizerInput = FloatBuffer(0)
  private var offsets: [Int32] = []

  init(_ pipeline: LanguagePipeline) {
    self.pipeline = pipeline
    tokenizer = TokenizerRun(tokenizer: pipeline.tokenizer, lexicon: pipeline.lexicon)
    rules = RuleRun(ruler: pipeline.ruler, lemmatizer: pipeline.lemmatizer, labels: pipeline.labels)
    encoders = pipeline.encoders.map { Tok2VecRun($0, kernels: pipeline.kernels) }
    parser = pipeline.parser.map { ArcEagerRun($0.component, kernels: pipeline.kernels) }
    recognizer = pipeline.recognizer.map { EntityRun($0.component, kernels: pipeline.kernels) }
    vectors = FloatBuffer(Self.tile * (pipeline.encoders.map(\.width).max() ?? 16))
    tagScores = FloatBuffer(Self.tile * (pipeline.tagger?.component.scores.stride ?? 16))
  }

  /// Fills the columns for `texts`.
  func analyse(_ texts: [String]) {
    if tokenizer.isFull || rules.isFull {
      tokenizer.removeAll()
      rules.removeAll()
      for encoder in encoders { encoder.removeAll() }
      generation += 1
    }
    batch.removeAll()
    for var text in texts {
      text.withUTF8 { tokenizer.tokenize($0, into: &batch) }
    }
    let count = batch.words.count
    isSpace.removeAll(keepingCapacity: true)
    for word in batch.words { isSpace.append(tokenizer.words.words[Int(word)].attributes.isSpace) }
    computeVectors(count)
    analyseTexts()
    parserInput.shrink(to: 1 << 20)
    recognizerInput.shrink(to: 1 << 20)
  }

  /// Token vectors a tile at a time, and at once what the components need of them.
  private func computeVectors(_ count: Int) {
    tags.removeAll(keepingCapacity: true)
    tags.append(contentsOf: repeatElement(0, count: count))
    if let parser = pipeline.parser { parserInput.reserve(count * parser.component.model.projection.stride) }
    if let recognizer = pipeline.recognizer {
      recognizerInput.reserve(count * recognizer.component.model.projection.stride)
    }
    for low in stride(from: 0, to: count, by: Self.tile) {
      let range = low..<min(count, low + Self.tile)
      for number in encoders.indices {
        let listeners = (
          pipeline.tagger?.encoder == number, pipeline.parser?.encoder == number, pipeline.recognizer?.encoder == number
        )
        guard listeners.0 || listeners.1 || listeners.2 else { continue }
        encoders[number].encode(batch, range, words: tokenizer.words, into: vectors.start)
        offsets.removeAll(keepingCapacity: true)
        for row in 0..<range.count { offsets.append(Int32(row * pipeline.encoders[number].width)) }
        if listeners.0, let tagger = pipeline.tagger?.component { tag(range, tagger) }
        if listeners.1, let model = pipeline.parser?.component.model {
          project(range, model.projection, into: parserInput)
        }
        if listeners.2, let model = pipeline.recognizer?.component.model {
          project(range, model.projection, into: recognizerInput)
        }
      }
    }
  }

  private func project(_ range: Range<Int>, _ layer: PackedLinear, into target: FloatBuffer) {
    layer.run(
      pipeline.kernels, vectors.start, offsets: offsets, rows: range.count,
      into: target.start + range.lowerBound * layer.stride, stride: layer.stride)
  }

  private func tag(_ range: Range<Int>, _ tagger: LanguagePipeline.Tagger) {
    let stride = tagger.scores.stride
    tagger.scores.run(
      pipeline.kernels, vectors.start, offsets: offsets, rows: range.count, into: tagScores.start, stride: stride)
    for row in 0..<range.count {
      let scores = tagScores.start + row * stride
      var best = 0
      for label in 1..<max(1, tagger.labels.count) where scores[label] > scores[best] { best = label }
      if !tagger.labels.isEmpty { tags[range.lowerBound + row] = tagger.labels[best] }
    }
  }

  private func analyseTexts() {
    heads.removeAll(keepingCapacity: true)
    sentenceStarts.removeAll(keepingCapacity: true)
    entities.removeAll(keepingCapacity: true)
    entityBegins.removeAll(keepingCapacity: true)
    outcomes.removeAll(keepingCapacity: true)
    var textHeads: [Int32] = []
    var textLabels: [Int32] = []
    var textStarts: [Bool] = []
    var textEntities: [Int32] = []
    var textBegins: [Bool] = []
    parser?.scorer.begin(parserInput.start, count: batch.words.count)
    recognizer?.scorer.begin(recognizerInput.start, count: batch.words.count)
    for text in 0..<(batch.starts.count - 1) {
      let range = batch.starts[text]..<batch.starts[text + 1]
      guard !range.isEmpty else { continue }
      let count = range.count
      let spaces = Array(isSpace[range])
      if let parser {
        parser.scorer.beginText(at: range.lowerBound)
        parser.parse(count: count, isSpace: spaces, heads: &textHeads, labels: &textLabels, starts: &textStarts)
      } else {
        textHeads = (0..<Int32(count)).map { $0 }
        textLabels = [Int32](repeating: 0, count: count)
        textStarts = [Bool](repeating: false, count: count)
        textStarts[0] = true
      }
      if let recognizer {
        recognizer.scorer.beginText(at: range.lowerBound)
        recognizer.recognize(
          count: count, isSpace: spaces, starts: textStarts, labels: &textEntities, begins: &textBegins)
      } else {
        textEntities = [Int32](repeating: 0, count: count)
        textBegins = [Bool](repeating: false, count: count)
      }
      rules.apply(
        tokens: batch.words[range], tags: tags[range], relations: textLabels, words: tokenizer.words,
        results: &outcomes)
      heads += textHeads
      sentenceStarts += textStarts
      entities += textEntities
      entityBegins += textBegins
    }
  }
}
