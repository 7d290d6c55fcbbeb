import Linguistics
import ResourceTables

/// Words for a day that comes round each year ("the tenth anniversary of the 1953 coup"), and ordinal numbers.
struct Anniversaries: Sendable {
  private let words: Set<String>
  private let ordinals: [String: Int]
  private let units: [String: TimeUnit]

  /// - Parameter table: `times/words.tsv`, whose classes ORD and ANNIVERSARY it reads.
  init(table: ResourceTable) throws {
    let word = try table.index(of: "word")
    let kind = try table.index(of: "class")
    let value = try table.index(of: "value")
    var words: Set<String> = []
    var ordinals: [String: Int] = [:]
    var units: [String: TimeUnit] = [:]
    for row in table.rows {
      let names = row.fields[word].split(separator: "|").map { $0.lowercased() }
      switch TimeWordClass(rawValue: row.fields[kind]) {
      case .ordinal: for name in names { ordinals[name] = Int(row.fields[value]) }
      case .unit: for name in names { units[name] = TimeUnit(name: row.fields[value]) }
      case .anniversary: words.formUnion(names)
      default: continue
      }
    }
    (self.words, self.ordinals, self.units) = (words, ordinals, units)
  }

  /// The unit of time that a word in the singular names: "month".
  func unit(_ text: String) -> TimeUnit? { units[text.lowercased()] }

  /// 1 for "first" and "1st"; nil for what is no ordinal number.
  func ordinal(_ text: String) -> Int? {
    let text = text.lowercased()
    if let known = ordinals[text] { return known }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), ["st", "nd", "rd", "th"].contains(text.dropFirst(digits.count)) else { return nil }
    return number
  }

  /// The preposition behind each such word ("anniversary **of**"), and how many years it tells.
  func mentions(in passage: AnalysedPassage) -> [(word: Int, years: Int?)] {
    passage.tokens.indices.compactMap { index in
      guard words.contains(passage.tokens[index].lemma.lowercased()),
        let preposition = passage.children(of: index, relation: "prep").first(where: { $0 > index })
      else { return nil }
      let years = passage.children(of: index).lazy.compactMap { ordinal(passage.tokens[$0].text) }.first
      return (preposition, years)
    }
  }
}
