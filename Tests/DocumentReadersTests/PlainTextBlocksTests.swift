import DocumentReaders
import SourceTexts
import TestSupport
import Testing

@Suite struct PlainTextBlocksTests {
  static let long = sentences[0]

  @Test func keepsTheTextByteForByte() throws {
    let text = "\u{FEFF}  A\r\n\r\nb\u{0C}c\r\r**d** (http://e.f/g)\n\t\n\u{0}\u{1F1EB}"
    let source = try plain(text)
    #expect(source.text == text)
    #expect(source.text.utf8.elementsEqual(text.utf8))
  }

  @Test func readsTitleBylineAndDateFromTheFirstLines() throws {
    let source = try plain(
      "The Price of Quiet\n\nby Jane Q. Doe and Peter van der Berg\n\nMonday, 6 February 2017\n\n\(Self.long)")
    #expect(source.metadata.title == "The Price of Quiet")
    #expect(source.metadata.authors == ["Jane Q. Doe", "Peter van der Berg"])
    #expect(source.metadata.published == "2017-02-06")
    #expect(
      listing(source) == [
        "title The Price of Quiet", "byline by Jane Q. Doe and Peter van der Berg", "byline Monday, 6 February 2017",
        "paragraph \(Self.long)",
      ])
  }

  @Test func metadataThatIsKnownWins() throws {
    let source = try PlainTextReader().read(
      text: "Headline\n\nFeb 6, 2017\n\n\(Self.long)",
      metadata: DocumentMetadata(title: "Known", published: "2016-01-02"))
    #expect(source.metadata.title == "Known")
    #expect(source.metadata.published == "2016-01-02")
  }

  @Test(arguments: [
    "France and Britain signed a treaty", "Iran's president to visit Moscow", "Short", "1904", "Can it last?",
  ])
  func readsALoneLineAsText(_ text: String) throws {
    #expect(listing(try plain(text)) == ["paragraph \(text)"])
  }

  @Test func tellsHeadingsFromScrapsOfTornParagraphs() throws {
    let source = try plain(
      "\(Self.long)\n\nThe road to war\n\n\(sentences[1]) The ministers then met in\n\nVienna and in Paris\n\nbefore the year was out."
    )
    #expect(
      listing(source).map { $0.prefix(24) } == [
        "paragraph The two govern", "heading The road to war", "paragraph Nobody at the ",
        "paragraph+ Vienna and in", "paragraph+ before the ye",
      ])
  }

  @Test func joinsParagraphsOverPageEndsNotesAndFurniture() throws {
    let source = try plain(
      "\(Self.long) The envoy handed over the note¹ and left for\n\n¹ The Times, 4 May 1905, p. 3.\n\n17\n\nLondon on the same evening, and nobody stopped him at the frontier."
    )
    #expect(listing(source).map { $0.prefix(10) } == ["paragraph ", "footnote T", "page_furni", "paragraph+"])
    let passages = ReadingText.passages(of: source)
    #expect(passages.count == 1)
    #expect(
      passages[0].text.hasSuffix(
        "handed over the note and left for London on the same evening, and nobody stopped him at the frontier."))
  }

  @Test func setsPageFurnitureAuthorBoxesAndRecommendationsAside() throws {
    let source = try plain(
      """
      The Long Quarrel

      Also available in

      [Français](/fr/quarrel)

      \(Self.long)

      \(sentences[1])

      Jane Doe is a senior fellow at the Institute for Peace.

      RELATED ARTICLES

      [Another Quarrel](/another)

      A Third One

      TOPICS

      Diplomacy (/topics/diplomacy)
      """)
    #expect(
      source.blocks.map(\.kind) == [
        .title, .pageFurniture, .pageFurniture, .paragraph, .paragraph, .authorBox, .recommendation, .pageFurniture,
        .recommendation, .pageFurniture, .pageFurniture,
      ])
  }

  @Test func setsCaptionsAside() throws {
    let source = try plain(
      "\(Self.long)\n\nPhoto: The delegates at dinner (Reuters)\n\nFigure 3. Trade between the two, 1890–1914\n\n\(sentences[1]) It went on."
    )
    #expect(source.blocks.map(\.kind) == [.paragraph, .caption, .caption, .paragraph])
  }

  @Test func doesNotCountPullQuotesTwice() throws {
    let source = try plain(
      "\(Self.long) Neither of the two could afford to be the first to leave the table. So they stayed.\n\n“Neither of the two could afford to be the first to leave the table”\n\n\(sentences[1]) The rest is known."
    )
    #expect(source.blocks.map(\.kind) == [.paragraph, .pullQuote, .paragraph])
  }

  @Test func doesNotCountAQuotationShownAgainTwice() throws {
    let source = try plain(
      "\(sentences[0]) “We never signed,” said the count in 1919, “because we never needed to.” \(sentences[2])\n\n“We never signed, because we never needed to.”\n\n\(sentences[1])"
    )
    #expect(source.blocks.map(\.kind) == [.paragraph, .pullQuote, .paragraph])
  }

  @Test func setsRunningHeadsAsideAndFindsTheTitleBelowThem() throws {
    let source = try plain(
      "JOURNAL OF RIVERS 12 (2011)\n\nRivers and Rivals: A Delta Divided\n\n\(sentences[0])\n\n45\n\nJOURNAL OF RIVERS 12 (2011)\n\n\(sentences[1])\n\n46\n\nJOURNAL OF RIVERS 12 (2011)\n\n\(sentences[2])"
    )
    #expect(source.metadata.title == "Rivers and Rivals: A Delta Divided")
    #expect(
      source.blocks.map(\.kind) == [
        .pageFurniture, .title, .paragraph, .pageFurniture, .pageFurniture, .paragraph, .pageFurniture, .pageFurniture,
        .paragraph,
      ])
  }

  @Test func readsWhatConvertersMakeOfAPDF() throws {
    let source = try plain(
      """
      # **The Silent Alliance**

      ![](_page_0_Picture_1.jpeg)

      ## BY **MARTHA KELLY**

      \(sentences[0])<sup>1</sup> The staffs met every spring and each went home be-

      - <span id="page-0-1"></span><sup>1</sup> Smith, *The Carriage*, p. 3.

      lieving that the other had promised more than \\$4 million a year.[2](#page-0-2)

      <sup>2</sup> Ibid.
      """)
    #expect(source.metadata.title == "The Silent Alliance")
    #expect(source.metadata.authors == ["MARTHA KELLY"])
    #expect(
      ReadingText.passages(of: source).map(\.text) == [
        "\(sentences[0]) The staffs met every spring and each went home believing that the other had promised more than $4 million a year."
      ])
    #expect(source.notes.map(\.label) == ["1", "2"])
    #expect(source.notes.allSatisfy { $0.mark != nil })
  }

  @Test func twoDifferentShortSentencesAreNoPullQuote() throws {
    let source = try plain(
      "\(Self.long)\n\nNeither of the two governments had told its parliament anything at all.\n\n\(sentences[1]) Then they did."
    )
    #expect(source.blocks.map(\.kind) == [.paragraph, .paragraph, .paragraph])
  }

  @Test func joinsHyphenatedLineEndsAndKeepsRealHyphens() throws {
    let source = try plain(
      "The long-term agreement about the frontier was nego-\ntiated in secret, and the long-\nterm costs of the Anglo-\nFrench quarrel were not seen."
    )
    #expect(
      ReadingText.passages(of: source).map(\.text) == [
        "The long-term agreement about the frontier was negotiated in secret, and the long-term costs of the Anglo-French quarrel were not seen."
      ])
  }

  @Test func readsCarriageReturnsAloneAsLineEnds() throws {
    let source = try plain("\(Self.long)\r\r\(Self.long) Again.")
    #expect(source.blocks.count == 2)
  }

  @Test func formFeedsEndPages() throws {
    let source = try plain("\(Self.long)\u{0C}\(Self.long) Again.")
    #expect(source.pages.map(\.number) == [1, 2])
    #expect(source.page(at: source.blocks[1].span.start)?.number == 2)
  }

  @Test func linesThatAreParagraphsAreKeptApart() throws {
    let source = try plain(
      [sentences[0...1], sentences[2...3], sentences[4...5]].map { $0.joined(separator: " ") }.joined(separator: "\n"))
    #expect(source.blocks.map(\.kind) == [.paragraph, .paragraph, .paragraph])
  }

  @Test func bibliographiesAndSectionsOfNotesAreNotNarrative() throws {
    let source = try plain(
      "The Quarrel\n\n\(Self.long)[1] \(Self.long)[2]\n\nNotes\n\n1. Taylor, Struggle for Mastery, p. 4.\n2. Ibid.\n\nBibliography\n\nTaylor, A. J. P. The Struggle for Mastery in Europe. Oxford, 1954."
    )
    #expect(
      source.blocks.map(\.kind) == [.title, .paragraph, .heading, .footnote, .footnote, .heading, .bibliography])
    #expect(source.notes.map(\.label) == ["1", "2"])
    #expect(source.notes.allSatisfy { $0.mark != nil })
  }

  @Test(.enabled(if: SharedData.file("essays/000_9e561519100083bc.txt") != nil))
  func readsTheDevelopmentEssayWithoutItsPage() throws {
    let file = try #require(SharedData.file("essays/000_9e561519100083bc.txt"))
    let source = try DocumentReader().read(file: file).get()
    #expect(source.metadata.published == "2017-02-06")
    #expect(source.metadata.authors.count == 1)
    let narrative = source.blocks.filter { $0.kind.isNarrative }
    #expect(narrative.count == 38)
    #expect(narrative.filter(\.continues).count == 5)
    #expect(source.links.filter { $0.target.hasPrefix("http") }.count == 26)
  }

  @Test(.enabled(if: SharedData.file("essays/milestones.jsonl") != nil))
  func milestonesAreAllText() throws {
    let file = try #require(SharedData.file("essays/milestones.jsonl"))
    let reader = try JSONLinesReader.open(path: file.path, reader: DocumentReader()).get()
    var count = 0
    while let next = reader.next() {
      let source = try next.get()
      count += 1
      let narrative = source.blocks.reduce(0) { $0 + ($1.kind.isNarrative ? $1.span.count : 0) }
      #expect(narrative * 100 >= source.text.utf8.count * 90, "\(source.metadata.identifier ?? "")")
    }
    #expect(count == 51)
  }
}
