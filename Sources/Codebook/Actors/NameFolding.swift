import ResourceTables

/// One word of a name as names are compared: without case, diacritics, apostrophes and full stops.
package struct NameWord: Hashable, Sendable {
  /// 64-bit hash of the folded word.
  package var hash: UInt64
  /// Bytes of the text that it was read from.
  package var range: Range<Int>
  package var isCapitalised: Bool
  /// Two letters or more, all of them capitals.
  package var isUppercase: Bool
  /// Letters and digits.
  package var letterCount: Int
  /// Whether a possessive ending was left out behind it.
  package var isPossessive: Bool
  /// Two capitals or more, all of them I, V or X: "III" of "Letsie III". No name by itself.
  package var isRegnalNumber: Bool
}

/// Makes spellings comparable: "Côte d’Ivoire" and "COTE D'IVOIRE", "U.S." and "US", "al-Assad" and "Al Assad".
///
/// Letters with marks become plain ones by `actors/letters.tsv`, apostrophes and full stops inside words go, and so
/// does a possessive 's; everything else that is neither letter nor digit parts words. Letters of other scripts stand
/// for themselves.
package struct NameFolding: Sendable {
  /// By code point below 0x300 (and, moved down, 0x1E00..<0x1F00): up to three ASCII bytes, their count in the top
  /// byte; `none` where the table doesn't name it.
  private let replacements: [UInt32]
  private static let none = UInt32.max
  private static let extendedLatin: UInt32 = 0x1E00
  private static let generalPunctuation: UInt32 = 0x2000

  /// Reads `actors/letters.tsv`.
  ///
  /// - Throws: ``ResourceError`` where a row is malformed.
  package init() throws {
    var replacements = [UInt32](repeating: Self.none, count: 0x300 + 0x100 + 0x70)
    let table = try EmbeddedTables.table("actors/letters.tsv")
    let letter = try table.index(of: "letter")
    let plain = try table.index(of: "plain")
    for row in table.rows {
      guard row.fields[letter].unicodeScalars.count == 1, let scalar = row.fields[letter].unicodeScalars.first,
        let slot = Self.slot(of: scalar.value), row.fields[plain].utf8.count <= 3
      else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "letter", got: row.fields[letter], expected: "one Latin letter or mark"))
      }
      var packed = UInt32(row.fields[plain].utf8.count) << 24
      for (place, byte) in row.fields[plain].utf8.enumerated() { packed |= UInt32(byte) << UInt32(8 * place) }
      replacements[slot] = packed
    }
    self.replacements = replacements
  }

  private static func slot(of scalar: UInt32) -> Int? {
    if scalar < 0x300 { return Int(scalar) }
    if scalar >= extendedLatin, scalar < extendedLatin + 0x100 { return Int(scalar - extendedLatin) + 0x300 }
    if scalar >= generalPunctuation, scalar < generalPunctuation + 0x70 {
      return Int(scalar - generalPunctuation) + 0x400
    }
    return nil
  }

  /// Hash of a sequence of words from the hash of all but the last and that of the last.
  package static func combine(_ sequence: UInt64, _ word: UInt64) -> UInt64 {
    var mixed = (sequence &* 0x9E37_79B9_7F4A_7C15) ^ word
    mixed = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 32)
  }

  private struct Open {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var start = 0
    var end = 0
    var letters = 0
    var capitals = 0
    var numeralLetters = 0
    var firstIsCapital = false
    /// Folded letters since the last apostrophe, and the state before it, so that a final 's can be taken back.
    var sinceApostrophe = -1
    var beforeApostrophe: UInt64 = 0
    var lastByte: UInt8 = 0

    @inline(__always)
    mutating func append(_ byte: UInt8, at offset: Int) {
      let isCapital = byte >= 0x41 && byte <= 0x5A
      let lower = isCapital ? byte | 0x20 : byte
      if letters == 0 {
        start = offset
        firstIsCapital = isCapital
      }
      letters += 1
      if isCapital { capitals += 1 }
      if byte == 0x49 || byte == 0x56 || byte == 0x58 { numeralLetters += 1 }
      if sinceApostrophe >= 0 { sinceApostrophe += 1 }
      lastByte = lower
      hash = (hash ^ UInt64(lower)) &* 0x0000_0100_0000_01B3
    }
  }

  /// The words of `bytes`, left to right.
  package func forEachWord(in bytes: UnsafeBufferPointer<UInt8>, _ body: (NameWord) -> Void) {
    var word = Open()
    func close() {
      guard word.letters > 0 else {
        word = Open()
        return
      }
      var possessive = false
      if word.sinceApostrophe == 0 {
        possessive = true
      } else if word.sinceApostrophe == 1, word.lastByte == 0x73, word.letters > 1 {
        word.hash = word.beforeApostrophe
        word.letters -= 1
        possessive = true
      }
      // A finalizer spreads FNV's low entropy over all bits.
      var hash = word.hash
      hash = (hash ^ (hash >> 31)) &* 0x94D0_49BB_1331_11EB
      hash ^= hash >> 29
      body(
        NameWord(
          hash: hash, range: word.start..<word.end, isCapitalised: word.firstIsCapital,
          isUppercase: word.capitals > 1 && word.capitals >= word.letters, letterCount: word.letters,
          isPossessive: possessive, isRegnalNumber: word.numeralLetters > 1 && word.numeralLetters == word.letters))
      word = Open()
    }
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x80 {
        let lower = byte | 0x20
        if (lower >= 0x61 && lower <= 0x7A) || (byte >= 0x30 && byte <= 0x39) {
          word.append(byte, at: offset)
          word.end = offset + 1
        } else if byte == 0x27 || byte == 0x60 {
          apostrophe(&word)
        } else if byte == 0x2E {
          if word.letters > 0 { word.end = offset + 1 }
        } else {
          close()
        }
        offset += 1
        continue
      }
      let (scalar, length) = Self.decode(bytes, at: offset)
      if let slot = Self.slot(of: scalar) {
        let packed = replacements[slot]
        if packed == Self.none {
          if scalar >= Self.generalPunctuation || scalar < 0xC0 {
            close()
          } else {
            for place in 0..<length { word.append(bytes[offset + place], at: offset) }
            word.end = offset + length
          }
        } else if packed == 0 {
          apostrophe(&word)
        } else {
          for place in 0..<(packed >> 24) {
            word.append(UInt8(truncatingIfNeeded: packed >> (8 * place)), at: offset)
          }
          word.end = offset + length
        }
      } else if scalar >= 0x3000 && scalar < 0x3040 {
        close()
      } else {
        for place in 0..<length { word.append(bytes[offset + place], at: offset) }
        word.end = offset + length
      }
      offset += length
    }
    close()
  }

  @inline(__always)
  private func apostrophe(_ word: inout Open) {
    word.sinceApostrophe = 0
    word.beforeApostrophe = word.hash
  }

  /// The words of `text`.
  package func words(of text: String) -> [NameWord] {
    var text = text
    var words: [NameWord] = []
    text.withUTF8 { bytes in forEachWord(in: bytes) { words.append($0) } }
    return words
  }

  /// `text` in plain lower-case ASCII, words one blank apart: "Côte d’Ivoire" gives "cote divoire".
  package func plain(_ text: String) -> [[UInt8]] {
    var words: [[UInt8]] = [[]]
    var text = text
    text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let byte = bytes[offset]
        if byte < 0x80 {
          let lower = byte | 0x20
          if lower >= 0x61 && lower <= 0x7A {
            words[words.count - 1].append(lower)
          } else if byte >= 0x30 && byte <= 0x39 {
            words[words.count - 1].append(byte)
          } else if byte != 0x27, byte != 0x60, byte != 0x2E, words[words.count - 1].isEmpty == false {
            words.append([])
          }
          offset += 1
          continue
        }
        let (scalar, length) = Self.decode(bytes, at: offset)
        if let slot = Self.slot(of: scalar), replacements[slot] != Self.none {
          let packed = replacements[slot]
          for place in 0..<(packed >> 24) {
            words[words.count - 1].append(UInt8(truncatingIfNeeded: packed >> (8 * place)) | 0x20)
          }
        } else if scalar < 0xC0 || (scalar >= Self.generalPunctuation && scalar < Self.generalPunctuation + 0x70) {
          if !words[words.count - 1].isEmpty { words.append([]) }
        } else {
          words[words.count - 1].append(contentsOf: bytes[offset..<(offset + length)])
        }
        offset += length
      }
    }
    if words.last?.isEmpty == true { words.removeLast() }
    return words
  }

  /// The scalar at `offset` and its length; a stray byte stands for itself.
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[offset])
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, offset + length <= bytes.count else { return (first, 1) }
    var scalar = first & (0xFF >> UInt32(length + 1))
    for place in 1..<length { scalar = scalar << 6 | UInt32(bytes[offset + place] & 0x3F) }
    return (scalar, length)
  }
}
