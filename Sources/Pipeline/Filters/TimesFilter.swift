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
      let document = AnalysedDocument(source: source, passages: annotator.analyse(Self.readings(of: source)))
      let reading = tagger.read(document, written: source.metadata.publicationDay)
      CodedDocumentJSON(source).writeTimes(
        reading.expressions, refused: reading.refusals.map { ($0.span, $0.reason) }, id: id, to: &json)
    }

    /// All blocks in document order, headings and captions too: whoever asks for a text's times wants every one.
    private static func readings(of source: SourceText) -> [ReadingText] {
      var readings = ReadingText.passages(of: source)
      for index in source.blocks.indices where !source.blocks[index].kind.isNarrative {
        if let reading = ReadingText.reading(ofBlock: index, in: source) { readings.append(reading) }
      }
      return readings.sorted { ($0.blocks.first ?? 0) < ($1.blocks.first ?? 0) }
    }
  }
}
