/// Tells text whose signs are not the letters that the page shows: fonts embedded without a map to Unicode.
enum PDFUnmappedText {
  /// Whether a page's text is no language: hardly any letters or digits among its signs, or words without vowels and without
  /// any of the commonest words.
  static func isGibberish(_ page: PDFPage, knowledge: DocumentKnowledge) -> Bool {
    var signs = 0
    var readable = 0
    var letters = 0
    var vowels = 0
    var words = 0
    var known = 0
    for fragment in page.fragments {
      for byte in fragment.text where !byte.isBlank {
        // One for each character.
        guard byte & 0xC0 != 0x80 else { continue }
        signs += 1
        if byte.isASCIIAlphanumeric || byte >= 0xC3 && byte < 0xEE { readable += 1 }
        if byte.isASCIILetter {
          letters += 1
          if "aeiouy".utf8.contains(byte.asciiLowercased) { vowels += 1 }
        }
      }
      for word in fragment.text.split(whereSeparator: { !$0.isWordByte }) where word.first?.isASCIILetter == true {
        words += 1
        if word.count <= 7,
          knowledge.functionWords.contains(String(decoding: word.map(\.asciiLowercased), as: UTF8.self))
        {
          known += 1
        }
      }
    }
    guard signs >= 20 else { return false }
    if readable * 100 < signs * 55 { return true }
    return words >= 15 && known * 50 < words && vowels * 100 < letters * 26
  }

  /// Names of the embedded fonts without a map, from what `pdffonts` prints.
  static func fonts(_ listing: String) -> [String] {
    let lines = listing.split(separator: "\n")
    guard let head = lines.first, let mapped = head.range(of: " uni ") else { return [] }
    let column = head.distance(from: head.startIndex, to: mapped.lowerBound) + 1
    var names: [String] = []
    for line in lines.dropFirst(2) where line.count > column + 2 {
      let start = line.index(line.startIndex, offsetBy: column)
      guard line[start...].hasPrefix("no"), let name = line.split(separator: " ").first else { continue }
      // "ABCDEF+Name" is a part of Name.
      let plain = name.split(separator: "+").last.map(String.init) ?? String(name)
      if !names.contains(plain) { names.append(plain) }
    }
    return Array(names.prefix(4))
  }
}
