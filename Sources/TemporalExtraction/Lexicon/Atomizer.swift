import Linguistics
import SourceTexts

/// Cuts tokens into ``TimeAtom``s and looks each up once.
///
/// - Complexity: linear in the passage's bytes.
struct Atomizer: Sendable {
  let lexicon: TimeLexicon
  let days: NamedDays
  let otherMonths: OtherMonths

  func atoms(of passage: AnalysedPassage) -> [TimeAtom] {
    var atoms: [TimeAtom] = []
    atoms.reserveCapacity(passage.tokens.count + 16)
    var glued = false
    for (index, token) in passage.tokens.enumerated() {
      var text = token.text
      text.withUTF8 { bytes in
        append(bytes, of: passage, index: index, gluedToLast: glued, to: &atoms)
      }
      glued = !token.hasSpaceAfter
    }
    joinNumbers(&atoms)
    markModifiers(&atoms, in: passage)
    markMoney(&atoms)
    days.join(&atoms, in: passage)
    otherMonths.join(&atoms, in: passage)
    return atoms
  }

  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, of passage: AnalysedPassage, index: Int, gluedToLast: Bool,
    to atoms: inout [TimeAtom]
  ) {
    let token = passage.tokens[index]
    // A token whose document span is as long as its text is the text; else (a soft hyphen was left out) its atoms
    // share the token's span.
    let isVerbatim = token.span.count == bytes.count
    func span(_ start: Int, _ end: Int) -> Span {
      isVerbatim ? Span(token.span.start + start, token.span.start + end) : token.span
    }
    if bytes.count <= 12, let first = bytes.first, first.isASCIIDigit, bytes.contains(0x2F) {
      // "9/11": numerals that are a name.
      let senses = lookUp(bytes, of: passage, index: index)
      if !senses.isEmpty {
        atoms.append(TimeAtom(span: token.span, token: index, isGlued: gluedToLast, senses: senses))
        return
      }
    }
    var offset = 0
    while offset < bytes.count {
      let start = offset
      let byte = bytes[offset]
      var senses: [TimeSense] = []
      if byte.isASCIIDigit {
        offset = NumeralShape.scan(bytes, from: offset, into: &senses)
      } else if byte.isASCIILetter || byte >= 0x80 {
        if byte >= 0x80, let sign = Sign(bytes, at: offset) {
          offset += sign.length
          senses = [TimeSense(symbol: sign.wordClass.symbol, value: 0)]
        } else {
          offset = wordEnd(bytes, from: offset)
          senses = lookUp(UnsafeBufferPointer(rebasing: bytes[start..<offset]), of: passage, index: index)
        }
      } else {
        if let sign = Sign(bytes, at: offset) {
          offset += sign.length
          senses = [TimeSense(symbol: sign.wordClass.symbol, value: 0)]
        } else {
          offset += 1
        }
      }
      atoms.append(
        TimeAtom(
          span: span(start, offset), token: index, isGlued: start > 0 || gluedToLast, senses: senses))
    }
  }

  /// Letters, and full stops between letters or closing an abbreviation: "a.m.", "B.C.", "o'clock", "Oct.".
  private func wordEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte.isASCIILetter {
        offset += 1
      } else if byte >= 0x80 {
        if Sign(bytes, at: offset) != nil { break }
        offset += 1
      } else if byte == 0x2E, offset - start >= 1 {
        // A stop inside or at the end of an abbreviation belongs to it; spaCy leaves such stops in the token only
        // where it knows the abbreviation.
        offset += 1
      } else {
        break
      }
    }
    return offset
  }

  private func lookUp(_ word: UnsafeBufferPointer<UInt8>, of passage: AnalysedPassage, index: Int) -> [TimeSense] {
    let token = passage.tokens[index]
    guard word.count <= 24 else { return [] }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { buffer in
      for (index, byte) in word.enumerated() { buffer[index] = byte.asciiLowercased }
      var entries = lexicon.entries(lowercase: UnsafeBufferPointer(buffer))
      if entries.isEmpty, word.count > 1, word[word.count - 1] == 0x2E {
        entries = lexicon.entries(lowercase: UnsafeBufferPointer(rebasing: buffer[0..<(word.count - 1)]))
      }
      if entries.isEmpty { return [] }
      let isCapitalised = (0x41...0x5A).contains(word[0])
      let isVerb = token.tag.hasPrefix("V") || token.tag == "MD"
      return entries.compactMap { entry in
        if entry.needsCapital, !isCapitalised { return nil }
        if entry.isNominal, isVerb { return nil }
        if entry.isNoun, token.tag != "NN" && token.tag != "NNS" { return nil }
        if entry.isAdverbial, !Self.isAdverbial(index, in: passage) { return nil }
        return entry.sense
      }
    }
  }

  /// "in the fall", "by fall", "fall 1919"; untagged text is given the benefit of the doubt.
  private static func isAdverbial(_ index: Int, in passage: AnalysedPassage) -> Bool {
    let tokens = passage.tokens
    if tokens[index].tag.isEmpty { return true }
    if index + 1 < tokens.count, tokens[index + 1].tag == "CD" { return true }
    var before = index - 1
    if before >= 0, tokens[before].tag == "DT" || tokens[before].tag == "JJ" { before -= 1 }
    if before >= 0, tokens[before].tag == "DT" { before -= 1 }
    return before >= 0 && tokens[before].tag == "IN"
  }

  /// Gives the word between a number and a unit its sense, where the tagger saw an adjective or saw nothing.
  private func markModifiers(_ atoms: inout [TimeAtom], in passage: AnalysedPassage) {
    for index in atoms.indices.dropFirst().dropLast() where atoms[index].senses.isEmpty {
      guard atoms[index - 1].has(TimeWordClass.number.symbol),
        atoms[index + 1].has(TimeWordClass.units.symbol) || atoms[index + 1].has(TimeWordClass.unit.symbol)
      else { continue }
      let tag = passage.tokens[atoms[index].token].tag
      if tag.isEmpty || tag == "JJ" || tag == "VBG" || tag == "VBN" {
        atoms[index].senses = [TimeSense(symbol: TimeWordClass.modifier.symbol, value: 0)]
      }
    }
  }

  private func markMoney(_ atoms: inout [TimeAtom]) {
    for index in atoms.indices.dropFirst() where atoms[index - 1].has(TimeWordClass.currency.symbol) {
      guard atoms[index].has(TimeWordClass.digits.symbol) || atoms[index].has(TimeWordClass.decimal.symbol) else {
        continue
      }
      atoms[index].senses.append(TimeSense(symbol: TimeWordClass.money.symbol, value: 0))
    }
  }

  /// Joins numerals of several words: "twenty-five", "two hundred and twenty", "twenty-fifth".
  private func joinNumbers(_ atoms: inout [TimeAtom]) {
    var joinedAtoms: [TimeAtom] = []
    joinedAtoms.reserveCapacity(atoms.count)
    var index = 0
    while index < atoms.count {
      guard let first = atoms[index].value(of: .number), atoms[index].value(of: .digits) == nil else {
        joinedAtoms.append(atoms[index])
        index += 1
        continue
      }
      var end = index + 1
      var total: Int32 = 0
      var current = first
      var ordinal: Int32?
      while end < atoms.count, ordinal == nil {
        var next = end
        if atoms[next].has(TimeWordClass.dash.symbol), next + 1 < atoms.count { next += 1 }
        if let tens = atoms[next].value(of: .number), atoms[next].value(of: .digits) == nil {
          if tens >= 100 {
            guard next == end, current < tens, current > 0 else { break }
            if tens >= 1000 {
              total += current * tens
              current = 0
            } else {
              current *= tens
            }
          } else if current % 100 >= 20, current % 10 == 0, tens < 10 {
            current += tens
          } else if current >= 100, current % 100 == 0, next == end {
            current += tens
          } else {
            break
          }
          end = next + 1
        } else if let last = atoms[next].value(of: .ordinal), current % 100 >= 20, current % 10 == 0, last < 10 {
          ordinal = current + last
          end = next + 1
        } else {
          break
        }
      }
      var joined = atoms[index]
      if end > index + 1 {
        joined.span = atoms[index].span.union(atoms[end - 1].span)
        let wordClass: TimeWordClass = ordinal == nil ? .number : .ordinal
        joined.senses = [TimeSense(symbol: wordClass.symbol, value: ordinal ?? (total + current))]
      }
      joinedAtoms.append(joined)
      index = end
    }
    atoms = joinedAtoms
  }
}

