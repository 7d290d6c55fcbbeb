import EventExtraction

/// One-against-rest linear support vector machines with squared hinge loss, trained by dual coordinate descent
/// (C.-J. Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008, algorithm 1).
///
/// The order of the coordinates is fixed, so the same examples give the same weights.
struct LinearMachine {
  /// Dense column numbers of the hashes.
  let columns: [UInt32: Int]
  /// One weight vector a class.
  let weights: [[Float]]
  let classes: [String]

  /// - Parameters:
  ///   - cost: how dear a misjudged example is against a large weight.
  ///   - minimum: a feature has to occur in so many examples.
  init(_ examples: [Example], classes: [String], cost: Double = 0.3, rounds: Int = 60, minimum: Int = 2) {
    var counts: [UInt32: Int] = [:]
    for example in examples { for entry in example.features.entries { counts[entry.hash, default: 0] += 1 } }
    var columns: [UInt32: Int] = [CategoryModel.biasHash: 0]
    for hash in counts.keys.sorted() where counts[hash, default: 0] >= minimum && columns[hash] == nil {
      columns[hash] = columns.count
    }
    let rows: [[(Int, Double)]] = examples.map { example in
      [(0, 1.0)]
        + example.features.entries.compactMap { entry in columns[entry.hash].map { ($0, Double(entry.value)) } }
    }
    let diagonal = rows.map { row in row.reduce(0.0) { $0 + $1.1 * $1.1 } + 0.5 / cost }
    weights = classes.map { name in
      var weight = [Double](repeating: 0, count: columns.count)
      var alpha = [Double](repeating: 0, count: rows.count)
      let signs = examples.map { $0.label == name ? 1.0 : -1.0 }
      var state: UInt64 = 88_172_645_463_325_252
      var order = Array(rows.indices)
      for _ in 0..<rounds {
        for index in order.indices.dropLast() {
          state ^= state << 13
          state ^= state >> 7
          state ^= state << 17
          order.swapAt(index, index + Int(state % UInt64(order.count - index)))
        }
        for row in order {
          let margin = rows[row].reduce(0.0) { $0 + weight[$1.0] * $1.1 }
          let gradient = signs[row] * margin - 1 + alpha[row] * 0.5 / cost
          let next = max(0, alpha[row] - gradient / diagonal[row])
          let step = (next - alpha[row]) * signs[row]
          alpha[row] = next
          if step != 0 { for (column, value) in rows[row] { weight[column] += step * value } }
        }
      }
      return weight.map(Float.init)
    }
    self.columns = columns
    self.classes = classes
  }

  /// The weights as bytes, each class with its scale; features whose weights all round to nothing are left out.
  func file(sharpness: Float) -> [UInt8] {
    let scales = weights.map { ($0.map(abs).max() ?? 1) / 127 }
    var hashes: [UInt32] = []
    var bytes: [Int8] = []
    for (hash, column) in columns.sorted(by: { $0.key < $1.key }) {
      let row = weights.indices.map { Int8((weights[$0][column] / scales[$0]).rounded()) }
      guard row.contains(where: { $0 != 0 }) else { continue }
      hashes.append(hash)
      bytes += row
    }
    return CategoryModel.file(classes: classes, sharpness: sharpness, scales: scales, hashes: hashes, weights: bytes)
  }

  func margins(of features: PairFeatures) -> [Float] {
    weights.map { weight in
      features.entries.reduce(weight[0]) { sum, entry in
        columns[entry.hash].map { sum + weight[$0] * entry.value } ?? sum
      }
    }
  }
}

struct Example {
  var identifier: String
  var text: String
  var label: String
  var features: PairFeatures
  /// What the frames alone say; nil where they are silent.
  var frames: String?
}
