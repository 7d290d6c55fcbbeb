import ResourceTables

/// How much a stem tells: rare ones more than common ones.
public struct WordWeights: Sendable {
  private let weights: [String: Float]
  /// Of stems that the table doesn't have.
  public static let unknown: Float = 7

  /// - Throws: ``ResourceError`` where the table is malformed.
  public init(_ table: ResourceTable) throws {
    let (stem, weight) = (try table.index(of: "stem"), try table.index(of: "weight"))
    var weights: [String: Float] = [:]
    for row in table.rows {
      guard let value = Float(row.fields[weight]), value >= 0, value <= Self.unknown else {
        throw ResourceError(
          table: table.name, line: row.line,
          reason: .value(column: "weight", got: row.fields[weight], expected: "a number from 0 to \(Self.unknown)"))
      }
      weights[row.fields[stem]] = value
    }
    self.weights = weights
  }

  public subscript(_ stem: String) -> Float { weights[stem] ?? Self.unknown }
}

/// Weighed stems, to be compared with others.
public struct WordBag: Sendable, Hashable {
  /// Sorted, each once.
  public let stems: [String]
  let hashes: [UInt64]
  let weights: [Float]
  private let length: Float

  public init(_ stems: some Sequence<String>, weights table: WordWeights) {
    let sorted = Array(Set(stems)).sorted().map { (stem: $0, hash: StableHash.of($0)) }.sorted { $0.hash < $1.hash }
    self.stems = sorted.map(\.stem)
    hashes = sorted.map(\.hash)
    weights = sorted.map { table[$0.stem] }
    length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  public var count: Int { hashes.count }

  /// The places in this bag of the stems that `other` has too.
  ///
  /// - Complexity: linear in the sizes of both.
  func shared(with other: WordBag) -> [Int] {
    var found: [Int] = []
    var (left, right) = (0, 0)
    while left < hashes.count, right < other.hashes.count {
      if hashes[left] == other.hashes[right] {
        found.append(left)
        left += 1
        right += 1
      } else if hashes[left] < other.hashes[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return found
  }

  /// The cosine of the two weighed bags, 0...1; 0 where one is empty.
  func likeness(to other: WordBag) -> Float {
    guard length > 0, other.length > 0 else { return 0 }
    return shared(with: other).reduce(0) { $0 + weights[$1] * weights[$1] } / (length * other.length)
  }
}

/// A hash that is the same on every machine and in every run (FNV-1a, 64 bits).
enum StableHash {
  static func of(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash ^= UInt64(byte)
      hash &*= 0x0000_0100_0000_01b3
    }
    return hash
  }
}
