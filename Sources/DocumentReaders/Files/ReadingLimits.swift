/// How much of a file is read at most, so that no file can take the machine's memory or hours of its time.
public struct ReadingLimits: Sendable {
  /// Bytes of a text, Markdown or HTML file, and of one line of JSON lines.
  public var textBytes: Int
  /// Bytes of a PDF or DOCX file.
  public var documentBytes: Int
  /// Bytes that a DOCX file may unpack to.
  public var unpackedBytes: Int
  /// Seconds that the PDF tools may take over one file.
  public var toolSeconds: Int

  /// 64 MiB of text, 256 MiB of PDF or DOCX, 256 MiB unpacked, 120 s.
  public init(
    textBytes: Int = 64 << 20, documentBytes: Int = 256 << 20, unpackedBytes: Int = 256 << 20, toolSeconds: Int = 120
  ) {
    self.textBytes = textBytes
    self.documentBytes = documentBytes
    self.unpackedBytes = unpackedBytes
    self.toolSeconds = toolSeconds
  }
}
