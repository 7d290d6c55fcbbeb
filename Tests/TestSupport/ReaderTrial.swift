import DocumentReaders
import SourceTexts

/// Reads broken files of one format and checks what comes out of them.
public struct ReaderTrial: Sendable {
  /// What is broken of a file.
  public enum Kind: String, Sendable, CaseIterable {
    case text, markdown, html, jsonLines = "jsonl"
    /// A PDF's places of words, as the outside tool tells them: what our own code reads.
    case pdfLayout = "pdf"
    /// The parts of a Word file, an OpenDocument text, a book.
    case word = "docx", openDocument = "odt", book = "epub"
    case richText = "rtf", flatOpenDocument = "fodt", webArchive = "mhtml", mailBox = "mbox", csv
    /// The words of a scanned page, as the outside tool lists them.
    case scan = "tsv"

    /// The kind that the ending of a file's name asks for.
    public init?(ending: String) {
      switch ending {
      case "txt": self = .text
      case "md": self = .markdown
      case "html", "htm": self = .html
      case "mht": self = .webArchive
      default: self.init(rawValue: ending)
      }
    }

    /// Whether it is a zip file, whose parts are broken and not its bytes.
    var isPackage: Bool { [.word, .openDocument, .book].contains(self) }

    /// Of parts whose grammar is markup.
    static let markupEndings = ["xml", "rels", "opf", "xhtml", "html", "htm", "ncx"]
  }

  public let kind: Kind
  private let reader: DocumentReader
  private let mutator: FileMutator
  /// Whole packages, and the names of the parts that are broken in them.
  private let packages: [(members: [(name: String, content: [UInt8])], broken: [String])]
  /// Parts of one kind of name are broken with each other's words.
  private let mutators: [String: FileMutator]

  /// - Parameters:
  ///   - seeds: whole files; of PDF files, their layout.
  ///   - reader: a reader to be made once.
  /// - Throws: a diagnostic where a package among the seeds can't be unpacked.
  public init(_ kind: Kind, seeds: [[UInt8]], reader: DocumentReader, seed: UInt64 = 1904) throws {
    self.kind = kind
    self.reader = reader
    mutator = FileMutator(seeds: kind.isPackage ? [] : seeds, seed: seed)
    guard kind.isPackage else {
      (packages, mutators) = ([], [:])
      return
    }
    var parts: [String: [[UInt8]]] = [:]
    packages = try seeds.map { file in
      let members = try ZipArchive.unpack(file).sorted { $0.key < $1.key }.map { (name: $0.key, content: $0.value) }
      let broken = members.filter { Kind.markupEndings.contains(Self.ending($0.name)) && !$0.content.isEmpty }
      for member in broken { parts[Self.ending(member.name), default: []].append(member.content) }
      return (members, broken.map(\.name))
    }
    mutators = parts.mapValues { FileMutator(seeds: $0, seed: seed) }
  }

  /// The broken file of a round.
  public func input(round: Int) -> [UInt8] {
    guard kind.isPackage else { return mutator.mutation(round: round) }
    guard !packages.isEmpty else { return [] }
    var noise = SplitMix(state: UInt64(truncatingIfNeeded: round) &* 0xA24B_AED4_963E_E407)
    let (members, broken) = packages[noise.below(packages.count)]
    guard !broken.isEmpty else { return StoredZip.file(members) }
    // The part with the words is the one to break most often.
    let largest = members.filter { broken.contains($0.name) }.max { $0.content.count < $1.content.count }
    let name = noise.below(2) == 0 ? largest?.name ?? broken[0] : broken[noise.below(broken.count)]
    return StoredZip.file(
      members.map { member in
        guard member.name == name, let mutator = mutators[Self.ending(name)] else { return member }
        return (name, mutator.mutation(of: member.content, round: round))
      })
  }

  private static func ending(_ name: String) -> String { name.split(separator: ".").last.map(String.init) ?? "" }

  /// Reads `input`; gives what is wrong with the answer, or nil. A diagnostic instead of a document is never wrong.
  public func fault(of input: [UInt8]) -> String? {
    let documents: [Result<SourceText, ReadingDiagnostic>]
    switch kind {
    case .pdfLayout: documents = [reader.read(pdfLayout: input, name: "trial.pdf")]
    case .scan: documents = [reader.read(scan: input, name: "trial.pdf")]
    case .mailBox, .csv: documents = reader.documents(bytes: input, name: "trial.\(kind.rawValue)")
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
