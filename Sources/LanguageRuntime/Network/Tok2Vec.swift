/// The weights of a token-to-vector network: hashed embeddings of lexical attributes (Bloom embeddings, Serrà and
/// Karatzoglou 2017), a maxout layer that mixes them, and residual maxout layers over a window.
///
/// spaCy's `MultiHashEmbed` and `MaxoutWindowEncoder`.
struct Tok2Vec: Sendable {
  struct Table: Sendable {
    let attribute: LexicalAttribute
    let seed: UInt32
    let rows: Int
    let embeddings: Tensor
  }

  struct StaticVectors: Sendable {
    /// [width][vector length].
    let projection: PackedLinear
    let vectors: WordVectors
  }

  let width: Int
  let columns: [LexicalAttribute]
  let tables: [Table]
  let staticVectors: StaticVectors?
  let mix: PackedMaxout
  let mixNorm: Normalization
  let layers: [(maxout: PackedMaxout, norm: Normalization)]
  let window: Int
  /// The first layer taken apart by the window's parts, so that a word's share can be remembered; nil where the kernels
  /// can't add shares up.
  let shares: FirstLayerShares?

  /// Neighbours on either side that a vector depends on.
  var reach: Int { window * layers.count }
  /// Whether a token's embedding depends on the blank after it.
  var readsSpaces: Bool { columns.contains(.spaceAfter) }

  private static let known: Set<String> = [
    "hashembed", "maxout", "layernorm", "linear", "softmax", "precomputable_affine", "static_vectors",
  ]

  /// Rejects models with layers that this runtime doesn't run.
  static func checkLayers(_ model: ModelLayers) throws(ModelError) {
    for layer in model.layers
    where layer.parameters.contains(where: { !$0.value.isNull }) && !known.contains(layer.name) {
      throw ModelError(file: model.file, layer: model.place(layer), reason: .unsupported("a layer of this kind"))
    }
  }

  init(_ model: ModelLayers, vectors: WordVectors?) throws(ModelError) {
    try Self.checkLayers(model)
    guard let extractor = model.layers.first(where: { $0.name == "extract_features" }) else {
      throw ModelError(file: model.file, reason: .unsupported("a network without feature extraction"))
    }
    var columns: [LexicalAttribute] = []
    for column in try model.attribute(extractor, "columns")?.array ?? [] {
      guard let attribute = column.string.flatMap(LexicalAttribute.init) else {
        throw ModelError(
          file: model.file, layer: model.place(extractor),
          reason: .unsupported("attribute \(column.string ?? column.int.map(String.init) ?? "?")"))
      }
      columns.append(attribute)
    }
    self.columns = columns

    var tables: [Table] = []
    var concatenated = 0
    for layer in model.all("hashembed") {
      let column = try model.integer(layer, "column")
      let seed = try model.integer(layer, "seed")
      guard columns.indices.contains(column), let seed = UInt32(exactly: seed) else {
        throw ModelError(
          file: model.file, layer: model.place(layer), reason: .damaged("column or seed is out of range"))
      }
      let embeddings = try model.tensor(layer, "E", shape: [nil, nil])
      concatenated += embeddings.shape[1]
      tables.append(Table(attribute: columns[column], seed: seed, rows: embeddings.shape[0], embeddings: embeddings))
    }
    guard let first = tables.first else {
      throw ModelError(file: model.file, reason: .unsupported("a network without hashed embeddings"))
    }
    guard tables.allSatisfy({ $0.embeddings.shape[1] == first.embeddings.shape[1] }) else {
      throw ModelError(file: model.file, layer: "hashembed", reason: .unsupported("embeddings of different widths"))
    }
    self.tables = tables

    if let layer = model.layers.first(where: { $0.name == "static_vectors" }) {
      guard let vectors else {
        throw ModelError(
          file: model.file, layer: model.place(layer), reason: .damaged("the pipeline has no word vectors"))
      }
      let weight = try model.tensor(layer, "W", shape: [nil, vectors.width])
      concatenated += weight.shape[0]
      let projection = PackedLinear(
        rows: weight.floats(), outputs: weight.shape[0], inputs: vectors.width, bias: [])
      staticVectors = StaticVectors(projection: projection, vectors: vectors)
    } else {
      staticVectors = nil
    }

    let maxouts = model.all("maxout")
    let norms = model.all("layernorm")
    guard maxouts.count == norms.count, let mixLayer = maxouts.first else {
      throw ModelError(
        file: model.file, layer: "maxout",
        reason: .shape(got: "\(maxouts.count) maxout and \(norms.count) layernorm layers", expected: "as many of each"))
    }
    (mix, mixNorm) = try Self.layer(model, mixLayer, norms[0], inputs: concatenated, outputs: nil)
    let width = mix.outputs
    self.width = width

    let windows = model.all("expand_window")
    guard windows.count == maxouts.count - 1 else {
      throw ModelError(
        file: model.file, layer: "expand_window",
        reason: .shape(got: "\(windows.count) layers", expected: "\(maxouts.count - 1)"))
    }
    var window = 1
    for layer in windows { window = try model.integer(layer, "window_size") }
    guard (1...8).contains(window), maxouts.count <= 64 else {
      throw ModelError(file: model.file, layer: "expand_window", reason: .unsupported("a window of \(window)"))
    }
    self.window = window
    var layers: [(maxout: PackedMaxout, norm: Normalization)] = []
    for (maxout, norm) in zip(maxouts, norms).dropFirst() {
      layers.append(try Self.layer(model, maxout, norm, inputs: width * (2 * window + 1), outputs: width))
    }
    self.layers = layers
    if window == 1, width % 16 == 0, let maxout = maxouts.dropFirst().first {
      shares = FirstLayerShares(
        weight: try model.tensor(maxout, "W", shape: [width, nil, 3 * width]),
        bias: try model.tensor(maxout, "b", shape: [width, nil]), width: width)
    } else {
      shares = nil
    }
  }

