/// A block of a document's text, laid out by its kind.
struct TextBlock: ViewValue {
  static let isSelfContained = true
  var isTitle = false
  var isHeading = false
  var isSubheading = false
  var isParagraph = false
  /// Whether the paragraph goes on that the block before began.
  var continues = false
  var isQuotation = false
  var isItem = false
  var isTable = false
  /// Whether it stands apart from the text: a caption, a note, a box.
  var isAside = false
  var asideKind: String?
  var asideStyle: String?
  var pieces: [TextPiece] = []
  /// Of a note: where it can be gone to, its number, and the way back to where it hangs.
  var blockAnchor: String?
  var noteNumber: String?
  var noteBack: String?
  /// The page of the file that begins with it.
  var pageLabel: String?

  static func aside(_ kind: String, style: String) -> TextBlock {
    TextBlock(isAside: true, asideKind: kind, asideStyle: style)
  }
}

/// Words that bear the same marks, or the number of a note.
struct TextPiece: ViewValue {
  static let isSelfContained = true
  /// What begins here and can be gone to.
  var anchors: [Anchor]
  var text = ""
  var style: String?
  var markHref: String?
  var markId: String?
  var noteLabel: String?
  var noteHref: String?
  var noteStyle: String?
  var refAnchor: String?

  struct Anchor: ViewValue {
    var anchor: String
  }
}
