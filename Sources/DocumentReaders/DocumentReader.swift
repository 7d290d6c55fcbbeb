import Foundation
import SourceTexts

/// Reads documents of every format that Entente knows.
///
/// ```swift
/// let reader = try DocumentReader()
/// switch reader.read(path: "essay.html") {
/// case .success(let source): print(source.blocks.count)
/// case .failure(let diagnostic): print(diagnostic)  // "essay.html: error: it holds no text [empty_file]"
/// }
/// ```
///
/// No file makes it trap or loop: what can't be read is a ``ReadingDiagnostic``, and what is doubtful stands in the
/// document's own diagnostics. JSON-lines files hold many documents; ``JSONLinesReader`` streams them.
public struct DocumentReader: Sendable {
  public let limits: ReadingLimits
  let knowledge: DocumentKnowledge

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  ///
  /// - Parameter hints: what the user says of the documents.
  public init(limits: ReadingLimits = ReadingLimits(), hints: ReadingHints = ReadingHints()) throws {
    var knowledge = try DocumentKnowledge()
    knowledge.hints = hints
    self.init(limits: limits, knowledge: knowledge)
  }

  public init(limits: ReadingLimits, knowledge: DocumentKnowledge) {
    self.limits = limits
    self.knowledge = knowledge
  }

  /// Reads the document in the file at `path`; diagnostics name the file so.
  ///
  /// Of a JSON-lines file it is the first record.
  public func read(path: String) -> Result<SourceText, ReadingDiagnostic> {
    outcome(file: path) {
      let file = URL(fileURLWithPath: path)
      let (descriptor, size) = try FileBytes.open(file)
      let head = FileBytes.head(of: descriptor, count: min(size, 1 << 16))
      close(descriptor)
      guard size > 0 else { throw FileBytes.empty(path) }
      let verdict = FormatRecognition.recognise(head: head, name: path)
      if verdict == .format(.jsonLines) {
        return try JSONLinesReader.open(path: path, reader: self).get().next()?.get()
          ?? { throw FileBytes.empty(path) }()
      }
      let isText = Self.isText(verdict)
      let bytes = try FileBytes.read(file, limit: isText ? limits.textBytes : limits.documentBytes)
      return try read(bytes, as: verdict, name: path, file: file)
    }
  }

  /// Reads the document in `file`.
  public func read(file: URL) -> Result<SourceText, ReadingDiagnostic> { read(path: file.path) }

  /// Reads a document from bytes; `name` helps to tell the format and stands in diagnostics.
  public func read(bytes: [UInt8], name: String) -> Result<SourceText, ReadingDiagnostic> {
    outcome(file: name) {
      guard !bytes.isEmpty else { throw FileBytes.empty(name) }
      let verdict = FormatRecognition.recognise(head: Array(bytes.prefix(1 << 16)), name: name)
      let isText = Self.isText(verdict)
      let limit = isText ? limits.textBytes : limits.documentBytes
      guard bytes.count <= limit else { throw FileBytes.tooLarge(bytes.count, limit: limit, file: name) }
      return try read(bytes, as: verdict, name: name, file: nil)
    }
  }

  private func read(_ bytes: [UInt8], as verdict: FormatRecognition.Verdict, name: String, file: URL?) throws
    -> SourceText
  {
    switch verdict {
    case .encrypted:
      throw ReadingDiagnostic(.error, .encryptedFile, file: name, message: "it is encrypted, expected an open document")
    case .foreign(let kind):
      throw ReadingDiagnostic(
        .error, .binaryFile, file: name,
        message: "it is \(kind), expected a text, a page, a PDF or Word file or one of the other formats that are read")
    case .mismatch(let expected):
      throw ReadingDiagnostic(
        .error, .damagedFile, file: name, byte: 0, message: "it is named as \(expected) but doesn't begin like one")
    case .format(let format): return try read(bytes, as: format, name: name, file: file)
    }
  }

  private func read(_ bytes: [UInt8], as format: DocumentFormat, name: String, file: URL?) throws -> SourceText {
    switch format {
    case .plainText, .markdown, .jsonLines:
      let text = try DecodedText(bytes, name: name)
      guard text.utf8.contains(where: { !$0.isBlank && $0 != 0 }) else { throw FileBytes.empty(name) }
      if format == .markdown { return MarkdownReader(knowledge: knowledge).read(text, name: name) }
      return PlainTextReader(knowledge: knowledge).read(
        utf8: text.utf8, metadata: DocumentMetadata(), format: format, origin: text.origin,
        diagnostics: text.diagnostics, name: name)
    case .html: return try HTMLReader(knowledge: knowledge).read(bytes, name: name)
    case .pdf: return try PDFReader(knowledge: knowledge, limits: limits).read(bytes, name: name, file: file)
    case .docx: return try DOCXReader(knowledge: knowledge, limits: limits).read(bytes, name: name)
    case .openDocument: return try OpenDocumentReader(knowledge: knowledge, limits: limits).read(bytes, name: name)
    case .richText: return try RichTextReader(knowledge: knowledge).read(bytes, name: name)
    case .epub: return try EPUBReader(knowledge: knowledge, limits: limits).read(bytes, name: name)
    case .webArchive: return try MailReader(knowledge: knowledge).page(bytes, name: name)
    case .mail, .csv:
      let documents = documents(bytes: bytes, name: name)
      guard let first = documents.first else { throw FileBytes.empty(name) }
      return try first.get()
    }
  }

  /// Whether a file is all text, so that less of it is read.
  private static func isText(_ verdict: FormatRecognition.Verdict) -> Bool {
    switch verdict {
    case .format(.plainText), .format(.markdown), .format(.html), .format(.jsonLines): true
    default: false
    }
  }

  /// Names the file in every diagnostic as the caller did.
  func outcome(file: String, _ body: () throws -> SourceText) -> Result<SourceText, ReadingDiagnostic> {
    do {
      return refusingOtherLanguages(.success(try body())).mapError { diagnostic in
        var diagnostic = diagnostic
        diagnostic.file = file
        return diagnostic
      }
    } catch var diagnostic as ReadingDiagnostic {
      diagnostic.file = file
      return .failure(diagnostic)
    } catch {
      return .failure(ReadingDiagnostic(.error, .unreadableFile, file: file, message: "\(error)"))
    }
  }
}
