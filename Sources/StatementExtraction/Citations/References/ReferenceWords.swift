import Findings
import ResourceTables

/// Words of notes that are no part of a title or name, and what they are for.
struct ReferenceWords: Sendable {
  /// Words that repeat a work cited before: "ibid.", "op. cit.".
  private(set) var repetitions: Set<String> = []
  /// Words before the reference proper: "see", "cf.", "quoted in".
  private(set) var introductions: [[String]] = []
  /// Of them those that point to a work from inside a sentence: "for another view see".
  private(set) var pointers: Set<String> = []
  /// Small words inside names: "von", "de".
  private(set) var particles: Set<String> = []
  /// Words before the numbers of pages: "p.", "pp.".
  private(set) var pages: Set<String> = []
  /// Words before other numbers: "vol.", "no.".
  private(set) var places: Set<String> = []
  /// Words of what stands between a title and its imprint: "2nd ed.", "trans. by".
  private(set) var editions: Set<String> = []
  /// Words behind a name that are none: "ed.", "Jr.".
  private(set) var suffixes: Set<String> = []
  let months: [String: Int]

  /// - Parameters:
  ///   - words: `word, role`.
  ///   - months: `name, month`.
  init(words: ResourceTable, months: ResourceTable) throws {
    let word = try words.index(of: "word")
    let role = try words.index(of: "role")
    for row in words.rows {
      let value = row.fields[word]
      switch row.fields[role] {
      case "repetition": repetitions.insert(value)
      case "particle": particles.insert(value)
      case "page":
        pages.insert(value)
        places.insert(value)
      case "place": places.insert(value)
      case "edition": editions.insert(value)
      case "suffix": suffixes.insert(value)
      case "pointer":
        pointers.insert(value)
        introductions.append([value])
      case "introduction": introductions.append(value.split(separator: " ").map(String.init))
      default:
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(
            column: "role", got: row.fields[role],
            expected: "repetition, introduction, pointer, particle, page, place, edition or suffix"))
      }
    }
    introductions.sort { $0.count > $1.count }
    let name = try months.index(of: "name")
    let number = try months.index(of: "month")
    var table: [String: Int] = [:]
    for row in months.rows {
      guard let value = Int(row.fields[number]), (1...12).contains(value) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "month", got: row.fields[number], expected: "1 to 12"))
      }
      table[row.fields[name].lowercased()] = value
    }
    self.months = table
  }
}
