import Foundation
import ResourceTables

/// Words that say nothing of what happened: those of grammar, and those of the calendar, which dates are compared by.
public struct PassingWords: Sendable {
  private let words: Set<String>

  /// - Throws: ``ResourceError`` where the table is malformed.
  public init(_ table: ResourceTable) throws {
    let column = try table.index(of: "word")
    words = Set(table.rows.map { $0.fields[column] })
  }

  public func contains(_ word: String) -> Bool { words.contains(word) }
}

/// The words of a passage that tell what it is about, in stems: plain words, names, and numbers in digits.
///
/// A stem is a word in small letters without marks and without the commonest endings, cut at seven letters: `offered`
/// and `offers` are one, so are `Cañaz` and `Canaz`. A word with a capital counts as a name unless it begins a sentence.
public struct StoryWords: Sendable, Hashable {
  public var words: [String] = []
  public var names: [String] = []
  public var numbers: [String] = []

  public init() {}

  /// - Complexity: linear in the length of `text`.
  public init(_ text: String, passing: PassingWords) {
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    let scalars = isPlain ? Array(text.unicodeScalars) : Array(text.decomposedStringWithCanonicalMapping.unicodeScalars)
    var words: Set<String> = []
    var names: Set<String> = []
    var numbers: Set<String> = []
    var begins = true
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      if Self.isLetter(scalar) {
        var word = ""
        while place < scalars.count {
          if Self.isLetter(scalars[place]) {
            word.unicodeScalars.append(scalars[place])
          } else if scalars[place].properties.generalCategory != .nonspacingMark {
            break
          }
          place += 1
        }
        // What follows an apostrophe is an ending.
        if place + 1 < scalars.count, scalars[place] == "'" || scalars[place] == "’", Self.isLetter(scalars[place + 1])
        {
          place += 1
          while place < scalars.count, Self.isLetter(scalars[place]) { place += 1 }
        }
        let small = word.lowercased()
        if word.utf8.count > 1, !passing.contains(small) {
          let isName = !begins && word.first?.isUppercase == true
          if isName { names.insert(Self.stem(small)) } else { words.insert(Self.stem(small)) }
        }
        begins = false
      } else if (0x30...0x39).contains(scalar.value) {
        var digits = ""
        while place < scalars.count {
          let value = scalars[place].value
          let isInside =
            (value == 0x2C || value == 0x2E) && place + 1 < scalars.count
            && (0x30...0x39).contains(scalars[place + 1].value)
          guard (0x30...0x39).contains(value) || isInside else { break }
          if value != 0x2C { digits.unicodeScalars.append(scalars[place]) }
          place += 1
        }
        if !Self.isYear(digits) { numbers.insert(digits) }
        begins = false
      } else {
        if [".", "!", "?", ":", "“", "\""].contains(scalar) { begins = true }
        place += 1
      }
    }
    self.words = words.subtracting(names).sorted()
    self.names = names.sorted()
    self.numbers = numbers.sorted()
  }

  /// Plain words and names.
  public var all: [String] { Array(Set(words).union(names)).sorted() }

  static func stem(_ word: String) -> String {
    var stem = word[...]
    for ending in ["ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly"]
    where stem.hasSuffix(ending) && stem.count - ending.count >= 4 {
      stem = stem.dropLast(ending.count)
      break
    }
    if stem.hasSuffix("e"), stem.count > 4 { stem = stem.dropLast() }
    return String(stem.prefix(7))
  }

  private static func isYear(_ digits: String) -> Bool {
    digits.utf8.count == 4 && (digits.hasPrefix("1") || digits.hasPrefix("20"))
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return value < 0x80 ? (0x41...0x5A).contains(value & 0xDF) : scalar.properties.isAlphabetic
  }
}
