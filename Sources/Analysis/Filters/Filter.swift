import Findings

/// What a list, a table or an export holds; every condition has to hold. Command line, page and exports read the same
/// words into it (``read(_:for:with:)``) and count by it (``FindingTable/rows(_:)``).
public struct Filter: Sendable, Hashable {
  /// Who all have to be concerned.
  public var actors: [ActorTerm] = []
  /// How the two actors have to stand in an event.
  public var sides: SideRelation?
  /// Keep what may have happened on or after this day.
  public var from: CalendarDay?
  /// Keep what may have happened on or before this day.
  public var to: CalendarDay?
  /// Categories of events, statuses of agreements, kinds of statements, figures or citations; all where empty.
  public var kinds: [String] = []
  public var quads: [QuadClass] = []
  public var statuses: [EventStatus] = []
  /// Where the date comes from; all where empty.
  public var bases: [DateBasis] = []
  /// In 0...1.
  public var minimumConfidence = 0.0
  /// Only these documents; all where empty.
  public var documents: [Int64] = []
  /// Words that the sentence has to hold.
  public var search: String?
  /// Who has to assert it: a code, or words of the name.
  public var saidBy: String?
  /// Only what a person has confirmed, corrected or added.
  public var checked = false
  /// Only what the authors themselves report as having happened or going on.
  public var facts = false
  /// Whether tables and series count claims too, and what is expected, hypothetical or denied.
  public var claims = false
  /// Whether to keep what has no date; nil where the list decides.
  public var undated: Bool?
  /// Whether rows of event data sets stand among what the texts tell; they are never mixed unasked.
  public var dataSets = false
  /// Leave out what fewer documents report.
  public var sources = 1
  public var order = Order.time
  /// Of a list in pages, from 1.
  public var page = 1
  /// What was typed for the bounds of time, to be written back.
  public var typed: [String: String] = [:]

  /// The order of a list.
  public enum Order: String, Sendable, CaseIterable {
    case time
    /// The most doubtful first.
    case doubt
  }

  /// What is listed: some words mean something for events only.
  public enum List: Sendable, Hashable {
    case chronicle, statements, figures, agreements, sources
    /// The chronicle with rows of event data sets among it.
    case withDataSets

    public var kind: FindingKind {
      switch self {
      case .chronicle, .withDataSets: .event
      case .statements: .statement
      case .figures: .figure
      case .agreements: .agreement
      case .sources: .citation
      }
    }
  }

  /// The table that holds what a chronicle by this filter asks for.
  ///
  /// - Parameter numbers: of the archive's event data sets; one that is named is asked for.
  public func events(among numbers: Set<Int64>) -> List {
    dataSets || documents.contains(where: numbers.contains) ? .withDataSets : .chronicle
  }

  public init() {}

  public init(actors: [ActorTerm] = [], documents: [Int64] = [], undated: Bool? = nil) {
    self.actors = actors
    self.documents = documents
    self.undated = undated
  }

  /// Whether nothing was asked for.
  public var isEmpty: Bool {
    var other = Filter()
    other.page = page
    other.claims = claims
    other.order = order
    other.typed = typed
    return self == other
  }

  /// What tables and series count of what this keeps: no claims, and nothing expected, hypothetical or denied, unless
  /// asked for.
  public var counted: Filter {
    var filter = self
    let asksForOthers = statuses.contains { $0 != .occurred && $0 != .ongoing }
    if !claims, !asksForOthers { filter.facts = true }
    return filter
  }

  /// The filter in its own words, which ``read(_:for:with:)`` reads into the same filter.
  public var words: [(name: String, value: String)] {
    var words: [(name: String, value: String)] = []
    for actor in actors { words.append(("actor", actor.text)) }
    if let sides { words.append(("sides", sides.rawValue)) }
    if let from { words.append(("from", typed["from"] ?? from.description)) }
    if let to { words.append(("to", typed["to"] ?? to.description)) }
    for kind in kinds { words.append(("kind", kind)) }
    for quad in quads { words.append(("quad", String(quad.rawValue))) }
    for status in statuses { words.append(("status", status.rawValue)) }
    for basis in bases { words.append(("basis", basis.rawValue)) }
    if minimumConfidence > 0 { words.append(("confidence", String(minimumConfidence))) }
    for document in documents { words.append(("document", String(document))) }
    if let search { words.append(("search", search)) }
    if let saidBy { words.append(("said-by", saidBy)) }
    if checked { words.append(("checked", "1")) }
    if facts { words.append(("facts", "1")) }
    if claims { words.append(("claims", "1")) }
    if let undated { words.append(("undated", undated ? "1" : "0")) }
    if dataSets { words.append(("data-sets", "1")) }
    if sources > 1 { words.append(("sources", String(sources))) }
    if order != .time { words.append(("order", order.rawValue)) }
    return words
  }
}
