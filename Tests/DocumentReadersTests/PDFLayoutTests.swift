import DocumentReaders
import SourceTexts
import Testing

/// What is made of the places of words on PDF pages; the layouts are written by hand in the form of `pdftohtml -xml`.
@Suite struct PDFLayoutTests {
  /// Lines of one column from `top` on, 18 pixels apart.
  static func column(_ lines: [String], left: Int, top: Int = 100, width: Int = 240, font: Int = 0) -> String {
    lines.enumerated().map { number, line in
      "<text top=\"\(top + 18 * number)\" left=\"\(left)\" width=\"\(width)\" height=\"14\" font=\"\(font)\">\(line)</text>"
    }.joined(separator: "\n")
  }

  static let fonts = """
    <fontspec id="0" size="15" family="Serif"/>
    <fontspec id="1" size="22" family="Serif-Bold"/>
    <fontspec id="2" size="12" family="Serif"/>
    <fontspec id="3" size="9" family="Serif"/>
    <fontspec id="4" size="60" family="Serif"/>
    """

  static func page(_ number: Int = 1, _ content: String...) -> String {
    "<page number=\"\(number)\" height=\"900\" width=\"630\">\n\(fonts)\n\(content.joined(separator: "\n"))\n</page>"
  }

  static func read(_ pages: String...) throws -> SourceText {
    try DocumentReader().read(pdfLayout: Array(pages.joined(separator: "\n").utf8), name: "a.pdf").get()
  }

  static let left = [
    "The envoys had waited in the port for", "a fortnight before the wind allowed",
    "them to sail. In May 1812 France met",
    "Prussia at Tilsit, and the talks went on", "through the night until the clerks fell",
    "asleep over the drafts and had to be",
  ]
  static let right = [
    "carried out. Nobody signed anything", "that day. On the next the couriers",
    "brought word that the bridge was down",
    "and the army on the wrong side of the", "river. The treaty was signed all the",
    "same, by candle light and in haste.",
  ]

  static let openings = [
    "The envoys sailed in spring with gifts.", "Nobody had told the king of any of it.",
    "When autumn came the loan fell due.", "So the frontier was drawn by night.",
  ]
  static let tales: [[String]] = sentences.prefix(4).map { sentence in
    let words = sentence.split(separator: " ").map(String.init)
    return [words.prefix(7), words.dropFirst(7).prefix(7), words.dropFirst(14)].map { $0.joined(separator: " ") }
  }

  @Test func readsEachColumnToItsEnd() throws {
    let source = try Self.read(Self.page(1, Self.column(Self.left, left: 60), Self.column(Self.right, left: 318)))
    let text = ReadingText.passages(of: source).map(\.text).joined(separator: " ")
    #expect(text.contains("France met Prussia at Tilsit"))
    #expect(text.contains("had to be carried out"))
  }

  @Test func readsAHeadingInsideAColumnThere() throws {
    let rest = [
      "The second congress met in the autumn", "of the same year, and the ministers of",
      "five courts came to it with their maps.",
    ]
    let source = try Self.read(
      Self.page(
        1, Self.column(Self.left + Self.left, left: 60), Self.column(Self.right, left: 318),
        "<text top=\"214\" left=\"318\" width=\"12\" height=\"20\" font=\"1\"><b>2</b></text>",
        "<text top=\"214\" left=\"340\" width=\"90\" height=\"20\" font=\"1\"><b>Vienna</b></text>",
        Self.column(rest, left: 318, top: 244)))
    #expect(listing(source).contains("heading 2 Vienna"))
    let order = listing(source).map { String($0.prefix(24)) }
    #expect(order.last == "paragraph The second con", "\(order)")
    #expect(ReadingText.passages(of: source).allSatisfy { !$0.text.contains(" 2 ") })
  }

  @Test func joinsStretchedLinesInTheirColumn() throws {
    var lines = Self.column(Self.left, left: 60)
    lines +=
      "\n" + Self.column(["seen to it"], left: 60, top: 208, width: 80) + "\n"
      + Self.column(["that nobody"], left: 200, top: 208, width: 100)
    lines += "\n" + Self.column(["else was told of it before the spring."], left: 60, top: 226)
    let source = try Self.read(Self.page(1, lines, Self.column(Self.right + Self.right, left: 318)))
    #expect(ReadingText.passages(of: source).contains { $0.text.contains("seen to it that nobody else was told") })
  }

  @Test func keepsNotesThatSayTheSameOnEveryPage() throws {
    let pages = (1...4).map { number in
      Self.page(
        number, Self.column([Self.openings[number - 1]], left: 60),
        "<text top=\"98\" left=\"300\" width=\"5\" height=\"8\" font=\"3\">\(number)</text>",
        Self.column(Self.tales[number - 1], left: 60, top: 118),
        "<text top=\"800\" left=\"60\" width=\"4\" height=\"7\" font=\"3\">\(number)</text>",
        "<text top=\"802\" left=\"66\" width=\"60\" height=\"11\" font=\"2\">Ibid., p. 4\(number).</text>")
    }
    let source = try Self.read(pages.joined(separator: "\n"))
    #expect(source.notes.map(\.label) == ["1", "2", "3", "4"])
    #expect(source.notes.allSatisfy { $0.mark != nil })
  }

  @Test func stillTellsRunningHeads() throws {
    let pages = (1...4).map { number in
      Self.page(
        number, "<text top=\"40\" left=\"200\" width=\"200\" height=\"14\" font=\"0\">A History of Quarrels</text>",
        Self.column(Self.tales[number - 1], left: 60),
        "<text top=\"860\" left=\"300\" width=\"20\" height=\"14\" font=\"0\">\(number + 40)</text>")
    }
    let source = try Self.read(pages.joined(separator: "\n"))
    #expect(source.blocks.filter { $0.kind == .pageFurniture }.count == 8)
    #expect(source.pages.map(\.label) == ["41", "42", "43", "44"])
  }

  @Test func givesDropCapsBackToTheirWords() throws {
    let source = try Self.read(
      Self.page(
        1, "<text top=\"98\" left=\"60\" width=\"40\" height=\"50\" font=\"4\">S</text>",
        Self.column(["weden fought Denmark in 1657. The"], left: 102, width: 198),
        Self.column(["winter was hard on both, and the"], left: 102, top: 118, width: 198),
        Self.column(["straits had frozen over."], left: 60, top: 136)))
    #expect(
      listing(source) == [
        "paragraph Sweden fought Denmark in 1657. The winter was hard on both, and the straits had frozen over."
      ])
  }

  @Test func joinsWordsAtEveryHyphenOfUnicode() throws {
    let source = try Self.read(
      Self.page(
        1,
        Self.column(
          ["They signed it in Novem\u{2010}", "ber, when the govern\u{AD}", "ment of Bul-", "garia had fallen."],
          left: 60)))
    #expect(listing(source) == ["paragraph They signed it in November, when the government of Bulgaria had fallen."])
  }

  @Test func keepsRowsOfTablesTogether() throws {
    let days = ["3 May 1815", "9 June 1815", "20 November 1815"]
    let deeds = [
      "Austria signed a treaty with Prussia.", "Russia annexed most of Poland.", "France ceded forts to Prussia.",
    ]
    let source = try Self.read(
      Self.page(
        1, Self.column(Self.left, left: 60, width: 500), Self.column(days, left: 60, top: 250, width: 70),
        Self.column(deeds, left: 200, top: 250, width: 300)))
    #expect(
      source.blocks.compactMap { $0.kind.isNarrative ? $0.date?.edtf : nil } == [
        "1815-05-03", "1815-06-09", "1815-11-20",
      ])
  }
}
