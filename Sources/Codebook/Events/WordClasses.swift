import Findings
import ResourceTables

/// A named set of words that frames speak of: AID, TROOPS, TALKS.
///
/// An item is a lemma ("sanction"), or several words of which one is the head ("hunger strike", "state of
/// emergency"): the word before "of", else the last; the others have to stand below it in the parse.
package struct WordClass: Sendable {
  package let name: String
  /// Items of one word.
  package private(set) var words: Set<String> = []
  /// For items of several words: head lemma → each item's other words.
  package private(set) var phrases: [String: [[String]]] = [:]
  package private(set) var references: [ResourceReference] = []

  fileprivate init(name: String) { self.name = name }

  fileprivate mutating func add(_ item: String) {
    let parts = item.split(separator: " ").map(String.init)
    guard let last = parts.last else { return }
    if parts.count == 1 {
      words.insert(last)
      return
    }
    var head = last
    if let of = parts.firstIndex(of: "of"), of > 0 { head = parts[of - 1] }
    phrases[head, default: []].append(parts.filter { $0 != head && $0 != "of" })
  }

  fileprivate mutating func add(_ reference: ResourceReference) { references.append(reference) }
}

/// The word classes of `events/word-classes.tsv`.
package struct WordClasses: Sendable {
  private let classes: [String: WordClass]

  package subscript(_ name: String) -> WordClass? { classes[name] }

  /// A class that the program needs; ``requireNames()`` makes sure that it is there.
  package subscript(_ name: WordClassName) -> WordClass { classes[name.rawValue] ?? WordClass(name: name.rawValue) }

  /// - Throws: ``ResourceError`` where a class that the program needs is missing.
  package func requireNames() throws {
    for name in WordClassName.allCases where classes[name.rawValue] == nil {
      throw ResourceError(
        table: table, line: 0,
        reason: .unknown(column: "class", what: "row for the class", got: name.rawValue, among: names))
    }
  }

  private let table: String

  private let namesByWord: [String: [String]]

  package var names: [String] { classes.keys.sorted() }

  /// Names of the classes that hold `word` as an item of its own, sorted.
  package func names(of word: String) -> [String] { namesByWord[word] ?? [] }

  /// Reads a table with the columns `class` and `words`; several rows may add to one class, and an item in capitals
  /// takes in a class of an earlier row.
  ///
  /// - Throws: ``ResourceError`` for a class that no earlier row names.
  package init(_ table: ResourceTable) throws {
    let nameColumn = try table.index(of: "class")
    let wordColumn = try table.index(of: "words")
    var classes: [String: WordClass] = [:]
    for row in table.rows {
      let name = row.fields[nameColumn]
      var entry = classes[name] ?? WordClass(name: name)
      for item in row.fields[wordColumn].split(separator: "|").map(String.init) {
        if Self.isName(item) {
          guard let other = classes[item] else {
            throw ResourceError(
              table: row.table, line: row.line,
              reason: .unknown(
                column: "words", what: "class in an earlier row called", got: item, among: classes.keys.sorted()))
          }
          entry.merge(other)
        } else {
          entry.add(item)
        }
      }
      entry.add(ResourceReference(table: row.table, line: row.line))
      classes[name] = entry
    }
    var namesByWord: [String: [String]] = [:]
    for name in classes.keys.sorted() {
      for word in classes[name]?.words ?? [] { namesByWord[word, default: []].append(name) }
    }
    self.classes = classes
    self.table = table.name
    self.namesByWord = namesByWord
  }

  /// Whether `item` is written as a class is: capitals and underscores.
  package static func isName(_ item: String) -> Bool {
    !item.isEmpty && item.utf8.allSatisfy { (0x41...0x5A).contains($0) || $0 == 0x5F }
  }
}

extension WordClass {
  fileprivate mutating func merge(_ other: WordClass) {
    words.formUnion(other.words)
    for head in other.phrases.keys.sorted() { phrases[head, default: []] += other.phrases[head] ?? [] }
  }
}
