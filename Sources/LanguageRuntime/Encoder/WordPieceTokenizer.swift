import SourceTexts

/// A text's pieces.
public struct WordPieces: Sendable, Hashable {
  /// Their numbers in the vocabulary.
  public internal(set) var ids: [Int32] = []
  /// Where each stands in the text, in UTF-8 bytes; 0 to 0 for the two marks.
  public internal(set) var spans: [Span] = []

  public var count: Int { ids.count }

  public init() {}
}

/// Divides texts into the pieces of an uncased BERT model, one thread at a time.
///
/// Control characters are dropped, letters lowered and their marks taken off; words end at white space, and punctuation
/// and Chinese characters are words of their own. A word is made of the longest pieces that match from its left; one of
/// more than 100 code points, or with a part in no piece, is `[UNK]`.
///
/// It remembers words that it has seen; memory stays bounded. Same text, same result, whatever came before.
public final class WordPieceTokenizer {
  private struct Word {
    /// Its pieces' places in `pieces` and `ends`; empty where it is unknown.
    let range: Range<Int>
    /// Code points of the normalised word.
    let length: Int
  }

  private static let longestWord = 100
  private static let mostWords = 50_000

  public let vocabulary: WordPieceVocabulary
  private var scalars = WordPieceScalars()
  private var table = ByteTable(minimumCapacity: 4096)
  private var words: [Word] = []
  private var pieces: [Int32] = []
  /// Where each piece ends in its normalised word, in code points.
  private var ends: [Int32] = []

  /// Pieces of `vocabulary`.
  public init(_ vocabulary: WordPieceVocabulary) { self.vocabulary = vocabulary }

  /// The pieces of `text`, between `[CLS]` and `[SEP]` where `marked`.
  ///
  /// A piece's span is its own part of the text where normalising left the word's length as it was, else the whole word.
  ///
  /// - Complexity: O(length of the text).
  public func pieces(of text: String, marked: Bool = true) -> WordPieces {
    var text = text
    return text.withUTF8 { pieces(of: $0, marked: marked) }
  }

  /// The pieces of a text in UTF-8; malformed bytes are dropped.
  public func pieces(of text: UnsafeBufferPointer<UInt8>, marked: Bool = true) -> WordPieces {
    var result = WordPieces()
    if marked { result.add(vocabulary.begin, Span(0, 0)) }
    var pending = PendingWord()
    var offset = 0
    var place = 0
    while offset < text.count {
      let (code, length) = CodePoints.next(text, offset)
      let scalar = scalars[code]
      switch scalar.kind {
      case .dropped: break
      case .blank: finish(&pending, text, &result)
      case .single:
        finish(&pending, text, &result)
        pending.append(scalar, at: offset, length: length, place: place)
        finish(&pending, text, &result)
      case .part:
        if !scalar.normal.isEmpty || pending.isOpen {
          pending.append(scalar, at: offset, length: length, place: place)
        }
      }
      offset += length
      place += 1
    }
    finish(&pending, text, &result)
    if marked { result.add(vocabulary.end, Span(0, 0)) }
    return result
  }

  /// A word that is being read: its normalised bytes and where it stands in the text, in bytes and code points.
  private struct PendingWord {
    var bytes: [UInt8] = []
    var length = 0
    var isOpen = false
    var start = 0
    var end = 0
    var firstPlace = 0
    var lastPlace = 0

    mutating func append(_ scalar: WordPieceScalars.Scalar, at offset: Int, length: Int, place: Int) {
      if !isOpen {
        isOpen = true
        start = offset
        firstPlace = place
      }
      bytes.append(contentsOf: scalar.normal)
      self.length += scalar.length
      end = offset + length
      lastPlace = place
    }

    mutating func clear() {
      bytes.removeAll(keepingCapacity: true)
      length = 0
      isOpen = false
    }
  }

  private func finish(_ pending: inout PendingWord, _ text: UnsafeBufferPointer<UInt8>, _ result: inout WordPieces) {
    guard pending.isOpen else { return }
    defer { pending.clear() }
    let whole = Span(pending.start, pending.end)
    let word = word(pending)
    if word.range.isEmpty {
      result.add(vocabulary.unknown, whole)
      return
    }
    let places = pending.lastPlace + 1 - pending.firstPlace
    guard places == word.length, word.range.count > 1 else {
      for index in word.range { result.add(pieces[index], whole) }
      return
    }
    // Code point by code point where the text has longer ones.
    let isPlain = pending.end - pending.start == places
    var start = pending.start
    var passed = 0
    for index in word.range {
      let last = Int(ends[index])
      var end = pending.start + last
      if !isPlain {
        end = start
        while passed < last, end < pending.end {
          end += CodePoints.next(text, end).length
          passed += 1
        }
      }
      result.add(pieces[index], Span(start, end))
      start = end
    }
  }

  private func word(_ pending: PendingWord) -> Word {
    if words.count >= Self.mostWords {
      table.removeAll()
      words.removeAll(keepingCapacity: true)
      pieces.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
    }
    // Words that can't be known anyway are not kept.
    guard pending.length <= Self.longestWord else { return Word(range: 0..<0, length: pending.length) }
    return pending.bytes.withUnsafeBufferPointer { bytes in
      let (id, isNew) = table.intern(bytes)
      if !isNew { return words[id] }
      let start = pieces.count
      let isASCII = bytes.count == pending.length
      if vocabulary.split(bytes, pieces: &pieces, ends: &ends), !isASCII {
        // From bytes to code points.
        var passed: Int32 = 0
        var offset = 0
        for index in start..<pieces.count {
          while offset < Int(ends[index]) {
            if bytes[offset] & 0xC0 != 0x80 { passed += 1 }
            offset += 1
          }
          ends[index] = passed
        }
      }
      let word = Word(range: start..<pieces.count, length: pending.length)
      words.append(word)
      return word
    }
  }
}

extension WordPieces {
  mutating func add(_ id: Int32, _ span: Span) {
    ids.append(id)
    spans.append(span)
  }
}
