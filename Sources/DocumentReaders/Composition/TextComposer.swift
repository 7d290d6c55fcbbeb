import SourceTexts

/// Writes the text of a document whose format is not its text: HTML, PDF, DOCX. White space is collapsed, blocks are
/// set apart by an empty line, and the place of every piece in the file is kept where there is one.
struct TextComposer {
  private(set) var bytes: [UInt8] = []
  private(set) var blocks: [DraftBlock] = []
  private(set) var anchors: [TextOrigin.Anchor] = []
  private(set) var pages: [(number: Int, label: String?, start: Int)] = []
  private var open: DraftBlock?
  private var pendingBlank = false

  /// Where the next word will stand, blanks before it left aside.
  var place: Int { bytes.count }

  /// Where the next word will stand.
  var nextWordPlace: Int { bytes.count + (pendingBlank && hasWords ? 1 : 0) + (open == nil && !blocks.isEmpty ? 2 : 0) }

  /// Whether the block at hand has words.
  var hasWords: Bool { open.map { bytes.count > $0.range.lowerBound } ?? false }

  var hasOpenBlock: Bool { open != nil }

  /// First byte of the block at hand.
  var openBlockStart: Int { open?.range.lowerBound ?? bytes.count }

  /// Begins a block; the one at hand ends.
  ///
  /// - Parameter isTerm: whether it is the term of a list of definitions.
  mutating func begin(_ kind: BlockKind, level: Int = 0, settled: Bool, isTerm: Bool = false) {
    end()
    if !blocks.isEmpty { bytes.append(contentsOf: [0x0A, 0x0A]) }
    var block = DraftBlock(range: bytes.count..<bytes.count, lines: [], indent: 0)
    block.kind = kind
    block.level = level
    block.isSettled = settled
    block.isTerm = isTerm
    open = block
  }

  /// Ends the block at hand; one without words vanishes.
  mutating func end() {
    guard var block = open else { return }
    open = nil
    pendingBlank = false
    guard bytes.count > block.range.lowerBound else {
      if !blocks.isEmpty { bytes.removeLast(2) }
      return
    }
    block.range = block.range.lowerBound..<bytes.count
    block.lines = [block.range]
    blocks.append(block)
  }

  /// Writes text into the block at hand.
  ///
  /// - Parameter source: where in the file a byte of `text` stands, by its index in `text`; nil where nothing is known.
  mutating func write(_ text: some Collection<UInt8>, source: ((Int) -> Int?)? = nil) {
    guard open != nil else { return }
    for (index, byte) in text.enumerated() {
      if byte.isBlank {
        pendingBlank = true
        continue
      }
      if pendingBlank {
        if hasWords { bytes.append(0x20) }
        pendingBlank = false
      }
      if let file = source?(index) { anchor(file) }
      bytes.append(byte)
    }
  }

  /// Writes a line end or tab as it is, as tables need them.
  mutating func writeSeparator(_ byte: UInt8) {
    guard open != nil, hasWords else { return }
    pendingBlank = false
    bytes.append(byte)
  }

  private mutating func anchor(_ file: Int) {
    if let last = anchors.last, file - last.file == bytes.count - last.text { return }
    anchors.append(TextOrigin.Anchor(text: bytes.count, file: file))
  }

  // MARK: What stands in the block at hand

  mutating func add(_ mark: NoteMark) { open?.markup.marks.append(mark) }

  mutating func add(_ link: Link) {
    open?.markup.links.append(link)
    open?.markup.linkedBytes += link.markup.count
  }

  mutating func omit(_ span: Span) { open?.markup.omissions.append(span) }

  /// Makes the block at hand a note; its own words begin with the next one.
  mutating func setNote(label: String, key: String) {
    let body = nextWordPlace
    open?.note = NoteHead(label: label, key: key, body: body)
    open?.kind = .footnote
    open?.isSettled = true
  }

  mutating func setContinues() { open?.continues = true }

  mutating func setKind(_ kind: BlockKind) { open?.kind = kind }

  /// A page begins with the next block.
  mutating func beginPage(_ number: Int, label: String?) {
    end()
    pages.append((number, label, bytes.isEmpty ? 0 : bytes.count))
  }

  /// Pages as spans that cover the text.
  var finishedPages: [Page] {
    pages.indices.map { index in
      let end = index + 1 < pages.count ? pages[index + 1].start : bytes.count
      return Page(
        number: pages[index].number, label: pages[index].label,
        span: Span(pages[index].start, max(pages[index].start, end)))
    }
  }
}
