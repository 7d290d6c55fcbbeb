import SourceTexts

/// Tells English from other languages by the share of its function words.
struct LanguageCheck {
  let knowledge: DocumentKnowledge

  /// A warning where the first 2,000 words of a text of at least 50 words hold too few English function words;
  /// English prose has 30 to 50 of 100, other languages of Latin script under 10.
  func warning(_ utf8: [UInt8], file: String) -> ReadingDiagnostic? {
    var words = 0
    var known = 0
    var word: [UInt8] = []
    for byte in utf8.prefix(40_000) {
      if byte.isASCIILetter || byte >= 0x80 {
        word.append(byte.asciiLowercased)
        continue
      }
      if !word.isEmpty {
        words += 1
        if word.count <= 7, knowledge.functionWords.contains(String(decoding: word, as: UTF8.self)) { known += 1 }
        word.removeAll(keepingCapacity: true)
      }
      if words == 2000 { break }
    }
    guard words >= 50, known * 100 < words * 10 else { return nil }
    return ReadingDiagnostic(
      .warning, .notEnglish, file: file,
      message: "\(known) of its first \(words) words are English function words; only English is analysed")
  }
}
