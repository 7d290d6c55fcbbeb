import SourceTexts

/// Writes the main text of a page: blocks, links, notes.
struct HTMLComposer {
  let tree: HTMLTree
  let hints: HTMLHints
  let notes: HTMLNotes
  /// The page's bytes.
  let page: [UInt8]
  /// The page's bytes to the file's.
  let origin: TextOrigin
  let knowledge: DocumentKnowledge
  var composer = TextComposer()
  /// Words that pages hold but don't say.
  private(set) var leftOut = LeftOutWords()
  private var writtenNotes: Set<Int> = []

  /// What an element's surroundings make of its text.
  private struct Context {
    var kind: BlockKind = .paragraph
    var isSettled = false
    /// The note whose body this is.
    var note: Int?
    /// Text goes on in the block at hand, as in a cell of a table.
    var isInline = false
  }

  init(tree: HTMLTree, knowledge: DocumentKnowledge, page: [UInt8], origin: TextOrigin) {
    self.tree = tree
    self.hints = knowledge.htmlHints
    self.knowledge = knowledge
    self.notes = HTMLNotes(tree)
    self.page = page
    self.origin = origin
  }

  /// Writes the title, what stands below `main`, and notes that stand elsewhere.
  mutating func compose(main: Int, title: String?) {
    if let heading = heading(for: title, outside: main) {
      composer.begin(.title, settled: true)
      writeText(below: heading)
      composer.end()
    }
    writeChildren(of: main, Context())
    composer.end()
    for body in notes.bodyOrder where !writtenNotes.contains(body) {
      write(body, Context())
      composer.end()
    }
  }

  /// The page's `h1` where it stands outside the main text and bears the title.
  private func heading(for title: String?, outside main: Int) -> Int? {
    for (index, node) in tree.nodes.enumerated() where node.tag == "h1" && !isBelow(index, main) {
      let words = tree.text(below: index, limit: 2000)
      if let title {
        if !words.isEmpty, words == title || title.contains(words) || words.contains(title) { return index }
      } else if !words.isEmpty {
        return index
      }
    }
    return nil
  }

  private func isBelow(_ index: Int, _ ancestor: Int) -> Bool {
    var place = index
    while place > ancestor { place = tree.nodes[place].parent }
    return place == ancestor
  }

  private mutating func writeChildren(of index: Int, _ context: Context) {
    for child in tree.nodes[index].children { write(child, context) }
  }

  private mutating func write(_ index: Int, _ context: Context) {
    let node = tree.nodes[index]
    if node.tag.isEmpty {
      writeText(node, context)
      return
    }
    guard !HTMLTree.silent.contains(node.tag) else { return }
    if tree.isHidden(index) {
      leftOut.add(.hidden, tree.text(below: index, limit: 400), at: place(of: index))
      return
    }
    if Self.struck.contains(node.tag) {
      leftOut.add(.struck, tree.text(below: index, limit: 400), at: place(of: index))
      if composer.hasOpenBlock { composer.write([0x20]) }
      return
    }
    var context = context
    if let label = notes.bodies[index], context.note == nil {
      guard writtenNotes.insert(index).inserted else { return }
      context = Context(kind: .footnote, isSettled: true, note: index)
      composer.begin(.footnote, settled: true)
      composer.setNote(label: label, key: "#\(index)")
      writeChildren(of: index, context)
      composer.end()
      return
    }
    switch node.tag {
    case "nav", "footer", "form", "fieldset":
      // Only what notes need.
      composer.end()
      return
    case "sup" where hints.effect(of: node.attributes) == .hidden: break
    case "span" where hints.effect(of: node.attributes) == .hidden: break
    case "a": writeAnchor(index, context)
    case "sup": writeSuperscript(index, context)
    case "br":
      if isParagraphBreak(index) { composer.end() } else { composer.write([0x20]) }
    case "hr": composer.end()
    case "q":
      writeQuotationMark("\u{201C}", context)
      writeChildren(of: index, context)
      writeQuotationMark("\u{201D}", context)
    case "table": writeTable(index, context)
    case "h1", "h2", "h3", "h4", "h5", "h6":
      composer.begin(
        context.kind == .paragraph ? .heading : context.kind, level: Int(node.tag.dropFirst()) ?? 1, settled: true)
      writeChildren(of: index, Context(kind: .heading, isSettled: true))
      composer.end()
    default:
      guard MainText.isBlock(node.tag) else {
        writeChildren(of: index, context)
        return
      }
      if context.isInline {
        composer.write([0x20])
        writeChildren(of: index, context)
        return
      }
      guard let inner = self.context(of: node, in: context) else { return }
      // The first paragraph of a note goes on in the note's block.
      if !(inner.note != nil && composer.hasOpenBlock && !composer.hasWords) { composer.end() }
      if node.tag == "dt", inner.kind == .paragraph { composer.begin(.paragraph, settled: false, isTerm: true) }
      writeChildren(of: index, inner)
      composer.end()
    }
  }

