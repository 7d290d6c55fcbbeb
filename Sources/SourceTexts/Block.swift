/// What a stretch of a document is for a reader.
public enum BlockKind: String, Sendable, Codable, CaseIterable {
  case title
  case heading
  case paragraph
  /// A quotation set off as a block.
  case quotation
  case listItem = "list_item"
  case table
  case caption
  /// Words of the text shown again in large type; never coded, since they would count twice.
  case pullQuote = "pull_quote"
  case footnote
  /// A numbered or alphabetic list of works at the end.
  case bibliography
  case authorBox = "author_box"
  /// By-line, date line and the like.
  case byline
  /// "Recommended reading" and other links to elsewhere.
  case recommendation
  /// Running heads, page numbers, navigation, share buttons, legal lines.
  case pageFurniture = "page_furniture"
  case code

  /// Whether sentences of such a block are the author's text and so are coded.
  public var isNarrative: Bool {
    switch self {
    case .paragraph, .quotation, .listItem: true
    default: false
    }
  }
}

/// A stretch of a document with one purpose.
///
/// Blocks stand in document order and do not overlap. A paragraph that a page end, a footnote or an extractor's line
/// break cut in two is two blocks of which the second `continues` the first.
public struct Block: Hashable, Sendable, Codable {
  public var kind: BlockKind
  public var span: Span
  /// 1 for the outermost heading; 0 where levels mean nothing.
  public var level: Int
  /// Whether this block goes on with the sentence that the nearest earlier narrative block broke off.
  public var continues: Bool
  /// The date that the document sets over or beside the block: a heading of a chronology, the first cell of a table's row.
  public var date: SetOffDate?

  public init(kind: BlockKind, span: Span, level: Int = 0, continues: Bool = false, date: SetOffDate? = nil) {
    self.kind = kind
    self.span = span
    self.level = level
    self.continues = continues
    self.date = date
  }
}

/// A date that stands apart from the text it dates.
///
/// ```
/// 8 December 1941                       SetOffDate(edtf: "1941-12-08", span: …) on the block behind it
/// Britain declared war on Japan.
/// ```
public struct SetOffDate: Hashable, Sendable, Codable {
  /// An EDTF value.
  public var edtf: String
  /// Its words in the document; nil where a person named the year that partial dates count from, which dates nothing itself.
  public var span: Span?

  public init(edtf: String, span: Span?) {
    self.edtf = edtf
    self.span = span
  }
}

/// A link in the text.
public struct Link: Hashable, Sendable, Codable {
  /// The words that carry the link; empty (but placed) for a bare URL that stands behind its claim.
  public var anchor: Span
  /// The whole of the markup, anchor and target, as it stands in the text.
  public var markup: Span
  /// Where it leads, as written.
  public var target: String

  public init(anchor: Span, markup: Span, target: String) {
    self.anchor = anchor
    self.markup = markup
    self.target = target
  }
}

/// A footnote or endnote.
public struct Note: Hashable, Sendable, Codable {
  /// The mark as printed: "1", "*", "iv".
  public var label: String
  /// The place in the running text that the note hangs on; empty span where the mark itself is not part of the text,
  /// nil where no mark was found.
  public var mark: Span?
  /// The note's own words.
  public var body: Span

  public init(label: String, mark: Span?, body: Span) {
    self.label = label
    self.mark = mark
    self.body = body
  }
}

/// A page of the original and the text that stands on it.
public struct Page: Hashable, Sendable, Codable {
  /// Position in the file from 1.
  public var number: Int
  /// The number printed on the page, where one was recognised.
  public var label: String?
  public var span: Span

  public init(number: Int, label: String? = nil, span: Span) {
    self.number = number
    self.label = label
    self.span = span
  }
}
