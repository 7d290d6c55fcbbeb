import DocumentReaders
import SourceTexts
import Testing

@Suite struct EncodingTests {
  static let text = "Delcassé’s note of 8 April 1904 said: “no change” – and cost £5."

  static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
  }

  /// The text above in Windows-1252.
  static let windows1252: [UInt8] = text.unicodeScalars.map { scalar in
    switch scalar {
    case "’": 0x92
    case "“": 0x93
    case "”": 0x94
    case "–": 0x96
    default: UInt8(scalar.value)
    }
  }

  static let cases: [([UInt8], [ReadingDiagnostic.Code])] = [
    (Array(text.utf8), []),
    ([0xEF, 0xBB, 0xBF] + Array(text.utf8), []),
    ([0xFF, 0xFE] + utf16(text, bigEndian: false), []),
    ([0xFE, 0xFF] + utf16(text, bigEndian: true), []),
    (utf16(text, bigEndian: false), [.guessedEncoding]),
    (utf16(text, bigEndian: true), [.guessedEncoding]),
    (windows1252, [.guessedEncoding]),
  ]

  @Test(arguments: cases)
  func tellsEncodingsApart(_ bytes: [UInt8], _ codes: [ReadingDiagnostic.Code]) throws {
    let source = try DocumentReader().read(bytes: bytes, name: "note.txt").get()
    #expect(source.text == Self.text)
    #expect(source.diagnostics.map(\.code) == codes)
  }

  @Test func knowsWhereTheTextStandsInTheFile() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)
    let source = try DocumentReader().read(bytes: bytes, name: "note.txt").get()
    #expect(source.origin.fileOffset(of: 10) == 13)
    let western = try DocumentReader().read(bytes: Self.windows1252, name: "note.txt").get()
    for (offset, byte) in Array(western.text.utf8).enumerated() where byte < 0x80 {
      let place = try #require(western.origin.fileOffset(of: offset))
      #expect(Self.windows1252[place] == byte)
    }
  }

  @Test func showsDamagedUTF8AsReplacementCharacters() throws {
    let bytes =
      Array("Delcassé, Théophile, Poincaré, Élysée: a list".utf8) + [0xC3, 0x28, 0x20] + Array("and more".utf8)
    let source = try DocumentReader().read(bytes: bytes, name: "note.txt").get()
    #expect(source.text.contains("list\u{FFFD}( and more"))
    #expect(source.diagnostics.map(\.code) == [.undecodableText])
    #expect(source.diagnostics.first?.byte == bytes.firstIndex(of: 0x28).map { $0 - 1 })
  }

  @Test func keepsTextWithAFewZeroBytes() throws {
    let bytes = Array(String(repeating: Self.text + " ", count: 10).utf8) + [0] + Array(Self.text.utf8)
    let source = try DocumentReader().read(bytes: bytes, name: "note.txt").get()
    #expect(source.diagnostics.map(\.code) == [.undecodableText])
  }
}
