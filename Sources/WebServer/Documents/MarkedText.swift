import Findings
import SourceTexts

/// A document's text as the page lays it out: blocks, each cut into pieces that bear the same marks.
struct MarkedText {
  let source: SourceText
  let marks: [Mark]
  let selected: Mark?
  /// The address of a finding of the document, with what is marked.
  let address: (String) -> String
  /// The address of the page that a block stands on, empty for this one.
  let pageAddress: (Int) -> String

  let bytes: [UInt8]
  /// Notes by where the mark begins that they hang on.
  let notesByMark: [Int: Note]
  /// What the marks of notes cover, in order.
  let noteMarks: [Span]
  /// Notes in the order of their own words.
  private let notes: [Note]
  /// Citations by where they are marked.
  let citations: [Span: Mark]
  /// The longest mark's length.
  private let reach: Int
  /// The block that says nothing but the title, among the first few.
  private let titleBlock: Int?

  init(
    source: SourceText, title: String, marks: [Mark], selected: Mark?, address: @escaping (String) -> String,
    pageAddress: @escaping (Int) -> String
  ) {
    self.source = source
    self.marks = marks
    self.selected = selected
    self.address = address
    self.pageAddress = pageAddress
    bytes = Array(source.text.utf8)
    reach = marks.map(\.span.count).max() ?? 0
    titleBlock = source.blocks.prefix(5).firstIndex { $0.kind == .title && source[$0.span] == title }
    noteMarks = source.notes.compactMap(\.mark).sorted { $0.start < $1.start }
    notes = source.notes.sorted { $0.body.start < $1.body.start }
    citations = Dictionary(
      marks.lazy.filter { $0.kind == .citation }.map { ($0.span, $0) }, uniquingKeysWith: { first, _ in first })
    notesByMark = Dictionary(
      source.notes.compactMap { note in note.mark.map { ($0.start, note) } }, uniquingKeysWith: { first, _ in first })
  }

  /// About this many bytes of text stand on one page.
  static let pageBytes = 60_000

  /// First block of each page.
  static func pages(of source: SourceText) -> [Int] {
    var starts = [0]
    var size = 0
    for (number, block) in source.blocks.enumerated() {
      if size > pageBytes, number > 0, !block.continues {
        starts.append(number)
        size = 0
      }
      size += block.span.count
    }
    return starts
  }

  func blocks(_ range: Range<Int>) -> [TextBlock] {
    var lastPage = range.lowerBound > 0 ? source.page(at: source.blocks[range.lowerBound - 1].span.start)?.number : 1
    return range.compactMap { number in
      let block = source.blocks[number]
      guard block.kind != .pageFurniture, !block.span.isEmpty, number != titleBlock else { return nil }
      var view = Self.shape(of: block)
      view.pieces = pieces(of: block.span)
      if let note = notes.dropFirst(notes.partitioningIndex { $0.body.start >= block.span.start }).first,
        block.span.contains(note.body)
      {
        view.blockAnchor = "note-\(note.body.start)"
        view.noteNumber = note.label
        if let mark = note.mark { view.noteBack = place(of: mark.start) + "#ref-\(note.body.start)" }
      }
      if let page = source.page(at: block.span.start), page.number != lastPage {
        lastPage = page.number
        view.pageLabel = page.label ?? String(page.number)
      }
      return view
    }
  }

  /// The words of the title, which stand at the head of the page instead of in the text.
  func titlePieces() -> [TextPiece]? { titleBlock.map { pieces(of: source.blocks[$0].span) } }

  /// The address of the page that holds a place of the text.
  func place(of start: Int) -> String {
    pageAddress(max(0, source.blocks.partitioningIndex { $0.span.start > start } - 1))
  }

  private func pieces(of block: Span) -> [TextPiece] {
    // Marks are in order of start; one that began before a block may reach into it, but only so far.
    let first = marks.partitioningIndex { $0.span.start >= block.start - reach }
    let last = marks.partitioningIndex { $0.span.start > block.end }
    let own = marks[min(first, last)..<last].filter {
      $0.span.overlaps(block) || ($0.span.isEmpty && $0.span.start >= block.start)
    }
    return pieces(of: block, marks: own)
  }

  private static func shape(of block: Block) -> TextBlock {
    switch block.kind {
    case .title: TextBlock(isTitle: true)
    case .heading: block.level <= 2 ? TextBlock(isHeading: true) : TextBlock(isSubheading: true)
    case .quotation: TextBlock(isQuotation: true)
    case .listItem: TextBlock(isItem: true)
    case .table, .code: TextBlock(isTable: true)
    case .caption: .aside("Caption", style: "caption")
    case .pullQuote: .aside("Pull quote", style: "pull")
    case .footnote: .aside("Note", style: "note")
    case .bibliography: .aside("Bibliography", style: "note")
    case .authorBox: .aside("About the author", style: "note")
    case .byline: .aside("", style: "byline")
    case .recommendation: .aside("Recommended elsewhere", style: "note")
    default: TextBlock(isParagraph: true, continues: block.continues)
    }
  }
}
