/// What a classifier said against what is right, label by label.
public struct ConfusionTable: Sendable {
  /// Counts of one label: said and right, said, right.
  public struct Counts: Sendable, Hashable {
    public var hits = 0
    public var said = 0
    public var gold = 0

    public init() {}

    /// The share of what was said that is right; 0 where nothing was said.
    public var precision: Double { said == 0 ? 0 : Double(hits) / Double(said) }

    /// The share of what is right that was said; 0 where nothing is.
    public var recall: Double { gold == 0 ? 0 : Double(hits) / Double(gold) }

    /// The harmonic mean of precision and recall; 0 where both are.
    public var f1: Double { said + gold == 0 ? 0 : 2 * Double(hits) / Double(said + gold) }
  }

  private var counts: [String: Counts] = [:]
  private var hits = 0
  /// How many judgements were counted.
  public private(set) var total = 0

  public init() {}

  /// Counts one judgement. Where nothing was said, `said` is nil.
  public mutating func count(_ said: String?, gold: String) {
    total += 1
    counts[gold, default: Counts()].gold += 1
    guard let said else { return }
    counts[said, default: Counts()].said += 1
    guard said == gold else { return }
    counts[gold, default: Counts()].hits += 1
    hits += 1
  }

  /// The labels that were said or are right, sorted.
  public var labels: [String] { counts.keys.sorted() }

  public subscript(label: String) -> Counts { counts[label] ?? Counts() }

  /// The share of judgements that are right; 0 where there are none.
  public var accuracy: Double { total == 0 ? 0 : Double(hits) / Double(total) }

  /// The mean of the labels' F1, each label counting alike however rare it is; 0 without labels.
  public func macroF1(of labels: [String]) -> Double {
    labels.isEmpty ? 0 : labels.reduce(0) { $0 + self[$1].f1 } / Double(labels.count)
  }
}