  /// Words that the author has taken back.
  private static let struck: Set<String> = ["del", "s", "strike"]

  /// Where the first text below an element stands in the file.
  private func place(of index: Int) -> Int? {
    var stack = [index]
    while let next = stack.popLast() {
      if tree.nodes[next].tag.isEmpty { return origin.fileOffset(of: tree.nodes[next].source.lowerBound) }
      stack.append(contentsOf: tree.nodes[next].children.reversed())
    }
    return nil
  }

  /// What a block element's name makes of its text; nil for what is left out.
  private func context(of node: HTMLTree.Node, in outer: Context) -> Context? {
    var inner = outer
    if outer.note != nil { return outer }
    switch node.tag {
    case "blockquote": inner.kind = .quotation
    case "li", "dd": if inner.kind == .paragraph { inner.kind = .listItem }
    case "figcaption", "caption": (inner.kind, inner.isSettled) = (.caption, true)
    case "pre": (inner.kind, inner.isSettled) = (.code, true)
    case "address": (inner.kind, inner.isSettled) = (.byline, true)
    case "aside": (inner.kind, inner.isSettled) = (.pageFurniture, true)
    default: break
    }
    switch hints.effect(of: node.attributes) {
    case .drop, .hidden: return nil
    case .recommendation: (inner.kind, inner.isSettled) = (.recommendation, true)
    case .byline where node.tag != "section" && node.tag != "article": inner = bylineContext(inner)
    case .authorBox: (inner.kind, inner.isSettled) = (.authorBox, true)
    case .caption where node.tag != "figure": (inner.kind, inner.isSettled) = (.caption, true)
    case .pullQuote: (inner.kind, inner.isSettled) = (.pullQuote, true)
    default: break
    }
    return inner
  }

  private func bylineContext(_ outer: Context) -> Context {
    outer.kind == .paragraph || outer.kind == .listItem ? Context(kind: .byline, isSettled: true) : outer
  }

  private mutating func open(_ context: Context) {
    if !composer.hasOpenBlock { composer.begin(context.kind, settled: context.isSettled) }
  }

  private mutating func writeText(_ node: HTMLTree.Node, _ context: Context) {
    if !composer.hasOpenBlock {
      guard node.text.contains(where: { !$0.isBlank }) else { return }
      open(context)
    }
    let start = node.source.lowerBound
    let origin = origin
    if node.source.count == node.text.count {
      composer.write(node.text) { origin.fileOffset(of: start + $0) }
    } else {
      let places = tree.places(of: node, in: page)
      composer.write(node.text) { origin.fileOffset(of: places[$0]) }
    }
  }

  private mutating func writeText(below index: Int) { writeChildren(of: index, Context(kind: .title, isSettled: true)) }

  private mutating func writeQuotationMark(_ mark: String, _ context: Context) {
    open(context)
    composer.write(mark.utf8)
  }

  // MARK: Links and marks

  private mutating func writeAnchor(_ index: Int, _ context: Context) {
    let target = ArchivedAddress.original(tree.nodes[index].attributes["href"] ?? "")
    if let mark = notes.marks[index], context.note == nil {
      composer.add(NoteMark(label: "#\(mark.body)", span: Span(composer.place, composer.place), form: .explicit))
      return
    }
    if context.note != nil, target.contains("#") {
      let words = tree.text(below: index, limit: 64)
      // The way back to the mark.
      if words.count <= 2 || InlineScanner.isNoteLabel(words.filter { !"[]().".contains($0) }) { return }
    }
    let start = composer.hasOpenBlock ? composer.nextWordPlace : nil
    writeChildren(of: index, context)
    guard composer.hasOpenBlock, !target.isEmpty, !target.hasPrefix("#"), !target.hasPrefix("javascript:") else {
      return
    }
    let from = start ?? composer.openBlockStart
    guard from < composer.place else { return }
    let span = Span(from, composer.place)
    composer.add(Link(anchor: span, markup: span, target: target))
    // A URL for its own anchor is no word of the author.
    let words = String(decoding: composer.bytes[from..<composer.place], as: UTF8.self)
    if context.note == nil, words.hasPrefix("http") || words.hasPrefix("www.") { composer.omit(span) }
  }

