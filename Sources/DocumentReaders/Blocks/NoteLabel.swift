/// The label that opens a note.
enum NoteLabel {
  struct Found: Equatable {
    var label: String
    /// Where the note's own words begin.
    var body: Int
  }

  /// The number that a label is, where notes have such: up to four digits, so that one can be added to it.
  static func number(_ label: String) -> Int? {
    (1...4).contains(label.utf8.count) && label.utf8.allSatisfy(\.isASCIIDigit) ? Int(label) : nil
  }

  /// A label that only notes have: "¹ ", "[1] ", "[^1]: ", "<sup>1</sup> ", "† ".
  static func explicit(in bytes: [UInt8], _ range: Range<Int>) -> Found? {
    let end = range.upperBound
    var place = range.lowerBound
    guard place < end else { return nil }
    // Extractors set notes as list items.
    if bytes[place] == 0x2D, place + 2 < end, bytes[place + 1] == 0x20, bytes[place + 2] == 0x3C { place += 2 }
    // An anchor that a page left behind.
    while let tag = emptyAnchor(in: bytes, place, end) { place = tag }
    if let found = InlineScanner.superscript(in: bytes, at: place, end: end) {
      return Found(label: found.label, body: skipBlanks(bytes, found.end, end))
    }
    if let found = InlineScanner.symbol(in: bytes, at: place, end: end) {
      return Found(label: found.label, body: skipBlanks(bytes, found.end, end))
    }
    let sup = Array("<sup>".utf8)
    if place + sup.count < end, bytes[place..<(place + sup.count)].elementsEqual(sup) {
      let from = place + sup.count
      var stop = from
      while stop < end, stop - from < 6, bytes[stop] != 0x3C { stop += 1 }
      let label = bytes.string(from..<stop).filter { $0 != " " }
      while stop < end, bytes[stop] != 0x3E { stop += 1 }
      guard stop < end, InlineScanner.isNoteLabel(label) else { return nil }
      return Found(label: label, body: skipBlanks(bytes, stop + 1, end))
    }
    if let found = converted(in: bytes, place, end) { return found }
    if bytes[place] == 0x5B {
      var from = place + 1
      let isMarked = from < end && bytes[from] == 0x5E
      if isMarked { from += 1 }
      var stop = from
      while stop < end, bytes[stop].isWordByte || bytes[stop] == 0x2D && isMarked { stop += 1 }
      guard stop > from, stop < end, bytes[stop] == 0x5D else { return nil }
      let label = bytes.string(from..<stop)
      let isNumber = label.utf8.count <= 3 && label.utf8.allSatisfy(\.isASCIIDigit)
      stop += 1
      if stop < end, bytes[stop] == 0x3A { stop += 1 } else if isMarked { return nil }
      guard isMarked || isNumber, stop < end, bytes[stop].isBlank else { return nil }
      return Found(label: label, body: skipBlanks(bytes, stop, end))
    }
    return nil
  }

  /// What converters make of a label that links back to its mark: `[1](#ref1)`, `[\[1\]](#ref1)`, `\[1\]`.
  private static func converted(in bytes: [UInt8], _ place: Int, _ end: Int) -> Found? {
    func holds(_ words: StaticString, _ place: Int) -> Bool {
      words.withUTF8Buffer { words in
        place + words.count <= end && bytes[place..<(place + words.count)].elementsEqual(words)
      }
    }
    let isLinked = holds("[", place)
    var stop = isLinked ? place + 1 : place
    let isEscaped = holds("\\[", stop)
    guard isLinked || isEscaped else { return nil }
    if isEscaped { stop += 2 }
    let from = stop
    while stop < end, bytes[stop].isASCIIDigit { stop += 1 }
    guard (1...3).contains(stop - from) else { return nil }
    let label = bytes.string(from..<stop)
    if isEscaped {
      guard holds("\\]", stop) else { return nil }
      stop += 2
    }
    if isLinked {
      guard holds("](", stop), let close = bytes[stop..<end].prefix(300).firstIndex(of: 0x29),
        bytes[stop..<close].contains(0x23)
      else { return nil }
      stop = close + 1
    }
    return stop < end ? Found(label: label, body: skipBlanks(bytes, stop, end)) : nil
  }

  /// A number that may be a note's, a list item's or a section's: "1 Taylor", "1. Taylor", "1) Taylor", "1Taylor".
  static func numbered(in bytes: [UInt8], _ range: Range<Int>) -> Found? {
    let end = range.upperBound
    var place = range.lowerBound
    while place < end, bytes[place].isASCIIDigit { place += 1 }
    let digits = place - range.lowerBound
    guard (1...3).contains(digits), place < end, bytes[range.lowerBound] != 0x30 else { return nil }
    let label = bytes.string(range.lowerBound..<place)
    if bytes[place] == 0x2E || bytes[place] == 0x29 || bytes[place] == 0x3A { place += 1 }
    let isGlued = place < end && (bytes[place].isASCIIUpper || bytes[place] == 0x22 || bytes[place] == 0xE2)
    guard place < end, bytes[place].isBlank || isGlued else { return nil }
    let body = skipBlanks(bytes, place, end)
    return body < end ? Found(label: label, body: body) : nil
  }

  /// "* Taylor"
  static func symbol(in bytes: [UInt8], _ range: Range<Int>) -> Found? {
    var place = range.lowerBound
    while place < range.upperBound, bytes[place] == 0x2A { place += 1 }
    let count = place - range.lowerBound
    guard (1...3).contains(count), place < range.upperBound else { return nil }
    return Found(
      label: String(repeating: "*", count: count), body: skipBlanks(bytes, place, range.upperBound))
  }

  private static func emptyAnchor(in bytes: [UInt8], _ place: Int, _ end: Int) -> Int? {
    let open = Array("<span".utf8)
    let close = Array("</span>".utf8)
    guard place + open.count < end, bytes[place..<(place + open.count)].elementsEqual(open) else { return nil }
    var stop = place
    let limit = min(end, place + 256)
    while stop < limit, bytes[stop] != 0x3E { stop += 1 }
    stop += 1
    guard stop + close.count <= end, bytes[stop..<(stop + close.count)].elementsEqual(close) else { return nil }
    return stop + close.count
  }

  private static func skipBlanks(_ bytes: [UInt8], _ place: Int, _ end: Int) -> Int {
    var place = place
    while place < end, bytes[place].isBlank { place += 1 }
    return place
  }
}
