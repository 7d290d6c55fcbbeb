import Linguistics
import ResourceTables

/// Wars and eras with a name (`times/eras.tsv`): no time expressions, but they date what happened in them.
struct Eras: Sendable {
  static let tableName = "times/eras.tsv"
  private var byFirst: [String: [(words: [String], edtf: String, line: Int)]] = [:]

  init(table: ResourceTable) throws {
    let name = try table.index(of: "name")
    let edtf = try table.index(of: "edtf")
    for row in table.rows {
      let words = Self.words(of: row.fields[name])
      guard let first = words.first?.lowercased() else { continue }
      byFirst[first, default: []].append((words, row.fields[edtf], row.line))
    }
    for key in byFirst.keys.sorted() { byFirst[key]?.sort { $0.words.count > $1.words.count } }
  }

  /// The eras that `passage` names, with their tokens.
  func mentions(in passage: AnalysedPassage) -> [(tokens: Range<Int>, edtf: String, line: Int)] {
    var found: [(tokens: Range<Int>, edtf: String, line: Int)] = []
    var index = 0
    while index < passage.tokens.count {
      var next = index + 1
      if let candidates = byFirst[passage.tokens[index].text.lowercased()] {
        for candidate in candidates {
          if let end = match(candidate.words, passage, from: index), isName(index..<end, passage) {
            found.append((index..<end, candidate.edtf, candidate.line))
            next = end
            break
          }
        }
      }
      index = next
    }
    return found
  }

  /// "the first Chechen war" is a name; "a great war" is not.
  private func isName(_ tokens: Range<Int>, _ passage: AnalysedPassage) -> Bool {
    tokens.contains { passage.tokens[$0].text.utf8.first.map { (0x41...0x5A).contains($0) } ?? false }
  }

  private func match(_ words: [String], _ passage: AnalysedPassage, from start: Int) -> Int? {
    var index = start
    for word in words {
      guard index < passage.tokens.count else { return nil }
      let text = passage.tokens[index].text
      guard text == word || (text.utf8.count == word.utf8.count && text.lowercased() == word.lowercased()) else {
        return nil
      }
      index += 1
    }
    return index
  }

  /// Words as tokenizers cut them: hyphens and possessives apart.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    for part in name.split(separator: " ") {
      if part.hasSuffix("'s") {
        words += [String(part.dropLast(2)), "'s"]
      } else if part.hasSuffix("'") {
        words += [String(part.dropLast()), "'"]
      } else {
        for (index, piece) in part.split(separator: "-").enumerated() {
          if index > 0 { words.append("-") }
          words.append(String(piece))
        }
      }
    }
    return words
  }
}
