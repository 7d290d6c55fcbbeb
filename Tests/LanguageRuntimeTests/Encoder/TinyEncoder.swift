import Foundation
import LanguageRuntime

/// A BERT model of a few made-up numbers in a folder of its own, and the same computed in the plainest way.
struct TinyEncoder {
  static let words = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "king", "queen", "wrote", "un", "##known", "##ing", "##s", "a", "##a", ".", ",",
    "etat", "(", ")", "日", "本", "σ", "##x", "-", "l", "etudiant", "и", "##х", "'", "i", "##ı", "ss",
  ]

  let folder: URL
  let width: Int
  let heads: Int
  let inner: Int
  let layers: Int
  let positions = 48
  private(set) var tensors: [String: (shape: [Int], values: [Float])] = [:]

  init(width: Int = 32, heads: Int = 4, inner: Int = 48, layers: Int = 2, seed: UInt64 = 1) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("entente-encoder-\(UUID().uuidString)")
    (self.width, self.heads, self.inner, self.layers) = (width, heads, inner, layers)
    var state = seed
    func number() -> Float {
      // SplitMix64: looks random, and is the same on every run.
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Float(Int32(truncatingIfNeeded: (z ^ (z >> 31)) >> 40)) / 8_388_608 - 1
    }
    var made: [String: (shape: [Int], values: [Float])] = [:]
    func add(_ name: String, _ shape: [Int], _ factor: Float, around centre: Float = 0) {
      made[name] = (shape, (0..<shape.reduce(1, *)).map { _ in centre + factor * number() })
    }
    func norm(_ name: String) {
      add(name + ".weight", [width], 0.3, around: 1)
      add(name + ".bias", [width], 0.2)
    }
    func dense(_ name: String, _ outputs: Int, _ inputs: Int) {
      add(name + ".weight", [outputs, inputs], 0.3)
      add(name + ".bias", [outputs], 0.2)
    }
    add("embeddings.word_embeddings.weight", [Self.words.count, width], 1)
    add("embeddings.position_embeddings.weight", [positions, width], 0.5)
    add("embeddings.token_type_embeddings.weight", [2, width], 0.5)
    norm("embeddings.LayerNorm")
    for layer in 0..<layers {
      for part in ["query", "key", "value"] { dense("encoder.layer.\(layer).attention.self.\(part)", width, width) }
      dense("encoder.layer.\(layer).attention.output.dense", width, width)
      norm("encoder.layer.\(layer).attention.output.LayerNorm")
      dense("encoder.layer.\(layer).intermediate.dense", inner, width)
      dense("encoder.layer.\(layer).output.dense", width, inner)
      norm("encoder.layer.\(layer).output.LayerNorm")
    }
    tensors = made
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write()
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func load(
    _ precision: EncoderPrecision = .float32, amendments: [String: WeightAmendment] = [:],
    kernels: EncoderKernels = .preferred
  ) throws(ModelError) -> EncoderModel {
    try EncoderModel(folder: folder, precision: precision, amendments: amendments, kernels: kernels)
  }

  // MARK: Files

  var configuration: String {
    """
    {"model_type": "bert", "hidden_act": "gelu", "hidden_size": \(width), "num_hidden_layers": \(layers),
     "num_attention_heads": \(heads), "intermediate_size": \(inner), "max_position_embeddings": \(positions),
     "vocab_size": \(Self.words.count), "type_vocab_size": 2, "layer_norm_eps": 1e-12}
    """
  }

  private func write() throws {
    try put(configuration, as: "config.json")
    try put(Self.words.joined(separator: "\n") + "\n", as: "vocab.txt")
    try Self.safetensors(tensors).write(to: folder.appendingPathComponent("model.safetensors"))
  }

  func put(_ text: String, as file: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(file))
  }

  static func safetensors(_ tensors: [String: (shape: [Int], values: [Float])]) -> Data {
    var body = Data()
    var members: [String] = [#""__metadata__":{"format":"pt"}"#]
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      let start = body.count
      for value in tensor.values { withUnsafeBytes(of: value.bitPattern.littleEndian) { body.append(contentsOf: $0) } }
      members.append(
        #""\#(name)":{"dtype":"F32","shape":\#(tensor.shape),"data_offsets":[\#(start),\#(body.count)]}"#)
    }
    let header = Data("{\(members.joined(separator: ","))}".utf8)
    var file = Data()
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { file.append(contentsOf: $0) }
    return file + header + body
  }

  // MARK: The slow way

  typealias Rows = [[Double]]

  /// The last layer's vectors of `pieces`, term by term as the paper has them (Vaswani et al. 2017; Devlin et al. 2019).
  func encode(_ pieces: [Int32], added: Rows? = nil) -> Rows {
    func rows(_ name: String) -> Rows {
      let tensor = tensors[name] ?? ([], [])
      let columns = tensor.shape.last ?? 1
      return stride(from: 0, to: tensor.values.count, by: columns).map { start in
        tensor.values[start..<(start + columns)].map(Double.init)
      }
    }
    func linear(_ name: String, _ x: Rows) -> Rows {
      let weights = rows(name + ".weight")
      let bias = rows(name + ".bias")[0]
      return x.map { row in zip(weights, bias).map { weight, bias in zip(weight, row).map(*).reduce(bias, +) } }
    }
    func norm(_ name: String, _ x: Rows) -> Rows {
      let gain = rows(name + ".weight")[0]
      let bias = rows(name + ".bias")[0]
      return x.map { row in
        let mean = row.reduce(0, +) / Double(row.count)
        let variance = row.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(row.count)
        return row.indices.map { (row[$0] - mean) / (variance + 1e-12).squareRoot() * gain[$0] + bias[$0] }
      }
    }
    func sum(_ a: Rows, _ b: Rows) -> Rows { zip(a, b).map { zip($0, $1).map(+) } }

    let words = rows("embeddings.word_embeddings.weight")
    let places = rows("embeddings.position_embeddings.weight")
    let segment = rows("embeddings.token_type_embeddings.weight")[0]
    var x: Rows = pieces.enumerated().map { position, piece in
      zip(zip(words[Int(piece)], places[position]).map(+), segment).map(+)
    }
    if let added { x = sum(x, added) }
    x = norm("embeddings.LayerNorm", x)
    let size = width / heads
    for layer in 0..<layers {
      let name = "encoder.layer.\(layer)"
      let (q, k, v) = (
        linear(name + ".attention.self.query", x), linear(name + ".attention.self.key", x),
        linear(name + ".attention.self.value", x)
      )
      let context: Rows = x.indices.map { i in
        (0..<heads).flatMap { head -> [Double] in
          let part = (head * size)..<((head + 1) * size)
          let scores = x.indices.map { j in zip(q[i][part], k[j][part]).map(*).reduce(0, +) / Double(size).squareRoot()
          }
          let weights = scores.map { exp($0 - (scores.max() ?? 0)) }
          let total = weights.reduce(0, +)
          return part.map { column in x.indices.map { weights[$0] / total * v[$0][column] }.reduce(0, +) }
        }
      }
      x = norm(name + ".attention.output.LayerNorm", sum(x, linear(name + ".attention.output.dense", context)))
      let inner = linear(name + ".intermediate.dense", x).map { $0.map { $0 / 2 * (1 + erf($0 / 2.0.squareRoot())) } }
      x = norm(name + ".output.LayerNorm", sum(x, linear(name + ".output.dense", inner)))
    }
    return x
  }

  /// The greatest difference of a number between what an encoder gave and the slow way's vectors.
  static func distance(_ output: EncoderOutput, _ rows: Rows) -> Double {
    guard output.count == rows.count else { return .infinity }
    return zip(output.values, rows.joined()).map { abs(Double($0) - $1) }.max() ?? 0
  }
}
