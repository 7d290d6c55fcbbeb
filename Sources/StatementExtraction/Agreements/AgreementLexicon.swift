import Findings
import ResourceTables

/// Agreements known by name, nouns that are agreements, verbs of their lives.
struct AgreementLexicon: Sendable {
  struct Known: Sendable, Hashable {
    var key: String
    var name: String
    var parties: [ActorCode]
    /// EDTF of the signature and of the end, where the table has them.
    var signed: String?
    var ended: String?
    /// The words of its name and of each alias.
    var wordSets: [Set<String>]
    var resource: ResourceReference

    var signedYear: Int? { signed.flatMap { Int($0.prefix(4)) } }
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
  /// Verbs of agreeing to do something: "agreed to waive visas".
  let dealVerbs: Set<String>
  /// Verbs of becoming a member.
  let joiningVerbs: Set<String>
  /// Verbs of leaving what one was a member of.
  let leavingVerbs: Set<String>
  /// Nouns that can stand for any pact told of before: "the deal".
  let repeating: Set<String>
  /// Verbs whose infinitive is done: "managed to sign".
  let continuing: Set<String>
  /// Words that turn a clause into what did not happen.
  let denying: Set<String>
  /// Aliases as lower-case token sequences, by first token, longest first.
  private let aliases: [String: [(words: [String], agreement: Known)]]

  /// - Throws: `ResourceError` where a table is malformed.
  init(_ knowledge: KnowledgeTables) throws {
    let nounTable = try knowledge.table("statements/agreement-nouns.tsv")
    let (noun, nounClass) = (try nounTable.index(of: "lemma"), try nounTable.index(of: "class"))
    let repeats = try nounTable.index(of: "repeats")
    self.repeating = Set(nounTable.rows.filter { !$0.fields[repeats].isEmpty }.map { $0.fields[noun] })
    var nouns: [String: NounClass] = [:]
    for row in nounTable.rows {
      guard let value = NounClass(rawValue: row.fields[nounClass]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(
            column: "class", got: row.fields[nounClass],
            expected: "agreement, common, transaction, membership or organization"))
      }
      nouns[row.fields[noun]] = value
    }
    self.nouns = nouns

    let verbTable = try knowledge.table("statements/agreement-verbs.tsv")
    let (verb, status) = (try verbTable.index(of: "lemma"), try verbTable.index(of: "status"))
    let joins = try verbTable.index(of: "joins")
    self.joiningVerbs = Set(verbTable.rows.filter { $0.fields[joins] == "yes" }.map { $0.fields[verb] })
    self.leavingVerbs = Set(verbTable.rows.filter { $0.fields[joins] == "leaves" }.map { $0.fields[verb] })
    var verbs: [String: Agreement.Status] = [:]
    for row in verbTable.rows {
      guard let value = Agreement.Status(rawValue: row.fields[status]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(
            column: "status", got: row.fields[status], expected: "proposed, signed, in force, suspended or ended"))
      }
      verbs[row.fields[verb]] = value
    }
    self.verbs = verbs
    self.dealVerbs = Set(verbTable.rows.filter { $0.fields[joins] == "deal" }.map { $0.fields[verb] })

    let denyingTable = try knowledge.table("statements/denying-words.tsv")
    let denyingColumn = try denyingTable.index(of: "lemma")
    self.denying = Set(denyingTable.rows.map { $0.fields[denyingColumn] })

    let continuingTable = try knowledge.table("statements/continuing-verbs.tsv")
    let continuingColumn = try continuingTable.index(of: "lemma")
    self.continuing = Set(continuingTable.rows.map { $0.fields[continuingColumn] })

    let known = try knowledge.table(Self.table)
    let (key, name) = (try known.index(of: "key"), try known.index(of: "name"))
    let (aliasColumn, parties) = (try known.index(of: "aliases"), try known.index(of: "parties"))
    let (signed, ended) = (try known.index(of: "signed"), try known.index(of: "ended"))
    var aliases: [String: [(words: [String], agreement: Known)]] = [:]
    for row in known.rows {
      let names = [row.fields[name]] + row.fields[aliasColumn].split(separator: "|").map(String.init)
      let sequences = names.map(Self.words)
      let agreement = Known(
        key: row.fields[key], name: row.fields[name],
        parties: row.fields[parties].split(separator: "|").map { ActorCode(rawValue: String($0)) },
        signed: row.fields[signed].isEmpty ? nil : row.fields[signed],
        ended: row.fields[ended].isEmpty ? nil : row.fields[ended], wordSets: sequences.map(Set.init),
        resource: ResourceReference(table: row.table, line: row.line))
      for words in sequences {
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
      if let end = Self.end(of: candidate.words, at: start, in: words) { return (candidate.agreement, end - start) }
    }
    return nil
  }

  /// Where `name` ends in `words`, which may have a short form in brackets inside it: "Nuclear Forces (INF) Treaty".
  private static func end(of name: [String], at start: Int, in words: [String]) -> Int? {
    var position = start
    for (number, word) in name.enumerated() {
      if number > 0, position + 2 < words.count, words[position] == "(", words[position + 2] == ")" { position += 3 }
      guard position < words.count, words[position] == word else { return nil }
      position += 1
    }
    return position
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
