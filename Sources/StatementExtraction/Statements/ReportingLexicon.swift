import Findings
import ResourceTables

/// Words that report speech, looked up by lemma.
struct ReportingLexicon: Sendable {
  /// What stands for the words said.
  enum Pattern: Hashable, Sendable {
    /// A that-clause, an infinitive or a clause without "that".
    case clause
    case quotation
    /// The direct object is what is spoken about: "praised the deal".
    case object
    /// "the report said nothing" needs no object; "said the words" does.
    case nounObject
    case preposition(String)
    case particle(String)
    /// "made it **clear** that …"
    case known(String)
  }

  struct Verb: Sendable {
    var patterns: Set<Pattern>
    var stance: Int
    var resource: ResourceReference
  }

  let verbs: [String: Verb]
  /// Stance by noun.
  let nouns: [String: Int]
  let titleWords: Set<String>
  /// Nouns that can speak; true for those that are published.
  let voices: [String: Bool]
  /// Verbs whose infinitive is done: "went on to say".
  let continuing: Set<String>
  /// +1 or −1 by lemma.
  let stances: [String: Int]
  static let verbTable = "statements/reporting-verbs.tsv"

  /// - Throws: `ResourceError` where a table is malformed.
  init(_ knowledge: KnowledgeTables) throws {
    let table = try knowledge.table(Self.verbTable)
    let (lemma, patterns, stance) = (
      try table.index(of: "lemma"), try table.index(of: "patterns"), try table.index(of: "stance")
    )
    var verbs: [String: Verb] = [:]
    for row in table.rows {
      var found: Set<Pattern> = []
      for name in row.fields[patterns].split(separator: "|") {
        guard let pattern = Pattern(String(name)) else {
          throw ResourceError(
            table: row.table, line: row.line,
            reason: .unknown(
              column: "patterns", what: "pattern", got: String(name),
              among: ["that", "quote", "object", "object-noun", "prep:WORD", "particle:WORD", "known:WORD"]))
        }
        found.insert(pattern)
      }
      verbs[row.fields[lemma]] = Verb(
        patterns: found, stance: try Self.stance(row, stance, in: table),
        resource: ResourceReference(table: row.table, line: row.line))
    }
    self.verbs = verbs
    self.nouns = try Self.stances(in: knowledge, "statements/reporting-nouns.tsv")
    self.stances = try Self.stances(in: knowledge, "statements/stance-words.tsv")
    self.titleWords = try Self.words(in: knowledge, "statements/title-words.tsv", column: "word")
    self.continuing = try Self.words(in: knowledge, "statements/continuing-verbs.tsv", column: "lemma")
    let voiceTable = try knowledge.table("statements/voices.tsv")
    let (voice, voiceClass) = (try voiceTable.index(of: "lemma"), try voiceTable.index(of: "class"))
    var voices: [String: Bool] = [:]
    for row in voiceTable.rows {
      switch row.fields[voiceClass] {
      case "publication": voices[row.fields[voice]] = true
      case "voice": voices[row.fields[voice]] = false
      default:
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "class", got: row.fields[voiceClass], expected: "voice or publication"))
      }
    }
    self.voices = voices
  }

  private static func words(in knowledge: KnowledgeTables, _ name: String, column: String) throws -> Set<String> {
    let table = try knowledge.table(name)
    let index = try table.index(of: column)
    return Set(table.rows.map { $0.fields[index] })
  }

  private static func stances(in knowledge: KnowledgeTables, _ name: String) throws -> [String: Int] {
    let table = try knowledge.table(name)
    let (lemma, stance) = (try table.index(of: "lemma"), try table.index(of: "stance"))
    var stances: [String: Int] = [:]
    for row in table.rows { stances[row.fields[lemma]] = try Self.stance(row, stance, in: table) }
    return stances
  }

  private static func stance(_ row: ResourceTable.Row, _ column: Int, in table: ResourceTable) throws -> Int {
    guard let value = Int(row.fields[column]), (-1...1).contains(value) else {
      throw ResourceError(
        table: row.table, line: row.line,
        reason: .value(column: "stance", got: row.fields[column], expected: "-1, 0 or 1"))
    }
    return value
  }
}

extension ReportingLexicon.Pattern {
  fileprivate init?(_ name: String) {
    switch name {
    case "that": self = .clause
    case "quote": self = .quotation
    case "object": self = .object
    case "object-noun": self = .nounObject
    default:
      let parts = name.split(separator: ":")
      guard parts.count == 2 else { return nil }
      switch parts[0] {
      case "prep": self = .preposition(String(parts[1]))
      case "particle": self = .particle(String(parts[1]))
      case "known": self = .known(String(parts[1]))
      default: return nil
      }
    }
  }
}
