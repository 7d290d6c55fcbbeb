import EventExtraction
import Exports
import LanguageRuntime
import Linguistics
import SourceTexts

/// The filter `classify`: `{"id","text","actor","recipient"}` to `{"id","event"}`.
public struct ClassifyFilter: LineFilter {
  private let pipeline: LanguagePipeline
  private let coder: EventCoder

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(pipeline: LanguagePipeline) throws {
    self.pipeline = pipeline
    self.coder = try EventCoder()
  }

  public func makeWorker() -> Worker { Worker(annotator: pipeline.makeAnnotator(), coder: coder) }

  public struct Worker: LineFilterWorker {
    public struct Input: Decodable {
      var text: String
      var actor: String
      var recipient: String
    }

    let annotator: Annotator
    let coder: EventCoder

    public mutating func answer(_ input: Input, id: RecordIdentifier, to json: inout JSONWriter) throws {
      let passage = annotator.analyse(ReadingText(verbatim: input.text))
      for (field, words) in [("actor", input.actor), ("recipient", input.recipient)] {
        guard input.text.holds(words) else {
          throw LineError(.invalidField, "field \"\(field)\" names words that don't stand in the text")
        }
      }
      let actor = passage.tokens(of: input.actor)
      let category = coder.classify(
        passage: passage, actor: actor, recipient: passage.tokens(of: input.recipient, notOverlapping: actor))
      json.beginObject()
      json.key("id")
      id.write(to: &json)
      json.key("event")
      json.string(category.rawValue)
      json.endObject()
      json.newline()
    }
  }
}

extension String {
  /// Whether `words` stand in this text, white space aside; no words stand nowhere.
  fileprivate func holds(_ words: String) -> Bool {
    let wanted = words.filter { !$0.isWhitespace }
    return !wanted.isEmpty && filter { !$0.isWhitespace }.contains(wanted)
  }
}
