import LanguageRuntime

/// From the probabilities of an event's fields to the probability that all of them are right: a logistic regression on
/// their log odds, fitted on documents that the reader wasn't trained on.
struct Calibration: Sendable {
  private let weights: [Float]

  init(_ settings: ReaderSettings) throws(ModelError) {
    weights = try settings.numbers("calibration")
    guard weights.count == Calibration.inputs + 1 else {
      throw ModelError(
        file: ReaderFile.name, layer: "calibration",
        reason: .shape(got: "\(weights.count) numbers", expected: "\(Calibration.inputs + 1)"))
    }
  }

  /// Event, category, status, sides, date, agreement with the rules.
  static let inputs = 6

  /// - Parameters:
  ///   - probabilities: of event, category, status, sides and date.
  ///   - agreement: 1 where a frame gives the same category at the same word, 0.5 where it gives another, else 0.
  func confidence(_ probabilities: [Float], agreement: Float) -> Double {
    var sum = weights[weights.count - 1] + weights[weights.count - 2] * agreement
    for (weight, probability) in zip(weights, probabilities) { sum += weight * Self.logOdds(probability) }
    return Double(1 / (1 + Exponential.of(-sum)))
  }

  static func logOdds(_ probability: Float) -> Float {
    let bounded = min(max(probability, 0.001), 0.999)
    return Exponential.logarithm(bounded / (1 - bounded))
  }
}
