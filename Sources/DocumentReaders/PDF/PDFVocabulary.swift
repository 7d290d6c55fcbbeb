/// The words of a document as its lines write them unbroken, to judge hyphens at line ends by.
struct PDFVocabulary {
  private var words: Set<[UInt8]> = []
  private let compounds: CompoundWords

  init(_ lines: some Sequence<PDFLine>, _ compounds: CompoundWords) {
    self.compounds = compounds
    for line in lines {
      let text = line.text
      let tokens = text.split(whereSeparator: { !$0.isWordByte && $0 != 0x2D })
      for token in tokens where token.last != 0x2D && token.count > 3 {
        words.insert(token.map(\.asciiLowercased))
      }
    }
  }

  /// Whether the hyphen between `left` and `right` is the line's and not the word's. It stays before capitals and
  /// digits, and where the text writes the word with it elsewhere and never without.
  func dropsHyphen(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    guard let last = left.last, last.isASCIILower || last >= 0x80, let first = right.first,
      first.isASCIILower || first >= 0x80
    else { return false }
    let head = Array(left.reversed().prefix { $0.isWordByte || $0 == 0x2D }.reversed()).map(\.asciiLowercased)
    let tail = right.prefix { $0.isWordByte }.map(\.asciiLowercased)
    if words.contains(head + tail) { return true }
    return !words.contains(head + [0x2D] + tail) && !compounds.keepsHyphen(head, tail)
  }
}
