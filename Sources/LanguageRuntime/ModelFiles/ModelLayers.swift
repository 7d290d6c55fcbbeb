/// A float32 tensor in a mapped file, in C order, at any alignment.
struct Tensor: Sendable {
  let shape: [Int]
  let bytes: FileBytes

  var count: Int { bytes.count / 4 }

  /// - Complexity: O(1).
  subscript(index: Int) -> Float { bytes.raw.loadUnaligned(fromByteOffset: index * 4, as: Float.self) }

  func floats() -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      if count > 0 { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes.raw) }
      initialized = count
    }
  }

  init(_ value: MessagePack, file: String, layer: String) throws(ModelError) {
    guard let data = value["data"]?.bytes, let type = value["type"]?.string,
      let shape = value["shape"]?.array?.map(\.int)
    else { throw ModelError(file: file, layer: layer, reason: .damaged("not a tensor")) }
    guard type == "<f4" else {
      throw ModelError(file: file, layer: layer, reason: .unsupported("numbers of type \(type)"))
    }
    var sizes: [Int] = []
    var total = 1
    for size in shape {
      guard let size, size >= 0, size < 1 << 40, total < 1 << 40 else {
        throw ModelError(file: file, layer: layer, reason: .damaged("a dimension is out of range"))
      }
      sizes.append(size)
      let product = total.multipliedReportingOverflow(by: size)
      guard !product.overflow else {
        throw ModelError(file: file, layer: layer, reason: .damaged("a dimension is out of range"))
      }
      total = product.partialValue
    }
    guard total < 1 << 40, data.count == total * 4 else {
      throw ModelError(
        file: file, layer: layer, reason: .shape(got: "\(data.count) bytes", expected: "\(sizes) float32"))
    }
    self.shape = sizes
    bytes = data
  }
}

/// The layers of a thinc model file in file order (breadth first over the model's tree).
struct ModelLayers: Sendable {
  struct Layer: Sendable {
    let name: String
    let index: Int
    let attributes: [(key: String, value: MessagePack)]
    let parameters: [(key: String, value: MessagePack)]
  }

  let file: String
  let layers: [Layer]

  init(file: MappedFile) throws(ModelError) {
    self.file = file.name
    let root = try MessagePack.decode(file.all)
    guard let nodes = root["nodes"]?.array, let attributes = root["attrs"]?.array,
      let parameters = root["params"]?.array, nodes.count == attributes.count, nodes.count == parameters.count
    else { throw ModelError(file: file.name, reason: .damaged("not a list of layers")) }
    var layers: [Layer] = []
    for index in nodes.indices {
      guard let name = nodes[index]["name"]?.string, let fields = attributes[index].map,
        let tensors = parameters[index].map
      else { throw ModelError(file: file.name, layer: "layer \(index)", reason: .damaged("no name or no parameters")) }
      layers.append(
        Layer(
          name: name, index: index, attributes: fields.map { ($0.key.string ?? "", $0.value) },
          parameters: tensors.map { ($0.key.string ?? "", $0.value) }))
    }
    self.layers = layers
  }

  func all(_ name: String) -> [Layer] { layers.filter { $0.name == name } }

  func contains(_ name: String) -> Bool { layers.contains { $0.name == name } }

  func place(_ layer: Layer) -> String { "layer \(layer.index) (\(layer.name.prefix(60)))" }

  /// A parameter with `shape`; nil stands for any size.
  func tensor(_ layer: Layer, _ key: String, shape: [Int?]) throws(ModelError) -> Tensor {
    let place = place(layer) + " \(key)"
    guard let value = layer.parameters.first(where: { $0.key == key })?.value, !value.isNull else {
      throw ModelError(file: file, layer: place, reason: .damaged("the parameter is not there"))
    }
    let tensor = try Tensor(value, file: file, layer: place)
    guard tensor.shape.count == shape.count, zip(tensor.shape, shape).allSatisfy({ $1 == nil || $0 == $1 }),
      !tensor.shape.contains(0)
    else {
      let expected = shape.map { $0.map(String.init) ?? "any" }.joined(separator: ", ")
      throw ModelError(file: file, layer: place, reason: .shape(got: "\(tensor.shape)", expected: "[\(expected)]"))
    }
    return tensor
  }

  /// An attribute, which is itself MessagePack inside a binary.
  func attribute(_ layer: Layer, _ key: String) throws(ModelError) -> MessagePack? {
    guard let value = layer.attributes.first(where: { $0.key == key })?.value else { return nil }
    guard let bytes = value.bytes else { return value }
    do { return try MessagePack.decode(bytes) } catch {
      throw ModelError(file: file, layer: place(layer) + " \(key)", reason: error.reason)
    }
  }

  func integer(_ layer: Layer, _ key: String) throws(ModelError) -> Int {
    guard let value = try attribute(layer, key)?.int else {
      throw ModelError(file: file, layer: place(layer) + " \(key)", reason: .damaged("not a whole number"))
    }
    return value
  }
}
