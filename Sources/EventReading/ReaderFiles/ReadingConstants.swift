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
  /// When a run of words is a statement or an agreement.
  let statements: LayerRule
  let agreements: LayerRule
  /// What the rules find in a layer stands where a word of it has at least this probability.
  let layerSupport: Float
  /// The classes of marked pairs.
  let pairClasses: [String]

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
    statements = try LayerRule("statement", settings)
    agreements = try LayerRule("agreement", settings)
    layerSupport = try settings.number("layer_support")
    pairClasses = try settings.strings("pair_classes")
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

/// A run of words is an item of a layer where their probabilities lie together at least `evidence` above `floor`.
struct LayerRule: Sendable {
  let floor: Float
  let evidence: Float

  init(_ name: String, _ settings: ReaderSettings) throws(ModelError) {
    floor = try settings.number(name + "_floor")
    evidence = try settings.number(name + "_evidence")
  }
}
