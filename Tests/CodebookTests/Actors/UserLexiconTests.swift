import Codebook
import Findings
import ResourceTables
import Testing

@Suite struct UserLexiconTests {
  private func lexicon(_ text: String) throws -> ActorLexicon {
    try ActorLexicon.load(userTables: [ResourceTable(name: "my.tsv", bytes: Array(text.utf8))])
  }

  @Test func addsAPersonWithOfficeAndTerm() throws {
    let lexicon = try lexicon(
      """
      # version: 2026-01-01
      name	code	sector	office	from	to	aliases
      Ada Xyzzy	FRA	GOV	Minister of Puzzles of France	2020-05-01	2021	Madame Xyzzy
      """)
    let found = try #require(lexicon.resolve(name: "Madame Xyzzy", on: CalendarDay("2020-06-01")))
    #expect(found.code == "FRA")
    #expect(found.office == "Minister of Puzzles of France")
    #expect(found.resource == ResourceReference(table: "my.tsv", line: 3))
    #expect(lexicon.coverage().tables.last?.version == "2026-01-01")
  }

  @Test func comesBeforeTheEmbeddedTables() throws {
    let lexicon = try lexicon("name\tcode\tkind\nWashington\tGBR\tplace\n")
    #expect(lexicon.resolve(name: "Washington", on: CalendarDay("2000-01-01"))?.code == "GBR")
  }

  @Test func blocksAName() throws {
    let lexicon = try lexicon("name\tcode\tkind\nWashington\t\tblocked\n")
    #expect(lexicon.resolve(name: "Washington", on: CalendarDay("2000-01-01"))?.kind != .state)
  }

  @Test func namesFileAndLineOfAMalformedRow() throws {
    #expect {
      try lexicon("name\tcode\tsector\n\nXyzzy\tFRA\tKING\n")
    } throws: { error in
      error as? ResourceError
        == ResourceError(
          table: "my.tsv", line: 3,
          reason: .value(column: "sector", got: "KING", expected: "a PLOVER sector such as GOV"))
    }
    #expect(throws: ResourceError.self) { try lexicon("name\tcode\nXyzzy\tFrance\n") }
    #expect(throws: ResourceError.self) { try lexicon("name\tcode\tfrom\tto\nXyzzy\tFRA\tspring\t\n") }
    #expect(throws: ResourceError.self) { try lexicon("code\tname_of_it\nFRA\tXyzzy\n") }
  }
}
