import Exports
import LanguageRuntime

/// The filter `parse`: `{"id","text"}` to tokens with tags, parse and entities.
public struct ParseFilter: LineFilter {
  private let pipeline: LanguagePipeline

  public init(pipeline: LanguagePipeline) { self.pipeline = pipeline }

  public func makeWorker() -> Worker { Worker(annotator: pipeline.makeAnnotator()) }

  public struct Worker: LineFilterWorker {
    public struct Input: Decodable {
      var text: String
    }

    let annotator: Annotator

    public mutating func answer(_ input: Input, id: RecordIdentifier, to json: inout JSONWriter) throws {
      ParsedTextJSON.write(annotator.annotate(input.text), id: id, to: &json)
    }
  }
}
