import Foundation

/// A spaCy pipeline loaded from its folder: tokenizer, tagger, dependency parser, attribute ruler, lemmatizer and entity
/// recognizer, run without Python on the published weights.
///
/// ```swift
/// let pipeline = try LanguagePipeline.load(folder: folder)
/// let annotator = pipeline.makeAnnotator()
/// for token in annotator.annotate("France ceded the islands.") { print(token.text, token.relation) }
/// ```
///
/// Immutable, so one pipeline serves all threads; each thread makes its own ``Annotator``. Pipelines of spaCy 3 built on
/// hashed embeddings and maxout window encoders (the `sm` and `md` families) can be loaded.
public final class LanguagePipeline: Sendable {
  /// The folder it was loaded from.
  public let folder: URL
  /// Language code, name and version as the folder's configuration and `meta.json` have them: `en`, `core_web_sm`, `3.8.0`.
  public let language: String
  public let name: String
  public let version: String
  /// The arithmetic that annotators use.
  public let kernels: KernelSet
  /// Static word vectors; nil where the pipeline has none.
  public let vectors: WordVectors?

  struct Tagger: Sendable {
    let scores: PackedLinear
    /// Number of each output's label.
    let labels: [Int32]
  }

  /// A component and the token vectors that it reads.
  struct Listening<Component: Sendable>: Sendable {
    let component: Component
    let encoder: Int
  }

  let lexicon: Lexicon
  let tokenizer: Tokenizer
  let encoders: [Tok2Vec]
  let tagger: Listening<Tagger>?
  let parser: Listening<ArcEagerParser>?
  let recognizer: Listening<EntityRecognizer>?
  let ruler: AttributeRuler
  let lemmatizer: RuleLemmatizer?
  let labels: [String]

  /// Loads the pipeline in `folder`, a spaCy 3 model folder (the one with `config.cfg` in it).
  ///
  /// - Throws: ``ModelError`` naming file and layer where something is missing, damaged or not supported.
  public static func load(folder: URL, kernels: KernelSet = .preferred) throws(ModelError) -> LanguagePipeline {
    try LanguagePipeline(folder: folder, kernels: kernels)
  }

  /// An annotator for one thread.
  public func makeAnnotator() -> Annotator { Annotator(self) }

