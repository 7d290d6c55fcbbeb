import Store
import Testing

@Suite struct SearchTests {
  private func archive() throws -> Archive {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    return archive
  }

  @Test(arguments: ["sign", "SIGNING entente", "\"entente cordiale\"", "Entente cordialé", "signed AND", "entente."])
  func findsStemsPhrasesAndAccents(words: String) throws {
    let isFound = try !archive().search(words).isEmpty
    #expect(isFound == (words != "signed AND" || SampleDocument.text.contains(" and ")))
  }

  @Test(arguments: ["", "   ", "\"", "\"\"", "*", "NEAR(", "^", "-", "():\"'"])
  func neverFailsOnWhatIsNoWord(words: String) throws {
    #expect(try archive().search(words).isEmpty)
  }

  @Test func aWordThatIsAnOperatorElsewhereIsAWordHere() throws {
    #expect(try archive().search("Britain OR Germany").isEmpty)
  }
}
