import Findings
import LanguageRuntime

/// Sizes and names that reading shares with training.
struct ReadingConstants: Sendable {
  /// Pieces of a window, of the context before what it decides, of a title, of the longest sentence kept whole, of a word.
  let window: Int
  let context: Int
  let title: Int
  let longest: Int
  let perWord: Int
  /// How many times before an event may date it, and how many of a document's states stand for what is left unsaid.
  let timesBack: Int
  let states: Int
  /// The least probability of being an event, and of a party's part in it.
  let eventThreshold: Float
  let partThreshold: Float
  /// What no frame supports is kept from this confidence on.
  let leastConfidence: Float
  /// Below these probabilities of its own choice the reader takes the rules' where they have one at the same word.
  let ruleCategory: Float
  let ruleSides: Float
  let ruleStatus: Float
  /// The classes of triggers: nil for none, and for occurrences outside PLOVER's categories.
  let categories: [PloverCategory?]
  let statuses: [EventStatus]

  init(_ settings: ReaderSettings) throws(ModelError) {
    window = try settings.count("window")
    context = try settings.count("context")
    title = try settings.count("title")
    longest = try settings.count("longest")
    perWord = try settings.count("per_word")
    timesBack = try settings.count("times_back")
    states = try settings.count("states")
    eventThreshold = try settings.number("event_threshold")
    partThreshold = try settings.number("part_threshold")
    leastConfidence = try settings.number("least_confidence")
    ruleCategory = try settings.number("rule_category")
    ruleSides = try settings.number("rule_sides")
    ruleStatus = try settings.number("rule_status")
    let names = try settings.strings("categories")
    guard names.count >= 2, names[0] == "NONE" else {
      throw ModelError(file: ReaderFile.name, layer: "categories", reason: .missing)
    }
    categories = names.map { PloverCategory(rawValue: $0) }
    var statuses: [EventStatus] = []
    for name in try settings.strings("statuses") {
      guard let status = EventStatus(rawValue: name) else {
        throw ModelError(file: ReaderFile.name, layer: "statuses", reason: .unsupported(name))
      }
      statuses.append(status)
    }
    guard !statuses.isEmpty else { throw ModelError(file: ReaderFile.name, layer: "statuses", reason: .missing) }
    self.statuses = statuses
  }
}

/// The names of features, each table's by number from 1; 0 stands for every other.
struct FeatureVocabularies: Sendable {
  let word: [[String: Int]]
  let party: [[String: Int]]
  let time: [[String: Int]]

  init(_ settings: ReaderSettings) throws(ModelError) {
    func numbered(_ name: String, tables: Int) throws(ModelError) -> [[String: Int]] {
      let lists = try settings.tables(name)
      guard lists.count == tables else {
        throw ModelError(
          file: ReaderFile.name, layer: name, reason: .shape(got: "\(lists.count) tables", expected: "\(tables)"))
      }
      return lists.map { Dictionary($0.enumerated().map { ($1, $0 + 1) }, uniquingKeysWith: { first, _ in first }) }
    }
    word = try numbered("word_tables", tables: WordFeatures.tables)
    party = try numbered("party_tables", tables: PartyFeatures.tables)
    time = try numbered("time_tables", tables: TimeFeatures.tables)
  }
}

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
