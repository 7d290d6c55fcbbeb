/// A paragraph as a word processor's file has it, before it is known what it is.
struct DraftParagraph {
  /// A stretch inside a paragraph.
  enum Piece {
    case text(String)
    case tab
    case lineEnd
    /// The mark of a note: whether it is an endnote, and its identifier among the notes of its kind.
    case noteMark(isEndnote: Bool, identifier: String)
    /// Words that a link covers, and where it leads.
    case linkStart(String)
    case linkEnd
  }

  var pieces: [Piece] = []
  var style: String?
  var isListItem = false
  /// Level from 0 where the paragraph itself says that it is a heading.
  var outline: Int?
  /// The note it belongs to, in the parts of notes.
  var note: String?
  /// Row and cell where it stands in a table; rows count over the whole part.
  var cell: (table: Int, row: Int, cell: Int)?
}

extension DraftParagraph {
  /// The words alone.
  var words: String {
    pieces.reduce(into: "") { words, piece in
      switch piece {
      case .text(let text): words += text
      case .tab, .lineEnd: words += " "
      default: break
      }
    }
  }
}