  private static func layer(
    _ model: ModelLayers, _ maxout: ModelLayers.Layer, _ norm: ModelLayers.Layer, inputs: Int, outputs: Int?
  ) throws(ModelError) -> (maxout: PackedMaxout, norm: Normalization) {
    let weight = try model.tensor(maxout, "W", shape: [outputs, nil, inputs])
    let bias = try model.tensor(maxout, "b", shape: [weight.shape[0], weight.shape[1]])
    guard let packed = PackedMaxout(weight: weight, bias: bias) else {
      throw ModelError(
        file: model.file, layer: model.place(maxout), reason: .unsupported("\(weight.shape[1]) maxout pieces"))
    }
    let gain = try model.tensor(norm, "G", shape: [weight.shape[0]])
    let offset = try model.tensor(norm, "b", shape: [weight.shape[0]])
    return (packed, Normalization(gain: gain, bias: offset))
  }

  /// The concatenated embeddings of a word, `mix.inputs` floats.
  func embed(
    _ word: LexicalAttributes, spaceAfter: Bool, kernels: KernelSet, into target: UnsafeMutablePointer<Float>,
    scratch: FloatBuffer
  ) {
    var part = target
    for table in tables {
      let hash = Self.hash(word.value(table.attribute, spaceAfter: spaceAfter), seed: table.seed)
      let length = table.embeddings.shape[1]
      let base = table.embeddings.bytes.raw
      let rows = UInt32(truncatingIfNeeded: table.rows)
      let a = Int(hash.0 % rows) * length
      let b = Int(hash.1 % rows) * length
      let c = Int(hash.2 % rows) * length
      let d = Int(hash.3 % rows) * length
      func value(_ index: Int) -> Float { base.loadUnaligned(fromByteOffset: index * 4, as: Float.self) }
      for index in 0..<length {
        part[index] = ((value(a + index) + value(b + index)) + value(c + index)) + value(d + index)
      }
      part += length
    }
    if let staticVectors {
      let length = staticVectors.projection.outputs
      if let vector = staticVectors.vectors.row(of: word) {
        scratch.reserve(staticVectors.projection.stride + staticVectors.vectors.width)
        let copy = scratch.start + staticVectors.projection.stride
        staticVectors.vectors.copy(row: vector, into: copy)
        var offset: Int32 = 0
        staticVectors.projection.run(
          kernels, copy, offsets: &offset, rows: 1, into: scratch.start, stride: staticVectors.projection.stride)
        part.update(from: scratch.start, count: length)
      } else {
        part.update(repeating: 0, count: length)
      }
    }
  }

  /// The four row numbers of a key before they are cut to the table's size: the x64 mixer of MurmurHash3 on one 8-byte
  /// key, as thinc's `HashEmbed` uses it.
  static func hash(_ key: UInt64, seed: UInt32) -> (UInt32, UInt32, UInt32, UInt32) {
    func mix(_ value: UInt64) -> UInt64 {
      var h = value
      h ^= h >> 33
      h = h &* 0xFF51_AFD7_ED55_8CCD
      h ^= h >> 33
      h = h &* 0xC4CE_B9FE_1A85_EC53
      h ^= h >> 33
      return h
    }
    var h1 = key &* 0x87C3_7B91_1142_53D5
    h1 = h1 << 31 | h1 >> 33
    h1 = h1 &* 0x4CF5_AD43_2745_937F
    h1 ^= UInt64(seed)
    h1 ^= 8
    var h2 = UInt64(seed) ^ 8
    h1 = h1 &+ h2
    h2 = h2 &+ h1
    h1 = mix(h1)
    h2 = mix(h2)
    h1 = h1 &+ h2
    h2 = h2 &+ h1
    return (
      UInt32(truncatingIfNeeded: h1), UInt32(truncatingIfNeeded: h1 >> 32), UInt32(truncatingIfNeeded: h2),
      UInt32(truncatingIfNeeded: h2 >> 32)
    )
  }
}
