/// How often a coder is right where it said with which confidence: a reliability diagram as a table
/// (Murphy and Winkler, Applied Statistics 26, 1977).
public struct ReliabilityTable: Sendable {
  public struct Bin: Sendable, Hashable {
    public var count = 0
    public var right = 0
    var sum = 0.0

    /// The mean of the confidences said in this bin; 0 where it is empty.
    public var said: Double { count == 0 ? 0 : sum / Double(count) }

    /// The share that was right; 0 where the bin is empty.
    public var shareRight: Double { count == 0 ? 0 : Double(right) / Double(count) }
  }

  /// Bins of equal width from 0 to 1, the lowest confidence first; a bound belongs to the bin above it, 1 to the last.
  public private(set) var bins: [Bin]
  private var squares = 0.0

  /// - Parameter bins: how many, at least one.
  public init(bins: Int = 10) { self.bins = Array(repeating: Bin(), count: max(1, bins)) }

  /// Counts one judgement; confidences outside 0 to 1 count as the nearer end.
  public mutating func count(confidence: Double, isRight: Bool) {
    let confidence = min(1, max(0, confidence))
    let index = min(bins.count - 1, Int(confidence * Double(bins.count)))
    bins[index].count += 1
    bins[index].sum += confidence
    if isRight { bins[index].right += 1 }
    squares += (confidence - (isRight ? 1 : 0)) * (confidence - (isRight ? 1 : 0))
  }

  public var total: Int { bins.reduce(0) { $0 + $1.count } }

  /// Brier's score (Monthly Weather Review 78, 1950) of "this is right": 0 is best, 1 worst; 0 without judgements.
  public var brierScore: Double { total == 0 ? 0 : squares / Double(total) }

  /// The mean distance between confidence said and share right, weighted by the bins' counts; 0 without judgements.
  public var expectedCalibrationError: Double {
    total == 0 ? 0 : bins.reduce(0) { $0 + Double($1.count) * abs($1.said - $1.shareRight) } / Double(total)
  }
}
