import Foundation

/// The functions of probabilities, in double precision and rounded once, so that every platform's library gives the same.
enum Exponential {
  static func of(_ value: Float) -> Float { Float(exp(Double(value))) }

  static func logarithm(_ value: Float) -> Float { Float(log(Double(value))) }

  static func sigmoid(_ value: Float) -> Float { Float(1 / (1 + exp(-Double(value)))) }

  static func softmax(_ values: [Float]) -> [Float] {
    guard let top = values.max() else { return [] }
    let powers = values.map { exp(Double($0 - top)) }
    let sum = powers.reduce(0, +)
    return powers.map { Float($0 / sum) }
  }

  /// The logarithm of the sum of the values' exponentials.
  static func logSum(_ values: [Float]) -> Float {
    guard let top = values.max() else { return -.infinity }
    return top + Float(log(values.reduce(0) { $0 + exp(Double($1 - top)) }))
  }
}
