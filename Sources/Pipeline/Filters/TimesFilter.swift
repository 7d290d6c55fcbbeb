import DocumentReaders
import Exports
import LanguageRuntime
import Linguistics
import SourceTexts
import TemporalExtraction

/// The filter `times`: an article to its time expressions.
public struct TimesFilter: LineFilter {
  private let pipeline: LanguagePipeline
  private let tagger: TimeTagger
  private let reader: PlainTextReader

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(pipeline: LanguagePipeline) throws {
    self.pipeline = pipeline
    self.tagger = try TimeTagger()
    self.reader = try PlainTextReader()
  }

  public func makeWorker() -> Worker { Worker(annotator: pipeline.makeAnnotator(), tagger: tagger, reader: reader) }

  public struct Worker: LineFilterWorker {
    public typealias Input = ArticleInput

    let annotator: Annotator
    let tagger: TimeTagger
    let reader: PlainTextReader

    public mutating func answer(_ input: ArticleInput, id: RecordIdentifier, to json: inout JSONWriter) throws {
      let source = reader.read(text: input.text, metadata: try input.metadata())
      let document = AnalysedDocument(
        source: source, passages: ReadingText.passages(of: source).map(annotator.analyse))
      let times = tagger.tag(document, written: source.metadata.publicationDay)
      CodedDocumentJSON(source).writeTimes(times, id: id, to: &json)
    }
  }
}
