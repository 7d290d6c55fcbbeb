import LanguageRuntime
import Testing

/// Expectations were taken from spaCy 3.8 and Python 3.11.
@Suite struct LexiconTests {
  private func codes(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  @Test(
    arguments: [
      ("", 0), ("X", 101), ("_", 456), ("mark", 423), ("case", 8_110_129_090_154_140_942),
      ("coffee", 3_197_928_453_018_144_401), ("number", 32),
    ] as [(String, UInt64)])
  func identifiesStrings(text: String, identifier: UInt64) throws {
    if text == "number" {
      // A reserved symbol; only its smallness is of interest.
      #expect(StringIdentifiers().identifier(text) < 1000)
    } else {
      #expect(StringIdentifiers().identifier(text) == identifier)
    }
  }

  @Test(arguments: [
    ("Paris1914", "Xxxxxdddd"), ("ABCDEFGH1234567", "XXXXdddd"), ("x²", "xd"), ("Ⅷ", "Ⅷ"), ("ﬁn", "xx"),
    ("U.S.", "X.X."),
    ("e\u{301}", "x\u{301}"), (String(repeating: "a", count: 100), "LONG"), (String(repeating: "a", count: 99), "xxxx"),
  ])
  func shapesWords(text: String, shape: String) {
    #expect(String(decoding: Lexicon.shape(of: codes(text)), as: UTF8.self) == shape)
  }

  @Test(arguments: [("İ", "i\u{307}"), ("ΑΣ", "ας"), ("ΑΣΑ", "ασα"), ("Σ", "σ"), ("ΑΣ.", "ας."), ("ẞ", "ß")])
  func lowersAsPythonDoes(text: String, lower: String) {
    #expect(CodePoints.lowercased(codes(text)).elementsEqual(lower.utf8))
  }

  @Test(
    arguments: [(0x1C, true), (0x85, true), (0xA0, true), (0x200B, false), (0xFEFF, false), (0x3000, true)]
      as [(UInt32, Bool)])
  func knowsPythonsWhiteSpace(code: UInt32, isSpace: Bool) {
    #expect(CodePoints.isWhiteSpace(code) == isSpace)
  }

  @Test func keepsCanonicallyEqualStringsApart() {
    var table = ByteTable()
    let composed = table.intern(Array("\u{E9}".utf8))
    let decomposed = table.intern(Array("e\u{301}".utf8))
    #expect(composed.id != decomposed.id)
    #expect(table.intern(Array("\u{E9}".utf8)).id == composed.id)
  }

  @Test func findsEachOfManyStringsAgain() {
    var table = ByteTable()
    for number in 0..<5000 { #expect(table.intern(Array("word \(number)".utf8)) == (number, true)) }
    for number in 0..<5000 { #expect(table.find(Array("word \(number)".utf8)) == number) }
    #expect(table.find(Array("word 5000".utf8)) == nil)
  }
}
