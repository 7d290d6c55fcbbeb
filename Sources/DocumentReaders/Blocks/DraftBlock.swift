import SourceTexts

/// The head of a note.
struct NoteHead {
  /// As printed.
  var label: String
  /// What its mark bears as ``NoteMark/label``: the printed label, or the address that an HTML link names.
  var key: String
  /// Where the note's own words begin.
  var body: Int
}

/// A block while the plain-text reader makes up its mind about it.
struct DraftBlock {
  var range: Range<Int>
  /// Where each of its lines begins and ends.
  var lines: [Range<Int>]
  var indent: Int
  var kind: BlockKind = .paragraph
  var level = 0
  var continues = false
  var markup = InlineMarkup()
  /// For a note: what it is called and where its own words begin.
  var note: NoteHead?
  /// The block's words without markup, folded; empty for blocks of more than ``DraftBlock/shortLimit`` bytes.
  var words: [UInt8] = []
  /// The block's words without markup, as written; empty for long blocks.
  var visible: [UInt8] = []
  /// The date that stands over or beside it.
  var date: SetOffDate?
  /// Whether it is nothing but a date that dates what follows.
  var isDate = false
  /// Whether such a date dates what stands beside it only.
  var isBesideText = false
  /// Whether the date set before it in its row or paragraph is its own.
  var takesDateBefore = false
  /// Whether it is the term of a list of definitions.
  var isTerm = false
  /// Whether the kind is settled by what the block says and not by where it stands.
  var isSettled = false

  static let shortLimit = 700

  var isShort: Bool { range.count <= Self.shortLimit }

  var wordCount: Int { words.isEmpty ? 0 : words.reduce(1) { $0 + ($1 == 0x20 ? 1 : 0) } }

  /// Marks the block as what its own words say it is.
  mutating func settle(_ kind: BlockKind, level: Int = 0) {
    self.kind = kind
    self.level = level
    isSettled = true
  }
}

/// How a stretch of text ends, quotation marks, brackets and note marks behind the stop left aside.
enum Ending {
  /// ".", "?", "!" or "…".
  case sentence
  /// ":"
  case colon
  /// Anything else: the sentence goes on or there was none.
  case open

  init(of bytes: ArraySlice<UInt8>) {
    var end = bytes.endIndex
    while end > bytes.startIndex {
      let byte = bytes[end - 1]
      if byte.isBlank || byte == 0x22 || byte == 0x27 || byte == 0x29 || byte == 0x5D || byte == 0x2A || byte == 0x5F {
        end -= 1
      } else if end - 3 >= bytes.startIndex, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80,
        byte == 0x99 || byte == 0x9D || byte == 0xBA || byte == 0xA0 || byte == 0xA1
      {
        end -= 3
      } else if end - 2 >= bytes.startIndex, bytes[end - 2] == 0xC2, byte == 0xBB || byte == 0xA0 {
        end -= 2
      } else if end - 3 >= bytes.startIndex, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x9D || bytes[end - 2] == 0x96 {
        // An ornament that closes an article.
        end -= 3
      } else {
        break
      }
    }
    guard end > bytes.startIndex else {
      self = .open
      return
    }
    switch bytes[end - 1] {
    case 0x2E, 0x3F, 0x21: self = .sentence
    case 0xA6 where end - 3 >= bytes.startIndex && bytes[end - 3] == 0xE2 && bytes[end - 2] == 0x80: self = .sentence
    case 0x3A: self = .colon
    default: self = .open
    }
  }
}
