import DocumentReaders
import Exports

/// The filter `code`: an article to all its findings.
public struct CodeFilter: LineFilter {
  private let coder: DocumentCoder
  private let reader: PlainTextReader

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(coder: DocumentCoder) throws {
    self.coder = coder
    self.reader = try PlainTextReader()
  }

  public func makeWorker() -> Worker {
    Worker(coder: coder.makeWorker(), name: CoderVersion.name(reader: coder.readerVersion), reader: reader)
  }

  public struct Worker: LineFilterWorker {
    public typealias Input = ArticleInput

    let coder: DocumentCoder.Worker
    let name: String
    let reader: PlainTextReader

    public mutating func answer(_ input: ArticleInput, id: RecordIdentifier, to json: inout JSONWriter) throws {
      let source = reader.read(text: input.text, metadata: try input.metadata())
      let findings = coder.code(coder.analyse(source))
      CodedDocumentJSON(source).write(findings, id: id, coder: name, to: &json)
    }
  }
}
