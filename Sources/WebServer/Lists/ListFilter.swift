import Findings
import Store

/// What a list shows, read from its address and written back into addresses, so that a view can be sent.
struct ListFilter: Sendable {
  /// At most two: an actor, and another that also has to be concerned.
  var codes: [ActorCode] = []
  var from: CalendarDay?
  var to: CalendarDay?
  /// Category, status or kind, as ``FindingKey/label`` has it.
  var label: String?
  var status: EventStatus?
  var document: Int64?
  /// Leave out claims, and events that are expected, hypothetical or denied.
  var factsOnly = false
  var datedOnly = false
  /// How the two actors have to stand in an event.
  var relation: SideRelation?
  /// Count claims, and events that are expected, hypothetical or denied, in tables and series.
  var countsClaims = false
  /// Leave out what fewer documents report.
  var sources = 1
  /// From 1.
  var page = 1
  /// What was typed where it could not be understood, in words.
  var problems: [String] = []
  private var typed: [String: String] = [:]

  init(document: Int64? = nil, codes: [ActorCode] = []) {
    self.document = document
    self.codes = codes
  }

  var isEmpty: Bool {
    keepsAllReports && sources == 1
  }

  /// What tables and series count of what this keeps: no claims, and nothing expected, hypothetical or denied, unless
  /// asked for.
  var counted: ListFilter {
    var filter = self
    let asksForOthers = status.map { $0 != .occurred && $0 != .ongoing } ?? false
    if !countsClaims, !asksForOthers { filter.factsOnly = true }
    return filter
  }

  mutating func keep(_ text: String, as name: String) { typed[name] = text }

  /// Whether every finding passes, so that none has to be asked.
  var keepsAllReports: Bool {
    codes.isEmpty && from == nil && to == nil && label == nil && status == nil && document == nil && !factsOnly
      && !datedOnly
  }

  /// Whether the finding at a place of a list passes; asks the list field by field, since copying keys takes longer.
  func passes(_ keys: [FindingKey], at place: Int) -> Bool {
    if let document, keys[place].document != document { return false }
    for code in codes where !keys[place].codes.contains(code) { return false }
    if let relation, codes.count == 2,
      SideRelation(of: codes[0], and: codes[1], in: keys[place]) != relation
    {
      return false
    }
    if let label, keys[place].label != label { return false }
    if let status, keys[place].status != status { return false }
    if factsOnly {
      if keys[place].isClaim { return false }
      if let status = keys[place].status, status != .occurred, status != .ongoing { return false }
    }
    guard from != nil || to != nil || datedOnly else { return true }
    guard keys[place].edtf != nil else { return false }
    if let from, let latest = keys[place].latest, latest < from { return false }
    if let to, let earliest = keys[place].earliest, earliest > to { return false }
    return true
  }

  /// The keys that pass, in their order.
  func kept(_ keys: [FindingKey]) -> [FindingKey] {
    keepsAllReports ? keys : keys.indices.filter { passes(keys, at: $0) }.map { keys[$0] }
  }

  /// What the user typed into a field.
  func text(of name: String) -> String { typed[name] ?? "" }

  /// The filter as an address's query with its `?`, empty where it keeps everything.
  func query(page: Int? = nil, adding extra: [(String, String)] = []) -> String {
    var pairs: [(String, String)] = []
    for (name, code) in zip(["actor", "with"], codes) { pairs.append((name, code.rawValue)) }
    if from != nil, let text = typed["from"] { pairs.append(("from", text)) }
    if to != nil, let text = typed["to"] { pairs.append(("to", text)) }
    if let label { pairs.append(("category", label)) }
    if let status { pairs.append(("status", status.rawValue)) }
    if let document { pairs.append(("document", String(document))) }
    if factsOnly { pairs.append(("facts", "1")) }
    if datedOnly { pairs.append(("dated", "1")) }
    if let relation { pairs.append(("sides", relation.rawValue)) }
    if countsClaims { pairs.append(("claims", "1")) }
    if sources > 1 { pairs.append(("sources", String(sources))) }
    pairs += extra
    if let page, page > 1 { pairs.append(("page", String(page))) }
    if pairs.isEmpty { return "" }
    return "?" + pairs.map { "\($0.0)=\(FormFields.encode($0.1))" }.joined(separator: "&")
  }
}
