/// The way from a document's text back to the bytes of the file it was read from.
///
/// A list of anchors, sorted by both numbers; between two anchors the text runs on in the file. Formats that are not
/// read byte by byte (PDF, DOCX) have none, and their place is the page or the paragraph.
public struct TextOrigin: Hashable, Sendable, Codable {
  public struct Anchor: Hashable, Sendable, Codable {
    public var text: Int
    public var file: Int

    public init(text: Int, file: Int) {
      self.text = text
      self.file = file
    }
  }

  public var anchors: [Anchor]

  public init(anchors: [Anchor]) {
    self.anchors = anchors
  }

  /// The text is the file, byte for byte.
  public static let whole = TextOrigin(anchors: [Anchor(text: 0, file: 0)])

  /// No byte of the text has a byte in the file.
  public static let none = TextOrigin(anchors: [])

  /// The byte of the file where the text's byte `offset` stands, or nil where that isn't known.
  public func fileOffset(of offset: Int) -> Int? {
    var low = 0
    var high = anchors.count
    while low < high {
      let middle = (low + high) / 2
      if anchors[middle].text <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    return anchors[low - 1].file + (offset - anchors[low - 1].text)
  }
}

/// Something a reader noticed: why a file could not be read, or what was doubtful about it.
public struct ReadingDiagnostic: Hashable, Sendable, Codable, Error {
  public enum Severity: String, Sendable, Codable {
    /// The document was not read.
    case error
    /// It was read, and something in it deserves a look.
    case warning
  }

  /// Stable identifiers of what can go wrong with a file.
  public enum Code: String, Sendable, Codable, CaseIterable {
    case unreadableFile = "unreadable_file"
    case emptyFile = "empty_file"
    case tooLarge = "too_large"
    case binaryFile = "binary_file"
    case unknownFormat = "unknown_format"
    case undecodableText = "undecodable_text"
    case guessedEncoding = "guessed_encoding"
    case truncatedFile = "truncated_file"
    case damagedFile = "damaged_file"
    case encryptedFile = "encrypted_file"
    case noTextLayer = "no_text_layer"
    case noMainText = "no_main_text"
    case malformedRecord = "malformed_record"
    case missingTool = "missing_tool"
    case unmatchedNote = "unmatched_note"
    case notEnglish = "not_english"
    /// Hidden or struck-out words that are no part of the text.
    case leftOut = "left_out"
    /// A PDF's fonts don't say which letters their signs are.
    case unmappedFont = "unmapped_font"
    /// Pages were read from pictures of them.
    case scannedPages = "scanned_pages"
  }

  public var severity: Severity
  public var code: Code
  /// The file, as the user named it.
  public var file: String
  /// Line from 1, for formats that have lines.
  public var line: Int?
  /// Byte offset from 0, where it helps.
  public var byte: Int?
  /// Page from 1, for formats that have pages.
  public var page: Int?
  /// What happened and what was expected, as a sentence without the file's name.
  public var message: String

  public init(
    _ severity: Severity, _ code: Code, file: String, line: Int? = nil, byte: Int? = nil, page: Int? = nil,
    message: String
  ) {
    self.severity = severity
    self.code = code
    self.file = file
    self.line = line
    self.byte = byte
    self.page = page
    self.message = message
  }
}

extension ReadingDiagnostic: CustomStringConvertible {
  /// `file:line: error: message [code]`, the form editors can jump to.
  public var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let page { place += ": page \(page)" }
    if let byte { place += ": byte \(byte)" }
    return "\(place): \(severity.rawValue): \(message) [\(code.rawValue)]"
  }
}
