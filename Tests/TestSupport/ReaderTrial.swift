import DocumentReaders
import SourceTexts

/// Reads broken files of one format and checks what comes out of them.
public struct ReaderTrial: Sendable {
  /// What is broken of a file.
  public enum Kind: String, Sendable, CaseIterable {
    case text, markdown, html, jsonLines = "jsonl"
    /// A PDF's places of words, as the outside tool tells them: what our own code reads.
    case pdfLayout = "pdf"
    /// The parts of a Word file.
    case word = "docx"

    /// The kind that the ending of a file's name asks for.
    public init?(ending: String) {
      switch ending {
      case "txt": self = .text
      case "md": self = .markdown
      case "html", "htm": self = .html
      default: self.init(rawValue: ending)
      }
    }
  }

  public let kind: Kind
  private let reader: DocumentReader
  private let mutator: FileMutator
  /// The other parts of the Word file whose main part is broken.
  private let members: [(name: String, content: [UInt8])]

  /// - Parameters:
  ///   - seeds: whole files; of PDF files, their layout.
  ///   - reader: a reader to be made once.
  /// - Throws: a diagnostic where a Word file among the seeds can't be unpacked.
  public init(_ kind: Kind, seeds: [[UInt8]], reader: DocumentReader, seed: UInt64 = 1904) throws {
    self.kind = kind
    self.reader = reader
    guard kind == .word else {
      mutator = FileMutator(seeds: seeds, seed: seed)
      members = []
      return
    }
    var parts: [[UInt8]] = []
    var rest: [String: [UInt8]] = [:]
    for seed in seeds {
      for (name, content) in try ZipArchive.unpack(seed) {
        if name.hasSuffix("document.xml") || name.hasSuffix("footnotes.xml") { parts.append(content) }
        rest[name] = content
      }
    }
    mutator = FileMutator(seeds: parts, seed: seed)
    members = rest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The broken file of a round.
  public func input(round: Int) -> [UInt8] {
    let bytes = mutator.mutation(round: round)
    guard kind == .word else { return bytes }
    let broken = round % 3 == 0 ? "word/footnotes.xml" : "word/document.xml"
    return StoredZip.file(members.map { $0.name == broken ? ($0.name, bytes) : $0 })
  }

  /// Reads `input`; gives what is wrong with the answer, or nil. A diagnostic instead of a document is never wrong.
  public func fault(of input: [UInt8]) -> String? {
    let documents: [Result<SourceText, ReadingDiagnostic>]
    switch kind {
    case .pdfLayout: documents = [reader.read(pdfLayout: input, name: "trial.pdf")]
    case .jsonLines: documents = JSONLinesReader.documents(in: input, name: "trial.jsonl", reader: reader)
    default: documents = [reader.read(bytes: input, name: "trial.\(kind == .text ? "txt" : kind.rawValue)")]
    }
    for case .success(let source) in documents {
      if let fault = Self.fault(of: source) { return fault }
    }
    return nil
  }

  /// What no document may be: spans outside the text, notes without words, passages that lead nowhere.
  public static func fault(of source: SourceText) -> String? {
    let length = source.text.utf8.count
    for note in source.notes where note.body.end > length || (note.mark?.end ?? 0) > length {
      return "note \(note.label) lies outside the text"
    }
    for link in source.links where link.markup.end > length || link.anchor.end > length {
      return "a link lies outside the text"
    }
    for page in source.pages where page.span.end > length { return "page \(page.number) lies outside the text" }
    for passage in ReadingText.passages(of: source) {
      let count = passage.text.utf8.count
      let span = passage.sourceSpan(of: 0..<count)
      if span.end > length { return "a passage lies outside the text" }
    }
    _ = CodePointIndex(source.text).codePoint(atByte: length)
    return nil
  }
}