/// Signs that rules know.
private struct Sign {
  var wordClass: TimeWordClass
  var length: Int

  init?(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    switch bytes[offset] {
    case 0x2D:
      let isDouble = offset + 1 < bytes.count && bytes[offset + 1] == 0x2D
      (wordClass, length) = (.dash, isDouble ? 2 : 1)
    case 0x2F: (wordClass, length) = (.slash, 1)
    case 0x2C: (wordClass, length) = (.comma, 1)
    case 0x2E: (wordClass, length) = (.fullStop, 1)
    case 0x27, 0x60: (wordClass, length) = (.apostrophe, 1)
    case 0x28, 0x5B: (wordClass, length) = (.openBracket, 1)
    case 0x29, 0x5D: (wordClass, length) = (.closeBracket, 1)
    case 0x22: (wordClass, length) = (.quotationMark, 1)
    case 0x24: (wordClass, length) = (.currency, 1)
    case 0x25: (wordClass, length) = (.percent, 1)
    case 0xC2 where offset + 1 < bytes.count && (bytes[offset + 1] == 0xA3 || bytes[offset + 1] == 0xA5):
      (wordClass, length) = (.currency, 2)
    case 0xE2 where offset + 2 < bytes.count && bytes[offset + 1] == 0x80:
      switch bytes[offset + 2] {
      case 0x90...0x95: (wordClass, length) = (.dash, 3)
      case 0x98, 0x99: (wordClass, length) = (.apostrophe, 3)
      case 0x9C...0x9E: (wordClass, length) = (.quotationMark, 3)
      default: return nil
      }
    case 0xE2 where offset + 2 < bytes.count && bytes[offset + 1] == 0x82 && bytes[offset + 2] == 0xAC:
      (wordClass, length) = (.currency, 3)
    default: return nil
    }
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
  var isASCIILetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
  var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
