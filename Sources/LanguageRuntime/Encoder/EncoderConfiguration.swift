import Foundation

/// The sizes in an encoder folder's `config.json`, checked.
struct EncoderConfiguration: Sendable {
  static let fileName = "config.json"

  let width: Int
  let layers: Int
  let heads: Int
  let inner: Int
  let positions: Int
  let vocabulary: Int
  let types: Int
  let epsilon: Float

  init(folder: URL) throws(ModelError) {
    let file = try MappedFile(name: Self.fileName, in: folder)
    guard let json = JSONValue(parsing: file.bytes), json.object != nil else {
      throw ModelError(file: Self.fileName, reason: .damaged("not a JSON object"))
    }
    let type = json["model_type"]?.string ?? "no name"
    guard type == "bert" else {
      throw ModelError(file: Self.fileName, layer: "model_type", reason: .unsupported("\(type), only bert can be run"))
    }
    // What other models of the family choose otherwise.
    for (key, expected) in [("hidden_act", "gelu"), ("position_embedding_type", "absolute")] {
      if let value = json[key], !value.isNull, value.string != expected {
        throw ModelError(
          file: Self.fileName, layer: key,
          reason: .unsupported("\(value.string ?? "a value that isn't text"), only \(expected) can be run"))
      }
    }
    func size(_ key: String, atMost limit: Int, multipleOf step: Int = 1) throws(ModelError) -> Int {
      guard let value = json[key]?.int else {
        throw ModelError(file: Self.fileName, layer: key, reason: .damaged("no whole number"))
      }
      guard value > 0, value <= limit else {
        throw ModelError(file: Self.fileName, layer: key, reason: .shape(got: "\(value)", expected: "1 to \(limit)"))
      }
      guard value % step == 0 else {
        throw ModelError(
          file: Self.fileName, layer: key, reason: .unsupported("\(value), which \(step) doesn't divide"))
      }
      return value
    }
    width = try size("hidden_size", atMost: 8192, multipleOf: 16)
    layers = try size("num_hidden_layers", atMost: 256)
    heads = try size("num_attention_heads", atMost: 512)
    inner = try size("intermediate_size", atMost: 65_536, multipleOf: 16)
    positions = try size("max_position_embeddings", atMost: 65_536)
    vocabulary = try size("vocab_size", atMost: 4_000_000)
    types = try size("type_vocab_size", atMost: 1024)
    guard width % heads == 0 else {
      throw ModelError(
        file: Self.fileName, layer: "num_attention_heads",
        reason: .shape(got: "\(heads)", expected: "a divisor of hidden_size \(width)"))
    }
    switch json["layer_norm_eps"] {
    case .double(let value)? where value > 0 && value < 1: epsilon = Float(value)
    case nil: epsilon = 1e-12
    default: throw ModelError(file: Self.fileName, layer: "layer_norm_eps", reason: .damaged("not between 0 and 1"))
    }
  }
}
