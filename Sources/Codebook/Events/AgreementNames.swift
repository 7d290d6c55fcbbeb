import Findings
import Linguistics
import ResourceTables

/// An agreement that a passage names: "the Entente Cordiale", "the JCPOA".
package struct NamedAgreement: Sendable {
  package var tokens: Range<Int>
  /// Empty where several agreements of different parties bear the name.
  package var parties: [ActorCode]
  package var reference: ResourceReference
}

/// The names of `statements/agreements.tsv`, for frames that ask for an agreement and find one known by its name only.
package struct AgreementNames: Sendable {
  private struct Entry {
    var parties: [ActorCode]
    var reference: ResourceReference
  }

  /// Names in lower case, letters and digits only.
  private let entries: [String: Entry]
  /// Every beginning of a name that ends with a word, so that a search stops where none can follow.
  private let beginnings: Set<String>
  /// Whether a name begins with these two letters: `opens[first << 8 | second]`. It spares most words a search.
  private let opens: [Bool]

  /// - Throws: ``ResourceError`` where a column is missing.
  package init(_ table: ResourceTable) throws {
    let columns = try ["name", "aliases", "parties"].map { try table.index(of: $0) }
    var entries: [String: Entry] = [:]
    var beginnings: Set<String> = []
    for row in table.rows {
      let parties = row.fields[columns[2]].split(separator: "|").map { ActorCode(rawValue: String($0)) }
      let names = [row.fields[columns[0]]] + row.fields[columns[1]].split(separator: "|").map(String.init)
      for name in names where !name.isEmpty {
        var key = ""
        for byte in name.utf8 {
          if let folded = Self.folded(byte) {
            key.unicodeScalars.append(Unicode.Scalar(folded))
          } else if !key.isEmpty {
            beginnings.insert(key)
          }
        }
        beginnings.insert(key)
        var entry = Entry(parties: parties, reference: ResourceReference(table: row.table, line: row.line))
        if let other = entries[key], Set(other.parties) != Set(parties) { entry.parties = [] }
        entries[key] = entry
      }
    }
    self.entries = entries
    self.beginnings = beginnings
    var opens = [Bool](repeating: false, count: 1 << 16)
    for key in entries.keys {
      let bytes = Array(key.utf8.prefix(2))
      if bytes.count == 2 { opens[Int(bytes[0]) << 8 | Int(bytes[1])] = true }
    }
    self.opens = opens
  }

  /// Whether a name may begin with a word of these letters.
  private func mayOpen(_ word: String) -> Bool {
    var letters = word.utf8.makeIterator()
    guard let first = letters.next().flatMap(Self.folded) else { return false }
    guard let second = letters.next().flatMap(Self.folded), first < 0x80, second < 0x80 else { return true }
    return opens[Int(first) << 8 | Int(second)]
  }

  /// The agreements that `passage` names, by the token that heads each name; of two that begin alike, the longer.
  ///
  /// - Complexity: linear in the passage.
  package func found(in passage: AnalysedPassage) -> [Int: NamedAgreement] {
    let tokens = passage.tokens
    var found: [Int: NamedAgreement] = [:]
    var start = 0
    while start < tokens.count {
      guard mayOpen(tokens[start].text), let range = longestName(from: start, in: tokens) else {
        start += 1
        continue
      }
      let head = range.tokens.first { token in
        passage.head(of: token).map { !range.tokens.contains($0) } ?? true
      }
      if let head {
        found[head] = NamedAgreement(
          tokens: range.tokens, parties: range.entry.parties, reference: range.entry.reference)
      }
      start = range.tokens.upperBound
    }
    return found
  }

  private func longestName(from start: Int, in tokens: [Token]) -> (tokens: Range<Int>, entry: Entry)? {
    var key = ""
    var isCapitalized = false
    var best: (tokens: Range<Int>, entry: Entry)?
    for end in start..<min(start + 16, tokens.count) {
      let before = key.utf8.count
      for byte in tokens[end].text.utf8 {
        if (0x41...0x5A).contains(byte) { isCapitalized = true }
        if let folded = Self.folded(byte) { key.unicodeScalars.append(Unicode.Scalar(folded)) }
      }
      if key.utf8.count > before, !beginnings.contains(key) { break }
      if key.isEmpty { break }
      if isCapitalized, key.utf8.count > before, let entry = entries[key] { best = (start..<(end + 1), entry) }
    }
    return best
  }

  /// A letter in lower case or a digit; bytes of other scripts and of accented letters are kept; nil for the rest.
  private static func folded(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x61...0x7A, 0x30...0x39: byte
    case 0x41...0x5A: byte | 0x20
    case 0x80...: byte
    default: nil
    }
  }
}
