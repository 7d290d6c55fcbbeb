import DocumentReaders
import Foundation
import SourceTexts

/// The documents of a list of files, one after another. JSON-lines files are streamed, a document a line; every other
/// file is handed on by name, so that working threads read it.
final class DocumentQueue: @unchecked Sendable {
  // Used by the reading thread only.
  private var files: ArraySlice<String>
  private var stream: (file: String, records: JSONLinesReader)?

  private let reader: DocumentReader

  init(_ files: [String], reader: DocumentReader) {
    self.files = files[...]
    self.reader = reader
  }

  func next() -> Item? {
    while true {
      if let (file, records) = stream {
        if let record = records.next() { return Item(file: file, content: .record(record)) }
        stream = nil
      }
      guard let file = files.popFirst() else { return nil }
      guard file == "-" || JSONLinesReader.isJSONLines(path: file) else {
        return Item(file: file, content: .file(reader))
      }
      switch JSONLinesReader.open(path: file, reader: reader) {
      case .success(let records): stream = (file, records)
      case .failure(let diagnostic): return Item(file: file, content: .record(.failure(diagnostic)))
      }
    }
  }

  /// One piece of work.
  struct Item: Sendable {
    enum Content: Sendable {
      case file(DocumentReader)
      case record(Result<SourceText, ReadingDiagnostic>)
    }

    var file: String
    var content: Content

    /// The documents in it.
    func load() -> [Result<SourceText, ReadingDiagnostic>] {
      switch content {
      case .record(let record): [record]
      case .file(let reader): reader.documents(path: file)
      }
    }
  }
}
