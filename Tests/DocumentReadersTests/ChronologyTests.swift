import DocumentReaders
import SourceTexts
import Testing

/// Dates that stand by themselves date what stands under or beside them.
@Suite struct ChronologyTests {
  /// Each dated block as `date words`.
  static func dated(_ text: String, name: String, hints: ReadingHints = ReadingHints()) throws -> [String] {
    let source = try DocumentReader(hints: hints).read(bytes: Array(text.utf8), name: name).get()
    return source.blocks.enumerated().filter { $1.kind.isNarrative }.map { index, block in
      "\(block.date?.edtf ?? "-") \(ReadingText.reading(ofBlock: index, in: source)?.text ?? "")"
    }
  }

  static let filler = "<p>\(sentences[0])</p>"

  @Test func readsLinesOfDatesInPlainText() throws {
    let text = """
      The Winter War

      30 November 1939
      The Soviet Union attacked Finland.

      14 December 1939
      The League expelled the Soviet Union.

      1940

      12 March
      Finland signed a treaty with the Soviet Union.
      """
    #expect(
      try Self.dated(text, name: "a.txt") == [
        "1939-11-30 The Soviet Union attacked Finland.", "1939-12-14 The League expelled the Soviet Union.",
        "1940-03-12 Finland signed a treaty with the Soviet Union.",
      ])
  }

  @Test func readsHeadingsWithinYears() throws {
    let text = """
      # Chronology

      ## 1911

      ### 1 July

      Germany sent a ship to Morocco.

      ## 1912

      - **8 October** – Montenegro declared war on Turkey.
      - *17 October*: Serbia declared war on Turkey.
      """
    #expect(
      try Self.dated(text, name: "a.md") == [
        "1911-07-01 Germany sent a ship to Morocco.", "1912-10-08 Montenegro declared war on Turkey.",
        "1912-10-17 Serbia declared war on Turkey.",
      ])
  }

  @Test func readsRowsOfTables() throws {
    let page = """
      <html><body><article><h1>Table</h1>\(Self.filler)<table><tr><th>When</th><th>What</th></tr><tr><td>3 May 1815</td>\
      <td>Austria signed a treaty with Prussia.</td></tr><tr><td>c. 1820</td><td>Naples turned to Austria for help.</td></tr>\
      </table></article></body></html>
      """
    #expect(
      try Self.dated(page, name: "a.html").dropFirst() == [
        "1815-05-03 Austria signed a treaty with Prussia.", "1820~ Naples turned to Austria for help.",
      ])
  }

  @Test func leavesTablesOfFiguresAlone() throws {
    let page = """
      <html><body><article><h1>Trade</h1>\(Self.filler)<table><tr><td>1913</td><td>12</td></tr><tr><td>1914</td><td>9</td></tr>\
      </table></article></body></html>
      """
    #expect(try Self.dated(page, name: "a.html").count == 1)
  }

  @Test func readsTermsOfDefinitionLists() throws {
    let page = """
      <html><body><article><h1>List</h1>\(Self.filler)<dl><dt>March 1848</dt><dd>Prussia fought Denmark.</dd></dl></article></body></html>
      """
    let source = try DocumentReader().read(bytes: Array(page.utf8), name: "a.html").get()
    #expect(source.metadata.published == nil)
    #expect(try Self.dated(page, name: "a.html").last == "1848-03 Prussia fought Denmark.")
  }

  @Test func takesASingleLineBeforeTheTextForTheDayOfPublication() throws {
    let text = "A Quarrel\n\nBy Jane Doe\n\n6 May 2011\n\n\(sentences[0])\n\n\(sentences[1])"
    let source = try DocumentReader().read(bytes: Array(text.utf8), name: "a.txt").get()
    #expect(source.metadata.published == "2011-05-06")
    #expect(source.blocks.allSatisfy { $0.date == nil })
  }

  @Test func takesTheLaterDateAboveForPublicationAndTheRestForTheChronology() throws {
    let text = """
      A Year of Notes

      6 May 2011

      2 March 1904

      \(sentences[0])

      9 March 1904

      \(sentences[1])
      """
    let source = try DocumentReader().read(bytes: Array(text.utf8), name: "a.txt").get()
    #expect(source.metadata.published == "2011-05-06")
    #expect(source.blocks.filter { $0.kind == .paragraph }.map { $0.date?.edtf } == ["1904-03-02", "1904-03-09"])
  }

  @Test func countsFromTheYearThatIsNamed() throws {
    let text = "28 December\n\n\(sentences[0])\n\n3 January\n\n\(sentences[1])"
    let hints = ReadingHints(isChronology: true, narrativeYear: 1902)
    #expect(
      try Self.dated(text, name: "a.txt", hints: hints).map { $0.prefix(10) } == ["1902-12-28", "1903-01-03"])
  }

  @Test(arguments: [
    ("7 December 1941", "1941-12-07"), ("December 7, 1941", "1941-12-07"), ("Sunday, 7 December 1941:", "1941-12-07"),
    ("5–10 June 1967", "1967-06-05/1967-06-10"), ("June 5–10, 1967", "1967-06-05/1967-06-10"),
    ("June – August 1914", "1914-06/1914-08"), ("1914–18", "1914/1918"), ("431 BC", "-0430"),
    ("1967-06-05", "1967-06-05"),
    ("Spring 1940", "1940-21"), ("5.6.1967", "1967-06-05"), ("1st May 1900", "1900-05-01"),
  ]) func readsDatesAlone(_ words: String, _ value: String) throws {
    let text = "\(words)\n\n\(sentences[0])\n\n1 January 1999\n\n\(sentences[1])"
    let dated = try Self.dated(text, name: "a.txt", hints: ReadingHints(isChronology: true))
    #expect(dated.first?.hasPrefix(value + " ") == true, "\(dated.first ?? "")")
  }

  @Test(arguments: ["The 1941 war", "30 February 1941", "Chapter 12", "7 or 8 men", "Mayor of London"])
  func leavesOtherWordsAlone(_ words: String) throws {
    let text = "\(words)\n\n\(sentences[0])"
    #expect(
      try Self.dated(text, name: "a.txt", hints: ReadingHints(isChronology: true)).allSatisfy { $0.hasPrefix("- ") })
  }
}
