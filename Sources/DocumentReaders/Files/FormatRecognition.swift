import SourceTexts

/// Tells a file's format by its first bytes, and by its name where they don't tell.
enum FormatRecognition {
  enum Verdict: Equatable {
    case format(DocumentFormat)
    /// A format that no reader knows, with its name.
    case foreign(String)
    /// An Office file that is encrypted.
    case encrypted
    /// The name promises a format that the bytes are not.
    case mismatch(expected: String)
  }

  /// - Parameters:
  ///   - head: the file's first bytes, 4 KiB or more where there are so many.
  ///   - name: the file's name or path.
  static func recognise(head: [UInt8], name: String) -> Verdict {
    let ending = name.split(separator: "/").last?.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
    if head.prefix(1024).containsBytes("%PDF-") { return .format(.pdf) }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      if ending == "docx" || head.containsBytes("word/") || head.containsBytes("[Content_Types].xml") {
        return .format(.docx)
      }
      if head.containsBytes("opendocument.text") || ending == "odt" { return .format(.openDocument) }
      if head.containsBytes("application/epub+zip") || ending == "epub" { return .format(.epub) }
      return .foreign(head.containsBytes("opendocument") ? "an OpenDocument file that is no text" : "a zip archive")
    }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      let encrypted: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0 as UInt8] }
      return ending == "docx" || Array(head).contains(bytes: encrypted) ? .encrypted : .foreign("a Word 97 file")
    }
    for (magic, kind) in foreign where head.starts(with: magic) { return .foreign(kind) }
    if head.starts(with: Array("{\\rtf".utf8)) { return .format(.richText) }
    if head.prefix(1024).containsBytes("<office:document") { return .format(.openDocument) }
    if head.starts(with: Array("From ".utf8)), head.containsBytes("\nFrom:") || head.containsBytes("\nDate:") {
      return .format(.mail)
    }
    if head.containsBytes("multipart/related"),
      ["mht", "mhtml"].contains(ending) || head.prefix(2048).containsBytes("MIME-Version:")
    {
      return .format(.webArchive)
    }
    switch ending {
    case "odt": return .mismatch(expected: "OpenDocument")
    case "epub": return .mismatch(expected: "EPUB")
    case "csv", "tsv": return .format(.csv)
    case "pdf": return .mismatch(expected: "PDF")
    case "docx": return .mismatch(expected: "DOCX")
    case "html", "htm", "xhtml", "shtml": return .format(.html)
    case "md", "markdown", "mdown", "mkd": return .format(.markdown)
    case "jsonl", "ndjson": return .format(.jsonLines)
    default: break
    }
    let text = FoldedWords.fold(head.prefix(2048).filter { $0 != 0 && $0 < 0xEF })
    if text.starts(with: Array("<!doctype html".utf8)) || text.starts(with: Array("<html".utf8))
      || text.containsBytes("<html") && text.containsBytes("<head") || text.starts(with: Array("<body".utf8))
    {
      return .format(.html)
    }
    if text.first == 0x7B, isRecord(head) { return .format(.jsonLines) }
    return .format(.plainText)
  }

  /// Whether the first line is, as far as it can be seen, an object with a member `text`.
  private static func isRecord(_ head: [UInt8]) -> Bool {
    let line = head.drop(while: \.isBlank).prefix { $0 != 0x0A }
    if line.endIndex < head.endIndex {
      return line.containsBytes("\"text\"") && (line.last { !$0.isBlank } ?? 0) == 0x7D
    }
    return line.containsBytes("\"text\"") || line.containsBytes("\"id\"")
  }

  private static let foreign: [([UInt8], String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    ([0x47, 0x49, 0x46, 0x38], "a GIF picture"), ([0x1F, 0x8B], "a gzip file"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"), ([0x42, 0x5A, 0x68], "a bzip2 file"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7-zip archive"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file"), (Array("SQLite format 3".utf8), "an SQLite database"),
    (Array("%!PS".utf8), "a PostScript file"),
  ]
}

extension Collection where Element == UInt8 {
  /// Whether the ASCII `words` stand somewhere in these bytes.
  func containsBytes(_ words: StaticString) -> Bool {
    words.withUTF8Buffer { words in
      guard let first = words.first else { return true }
      var rest = self[...]
      while let place = rest.firstIndex(of: first) {
        rest = rest[place...]
        if rest.starts(with: words) { return true }
        rest = rest.dropFirst()
      }
      return false
    }
  }
}
