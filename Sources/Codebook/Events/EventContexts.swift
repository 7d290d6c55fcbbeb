import ResourceTables

/// PLOVER's contexts and the words that are evidence of them: `events/contexts.tsv`, in the codebook's order.
package struct EventContexts: Sendable {
  /// PLOVER's contexts, in the order of the codebook.
  package static let codebook = [
    "military", "intelligence", "executive", "legislative", "election", "political_institutions",
    "pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights",
    "rights_freedoms", "repression", "human_security", "gender", "lgbt", "religion_ethnicity",
    "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum",
    "migration", "disasters", "natural_resource", "environment", "technology", "terrorism",
    "cbrn", "cyber", "misinformation", "crime", "corruption", "illegal_drugs",
    "trafficking",
  ]

  package let names: [String]
  private let byWord: [String: [Int]]
  private let phrases: [String: [(words: [String], context: Int)]]

  /// - Throws: ``ResourceError`` where a column is missing or a context isn't one of PLOVER's.
  package init(_ table: ResourceTable) throws {
    let nameColumn = try table.index(of: "context")
    let wordColumn = try table.index(of: "words")
    var names: [String] = []
    var byWord: [String: [Int]] = [:]
    var phrases: [String: [(words: [String], context: Int)]] = [:]
    for row in table.rows {
      let name = row.fields[nameColumn]
      guard Self.codebook.contains(name) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .unknown(column: "context", what: "context", got: name, among: Self.codebook))
      }
      let index = names.firstIndex(of: name) ?? names.count
      if index == names.count { names.append(name) }
      for item in row.fields[wordColumn].split(separator: "|") {
        let words = item.split(separator: " ").map(String.init)
        if words.count == 1 {
          byWord[words[0], default: []].append(index)
        } else if let first = words.first {
          phrases[first, default: []].append((words, index))
        }
      }
    }
    self.names = names
    self.byWord = byWord
    self.phrases = phrases
  }

  /// The contexts that `lemmas` are evidence of, in the codebook's order.
  package func contexts(of lemmas: ArraySlice<String>) -> [String] {
    var found = Set<Int>()
    for index in lemmas.indices {
      if let contexts = byWord[lemmas[index]] { found.formUnion(contexts) }
      for (words, context) in phrases[lemmas[index]] ?? []
      where index + words.count <= lemmas.endIndex && words.elementsEqual(lemmas[index..<(index + words.count)]) {
        found.insert(context)
      }
    }
    return found.sorted().map { names[$0] }
  }
}
