import Foundation

/// A BERT-family encoder loaded from its folder: pieces in, one vector a piece out, without Python.
///
/// ```swift
/// let model = try EncoderModel(folder: folder, precision: .int8)
/// let tokenizer = model.makeTokenizer()
/// let encoder = model.makeEncoder()
/// let pieces = tokenizer.pieces(of: "France ceded the islands.")
/// let output = try encoder.encode([EncoderInput(pieces: pieces.ids)])[0]
/// print(output.count, output.width)  // 7 384
/// ```
///
/// Immutable, so one model serves all threads; each thread makes its own ``PieceEncoder`` and ``WordPieceTokenizer``.
public final class EncoderModel: Sendable {
  /// The folder it was loaded from.
  public let folder: URL
  /// How many numbers a vector has.
  public let width: Int
  /// How many pieces an input may have, the two marks included.
  public let limit: Int
  public let precision: EncoderPrecision
  /// The arithmetic that encoders use.
  public let kernels: EncoderKernels
  public let vocabulary: WordPieceVocabulary

  static let weightsFile = "model.safetensors"

  let configuration: EncoderConfiguration
  let words: EmbeddingTable
  /// Position vectors with the vector of the first segment added.
  let positions: FloatBuffer
  let embeddingNorm: EncoderNormalization
  let layers: [EncoderLayer]

  /// Loads the encoder in `folder`, which has `config.json`, `vocab.txt` and `model.safetensors` as Hugging Face's
  /// library writes them for a BERT model. The pooler isn't used.
  ///
  /// - Parameters:
  ///   - amendments: what training changed, by the tensor's name as the library has it, for example
  ///     `encoder.layer.0.attention.self.query.weight`. Applied in `float32` before weights are rounded.
  /// - Throws: ``ModelError`` naming file and tensor where something is missing, damaged, of another shape or not
  ///   supported, and where an amendment is for a tensor that isn't read or doesn't fit it.
  public init(
    folder: URL, precision: EncoderPrecision = .float32, amendments: [String: WeightAmendment] = [:],
    kernels: EncoderKernels = .preferred
  ) throws(ModelError) {
    let configuration = try EncoderConfiguration(folder: folder)
    self.configuration = configuration
    self.folder = folder
    self.precision = precision
    self.kernels = kernels
    width = configuration.width
    limit = configuration.positions
    vocabulary = try WordPieceVocabulary(folder: folder)
    guard vocabulary.count <= configuration.vocabulary else {
      throw ModelError(
        file: WordPieceVocabulary.fileName,
        reason: .shape(got: "\(vocabulary.count) pieces", expected: "at most \(configuration.vocabulary)"))
    }
    var weights = EncoderWeights(
      file: try SafetensorsFile(name: Self.weightsFile, in: folder), amendments: amendments)
    words = try weights.table("embeddings.word_embeddings.weight", rows: configuration.vocabulary, width: width)
    let places = try weights.values("embeddings.position_embeddings.weight", [limit, width])
    let segments = try weights.values("embeddings.token_type_embeddings.weight", [configuration.types, width])
    positions = FloatBuffer(places.count)
    for index in places.indices { positions.start[index] = places[index] + segments[index % width] }
    embeddingNorm = try weights.normalization("embeddings.LayerNorm", configuration)
    var layers: [EncoderLayer] = []
    for number in 0..<configuration.layers {
      layers.append(try weights.layer("encoder.layer.\(number)", configuration, precision))
    }
    self.layers = layers
    if let unused = weights.unusedAmendment {
      throw ModelError(
        file: Self.weightsFile, layer: unused, reason: .unsupported("an amendment of a tensor that isn't read"))
    }
  }

  /// An encoder for one thread.
  public func makeEncoder() -> PieceEncoder { PieceEncoder(self) }

  /// A tokenizer for one thread.
  public func makeTokenizer() -> WordPieceTokenizer { WordPieceTokenizer(vocabulary) }
}
