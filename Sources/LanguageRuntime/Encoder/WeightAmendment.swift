/// What training changed of one tensor of an encoder.
public enum WeightAmendment: Sendable {
  /// The tensor's new numbers, in row order.
  case replaced([Float])
  /// Added to a matrix of `outputs` rows and `inputs` columns: `left` (outputs by rank) times `right` (rank by inputs),
  /// both in row order (Hu et al. 2021, "LoRA"; a factor must be multiplied in already).
  case lowRank(left: [Float], right: [Float], rank: Int)

  /// - Throws: ``ModelError`` where the sizes don't fit `shape`.
  func apply(to values: inout [Float], shape: [Int], file: String, name: String) throws(ModelError) {
    switch self {
    case .replaced(let new):
      guard new.count == values.count else {
        throw ModelError(
          file: file, layer: name,
          reason: .shape(got: "an amendment of \(new.count) numbers", expected: "\(values.count)"))
      }
      values = new
    case .lowRank(let left, let right, let rank):
      guard shape.count == 2, rank > 0, left.count == shape[0] * rank, right.count == shape[1] * rank else {
        throw ModelError(
          file: file, layer: name,
          reason: .shape(
            got: "an amendment of rank \(rank) with \(left.count) and \(right.count) numbers",
            expected: "\(shape.map(String.init).joined(separator: " and ")) for each rank"))
      }
      let inputs = shape[1]
      for output in 0..<shape[0] {
        for step in 0..<rank {
          let factor = left[output * rank + step]
          for input in 0..<inputs { values[output * inputs + input] += factor * right[step * inputs + input] }
        }
      }
    }
  }
}
