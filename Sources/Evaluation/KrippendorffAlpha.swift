/// How far two coders agree beyond chance (K. Krippendorff, Content Analysis, 3rd ed. 2013, chapter 12): 1 where they
/// always do, 0 where they do as chance would, less where they contradict each other.
public struct KrippendorffAlpha: Sendable {
  /// Units that both coders judged.
  public private(set) var units = 0
  private var agreed = 0
  private var counts: [String: Int] = [:]

  public init() {}

  /// Counts one unit, as each of the two judged it. Values are names: they are the same or they aren't.
  public mutating func count(_ first: String, _ second: String) {
    units += 1
    if first == second { agreed += 1 }
    counts[first, default: 0] += 1
    counts[second, default: 0] += 1
  }

  /// The share of units on which the two agree; 0 without units.
  public var agreement: Double { units == 0 ? 0 : Double(agreed) / Double(units) }

  /// Alpha for names; nil where it isn't defined, since there are no units, or all values are the same.
  ///
  /// ```
  /// a b   agree, agree, disagree over two names
  /// x x
  /// y y   alpha = 1 - (1/3) / (1 - (3·2 + 3·2) / (6·5)) = 0.444…
  /// x y
  /// ```
  public var value: Double? {
    let total = Double(2 * units)
    guard units > 0 else { return nil }
    let same = counts.values.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
    let expected = 1 - same / (total * (total - 1))
    guard expected > 0 else { return nil }
    return 1 - (1 - agreement) / expected
  }
}
