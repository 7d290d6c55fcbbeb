import SourceTexts

/// A plain text on its way to a ``SourceText``. Each step is an extension of its own and reads what earlier ones found:
/// blocks by their own words, by where they stand, notes, pull quotes, torn paragraphs, line-end hyphens.
struct DocumentDraft {
  let bytes: [UInt8]
  let knowledge: DocumentKnowledge
  let dialect: InlineScanner.Dialect
  /// Whether the text was composed by a reader, so that signs in it are not markup.
  let isComposed: Bool
  var blocks: [DraftBlock]
  var metadata: DocumentMetadata
  var notes: [Note] = []
  /// Omissions that don't come from a block's markup: note labels, line-end hyphens.
  var furtherOmissions: [Span] = []
  /// Note marks that turned out to be marks.
  var markOmissions: Set<Span> = []

  init(
    _ bytes: [UInt8], lines: TextLines, metadata: DocumentMetadata, knowledge: DocumentKnowledge,
    dialect: InlineScanner.Dialect = .plainText
  ) {
    self.init(
      bytes, blocks: BlockSplitter(bytes, lines: lines).blocks, metadata: metadata, knowledge: knowledge,
      dialect: dialect)
  }

  private init(
    _ bytes: [UInt8], blocks: [DraftBlock], metadata: DocumentMetadata, knowledge: DocumentKnowledge,
    dialect: InlineScanner.Dialect
  ) {
    self.bytes = bytes
    self.knowledge = knowledge
    self.dialect = dialect
    self.metadata = metadata
    self.blocks = blocks
    self.isComposed = false
    for index in self.blocks.indices {
      self.blocks[index].markup = InlineScanner.scan(bytes, self.blocks[index].range, dialect: dialect)
      showWords(of: index)
    }
  }

  /// A draft of a text that a reader composed itself: blocks come with their markup, and some with their kinds.
  init(composed bytes: [UInt8], blocks: [DraftBlock], metadata: DocumentMetadata, knowledge: DocumentKnowledge) {
    self.bytes = bytes
    self.knowledge = knowledge
    self.dialect = .plainText
    self.metadata = metadata
    self.blocks = blocks
    self.isComposed = true
    for index in self.blocks.indices { showWords(of: index) }
  }

  /// A draft of a Markdown text: blocks come with their kinds, and what is inside them is still to be scanned.
  init(
    markdown bytes: [UInt8], blocks: [DraftBlock], omissions: [Span], references: [String: String],
    metadata: DocumentMetadata, knowledge: DocumentKnowledge
  ) {
    self.bytes = bytes
    self.knowledge = knowledge
    self.dialect = InlineScanner.Dialect(codeSpans: true, references: references)
    self.metadata = metadata
    self.blocks = blocks
    self.isComposed = true
    furtherOmissions = SpanList.ordered(omissions)
    for index in self.blocks.indices {
      if blocks[index].kind != .code, blocks[index].kind != .pageFurniture {
        self.blocks[index].markup = InlineScanner.scan(bytes, blocks[index].range, dialect: dialect)
      }
      showWords(of: index)
    }
  }

  /// Runs every step for plain text.
  mutating func recognise() {
    readMailFields()
    settleDates()
    settleByWords()
    settleRepeatedLines()
    openNotes()
    settleSections()
    settleFrontMatter()
    settleAuthorBoxes()
    settleHeadings()
    settleBackMatter()
    joinTornNotes()
    recogniseNotes()
    recognisePullQuotes()
    recogniseSetOffQuotations()
    joinTornParagraphs()
    joinLineEndHyphens()
    spreadDates()
    keepSomethingToRead()
  }

  /// Runs the steps for a composed text whose format tells headings and notes itself.
  mutating func recogniseComposed(headings: Bool) {
    settleDates()
    settleByWords()
    settleSections()
    settleFrontMatter()
    settleAuthorBoxes()
    if headings { settleHeadings() }
    settleBackMatter()
    joinTornNotes()
    recogniseNotes()
    recognisePullQuotes()
    recogniseSetOffQuotations()
    joinTornParagraphs()
    spreadDates()
    keepSomethingToRead()
  }

