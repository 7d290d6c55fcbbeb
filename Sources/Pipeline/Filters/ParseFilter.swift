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
      json.beginObject()
      json.key("id")
      id.write(to: &json)
      json.key("tokens")
      json.value { annotator.appendRows(of: input.text, to: &$0) }
      json.endObject()
      json.newline()
    }
  }
}