  private mutating func writeSuperscript(_ index: Int, _ context: Context) {
    // A mark with its brackets.
    if let link = firstMark(below: index), context.note == nil {
      writeAnchor(link, context)
      return
    }
    let shown = tree.text(below: index, limit: 64)
    // ": 45" is the page that a mark before it means.
    if composer.hasWords, shown.utf8.first == 0x3A, shown.utf8.contains(where: \.isASCIIDigit) { return }
    let words = shown.filter { !"[]()".contains($0) }
    guard InlineScanner.isNoteLabel(words), context.kind != .heading || words.utf8.allSatisfy(\.isASCIIDigit) else {
      writeChildren(of: index, context)
      return
    }
    if context.note != nil { return }
    if !composer.hasWords {
      open(context)
      composer.setNote(label: words, key: words)
    } else {
      composer.add(NoteMark(label: words, span: Span(composer.place, composer.place), form: .explicit))
    }
  }

  private func firstMark(below index: Int) -> Int? {
    var stack = [index]
    while let next = stack.popLast() {
      if notes.marks[next] != nil { return next }
      stack.append(contentsOf: tree.nodes[next].children.reversed())
    }
    return nil
  }

  /// Two line ends in a row part paragraphs on old pages.
  private func isParagraphBreak(_ index: Int) -> Bool {
    let siblings = tree.nodes[tree.nodes[index].parent].children
    guard var place = siblings.firstIndex(of: index) else { return false }
    place += 1
    while place < siblings.count {
      let node = tree.nodes[siblings[place]]
      if node.tag == "br" { return true }
      guard node.tag.isEmpty, node.text.allSatisfy(\.isBlank) else { return false }
      place += 1
    }
    return false
  }

  // MARK: Tables

  private mutating func writeTable(_ index: Int, _ context: Context) {
    composer.end()
    let cells = descendants(of: index, tags: ["td", "th"])
    let isLayout =
      tree.nodes[index].attributes["role"] == "presentation"
      || !isDated(index)
        && cells.contains { cell in
          tree.nodes[cell].children.contains {
            ["p", "div", "h1", "h2", "h3", "table", "ul", "blockquote"].contains(tree.nodes[$0].tag)
          }
            && tree.text(below: cell, limit: 800).utf8.count > 300
        }
      || cells.count < 2
    if isLayout || context.note != nil {
      for cell in cells {
        composer.end()
        writeChildren(of: cell, context)
      }
      composer.end()
      return
    }
    for caption in descendants(of: index, tags: ["caption"]) {
      composer.begin(.caption, settled: true)
      writeChildren(of: caption, Context(kind: .caption, isSettled: true, isInline: true))
      composer.end()
    }
    composer.begin(.table, settled: true)
    for row in descendants(of: index, tags: ["tr"]) {
      composer.writeSeparator(0x0A)
      for (place, cell) in descendants(of: row, tags: ["td", "th"]).enumerated() {
        if place > 0 { composer.writeSeparator(0x09) }
        writeChildren(of: cell, Context(kind: .table, isSettled: true, isInline: true))
      }
    }
    composer.end()
  }

  /// Whether most rows begin with a date.
  private func isDated(_ index: Int) -> Bool {
    let rows = descendants(of: index, tags: ["tr"]).map { descendants(of: $0, tags: ["td", "th"]) }
      .filter { $0.count > 1 }
    let dated = rows.filter {
      DateHeading(Array(tree.text(below: $0[0], limit: 80).utf8), knowledge: knowledge) != nil
    }
    return !dated.isEmpty && dated.count * 2 >= rows.count
  }

  /// Elements of a kind below `index`, those of tables inside it left aside.
  private func descendants(of index: Int, tags: Set<String>) -> [Int] {
    var found: [Int] = []
    var stack = Array(tree.nodes[index].children.reversed())
    while let next = stack.popLast() {
      if tags.contains(tree.nodes[next].tag) {
        found.append(next)
      } else if tree.nodes[next].tag != "table" {
        stack.append(contentsOf: tree.nodes[next].children.reversed())
      }
    }
    return found
  }
}
