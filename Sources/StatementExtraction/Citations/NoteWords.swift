import SourceTexts

/// The words of a note without markup and line ends, and the way back to where they stand.
struct NoteWords {
  let text: String
  /// Where each byte of ``text`` stands in the document.
  private let places: [Int]

  init(of span: Span, in source: SourceText) {
    var stretches: [Span] = []
    var offset = span.start
    let next = source.omissions.partitioningIndex { $0.end > span.start }
    for omission in source.omissions[next...].prefix(while: { $0.start < span.end }) {
      if offset < omission.start { stretches.append(Span(offset, min(omission.start, span.end))) }
      offset = max(offset, omission.end)
    }
    if offset < span.end { stretches.append(Span(offset, span.end)) }
    self.init(stretches, in: source)
    // A URL that is a link's markup is the reference itself and no decoration.
    if text.isEmpty { self.init([span], in: source) }
  }

  private init(_ stretches: [Span], in source: SourceText) {
    var bytes: [UInt8] = []
    var places: [Int] = []
    for stretch in stretches {
      var place = stretch.start
      for character in source[stretch] {
        let isBlank = character.isWhitespace
        if !isBlank || !bytes.isEmpty && bytes.last != 0x20 {
          for (index, byte) in (isBlank ? " " : String(character)).utf8.enumerated() {
            bytes.append(byte)
            places.append(place + index)
          }
        }
        place += character.utf8.count
      }
    }
    if bytes.last == 0x20 {
      bytes.removeLast()
      places.removeLast()
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.places = places
  }

  /// Where a part of ``text`` stands in the document, blanks at its ends left aside.
  func span(of range: Range<String.Index>) -> Span {
    let words = text[range].trimmingBlanks(in: text)
    let start = text.utf8.distance(from: text.startIndex, to: words.lowerBound)
    let end = text.utf8.distance(from: text.startIndex, to: words.upperBound)
    guard start < end, end <= places.count else { return Span(0, 0) }
    return Span(places[start], places[end - 1] + 1)
  }
}

extension Substring {
  /// The range without blanks and semicolons at its ends.
  fileprivate func trimmingBlanks(in text: String) -> Range<String.Index> {
    let words = trimmed
    return words.startIndex..<words.endIndex
  }

  private var trimmed: Substring {
    var words = self
    while let first = words.first, first.isWhitespace || first == ";" { words.removeFirst() }
    while let last = words.last, last.isWhitespace || last == ";" { words.removeLast() }
    return words
  }

  /// The words without blanks and semicolons at their ends.
  var trimmingBlanks: String { String(trimmed) }
}
