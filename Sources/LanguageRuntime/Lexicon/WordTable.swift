/// Distinct words seen so far with their attributes; two words of one text are distinct where a tokenizer exception gives
/// one of them another normal form. For one thread.
struct WordTable {
  struct Word {
    let text: String
    let lower: [UInt8]
    let attributes: LexicalAttributes
    let byteCount: Int32
    let codePointCount: Int32
    /// Number of the special sequences that begin with this word; negative where none does.
    let special: Int32
  }

  private var table = ByteTable(minimumCapacity: 8192)
  private(set) var words: [Word] = []
  private var scratch: [UInt8] = []
  private var codes: [UInt32] = []

  var count: Int { words.count }

  /// Interns `text`; `norm` is the normal form that an exception gives it.
  mutating func intern(
    _ text: UnsafeBufferPointer<UInt8>, norm: [UInt8]?, lexicon: Lexicon, tokenizer: Tokenizer
  ) -> Int32 {
    let id: Int
    let isNew: Bool
    if let norm {
      // 0xFF stands in no UTF-8, so the key can't be another word's.
      scratch.removeAll(keepingCapacity: true)
      scratch.append(contentsOf: text)
      scratch.append(0xFF)
      scratch.append(contentsOf: norm)
      (id, isNew) = table.intern(scratch)
    } else {
      (id, isNew) = table.intern(text)
    }
    if isNew {
      codes.removeAll(keepingCapacity: true)
      CodePoints.decode(text, into: &codes)
      let (attributes, lower) = lexicon.attributes(of: codes, bytes: text, norm: norm)
      words.append(
        Word(
          text: String(decoding: text, as: UTF8.self), lower: lower, attributes: attributes,
          byteCount: Int32(truncatingIfNeeded: text.count), codePointCount: Int32(truncatingIfNeeded: codes.count),
          special: Int32(tokenizer.specialStarts.find(text) ?? -1)))
    }
    return Int32(truncatingIfNeeded: id)
  }

  /// The word's own bytes, normal form left out.
  func bytes(_ id: Int32) -> ArraySlice<UInt8> {
    let range = table.range(of: Int(id))
    return table.arena[range.lowerBound..<(range.lowerBound + Int(words[Int(id)].byteCount))]
  }
}
