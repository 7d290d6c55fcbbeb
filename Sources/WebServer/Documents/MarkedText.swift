import Findings
import SourceTexts

/// A document's text as the page lays it out: blocks, each cut into pieces that bear the same marks.
struct MarkedText {
  let source: SourceText
  let marks: [Mark]
  let selected: Mark?
  /// The address of the document with what is marked, ready for a finding's number.
  let address: (String) -> String

  private var bytes: [UInt8]
  private let notesByMark: [Int: Note]
  /// The longest mark's length.
  private let reach: Int
  /// The block that says nothing but the title, among the first few.
  private let titleBlock: Int?

  init(source: SourceText, title: String, marks: [Mark], selected: Mark?, address: @escaping (String) -> String) {
    self.source = source
    self.marks = marks
    self.selected = selected
    self.address = address
    bytes = Array(source.text.utf8)
    reach = marks.map(\.span.count).max() ?? 0
    titleBlock = source.blocks.prefix(5).firstIndex { $0.kind == .title && source[$0.span] == title }
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

  func blocks(_ range: Range<Int>) -> [View] {
    range.compactMap { number in
      let block = source.blocks[number]
      guard block.kind != .pageFurniture, !block.span.isEmpty, number != titleBlock else { return nil }
      var view = Self.shape(of: block)
      view["pieces"] = pieces(of: block.span)
      if let note = source.notes.first(where: { block.span.contains($0.body) }) {
        view["blockAnchor"] = "note-\(note.body.start)"
      }
      if let page = source.pages.first(where: { block.span.contains(offset: $0.span.start) && $0.number > 1 }) {
        view["pageLabel"] = page.label ?? String(page.number)
      }
      return view
    }
  }

  /// The words of the title, which stand at the head of the page instead of in the text.
  func titlePieces() -> [View]? { titleBlock.map { pieces(of: source.blocks[$0].span) } }

  private func pieces(of block: Span) -> [View] {
    // Marks are in order of start; one that began before a block may reach into it, but only so far.
    let first = marks.partitioningIndex { $0.span.start >= block.start - reach }
    let last = marks.partitioningIndex { $0.span.start >= block.end }
    let own = marks[min(first, last)..<last].filter { $0.span.overlaps(block) || $0.span.start == block.start }
    return pieces(of: block, marks: Array(own))
  }

  private static func shape(of block: Block) -> View {
    switch block.kind {
    case .title: ["isTitle": true]
    case .heading: [block.level <= 2 ? "isHeading" : "isSubheading": true]
    case .quotation: ["isQuotation": true]
    case .listItem: ["isItem": true]
    case .table, .code: ["isTable": true]
    case .caption: ["isAside": true, "asideKind": "Caption", "asideStyle": "caption"]
    case .pullQuote: ["isAside": true, "asideKind": "Pull quote", "asideStyle": "pull"]
    case .footnote: ["isAside": true, "asideKind": "Note", "asideStyle": "note"]
    case .bibliography: ["isAside": true, "asideKind": "Bibliography", "asideStyle": "note"]
    case .authorBox: ["isAside": true, "asideKind": "About the author", "asideStyle": "note"]
    case .byline: ["isAside": true, "asideKind": "", "asideStyle": "byline"]
    case .recommendation: ["isAside": true, "asideKind": "Recommended elsewhere", "asideStyle": "note"]
    default: ["isParagraph": true, "continues": block.continues]
    }
  }

  private func pieces(of block: Span, marks: [Mark]) -> [View] {
    var cuts: Set<Int> = [block.start, block.end]
    func cut(_ span: Span) {
      if let shared = span.intersection(block) {
        cuts.insert(shared.start)
        cuts.insert(shared.end)
      }
    }
    for mark in marks { cut(mark.span) }
    if let selected {
      cut(selected.evidence)
      cut(selected.span)
    }
    let omissions = source.omissions[
      source.omissions.partitioningIndex {
        $0.end > block.start
      }..<source.omissions.partitioningIndex {
        $0.start >= block.end
      }]
    for omission in omissions { cut(omission) }
    let places = cuts.sorted()
    var pieces: [View] = []
    var begun = 0
    for (start, end) in zip(places, places.dropFirst()) {
      let span = Span(start, end)
      var piece: View = [:]
      var anchors: [View] = []
      while begun < marks.count, marks[begun].span.start <= start {
        if marks[begun].span.start == start { anchors.append(["anchor": marks[begun].id]) }
        begun += 1
      }
      if let selected, selected.span.start == start, !marks.contains(where: { $0.id == selected.id }) {
        anchors.append(["anchor": selected.id])
      }
      piece["anchors"] = anchors
      if omissions.contains(where: { $0.contains(span) }) {
        if let note = notesByMark[start] {
          piece["noteLabel"] = note.label
          piece["noteHref"] = "#note-\(note.body.start)"
        } else if anchors.isEmpty {
          continue
        } else {
          piece["text"] = ""
        }
        pieces.append(piece)
        continue
      }
      piece["text"] = String(decoding: bytes[start..<end], as: UTF8.self)
      let covering = marks.filter { $0.span.contains(span) }
      var styles: [String] = []
      if covering.contains(where: { $0.kind == .statement }) { styles.append("in-statement") }
      // The most specific finding is the one that its words lead to.
      if let best = covering.min(by: { ($0.span.count, $0.id) < ($1.span.count, $1.id) }) {
        styles.append("m-\(best.kind.rawValue)")
        if let tone = best.tone { styles.append(tone) }
        piece["markHref"] = address(best.id)
        piece["markId"] = best.id
      }
      if let selected {
        if selected.span.contains(span) {
          styles.append("chosen")
        } else if selected.evidence.contains(span) {
          styles.append("chosen-evidence")
        }
      }
      if !styles.isEmpty { piece["style"] = styles.joined(separator: " ") }
      pieces.append(piece)
    }
    return pieces
  }
}
