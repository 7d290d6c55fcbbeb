import Findings
import Linguistics
import ResourceTables

/// Words of numbers, units, currencies and approximations, looked up by lower-case form or lemma.
struct NumberLexicon: Sendable {
  /// What a word does in a number.
  enum Role: String, Sendable {
    /// "seven"
    case cardinal
    /// "forty", before a unit digit
    case tens
    /// "million"
    case scale
    /// "m" glued to digits
    case suffix
    /// "thousands": the least number that it claims
    case vague
    /// "several", before a scale
    case indefinite
    /// "a third"
    case fraction
    /// "doubled", "twofold"
    case multiple
  }

  struct Word: Sendable {
    var role: Role
    var value: Double
  }

  struct Unit: Sendable {
    var name: String
    var kind: Figure.Kind
    /// From the noun's measure to the unit's.
    var factor: Double
    var resource: ResourceReference
  }

  let words: [String: Word]
  let units: [String: Unit]
  /// Names of units of time.
  private let periods: Set<String>
  /// ISO 4217 code by sign, code or singular name.
  let currencies: [String: String]
  /// Word sequences, longest first.
  let approximations: [[String]]
  let contexts: [String: Figure.Kind]
  /// What "an army of 60,000" counts, by the noun before "of".
  let collectives: [String: Unit]

  /// - Throws: `ResourceError` where a table is malformed.
  init(_ knowledge: KnowledgeTables) throws {
    let numbers = try knowledge.table("statements/number-words.tsv")
    var words: [String: Word] = [:]
    let (word, role, value) = (
      try numbers.index(of: "word"), try numbers.index(of: "role"), try numbers.index(of: "value")
    )
    for row in numbers.rows {
      guard let kind = Role(rawValue: row.fields[role]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "role", got: row.fields[role], expected: "a role of a number word"))
      }
      words[row.fields[word]] = Word(role: kind, value: try Self.number(row, value, "value", in: numbers))
    }
    self.words = words

    let unitTable = try knowledge.table("statements/units.tsv")
    var units: [String: Unit] = [:]
    let (noun, unit) = (try unitTable.index(of: "noun"), try unitTable.index(of: "unit"))
    let (unitKind, factor) = (try unitTable.index(of: "kind"), try unitTable.index(of: "factor"))
    let period = try unitTable.index(of: "period")
    for row in unitTable.rows {
      units[row.fields[noun]] = Unit(
        name: row.fields[unit], kind: try Self.kind(row, unitKind, in: unitTable),
        factor: try Self.number(row, factor, "factor", in: unitTable),
        resource: ResourceReference(table: row.table, line: row.line))
    }
    self.units = units
    self.periods = Set(unitTable.rows.filter { !$0.fields[period].isEmpty }.map { $0.fields[unit] })

    let currencyTable = try knowledge.table("statements/currencies.tsv")
    var currencies: [String: String] = [:]
    let (name, code) = (try currencyTable.index(of: "word"), try currencyTable.index(of: "code"))
    for row in currencyTable.rows { currencies[row.fields[name].lowercased()] = row.fields[code] }
    self.currencies = currencies

    let approximationTable = try knowledge.table("statements/approximations.tsv")
    let phrase = try approximationTable.index(of: "words")
    self.approximations = approximationTable.rows.map { $0.fields[phrase].split(separator: " ").map(String.init) }
      .sorted { ($1.count, $0.joined()) < ($0.count, $1.joined()) }

    let contextTable = try knowledge.table("statements/figure-contexts.tsv")
    var contexts: [String: Figure.Kind] = [:]
    let (lemma, kind) = (try contextTable.index(of: "lemma"), try contextTable.index(of: "kind"))
    for row in contextTable.rows { contexts[row.fields[lemma]] = try Self.kind(row, kind, in: contextTable) }
    self.contexts = contexts

    let uncountedTable = try knowledge.table("statements/uncounted-nouns.tsv")
    let uncountedColumn = try uncountedTable.index(of: "lemma")
    self.uncounted = Set(uncountedTable.rows.map { $0.fields[uncountedColumn] })

    let offsetTable = try knowledge.table("statements/offset-words.tsv")
    let (offsetWord, offsetClass) = (try offsetTable.index(of: "word"), try offsetTable.index(of: "class"))
    func offsetWords(_ kind: String) -> Set<String> {
      Set(offsetTable.rows.filter { $0.fields[offsetClass] == kind }.map { $0.fields[offsetWord] })
    }
    self.offsets = offsetWords("offset")
    self.counting = offsetWords("count")

    let collectiveTable = try knowledge.table("statements/collective-nouns.tsv")
    let (collective, counted) = (try collectiveTable.index(of: "lemma"), try collectiveTable.index(of: "unit"))
    let collectiveKind = try collectiveTable.index(of: "kind")
    var collectives: [String: Unit] = [:]
    for row in collectiveTable.rows {
      collectives[row.fields[collective]] = Unit(
        name: row.fields[counted], kind: try Self.kind(row, collectiveKind, in: collectiveTable), factor: 1,
        resource: ResourceReference(table: row.table, line: row.line))
    }
    self.collectives = collectives
  }

  /// Words beside an amount of time that make it say when: "before", "next".
  let offsets: Set<String>
  /// Verbs that tell how many their subject are: "number".
  let counting: Set<String>
  /// Nouns of which a few mean nothing as a quantity: "two goals".
  let uncounted: Set<String>

  /// Whether a unit measures time.
  func isPeriod(_ unit: Unit) -> Bool { periods.contains(unit.name) }

  /// The unit that a noun counts; names of arms of service are counted too ("750 Marines").
  func unit(of token: Token) -> Unit? {
    if let unit = units[token.lemma.lowercased()] ?? units[token.text.lowercased()] { return unit }
    guard token.tag == "NNPS" || token.entityType == "NORP" && token.tag == "NNS" else { return nil }
    // "53 Africans", "two Spaniards": people called by where they are from.
    return units[String(token.text.lowercased().dropLast())] ?? (token.entityType == "NORP" ? units["person"] : nil)
  }

  private static func number(
    _ row: ResourceTable.Row, _ column: Int, _ name: String, in table: ResourceTable
  ) throws -> Double {
    guard let number = Double(row.fields[column]) else {
      throw ResourceError(
        table: row.table, line: row.line,
        reason: .value(column: name, got: row.fields[column], expected: "a number"))
    }
    return number
  }

  private static func kind(_ row: ResourceTable.Row, _ column: Int, in table: ResourceTable) throws -> Figure.Kind {
    guard let kind = Figure.Kind(rawValue: row.fields[column]) else {
      throw ResourceError(
        table: row.table, line: row.line,
        reason: .value(column: "kind", got: row.fields[column], expected: "a kind of figure"))
    }
    return kind
  }
}
