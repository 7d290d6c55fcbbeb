import Findings
import ResourceTables

/// Agreements known by name, nouns that are agreements, verbs of their lives.
struct AgreementLexicon: Sendable {
  struct Known: Sendable, Hashable {
    var key: String
    var name: String
    var parties: [ActorCode]
    /// Year of signature, where the table has it.
    var signed: Int?
    var line: Int
  }

  /// How much beside the noun has to say that it is an agreement.
  enum NounClass: String, Sendable {
    /// "treaty": nothing.
    case agreement
    /// "deal": a name, a modifier, a verb of its life.
    case common
    /// "sale": a verb of its life.
    case transaction
    /// "admission": an organization.
    case membership
    /// "union": ends the name of something one can join.
    case organization
  }

  static let table = "statements/agreements.tsv"

  let nouns: [String: NounClass]
  let verbs: [String: Agreement.Status]
  /// Verbs of becoming a member.
  let joiningVerbs: Set<String>
  /// Words that turn a clause into what did not happen.
  let denying: Set<String>
  /// Aliases as lower-case token sequences, by first token, longest first.
  private let aliases: [String: [(words: [String], agreement: Known)]]

  /// - Throws: `ResourceError` where a table is malformed.
  init() throws {
    let nounTable = try EmbeddedTables.table("statements/agreement-nouns.tsv")
    let (noun, nounClass) = (try nounTable.index(of: "lemma"), try nounTable.index(of: "class"))
    var nouns: [String: NounClass] = [:]
    for row in nounTable.rows {
      guard let value = NounClass(rawValue: row.fields[nounClass]) else {
        throw ResourceError(
          table: nounTable.name, line: row.line,
          reason: .value(
            column: "class", got: row.fields[nounClass],
            expected: "agreement, common, transaction, membership or organization"))
      }
      nouns[row.fields[noun]] = value
    }
    self.nouns = nouns

    let verbTable = try EmbeddedTables.table("statements/agreement-verbs.tsv")
    let (verb, status) = (try verbTable.index(of: "lemma"), try verbTable.index(of: "status"))
    let joins = try verbTable.index(of: "joins")
    self.joiningVerbs = Set(verbTable.rows.filter { !$0.fields[joins].isEmpty }.map { $0.fields[verb] })
    var verbs: [String: Agreement.Status] = [:]
    for row in verbTable.rows {
      guard let value = Agreement.Status(rawValue: row.fields[status]) else {
        throw ResourceError(
          table: verbTable.name, line: row.line,
          reason: .value(
            column: "status", got: row.fields[status], expected: "proposed, signed, in force, suspended or ended"))
      }
      verbs[row.fields[verb]] = value
    }
    self.verbs = verbs

    let denyingTable = try EmbeddedTables.table("statements/denying-words.tsv")
    let denyingColumn = try denyingTable.index(of: "lemma")
    self.denying = Set(denyingTable.rows.map { $0.fields[denyingColumn] })

    let known = try EmbeddedTables.table(Self.table)
    let (key, name) = (try known.index(of: "key"), try known.index(of: "name"))
    let (aliasColumn, parties) = (try known.index(of: "aliases"), try known.index(of: "parties"))
    let signed = try known.index(of: "signed")
    var aliases: [String: [(words: [String], agreement: Known)]] = [:]
    for row in known.rows {
      let agreement = Known(
        key: row.fields[key], name: row.fields[name],
        parties: row.fields[parties].split(separator: "|").map { ActorCode(rawValue: String($0)) },
        signed: Int(row.fields[signed].prefix(4)), line: row.line)
      let names = [row.fields[name]] + row.fields[aliasColumn].split(separator: "|").map(String.init)
      for alias in names {
        let words = Self.words(alias)
        guard let first = words.first else { continue }
        aliases[first, default: []].append((words, agreement))
      }
    }
    for first in Array(aliases.keys) {
      aliases[first]?.sort { ($1.words.count, $0.agreement.key) < ($0.words.count, $1.agreement.key) }
    }
    self.aliases = aliases
  }

  /// The agreement whose name begins at `start` of a sequence of lower-case tokens, and the number of tokens it takes.
  func known(at start: Int, in words: [String]) -> (agreement: Known, count: Int)? {
    guard let candidates = aliases[words[start]] else { return nil }
    for candidate in candidates where start + candidate.words.count <= words.count {
      if candidate.words.indices.allSatisfy({ words[start + $0] == candidate.words[$0] }) {
        return (candidate.agreement, candidate.words.count)
      }
    }
    return nil
  }

  /// Lower-case words and signs as the tokenizer cuts them: hyphens between letters are tokens, dashes are hyphens.
  static func words(_ name: String) -> [String] {
    var words: [String] = []
    for part in name.lowercased().split(separator: " ") {
      var word = ""
      for character in part {
        if "-–—".contains(character) {
          if !word.isEmpty { words.append(word) }
          words.append("-")
          word = ""
        } else {
          word.append(character)
        }
      }
      if word.hasSuffix("'s") || word.hasSuffix("’s") {
        words.append(String(word.dropLast(2)))
        words.append("'s")
      } else if !word.isEmpty {
        words.append(word)
      }
    }
    return words
  }
}
