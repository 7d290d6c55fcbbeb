import DocumentReaders
import Foundation
import SourceTexts

/// What a reader made of a document, as JSON.
enum DocumentListing {
  /// Prints a line for each document (of scans too, where "--ocr" is among `files`); false where one couldn't be read.
  static func show(_ files: [String]) throws -> Bool {
    let readsScans = files.contains("--ocr")
    let reader = try DocumentReader(hints: ReadingHints(readsScans: readsScans))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var isGood = true
    for file in files where file != "--ocr" {
      let line: Listing
      switch reader.read(path: file) {
      case .success(let source): line = Listing(file, source)
      case .failure(let diagnostic):
        line = Listing(file, diagnostic)
        isGood = false
      }
      print(String(decoding: try encoder.encode(line), as: UTF8.self))
    }
    return isGood
  }

  private struct Listing: Encodable {
    struct Block: Encodable {
      var kind: String
      var level: Int
      var continues: Bool
      var text: String
      var date: String?
    }
    struct Note: Encodable {
      var label: String
      /// The words before its mark; nil where it has none.
      var before: String?
      var body: String
      var page: Int?
    }
    struct Page: Encodable {
      var number: Int
      var label: String?
    }

    var file: String
    var blocks: [Block] = []
    var notes: [Note] = []
    var pages: [Page] = []
    var diagnostics: [String] = []
    var metadata: DocumentMetadata?

    init(_ file: String, _ diagnostic: ReadingDiagnostic) {
      self.file = file
      diagnostics = [diagnostic.description]
    }

    init(_ file: String, _ source: SourceText) {
      self.file = file
      blocks = source.blocks.enumerated().map { index, block in
        Block(
          kind: block.kind.rawValue, level: block.level, continues: block.continues,
          text: ReadingText.reading(ofBlock: index, in: source)?.text ?? "", date: block.date?.edtf)
      }
      notes = source.notes.map { note in
        Note(
          label: note.label, before: note.mark.map { source[Span(max(0, $0.start - 40), $0.start)] },
          body: source[note.body].split(whereSeparator: \.isWhitespace).joined(separator: " "),
          page: source.page(at: note.body.start)?.number)
      }
      pages = source.pages.map { Page(number: $0.number, label: $0.label) }
      diagnostics = source.diagnostics.map(\.description)
      metadata = source.metadata
    }
  }
}
