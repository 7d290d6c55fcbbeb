import ResourceTables

/// Spelling classes of names brought into Latin script in several ways: Khomeini and Chomeini, Muhammad and Mohamed.
///
/// The rules stand in `actors/transliteration.tsv`: letters, what they become, and where (`any`, `start`, `end`,
/// `word`). The longest rule that fits is taken, left to right; then doubled letters become single ones.
package struct Transliteration: Sendable {
  private struct Rule {
    var from: [UInt8]
    var to: [UInt8]
    var place: Place
  }

  private enum Place: String {
    case any, start, end, word
  }

  /// By first letter, longest first.
  private let rules: [[Rule]]

  /// Reads `actors/transliteration.tsv`.
  ///
  /// - Throws: ``ResourceError`` where a row is malformed.
  package init() throws {
    let table = try EmbeddedTables.table("actors/transliteration.tsv")
    let (from, to, place) = (try table.index(of: "from"), try table.index(of: "to"), try table.index(of: "place"))
    var rules = [[Rule]](repeating: [], count: 256)
    for row in table.rows {
      guard let first = row.fields[from].utf8.first, let where_ = Place(rawValue: row.fields[place]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "place", got: row.fields[place], expected: "any, start, end or word, and letters"))
      }
      rules[Int(first)].append(
        Rule(from: Array(row.fields[from].utf8), to: Array(row.fields[to].utf8), place: where_))
    }
    self.rules = rules.map { $0.sorted { ($0.from.count, $1.place.rawValue) > ($1.from.count, $0.place.rawValue) } }
  }

  /// The class of a plain lower-case word: equal for words that may be spellings of one name.
  package func key(of word: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(word.count)
    var offset = 0
    while offset < word.count {
      var applied = false
      for rule in rules[Int(word[offset])] {
        let end = offset + rule.from.count
        guard end <= word.count, word[offset..<end].elementsEqual(rule.from) else { continue }
        switch rule.place {
        case .any: break
        case .start: guard offset == 0 else { continue }
        case .end: guard end == word.count, offset > 0 else { continue }
        case .word: guard offset == 0, end == word.count else { continue }
        }
        key.append(contentsOf: rule.to)
        offset = end
        applied = true
        break
      }
      if !applied {
        key.append(word[offset])
        offset += 1
      }
    }
    var single: [UInt8] = []
    single.reserveCapacity(key.count)
    for letter in key where single.last != letter { single.append(letter) }
    return single
  }

  /// The consonants of a class, with a mark for a vowel at the start.
  package func skeleton(of key: [UInt8]) -> [UInt8] {
    var skeleton: [UInt8] = []
    for (place, letter) in key.enumerated() {
      let isVowel =
        letter == 0x61 || letter == 0x65 || letter == 0x69 || letter == 0x6F || letter == 0x75 || letter == 0x79
      if !isVowel {
        if skeleton.last != letter { skeleton.append(letter) }
      } else if place == 0 {
        skeleton.append(0x61)
      }
    }
    return skeleton
  }

  /// Likeness of two words in 0...1: one minus their edit distance over the longer one's length.
  package static func likeness(_ left: [UInt8], _ right: [UInt8]) -> Double {
    if left == right { return 1 }
    if left.isEmpty || right.isEmpty { return 0 }
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = above
      }
    }
    return 1 - Double(row[right.count]) / Double(max(left.count, right.count))
  }
}
