import SourceTexts
import Testing

@Suite struct CodePointIndexTests {
  /// Translates by walking the text; slow and obvious.
  private static func slowCodePoint(_ text: String, _ byte: Int) -> Int {
    Array(text.utf8.prefix(byte)).filter { $0 & 0xC0 != 0x80 }.count
  }

  @Test(arguments: [
    "", "plain", "“Entente cordiale”", "naïve café 🇫🇷 1904", String(repeating: "é", count: 200),
    String(repeating: "a", count: 63) + "ü" + String(repeating: "b", count: 64),
  ])
  func agreesWithWalkingTheTextAtEveryByte(text: String) {
    let index = CodePointIndex(text)
    for byte in 0...text.utf8.count { #expect(index.codePoint(atByte: byte) == Self.slowCodePoint(text, byte)) }
    for (number, position) in text.unicodeScalars.indices.enumerated() {
      let byte = text.utf8.distance(from: text.utf8.startIndex, to: position)
      #expect(index.byte(atCodePoint: number) == byte)
      #expect(index.codePoint(atByte: byte) == number)
    }
    #expect(index.byte(atCodePoint: text.unicodeScalars.count) == text.utf8.count)
  }
}
