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
    /// "III"; tells namesakes apart and is no name itself.
    var isRegnalNumber: Bool
    /// Class of the word without a particle that is written together with it.
    var bare: [UInt8] = []

    /// A name by itself: no particle, number or initial.
    var isFull: Bool { !isParticle && !isRegnalNumber && plain.count > 1 }
  }

  /// A name's words; honorifics only counted.
  struct Name {
    var words: [Word] = []
    var honorifics = 0
    /// As in "Charles King": what looks like a title is the family name.
    var endsInHonorific = false

    /// Words that are neither particles, numbers nor initials.
    var fullWords: Int { words.count { $0.isFull } }
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

  /// The words of a name with their classes.
  static func name(_ text: String, _ lexicon: ActorLexicon) -> Name {
    let folded = lexicon.folding.words(of: text)
    let plain = lexicon.folding.plain(text)
    let isAligned = folded.count == plain.count
    let isUppercase = folded.allSatisfy { $0.isUppercase || $0.letterCount == 1 }
    var name = Name()
    for (place, letters) in plain.enumerated() {
      let hash = isAligned ? folded[place].hash : 0
      if lexicon.roles.honorifics.contains(hash) {
        name.honorifics += 1
        name.endsInHonorific = place == plain.count - 1
        continue
      }
      let key = lexicon.transliteration.key(of: letters)
      var word = Word(
        plain: letters, key: key, skeleton: lexicon.transliteration.skeleton(of: key),
        isParticle: lexicon.roles.nameParticles.contains(hash),
        isRegnalNumber: isAligned && place > 0 && !isUppercase && folded[place].isRegnalNumber)
      if let bare = lexicon.roles.withoutParticle(letters) { word.bare = lexicon.transliteration.key(of: bare) }
      name.words.append(word)
    }
    return name
  }

  /// Spellings that share the sound of a word with `name`, of two words where it has several and `isStrict`;
  /// each once, in the order of the tables.
  func spellings(like name: Name, isStrict: Bool, _ lexicon: ActorLexicon) -> [(person: Int32, name: Name)] {
    var found: [Int32] = []
    var asked = 0
    for word in name.words where word.isFull {
      asked += 1
      found += spellingsOfSkeleton[Self.hash(word.skeleton)] ?? []
      if !word.bare.isEmpty {
        found += spellingsOfSkeleton[Self.hash(lexicon.transliteration.skeleton(of: word.bare))] ?? []
      }
    }
    found.sort()
    let least = isStrict && asked > 1 ? 2 : 1
    var kept: [(person: Int32, name: Name)] = []
    var place = 0
    while place < found.count {
      let number = found[place]
      var end = place + 1
      while end < found.count, found[end] == number { end += 1 }
      if end - place >= least {
        let spelling = spellings[Int(number)]
        kept.append((spelling.person, Self.name(spelling.name, lexicon)))
      }
      place = end
    }
    return kept
  }
}
