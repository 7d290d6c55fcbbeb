import DocumentReaders
import Exports

/// The filter `code`: an article to all its findings.
public struct CodeFilter: LineFilter {
  private let coder: DocumentCoder

  public init(coder: DocumentCoder) { self.coder = coder }

  public func makeWorker() -> Worker { Worker(coder: coder.makeWorker()) }

  public struct Worker: LineFilterWorker {
    public typealias Input = ArticleInput

    let coder: DocumentCoder.Worker

    public mutating func answer(_ input: ArticleInput, id: RecordIdentifier, to json: inout JSONWriter) throws {
      let source = PlainTextReader.read(text: input.text, metadata: try input.metadata())
      let findings = coder.code(coder.analyse(source))
      CodedDocumentJSON(source).write(findings, id: id, coder: CoderVersion.coder, to: &json)
    }
  }
}