  /// Fills a short block's words without markup.
  mutating func showWords(of index: Int) {
    let block = blocks[index]
    guard block.isShort else { return }
    var visible: [UInt8] = []
    visible.reserveCapacity(block.range.count)
    // Besides the markup inside: "# ", "> " and the like, which composed texts bring along in order.
    let outer = furtherOmissions[furtherOmissions.partitioningIndex { $0.end > block.range.lowerBound }...]
      .prefix { $0.start < block.range.upperBound }
    let omitted = SpanList.ordered(block.markup.omissions + outer)
    var omission = 0
    var place = block.range.lowerBound
    while place < block.range.upperBound {
      if omission < omitted.count, omitted[omission].start <= place {
        place = max(place, omitted[omission].end)
        omission += 1
        continue
      }
      visible.append(bytes[place])
      place += 1
    }
    blocks[index].visible = visible
    blocks[index].words = FoldedWords.fold(visible)
  }

  /// How the block at `index` ends, links and marks behind its last word left aside.
  func ending(of index: Int) -> Ending {
    let block = blocks[index]
    if let mark = block.markup.marks.last, mark.span.end > mark.span.start,
      bytes[mark.span.end..<block.range.upperBound].allSatisfy(\.isBlank),
      mark.form == .explicit || markOmissions.contains(mark.span) || isBehindStop(mark.span.start)
    {
      return Ending(of: bytes[block.range.lowerBound..<mark.span.start])
    }
    if block.isShort { return Ending(of: block.visible[...]) }
    var end = block.range.upperBound
    let tail = SpanList.ordered(block.markup.omissions + block.markup.marks.map(\.span)).reversed()
    for span in tail {
      var place = end
      while place > span.end, bytes[place - 1].isBlank || bytes[place - 1] == 0x2E { place -= 1 }
      guard span.end >= place, bytes[end - 1] != 0x2E else { break }
      end = max(block.range.lowerBound, span.start)
    }
    return Ending(of: bytes[block.range.lowerBound..<end])
  }

  /// Whether a full stop behind a word of three letters stands before `place`, so that digits there are no decimals.
  private func isBehindStop(_ place: Int) -> Bool {
    guard place >= 4, bytes[place - 1] == 0x2E || bytes[place - 1] == 0x3F || bytes[place - 1] == 0x21 else {
      return false
    }
    return bytes[(place - 4)..<(place - 1)].allSatisfy { $0.isASCIILower || $0 >= 0x80 }
  }

  /// The first byte of the author's words in the block at `index`.
  func firstByte(of index: Int) -> UInt8? {
    let block = blocks[index]
    if let visible = block.visible.first { return visible }
    if block.isShort { return nil }
    var place = block.range.lowerBound
    for span in SpanList.ordered(block.markup.omissions) where span.start <= place && place < span.end {
      place = span.end
    }
    return place < block.range.upperBound ? bytes[place] : nil
  }

  /// Whether a block reads like running text: long enough, and a sentence ends in it.
  func isRunningText(_ index: Int, bytes least: Int) -> Bool {
    let block = blocks[index]
    guard block.kind == .paragraph, !block.isSettled, block.range.count - block.markup.linkedBytes >= least else {
      return false
    }
    if case .sentence = ending(of: index) { return true }
    return block.range.count - block.markup.linkedBytes >= 2 * least
  }

  // MARK: The result

  var finishedBlocks: [Block] {
    blocks.map { Block(kind: $0.kind, span: Span($0.range), level: $0.level, continues: $0.continues, date: $0.date) }
  }

  var links: [Link] { blocks.flatMap { $0.markup.links }.sorted { $0.markup < $1.markup } }

  var omissions: [Span] {
    SpanList.ordered(blocks.flatMap { $0.markup.omissions } + markOmissions + furtherOmissions)
  }

  /// A text of one sentence without a stop, or of headlines only, is still to be read.
  private mutating func keepSomethingToRead() {
    guard !blocks.contains(where: { $0.kind.isNarrative }) else { return }
    for index in blocks.indices where blocks[index].kind == .heading || blocks[index].kind == .title {
      blocks[index].kind = .paragraph
      blocks[index].level = 0
    }
    if !blocks.contains(where: { $0.kind.isNarrative }), blocks.count == 1 { blocks[0].kind = .paragraph }
  }
}
