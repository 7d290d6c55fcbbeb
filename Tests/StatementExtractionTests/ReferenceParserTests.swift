import StatementExtraction
import TestSupport
import Testing

/// What notes cite, in the orders that styles have.
@Suite struct ReferenceParserTests {
  static func works(_ notes: String...) throws -> [[String]] {
    let parser = try ReferenceParser()
    var cited: [BibliographicReference] = []
    return notes.map { note in
      parser.works(in: note, cited: &cited).map { work in
        let reference = work.reference
        return [
          reference.authors.joined(separator: " & "), reference.title ?? "-", reference.published ?? "-",
          reference.pages ?? "-",
        ].joined(separator: " | ")
      }
    }
  }

  @Test(arguments: [
    ("Ann Roe, Ships and Men (London: Quill, 1962), 31–38.", "Ann Roe | Ships and Men | 1962 | 31–38"),
    (
      "Ann Roe and Ben Low, The War of 1914, 2nd ed. (London: Quill, 1962), p. 4.",
      "Ann Roe & Ben Low | The War of 1914 | 1962 | 4"
    ),
    ("A. Roe, Ships, vol. II, Paris, Quill, 1962, p. 4.", "A. Roe | Ships | 1962 | 4"),
    (
      "Roe, A., & Low, B. (1962a). Do ships sink? Naval Review, 3(1), 5–9.",
      "A. Roe & B. Low | Do ships sink? | 1962 | 5–9"
    ),
    (
      "Roe, A. (1962) ‘Why men’s ships sink’, Naval Review, 3(1), pp. 5–9.",
      "A. Roe | Why men’s ships sink | 1962 | 5–9"
    ),
    ("Roe, A. (2020, May 3). Ships of the U.S. Navy. Quill.", "A. Roe | Ships of the U.S. Navy | 2020-05-03 | -"),
    (
      "Ann Roe, “Ships,” Naval Review 3, no. 2 (May 1962): 5–9, https://a.example/1.", "Ann Roe | Ships | 1962-05 | 5–9"
    ),
    ("Ann Roe, Ships, 3 vols (London, 1952–57), II, p. 3.", "Ann Roe | Ships | 1952/1957 | 3"),
    ("For another view see Ann Roe, Ships (London, 1962), 4.", "Ann Roe | Ships | 1962 | 4"),
  ]) func readsAReference(_ note: String, _ expected: String) throws {
    #expect(try Self.works(note) == [[expected]])
  }

  @Test(arguments: [
    "Chile, which had just signed, saw no reason to hurry.", "The minutes give another date, 4 May.",
    "Nothing more is known of it; the papers were burnt in 1871.", "",
  ]) func remarksCiteNothing(_ note: String) throws {
    #expect(try Self.works(note) == [[]])
  }

  @Test func shortReferencesRepeatTheirWork() throws {
    let found = try Self.works(
      "Ann Roe, Ships and Men (London: Quill, 1962), 31.", "Ben Low, Trade (York: Pin, 1970), 2.", "Ibid., 3.",
      "Roe, Ships, 32.", "B. Low, op. cit., p. 4.", "Roe, loc. cit.", "Roe, “Ships and Men,” 40.")
    #expect(
      found.dropFirst(2).map { $0.first } == [
        "Ben Low | Trade | 1970 | 3", "Ann Roe | Ships and Men | 1962 | 32", "Ben Low | Trade | 1970 | 4",
        "Ann Roe | Ships and Men | 1962 | -", "Ann Roe | Ships and Men | 1962 | 40",
      ])
  }

  @Test func aNoteMayCiteSeveralWorks() throws {
    let found = try Self.works(
      "Ann Roe, Ships (London: Quill, 1962), 31; and Ben Low, Trade (York: Pin, 1970), 2. See also Cy Day, Tar (Hull: Pin, 1980), 5."
    )
    #expect(
      found == [["Ann Roe | Ships | 1962 | 31", "Ben Low | Trade | 1970 | 2", "Cy Day | Tar | 1980 | 5"]])
  }
}
