import Findings

/// People by the sound of each word of their names, for names spelled in other ways than the tables'.
struct PeopleIndex: Sendable {
  private struct Spelling {
    var person: Int32
    var name: String
  }

  struct Word {
    var plain: [UInt8]
    var key: [UInt8]
    var skeleton: [UInt8]
    var isParticle: Bool
    /// Class of the word without a particle that is written together with it.
    var bare: [UInt8] = []
  }

  private var spellings: [Spelling] = []
  /// By hash of the skeleton of a word.
  private var spellingsOfSkeleton: [UInt64: [Int32]] = [:]

  init(_ lexicon: ActorLexicon) {
    let names = lexicon.personNames
    spellings.reserveCapacity(names.count)
    spellingsOfSkeleton.reserveCapacity(names.count)
    for (person, name) in names {
      let number = Int32(spellings.count)
      spellings.append(Spelling(person: person, name: name))
      for letters in lexicon.folding.plain(name) where letters.count > 1 {
        let skeleton = lexicon.transliteration.skeleton(of: lexicon.transliteration.key(of: letters))
        spellingsOfSkeleton[Self.hash(skeleton), default: []].append(number)
      }
    }
  }

  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
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
      var word = Word(
        plain: letters, key: key, skeleton: lexicon.transliteration.skeleton(of: key),
        isParticle: lexicon.roles.nameParticles.contains(hash))
      if let bare = lexicon.roles.withoutParticle(letters) { word.bare = lexicon.transliteration.key(of: bare) }
      words.append(word)
    }
    return words
  }

  /// Spellings that share the sound of a word with `words`, of two words where `words` are several and `isStrict`;
  /// each once, in the order of the tables.
  func spellings(like words: [Word], isStrict: Bool, _ lexicon: ActorLexicon) -> [(person: Int32, words: [Word])] {
    var found: [Int32] = []
    var asked = 0
    for word in words where !word.isParticle && word.plain.count > 1 {
      asked += 1
      found += spellingsOfSkeleton[Self.hash(word.skeleton)] ?? []
      if !word.bare.isEmpty {
        found += spellingsOfSkeleton[Self.hash(lexicon.transliteration.skeleton(of: word.bare))] ?? []
      }
    }
    found.sort()
    let least = isStrict && asked > 1 ? 2 : 1
    var kept: [(person: Int32, words: [Word])] = []
    var place = 0
    while place < found.count {
      let number = found[place]
      var end = place + 1
      while end < found.count, found[end] == number { end += 1 }
      if end - place >= least {
        let spelling = spellings[Int(number)]
        kept.append((spelling.person, Self.words(of: spelling.name, lexicon)))
      }
      place = end
    }
    return kept
  }

  /// How well the words asked for are those of a spelling, in 0...1; initials count little. A longer name than the
  /// tables' agrees where it holds all their words.
  static func agreement(_ asked: [Word], _ known: [Word]) -> Double {
    var used = [Bool](repeating: false, count: known.count)
    var sum = 0.0
    var weight = 0.0
    var strong = 0
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
      if word.plain.count > 2, known[bestPlace].plain.count > 2 { strong += 1 }
    }
    guard strong > 0, weight > 0 else { return 0 }
    let unused = zip(known, used).filter { !$0.1 && !$0.0.isParticle }.count
    let whole = sum / weight - 0.02 * Double(min(unused, 3))
    return unused == 0 && strong > 1 ? max(whole, 0.9 * sum / Double(strong)) : whole
  }

  private static func likeness(_ left: Word, _ right: Word) -> Double {
    if left.plain == right.plain { return 1 }
    if left.plain.count == 1 || right.plain.count == 1 {
      return left.plain.first == right.plain.first ? 0.8 : 0
    }
    if left.key == right.key { return 0.97 }
    if !left.bare.isEmpty, left.bare == right.key { return 0.93 }
    if !right.bare.isEmpty, right.bare == left.key { return 0.93 }
    let (short, long) = left.key.count < right.key.count ? (left.key, right.key) : (right.key, left.key)
    if short.count >= 6, long.starts(with: short) { return 0.85 }
    let likeness = Transliteration.likeness(left.key, right.key)
    if left.skeleton == right.skeleton, left.skeleton.count > 1, likeness >= 0.5 {
      return max(0.75, 0.5 + likeness / 2) * 0.95
    }
    return likeness >= 0.8 ? likeness * 0.9 : 0
  }
}