  private init(folder: URL, kernels: KernelSet) throws(ModelError) {
    self.folder = folder
    self.kernels = kernels
    let configurationFile = try MappedFile(name: PipelineConfiguration.fileName, in: folder)
    let configuration = PipelineConfiguration(text: configurationFile.all.text)
    let meta = (try? MappedFile(name: "meta.json", in: folder)).flatMap { JSONValue(parsing: $0.bytes) }
    language = configuration.value("nlp", "lang")?.string ?? meta?["lang"]?.string ?? ""
    name = meta?["name"]?.string ?? folder.lastPathComponent
    version = meta?["version"]?.string ?? ""

    let components = try configuration.components()
    if let kind = configuration.value("nlp", "tokenizer")?["@tokenizers"]?.string, kind != "spacy.Tokenizer.v1" {
      throw ModelError(file: PipelineConfiguration.fileName, layer: "[nlp] tokenizer", reason: .unsupported(kind))
    }
    let identifiers = StringIdentifiers()
    lexicon = try Lexicon(lookups: try Self.optional(Lexicon.file, in: folder), identifiers: identifiers)
    tokenizer = try Tokenizer(file: try MappedFile(name: Tokenizer.file, in: folder))
    let wordVectors: WordVectors?
    if let data = try Self.optional(WordVectors.dataFile, in: folder) {
      let mode = try Self.optional("vocab/vectors.cfg", in: folder).flatMap { JSONValue(parsing: $0.bytes) }?["mode"]
      if let mode = mode?.string, mode != "default" {
        throw ModelError(file: "vocab/vectors.cfg", layer: "mode", reason: .unsupported("vectors of mode \(mode)"))
      }
      wordVectors = try WordVectors(
        data: data, keys: try MappedFile(name: WordVectors.keyFile, in: folder), identifiers: identifiers)
    } else {
      wordVectors = nil
    }
    vectors = wordVectors

    var labels = LabelTable()
    var networks: [Tok2Vec] = []
    var encoderOf: [String: Int] = [:]
    var tagger: Listening<Tagger>?
    var parser: Listening<ArcEagerParser>?
    var recognizer: Listening<EntityRecognizer>?
    var rulerFile: MappedFile?
    var lemmatizer: RuleLemmatizer?
    for component in components {
      guard let factory = configuration.value("components.\(component)", "factory")?.string else {
        throw ModelError(
          file: PipelineConfiguration.fileName, layer: "[components.\(component)]", reason: .damaged("no factory"))
      }
      func model() throws(ModelError) -> ModelLayers {
        try ModelLayers(file: try MappedFile(name: "\(component)/model", in: folder))
      }
      /// The encoder in the component's own file, or the one that it listens to.
      func encoder(_ model: ModelLayers) throws(ModelError) -> Int {
        if model.contains("extract_features") {
          networks.append(try Tok2Vec(model, vectors: wordVectors))
          return networks.count - 1
        }
        let upstream = configuration.value("components.\(component).model.tok2vec", "upstream")?.string
        let named = upstream.flatMap { $0 == "*" ? nil : encoderOf[$0] } ?? encoderOf.values.max()
        guard let named else {
          throw ModelError(file: model.file, reason: .unsupported("token vectors from \(upstream ?? "nowhere")"))
        }
        return named
      }
      switch factory {
      case "tok2vec":
        networks.append(try Tok2Vec(try model(), vectors: wordVectors))
        encoderOf[component] = networks.count - 1
      case "tagger":
        let model = try model()
        let number = try encoder(model)
        tagger = Listening(
          component: try Self.tagger(model, component, networks[number].width, folder, &labels), encoder: number)
      case "parser", "ner":
        let section = "components.\(component)"
        if let beam = configuration.value(section, "beam_width")?.int, beam != 1 {
          throw ModelError(
            file: PipelineConfiguration.fileName, layer: "[\(section)] beam_width", reason: .unsupported("\(beam)"))
        }
        if configuration.value(section, "learn_tokens")?.bool == true {
          throw ModelError(
            file: PipelineConfiguration.fileName, layer: "[\(section)] learn_tokens", reason: .unsupported("true"))
        }
        let model = try model()
        let number = try encoder(model)
        let moves = try TransitionModel.moves(try MappedFile(name: "\(component)/moves", in: folder))
        let network = try TransitionModel(
          model, moves: moves, features: factory == "parser" ? 8 : 3, inputs: networks[number].width)
        if factory == "parser" {
          parser = Listening(
            component: try ArcEagerParser(network, labels: &labels, file: "\(component)/moves"), encoder: number)
        } else {
          recognizer = Listening(
            component: try EntityRecognizer(network, labels: &labels, file: "\(component)/moves"), encoder: number)
        }
      case "attribute_ruler": rulerFile = try MappedFile(name: "\(component)/patterns", in: folder)
      case "lemmatizer":
        let mode = configuration.value("components.\(component)", "mode")?.string ?? "rule"
        guard mode == "rule" else {
          throw ModelError(
            file: PipelineConfiguration.fileName, layer: "[components.\(component)] mode", reason: .unsupported(mode))
        }
        lemmatizer = try RuleLemmatizer(
          try MappedFile(name: "\(component)/lookups/lookups.bin", in: folder), identifiers: identifiers,
          knowsBaseForms: language == "en")
      default:
        throw ModelError(
          file: PipelineConfiguration.fileName, layer: "[components.\(component)]",
          reason: .unsupported("factory \(factory)"))
      }
    }
    ruler = try AttributeRuler(rulerFile, labels: &labels)
    guard labels.count < 1 << 16 else {
      throw ModelError(file: PipelineConfiguration.fileName, reason: .unsupported("\(labels.count) labels"))
    }
    encoders = networks
    self.tagger = tagger
    self.parser = parser
    self.recognizer = recognizer
    self.lemmatizer = lemmatizer
    self.labels = labels.labels
  }

  private static func optional(_ name: String, in folder: URL) throws(ModelError) -> MappedFile? {
    do { return try MappedFile(name: name, in: folder) } catch {
      if case .missing = error.reason { return nil }
      throw error
    }
  }

  private static func tagger(
    _ model: ModelLayers, _ component: String, _ inputs: Int, _ folder: URL, _ table: inout LabelTable
  ) throws(ModelError) -> Tagger {
    let file = try MappedFile(name: "\(component)/cfg", in: folder)
    guard let names = JSONValue(parsing: file.bytes)?["labels"]?.array?.map(\.string) else {
      throw ModelError(file: file.name, layer: "labels", reason: .damaged("no list of labels"))
    }
    try Tok2Vec.checkLayers(model)
    guard let softmax = model.all("softmax").first else {
      throw ModelError(file: model.file, reason: .unsupported("a tagger without softmax layer"))
    }
    let weight = try model.tensor(softmax, "W", shape: [names.count, inputs])
    let bias = try model.tensor(softmax, "b", shape: [names.count])
    var labels: [Int32] = []
    for name in names { labels.append(table.number(of: name ?? "")) }
    return Tagger(
      scores: PackedLinear(rows: weight.floats(), outputs: names.count, inputs: inputs, bias: bias.floats()),
      labels: labels)
  }
}
