import ResourceTables

/// Numbers that a sentence gives, by what they count: "captured 23 sailors" counts `sailor` as 23.
///
/// Years, days and numbers that the text marks as rough ("about 300") are left out.
struct CountedThings: Sendable {
  /// What is counted, in stems, and how many are told of each.
  let counts: [String: Set<String>]

  private struct Words: Sendable {
    var passing: PassingWords
    var numbers: [String: String] = [:]
    var rough: Set<String> = []

    init() throws {
      passing = try PassingWords(EmbeddedTables.table("occurrences/passing-words.tsv"))
      let table = try EmbeddedTables.table("statements/number-words.tsv")
      let columns = try ["word", "role", "value"].map { try table.index(of: $0) }
      for row in table.rows
      where ["cardinal", "tens"].contains(row.fields[columns[1]]) && row.fields[columns[2]] != "1" {
        numbers[row.fields[columns[0]]] = row.fields[columns[2]]
      }
      let others = try EmbeddedTables.table("statements/approximations.tsv")
      for row in others.rows {
        for word in row.fields[0].split(separator: " ") { rough.insert(word.lowercased()) }
      }
    }
  }

  private static let words = Result { try Words() }

  init(_ sentence: String) {
    guard let words = try? Self.words.get() else {
      counts = [:]
      return
    }
    var counts: [String: Set<String>] = [:]
    let tokens = sentence.split(whereSeparator: { $0.isWhitespace || $0 == "-" || $0 == "–" })
    for place in tokens.indices {
      guard let number = Self.number(tokens[place], words.numbers) else { continue }
      if place > 0, words.rough.contains(Self.plain(tokens[place - 1])) { continue }
      // What ends a phrase ends what is counted.
      if let last = tokens[place].last, ",;:.)".contains(last) { continue }
      for next in tokens[(place + 1)...].prefix(3) {
        let word = Self.plain(next)
        if word.count < 3 || words.passing.contains(word) || Self.number(next, words.numbers) != nil { break }
        counts[StoryWords.stem(word), default: []].insert(number)
        if let last = next.last, ",;:.)".contains(last) { break }
      }
    }
    self.counts = counts
  }

  private static func plain(_ token: Substring) -> String {
    String(token.lowercased().filter { $0.isLetter })
  }

  private static func number(_ token: Substring, _ words: [String: String]) -> String? {
    let digits = token.filter { $0.isNumber && $0.isASCII }
    if !digits.isEmpty {
      guard token.allSatisfy({ $0.isNumber || ",.;:()$€£%".contains($0) }) else { return nil }
      if digits.count == 4, digits.hasPrefix("1") || digits.hasPrefix("20"), !token.contains(",") { return nil }
      let whole = token.filter { $0.isNumber || $0 == "." || $0 == "%" }
      return String(whole.last == "." ? whole.dropLast() : whole[...])
    }
    return words[plain(token)]
  }
}
