import Analysis
import ArgumentParser
import Codebook
import Findings
import Pipeline
import Store

/// The words of a filter, as every list takes them. They are the words of the page's addresses, and are read by the
/// same code.
struct FilterOptions: ParsableArguments {
  @Argument(
    help:
      "Codes (VNM), keys (polity:north-vietnam) or names (\"North Vietnam\") of actors that all have to be concerned.")
  var actors: [String] = []

  @Option(help: "Leave out what happened before this day (YYYY, YYYY-MM or YYYY-MM-DD).")
  var from: String?

  @Option(help: "Leave out what happened after this day (YYYY, YYYY-MM or YYYY-MM-DD).")
  var to: String?

  @Option(help: "Only this category or kind, such as CONSULT (see entente help categories); may be repeated.")
  var kind: [String] = []

  @Option(help: "Only this document: its number, file name, identifier, or eight first digits; may be repeated.")
  var document: [String] = []

  @Option(help: "Only what stands in a sentence with all these words.")
  var search: String?

  @Option(help: "Only dates of this basis: explicit, carried, relative, publication or none; may be repeated.")
  var basis: [String] = []

  @Option(help: "Only what the coder is at least this sure of, from 0 to 1.")
  var confidence: String?

  @Option(help: "Only what this one asserts: a code, or words of a name.")
  var saidBy: String?

  @Flag(help: "Only what a person has confirmed, corrected or added.")
  var checked = false

  @Flag(inversion: .prefixedNo, help: "Also what the texts give no date for.")
  var undated: Bool?

  var fields: [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = actors.map { ("actor", $0) }
    func add(_ name: String, _ values: [String]) { for value in values { fields.append((name, value)) } }
    add("from", from.map { [$0] } ?? [])
    add("to", to.map { [$0] } ?? [])
    add("kind", kind)
    add("document", document)
    add("search", search.map { [$0] } ?? [])
    add("basis", basis)
    add("confidence", confidence.map { [$0] } ?? [])
    add("said-by", saidBy.map { [$0] } ?? [])
    if checked { add("checked", ["1"]) }
    if let undated { add("undated", [undated ? "1" : "0"]) }
    return fields
  }

  /// An option that says nothing would ask for everything.
  func validate() throws {
    for (name, value) in fields where !value.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) {
      throw ValidationError(name == "actor" ? "An actor's name is empty." : "--\(name) is empty.")
    }
  }

  /// The filter that these words and some more ask for.
  ///
  /// - Throws: `ValidationError` where a word can't be understood.
  func filter(
    _ more: [(name: String, value: String)] = [], for list: Filter.List, in archive: Archive
  ) throws -> Filter {
    let naming = try ActorNaming(lexicon: .load())
    let resolver = Filter.Resolver(naming: naming, documents: try archive.documents(), list: list)
    let (filter, problems) = Filter.read(fields + more, for: list, with: resolver)
    guard problems.isEmpty else {
      throw ValidationError(problems.map(\.description).joined(separator: "\n"))
    }
    for text in actors {
      guard let reading = naming.read(text), let name = reading.name else { continue }
      StandardError.write("\"\(text)\" taken as \(reading.term.text) (\(name)).")
    }
    return filter
  }
}

/// The words that only events have.
struct EventFilterOptions: ParsableArguments {
  @Option(help: "Only this status: occurred, ongoing, expected, hypothetical or denied; may be repeated.")
  var status: [String] = []

  @Option(help: "Only this quad, from 1 (verbal cooperation) to 4 (material conflict); may be repeated.")
  var quad: [String] = []

  @Option(help: "How two actors stand to each other: between or together.")
  var sides: String?

  @Option(help: "Only what at least this many independent sources report.")
  var sources: String?

  @Flag(help: "Only what the authors themselves report as having happened or going on.")
  var facts = false

  @Flag(help: "Also the rows of event data sets, which are left out otherwise unless --document names theirs.")
  var dataSets = false

  var fields: [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = status.map { ("status", $0) } + quad.map { ("quad", $0) }
    if let sides { fields.append(("sides", sides)) }
    if let sources { fields.append(("sources", sources)) }
    if facts { fields.append(("facts", "1")) }
    if dataSets { fields.append(("data-sets", "1")) }
    return fields
  }

  func validate() throws {
    for (name, value) in fields where value.isEmpty { throw ValidationError("--\(name) is empty.") }
  }
}
