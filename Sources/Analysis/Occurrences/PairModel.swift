import Findings
import ResourceTables

/// How likely two reports are of one happening: a logistic regression over ``PairFeature``, and a few things that rule
/// it out whatever the words say.
public struct PairModel: Sendable {
  public let neighbours: CategoryNeighbours
  public let wordWeights: WordWeights
  public let passing: PassingWords
  /// In the order of `PairFeature.allCases`.
  let weights: [Float]

  /// The log odds from which on two reports are linked.
  public static let threshold: Float = -0.5
  /// How much lower the mean of all pairs of two groups may lie.
  static let slack: Float = 0.3
  /// The log odds from which on two sentences of one document are linked: a text seldom tells a thing twice.
  static let withinDocument: Float = 3
  /// Days by which two stated days may differ and still be a contradiction on one happening.
  static let daysApart = 10
  /// Likeness of the plain words from which on two sentences tell the same deed.
  static let sameDeedWords: Float = 0.6
  /// Likeness of two sentences from which on they are told in the same words.
  static let sameWords: Float = 0.8

  public init(
    neighbours: CategoryNeighbours, wordWeights: WordWeights, passing: PassingWords, weights table: ResourceTable
  ) throws {
    self.neighbours = neighbours
    self.wordWeights = wordWeights
    self.passing = passing
    let (feature, weight) = (try table.index(of: "feature"), try table.index(of: "weight"))
    var weights = [Float](repeating: 0, count: PairFeature.allCases.count)
    for row in table.rows {
      guard let place = PairFeature.allCases.firstIndex(where: { $0.name == row.fields[feature] }) else {
        throw ResourceError(
          table: table.name, line: row.line,
          reason: .value(column: "feature", got: row.fields[feature], expected: "a feature of pairs"))
      }
      guard let value = Float(row.fields[weight]), value.isFinite else {
        throw ResourceError(
          table: table.name, line: row.line,
          reason: .value(column: "weight", got: row.fields[weight], expected: "a number"))
      }
      weights[place] = value
    }
    self.weights = weights
  }

  /// The model that ships inside the binary.
  ///
  /// - Throws: ``ResourceError`` where a table is malformed.
  public static func embedded() throws -> PairModel {
    try PairModel(
      neighbours: CategoryNeighbours(EmbeddedTables.table("occurrences/category-neighbours.tsv")),
      wordWeights: WordWeights(EmbeddedTables.table("occurrences/word-weights.tsv")),
      passing: PassingWords(EmbeddedTables.table("occurrences/passing-words.tsv")),
      weights: EmbeddedTables.table("occurrences/pair-weights.tsv"))
  }

  public func comparable(_ signature: ReportSignature, in document: ReportDocument = ReportDocument())
    -> ComparableReport
  {
    ComparableReport(signature, in: document, weights: wordWeights)
  }

  /// Whether something rules out that the two are one.
  public func areTwo(_ left: ComparableReport, _ right: ComparableReport) -> Bool {
    let (one, other) = (left.signature, right.signature)
    if neighbours.areApart(one.category, other.category) { return true }
    if left.hasParty(outside: other.named), right.hasParty(outside: one.named) { return true }
    if right.document.tellsOfSides, left.hasParty(outside: right.document.named + other.named) { return true }
    if left.document.tellsOfSides, right.hasParty(outside: left.document.named + one.named) { return true }
    // The same words on another state are another happening.
    if left.words.likeness(to: right.words) >= Self.sameDeedWords, PairFeature.lacks(one.named, other.named),
      PairFeature.lacks(other.named, one.named)
    {
      return true
    }
    if let day = one.statedDay, let otherDay = other.statedDay, abs(day - otherDay) > Self.daysApart { return true }
    let relation = DateRelation(one, other)
    if relation == .apart { return true }
    // Authors who contradict each other use words of their own; the same words on another day are another happening.
    return (relation == .near || relation == .off) && one.isYearStated && other.isYearStated
      && left.all.likeness(to: right.all) >= Self.sameWords
  }

  /// The log odds that the two are one; nil where something rules it out. The same for both orders.
  public func score(_ left: ComparableReport, _ right: ComparableReport) -> Float? {
    if areTwo(left, right) { return nil }
    let values = PairFeature.values(left, right, neighbours: neighbours)
    var sum: Float = 0
    for place in weights.indices { sum += weights[place] * values[place] }
    return sum
  }

  /// What speaks most for it that two reports are one, strongest first.
  public func reasons(_ left: ComparableReport, _ right: ComparableReport, limit: Int = 4) -> [PairFeature] {
    let values = PairFeature.values(left, right, neighbours: neighbours)
    var speaking: [(feature: PairFeature, points: Float)] = []
    for feature in PairFeature.allCases where feature != .bias && feature != .length {
      let points = weights[feature.rawValue] * values[feature.rawValue]
      if points > 0.2 { speaking.append((feature, points)) }
    }
    speaking.sort { left, right in
      left.points != right.points ? left.points > right.points : left.feature.rawValue < right.feature.rawValue
    }
    return speaking.prefix(limit).map(\.feature)
  }
}
