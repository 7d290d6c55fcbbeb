/// Takes an encoder's tensors out of their file, amended and checked.
struct EncoderWeights {
  private let file: SafetensorsFile
  private let amendments: [String: WeightAmendment]
  private var used: Set<String> = []
  /// Some files put the model's own name before every tensor.
  private let prefix: String

  init(file: SafetensorsFile, amendments: [String: WeightAmendment]) {
    self.file = file
    self.amendments = amendments
    prefix = file.contains("bert.embeddings.word_embeddings.weight") ? "bert." : ""
  }

  /// The first in order of the amendments that no tensor has asked for.
  var unusedAmendment: String? { amendments.keys.filter { !used.contains($0) }.min() }

  mutating func values(_ name: String, _ shape: [Int]) throws(ModelError) -> [Float] {
    var values = try file.floats(prefix + name, shape: shape)
    if let amendment = amendments[name] {
      used.insert(name)
      try amendment.apply(to: &values, shape: shape, file: file.file.name, name: name)
    }
    guard values.allSatisfy(\.isFinite) else {
      throw ModelError(file: file.file.name, layer: name, reason: .damaged("holds a number that isn't finite"))
    }
    return values
  }

  /// A table that is looked up row by row: left in the file where it can be.
  mutating func table(_ name: String, rows: Int, width: Int) throws(ModelError) -> EmbeddingTable {
    if amendments[name] == nil, let bytes = try file.bytes(prefix + name, shape: [rows, width]) {
      return EmbeddingTable(rows: rows, width: width, source: .file(bytes))
    }
    return EmbeddingTable(rows: rows, width: width, source: .memory(try values(name, [rows, width])))
  }

  mutating func normalization(_ name: String, _ configuration: EncoderConfiguration) throws(ModelError)
    -> EncoderNormalization
  {
    EncoderNormalization(
      gain: try values(name + ".weight", [configuration.width]),
      bias: try values(name + ".bias", [configuration.width]),
      epsilon: configuration.epsilon)
  }

  mutating func layer(_ name: String, _ configuration: EncoderConfiguration, _ precision: EncoderPrecision)
    throws(ModelError) -> EncoderLayer
  {
    let width = configuration.width
    let inner = configuration.inner
    var rows: [Float] = []
    var bias: [Float] = []
    for part in ["query", "key", "value"] {
      rows += try values("\(name).attention.self.\(part).weight", [width, width])
      bias += try values("\(name).attention.self.\(part).bias", [width])
    }
    return EncoderLayer(
      projections: PackedMatrix(rows: rows, bias: bias, inputs: width, precision: precision),
      attentionOutput: try matrix("\(name).attention.output.dense", width, width, precision),
      attentionNorm: try normalization("\(name).attention.output.LayerNorm", configuration),
      inner: try matrix("\(name).intermediate.dense", inner, width, precision),
      output: try matrix("\(name).output.dense", width, inner, precision),
      outputNorm: try normalization("\(name).output.LayerNorm", configuration))
  }

  private mutating func matrix(_ name: String, _ outputs: Int, _ inputs: Int, _ precision: EncoderPrecision)
    throws(ModelError) -> PackedMatrix
  {
    PackedMatrix(
      rows: try values(name + ".weight", [outputs, inputs]), bias: try values(name + ".bias", [outputs]),
      inputs: inputs,
      precision: precision)
  }
}
