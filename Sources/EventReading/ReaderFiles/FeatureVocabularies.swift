import LanguageRuntime

/// The names of features, each table's by number from 1; 0 stands for every other.
struct FeatureVocabularies: Sendable {
  let word: [[String: Int]]
  let party: [[String: Int]]
  let time: [[String: Int]]
  let code: [[String: Int]]

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
    code = try numbered("code_tables", tables: CodeFeatures.tables)
  }
}
