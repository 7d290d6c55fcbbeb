import Findings

/// People by the sound of each word of their names, for names spelled in other ways than the tables'.
struct PeopleIndex: Sendable {
  struct Spelling {
    var person: Int32
    var words: [Word]
  }

  struct Word {
    var plain: [UInt8]
    var key: [UInt8]
    var skeleton: [UInt8]
    var isParticle: Bool
  }

  private(set) var spellings: [Spelling] = []
  private var spellingsOfSkeleton: [[UInt8]: [Int32]] = [:]

  init(_ lexicon: ActorLexicon) {
    for posting in lexicon.personNames {
      let words = Self.words(of: posting.text, lexicon)
      guard !words.isEmpty else { continue }
      let number = Int32(spellings.count)
      spellings.append(Spelling(person: posting.person, words: words))
      for word in words where !word.isParticle {
        spellingsOfSkeleton[word.skeleton, default: []].append(number)
      }
    }
  }

  /// The words of a name with their classes; honorifics left out.
  static func words(of name: String, _ lexicon: ActorLexicon) -> [Word] {
    let hashes = lexicon.folding.words(of: name).map(\.hash)
    let plain = lexicon.folding.plain(name)
    var words: [Word] = []
    for (place, letters) in plain.enumerated() {
      let hash = place < hashes.count && hashes.count == plain.count ? hashes[place] : 0
      if lexicon.roles.honorifics.contains(hash) { continue }
      let key = lexicon.transliteration.key(of: letters)
      words.append(
        Word(
          plain: letters, key: key, skeleton: lexicon.transliteration.skeleton(of: key),
          isParticle: lexicon.roles.nameParticles.contains(hash)))
    }
    return words
  }

  /// Spellings that share the sound of a word with `words`, each once, in the order of the tables.
  func spellings(like words: [Word]) -> [Int32] {
    var found: Set<Int32> = []
    for word in words where !word.isParticle && word.plain.count > 1 {
      for number in spellingsOfSkeleton[word.skeleton] ?? [] { found.insert(number) }
    }
    return found.sorted()
  }

  /// How well the words asked for are those of a spelling, in 0...1; initials count half.
  static func agreement(_ asked: [Word], _ known: [Word]) -> Double {
    var used = [Bool](repeating: false, count: known.count)
    var sum = 0.0
    var weight = 0.0
    var hasStrong = false
    for word in asked where !word.isParticle {
      let share = word.plain.count == 1 ? 0.3 : 1.0
      weight += share
      var best = 0.0
      var bestPlace: Int?
      for (place, other) in known.enumerated() where !used[place] && !other.isParticle {
        let likeness = Self.likeness(word, other)
        if likeness > best {
          best = likeness
          bestPlace = place
        }
      }
      guard let bestPlace, best >= 0.7 else { continue }
      used[bestPlace] = true
      sum += share * best
      if word.plain.count > 2 { hasStrong = true }
    }
    guard hasStrong, weight > 0 else { return 0 }
    let unused = zip(known, used).filter { !$0.1 && !$0.0.isParticle }.count
    return sum / weight - 0.02 * Double(min(unused, 3))
  }

  private static func likeness(_ left: Word, _ right: Word) -> Double {
    if left.plain == right.plain { return 1 }
    if left.plain.count == 1 || right.plain.count == 1 {
      return left.plain.first == right.plain.first ? 0.8 : 0
    }
    if left.key == right.key { return 0.97 }
    let likeness = Transliteration.likeness(left.key, right.key)
    if left.skeleton == right.skeleton, left.skeleton.count > 1 { return max(0.75, 0.5 + likeness / 2) * 0.95 }
    return likeness >= 0.8 ? likeness * 0.9 : 0
  }
}
