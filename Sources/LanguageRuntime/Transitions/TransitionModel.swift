/// A move of a transition system: an action and the label it gives.
struct TransitionMove: Sendable, Hashable {
  let action: Int
  let label: String
}

/// The network that scores the moves of a parser or entity recognizer (Kiperwasser and Goldberg 2016 in spirit): a
/// projection of token vectors, a first layer whose products with each token are computed once, and a second layer.
struct TransitionModel: Sendable {
  let projection: PackedLinear
  let features: Int
  let hidden: Int
  let pieces: Int
  /// Outputs [feature][piece][hidden] from a projected token.
  let lower: PackedLinear
  /// [feature][piece][hidden]: what stands for a missing token.
  let padding: FloatBuffer
  /// [piece][hidden].
  let bias: FloatBuffer
  let upper: PackedLinear
  let moves: [TransitionMove]

  var featureStride: Int { pieces * hidden }

  init(_ model: ModelLayers, moves: [TransitionMove], features: Int, inputs: Int) throws(ModelError) {
    try Tok2Vec.checkLayers(model)
    guard let lowerLayer = model.all("precomputable_affine").first else {
      throw ModelError(file: model.file, reason: .unsupported("a transition model without precomputable_affine layer"))
    }
    let weight = try model.tensor(lowerLayer, "W", shape: [features, nil, nil, nil])
    let (hidden, pieces, projected) = (weight.shape[1], weight.shape[2], weight.shape[3])
    guard hidden % 32 == 0 else {
      throw ModelError(
        file: model.file, layer: model.place(lowerLayer),
        reason: .unsupported("hidden width \(hidden), no multiple of 32"))
    }
    let pad = try model.tensor(lowerLayer, "pad", shape: [1, features, hidden, pieces])
    let lowerBias = try model.tensor(lowerLayer, "b", shape: [hidden, pieces])

    // Both are called "linear"; the upper one comes first in the file, shapes decide.
    let linears = model.all("linear")
    func find(_ outputs: Int, _ inputs: Int, _ last: Bool) throws(ModelError) -> ModelLayers.Layer {
      var found: ModelLayers.Layer?
      for layer in last ? linears.reversed() : linears where found == nil {
        let tensor = try model.tensor(layer, "W", shape: [nil, nil])
        if tensor.shape == [outputs, inputs] { found = layer }
      }
      guard let found else {
        throw ModelError(
          file: model.file, layer: "linear",
          reason: .shape(got: "no such layer", expected: "one of [\(outputs), \(inputs)]"))
      }
      return found
    }
    let upperLayer = try find(moves.count, hidden, false)
    let projectionLayer = try find(projected, inputs, true)
    func linear(_ layer: ModelLayers.Layer, _ outputs: Int, _ inputs: Int) throws(ModelError) -> PackedLinear {
      PackedLinear(
        rows: try model.tensor(layer, "W", shape: [outputs, inputs]).floats(), outputs: outputs, inputs: inputs,
        bias: try model.tensor(layer, "b", shape: [outputs]).floats())
    }
    upper = try linear(upperLayer, moves.count, hidden)
    projection = try linear(projectionLayer, projected, inputs)

    // From [feature][hidden][piece] to [feature][piece][hidden], so that the maximum over pieces is one of vectors.
    let given = weight.floats()
    var rows = [Float](repeating: 0, count: given.count)
    let padding = FloatBuffer(features * pieces * hidden)
    let bias = FloatBuffer(pieces * hidden)
    for unit in 0..<hidden {
      for piece in 0..<pieces {
        bias.start[piece * hidden + unit] = lowerBias[unit * pieces + piece]
        for feature in 0..<features {
          let from = (feature * hidden + unit) * pieces + piece
          let to = (feature * pieces + piece) * hidden + unit
          padding.start[to] = pad[from]
          for input in 0..<projected { rows[to * projected + input] = given[from * projected + input] }
        }
      }
    }
    lower = PackedLinear(rows: rows, outputs: features * pieces * hidden, inputs: projected, bias: [])
    self.features = features
    self.hidden = hidden
    self.pieces = pieces
    self.padding = padding
    self.bias = bias
    self.moves = moves
  }

  /// Reads `moves`: a map whose `moves` is a JSON object from action numbers to labels with their counts. The order of
  /// moves is that of spaCy's `TransitionSystem.initialize_actions`.
  static func moves(_ file: MappedFile) throws(ModelError) -> [TransitionMove] {
    guard let text = try MessagePack.decode(file.all)["moves"]?.string,
      let actions = JSONValue(parsing: text.utf8)?.object
    else { throw ModelError(file: file.name, layer: "moves", reason: .damaged("not a JSON object")) }
    var moves: [TransitionMove] = []
    for action in actions.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      guard let number = Int(action.key), let labels = action.value.object else {
        throw ModelError(file: file.name, layer: "moves, \(action.key)", reason: .damaged("no action"))
      }
      var counted: [(count: Int, label: String)] = []
      for label in labels {
        guard let count = label.value.int else {
          throw ModelError(file: file.name, layer: "moves, \(label.key)", reason: .damaged("no count"))
        }
        counted.append((count, label.key))
      }
      counted.sort {
        $0.count != $1.count ? $0.count > $1.count : $1.label.utf8.lexicographicallyPrecedes($0.label.utf8)
      }
      moves += counted.map { TransitionMove(action: number, label: $0.label) }
    }
    guard !moves.isEmpty, moves.count <= 4096 else {
      throw ModelError(file: file.name, layer: "moves", reason: .damaged("\(moves.count) moves"))
    }
    return moves
  }
}
