import Codebook
import Testing

@Suite struct NameFoldingTests {
  let folding: NameFolding

  init() throws { folding = try NameFolding() }

  @Test(arguments: [
    ("Côte d’Ivoire", "COTE D'IVOIRE"), ("U.S.", "US"), ("al-Assad", "Al Assad"), ("Łódź", "Lodz"),
    ("Gdańsk", "gdansk"), ("Straße", "Strasse"), ("Iran's", "Iran"), ("the Iranians’", "The Iranians"),
    ("Nguyễn", "Nguyen"), ("Ta‘if", "Taif"),
  ])
  func comparesAsEqual(left: String, right: String) {
    #expect(folding.words(of: left).map(\.hash) == folding.words(of: right).map(\.hash))
  }

  @Test(arguments: [("Iran", "Iraq"), ("Al Assad", "Assad"), ("Niger", "Nigeria"), ("s", "")])
  func comparesAsDifferent(left: String, right: String) {
    #expect(folding.words(of: left).map(\.hash) != folding.words(of: right).map(\.hash))
  }

  @Test func wordsCoverTheirLetters() {
    let text = "Å: U.S.-Irán"
    let words = folding.words(of: text)
    let found = words.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(found == ["Å", "U.S.", "Irán"])
    #expect(words.map(\.isCapitalised) == [true, true, true])
    #expect(words.map(\.isUppercase) == [false, true, false])
  }
}

@Suite struct TransliterationTests {
  let transliteration: Transliteration

  init() throws { transliteration = try Transliteration() }

  @Test(arguments: [
    ("khomeini", "chomeini"), ("mohammed", "muhammad"), ("mohamed", "muhammad"), ("hussein", "husain"),
    ("gaddafi", "qadhafi"), ("sergei", "sergey"), ("suleiman", "suleyman"), ("bourguiba", "burguiba"),
  ])
  func spellingsFallInOneClass(left: String, right: String) {
    #expect(transliteration.key(of: Array(left.utf8)) == transliteration.key(of: Array(right.utf8)))
  }

  @Test(arguments: [("hassan", "hussein"), ("kim", "kem"), ("bush", "blair")])
  func otherNamesStayApart(left: String, right: String) {
    #expect(transliteration.key(of: Array(left.utf8)) != transliteration.key(of: Array(right.utf8)))
  }

  @Test func likenessIsOneMinusTheShareOfEdits() {
    #expect(Transliteration.likeness(Array("abcd".utf8), Array("abcd".utf8)) == 1)
    #expect(Transliteration.likeness(Array("abcd".utf8), Array("abxd".utf8)) == 0.75)
    #expect(Transliteration.likeness([], Array("a".utf8)) == 0)
  }
}
