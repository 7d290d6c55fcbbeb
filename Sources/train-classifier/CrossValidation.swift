import Evaluation
import EventExtraction
import Findings
import Foundation

/// Judges the classifier on sentences it wasn't trained on.
struct CrossValidation {
  let report: String
  /// The factor from margins to log odds under which the judgements are likeliest.
  let sharpness: Float
  /// Each example's margins by weights that never saw it, in the order of the classes.
  let margins: [[Float]]

  /// CONCEDE and RETREAT are one class in the labelled data.
  static func root(_ category: String) -> String {
    category == PloverCategory.concede.rawValue || category == PloverCategory.retreat.rawValue
      ? EventCoder.yieldClass : category
  }

  init(_ examples: [Example], classes: [String], folds: Int) {
    // A sentence that stands there with several pairs of parties is in one fold only.
    func fold(_ example: Example) -> Int {
      Int(example.text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 } >> 4) % folds
    }
    var margins = [[Float]](repeating: [], count: examples.count)
    for number in 0..<folds {
      let machine = LinearMachine(examples.filter { fold($0) != number }, classes: classes)
      for (index, example) in examples.enumerated() where fold(example) == number {
        margins[index] = machine.margins(of: example.features)
      }
    }
    let gold = examples.map(\.label)
    let chosen = margins.map { margin in classes[margin.indices.max { (margin[$0], $1) < (margin[$1], $0) } ?? 0] }

    let candidates = (1...60).map { Float($0) * 0.25 }
    func likelihood(_ sharpness: Float) -> Double {
      margins.indices.reduce(0.0) { sum, index in
        let truth = classes.firstIndex(of: gold[index]) ?? 0
        let probability = CategoryModel.probability(of: truth, margins: margins[index], sharpness: sharpness)
        return sum + log(max(probability, 1e-12))
      }
    }
    let best = candidates.map { ($0, likelihood($0)) }.max { $0.1 < $1.1 }?.0 ?? 1
    sharpness = best
    self.margins = margins

    var judged = ConfusionTable()
    var framed = ConfusionTable()
    var reliability = ReliabilityTable()
    for index in margins.indices {
      judged.count(chosen[index], gold: gold[index])
      framed.count(examples[index].frames, gold: gold[index])
      let top = classes.firstIndex(of: chosen[index]) ?? 0
      let probability = CategoryModel.probability(of: top, margins: margins[index], sharpness: best)
      reliability.count(confidence: probability, isRight: chosen[index] == gold[index])
    }
    var lines = ["\(examples.count) examples, \(folds) folds, no sentence in two folds"]
    lines.append("class        precision  recall  F1     n")
    for name in classes {
      let counts = judged[name]
      lines.append(
        Self.pad(name, 12) + " " + Self.pad(Self.three(counts.precision), 10) + " "
          + Self.pad(Self.three(counts.recall), 7) + " " + Self.pad(Self.three(counts.f1), 6) + " \(counts.gold)")
    }
    lines.append("macro-F1 \(Self.three(judged.macroF1(of: classes)))")
    lines.append("accuracy \(Self.three(judged.accuracy))")
    lines.append("frames alone: macro-F1 \(Self.three(framed.macroF1(of: classes)))")
    lines.append("sharpness \(best)")
    lines.append("said         right  n")
    for bin in reliability.bins where bin.count > 0 {
      lines.append(Self.pad(Self.three(bin.said), 12) + " " + Self.pad(Self.three(bin.shareRight), 6) + " \(bin.count)")
    }
    lines.append(
      "Brier score \(Self.three(reliability.brierScore)), "
        + "expected calibration error \(Self.three(reliability.expectedCalibrationError))")
    report = lines.joined(separator: "\n")
  }

  private static func three(_ number: Double) -> String {
    let thousandths = Int((number * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}
