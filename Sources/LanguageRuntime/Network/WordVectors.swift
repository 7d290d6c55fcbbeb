/// A pipeline's static word vectors: one row for many words.
public struct WordVectors: Sendable {
  static let dataFile = "vocab/vectors"
  static let keyFile = "vocab/key2row"

  /// Length of a vector.
  public let width: Int
  /// Number of distinct vectors.
  public let count: Int
  private let data: FileBytes
  private let rows: VectorRows
  private let identifiers: StringIdentifiers

  /// - Returns: nil where the pipeline has no vectors.
  init?(data file: MappedFile, keys: MappedFile, identifiers: StringIdentifiers) throws(ModelError) {
    self.identifiers = identifiers
    (data, count, width) = try Self.array(file)
    rows = try VectorRows(keys, rowCount: count)
    guard count > 0, width > 0 else { return nil }
  }

  /// The vector of `word` as it is written, or nil where there is none.
  public subscript(word: String) -> [Float]? {
    rows.find(identifiers.identifier(word)).map { row in
      [Float](unsafeUninitializedCapacity: width) { buffer, initialized in
        if let start = buffer.baseAddress { copy(row: row, into: start) }
        initialized = width
      }
    }
  }

  /// Cosine of the angle between the vectors of two words, or nil where one has none or is zero.
  public func similarity(_ first: String, _ second: String) -> Float? {
    guard let a = self[first], let b = self[second] else { return nil }
    var product: Float = 0
    var lengths: (Float, Float) = (0, 0)
    for (x, y) in zip(a, b) {
      product += x * y
      lengths = (lengths.0 + x * x, lengths.1 + y * y)
    }
    let scale = (lengths.0 * lengths.1).squareRoot()
    return scale > 0 ? product / scale : nil
  }

  func row(of word: LexicalAttributes) -> Int32? { rows.find(word.orthography) }

  func copy(row: Int32, into target: UnsafeMutablePointer<Float>) {
    let bytes = UnsafeRawBufferPointer(rebasing: data.raw[(Int(row) * width * 4)..<((Int(row) + 1) * width * 4)])
    UnsafeMutableRawBufferPointer(start: target, count: width * 4).copyMemory(from: bytes)
  }

  /// Reads the head of a NumPy array file (NEP 1): two dimensions of little-endian float32 in C order.
  private static func array(_ file: MappedFile) throws(ModelError) -> (data: FileBytes, count: Int, width: Int) {
    let bytes = file.bytes
    func damaged(_ what: String) -> ModelError { ModelError(file: file.name, reason: .damaged(what)) }
    guard bytes.count >= 12, bytes[0] == 0x93, bytes[1..<6].elementsEqual("NUMPY".utf8) else {
      throw damaged("not a NumPy array")
    }
    let isLong = bytes[6] >= 2
    let length =
      isLong
      ? Int(bytes[8]) | Int(bytes[9]) << 8 | Int(bytes[10]) << 16 | Int(bytes[11]) << 24
      : Int(bytes[8]) | Int(bytes[9]) << 8
    let start = (isLong ? 12 : 10) + length
    guard start <= bytes.count else { throw damaged("the head is cut short") }
    let head = String(decoding: bytes[(isLong ? 12 : 10)..<start], as: UTF8.self)
    guard head.contains("'<f4'"), head.contains("'fortran_order': False") else {
      throw ModelError(
        file: file.name, layer: "head", reason: .unsupported(head.split(separator: "\n").first.map(String.init) ?? ""))
    }
    guard let open = head.lastIndex(of: "("), let close = head.lastIndex(of: ")"), open < close else {
      throw damaged("no shape")
    }
    let sizes = head[head.index(after: open)..<close].split(separator: ",").map { Int($0.filter { $0 != " " }) }
    guard sizes.count == 2, let rows = sizes[0], let width = sizes[1], rows >= 0, width >= 0, rows < 1 << 31,
      width < 1 << 20
    else { throw damaged("the shape is not that of a table") }
    guard bytes.count - start == rows * width * 4 else {
      throw ModelError(
        file: file.name, reason: .shape(got: "\(bytes.count - start) bytes", expected: "[\(rows), \(width)] float32"))
    }
    return (FileBytes(file: file, start: start, count: rows * width * 4), rows, width)
  }
}
