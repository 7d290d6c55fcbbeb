import Analysis
import Findings

/// The filter of a list with what could not be understood of its words, read from an address and written back into
/// addresses, so that a view can be sent.
struct ListFilter: Sendable {
  var filter: Filter
  /// What was typed where it could not be understood, in words.
  var problems: [Filter.Problem] = []
  private var typed: [String: String] = [:]

  init(_ filter: Filter = Filter()) { self.filter = filter }

  /// Reads a filter from an address.
  init(_ fields: FormFields, for list: Filter.List, with resolver: Filter.Resolver) {
    (filter, problems) = Filter.read(fields.fields, for: list, with: resolver)
    for name in ["actor", "with", "from", "to", "search", "said-by"] { typed[name] = fields[name] }
  }

  var isEmpty: Bool { filter.isEmpty && problems.isEmpty }

  /// Whether without the word that wasn't understood the list would answer another question, so that it shows nothing.
  var isRefused: Bool { problems.contains(where: \.isFatal) }

  /// What tables and series count of what this keeps.
  var counted: ListFilter {
    var other = self
    other.filter = filter.counted
    return other
  }

  /// What the user typed into a field.
  func text(of name: String) -> String { typed[name] ?? filter.typed[name] ?? "" }

  /// The filter as an address's query with its `?`, empty where it keeps everything.
  func query(page: Int? = nil, adding extra: [(String, String)] = []) -> String {
    var pairs = filter.words.map { (name: $0.name, value: $0.value) }
    // The form has a field for each of two actors.
    let actors = pairs.indices.filter { pairs[$0].name == "actor" }
    if actors.count == 2 { pairs[actors[1]].name = "with" }
    pairs += extra.map { (name: $0.0, value: $0.1) }
    if let page, page > 1 { pairs.append(("page", String(page))) }
    if pairs.isEmpty { return "" }
    return "?" + pairs.map { "\($0.name)=\(FormFields.encode($0.value))" }.joined(separator: "&")
  }
}
