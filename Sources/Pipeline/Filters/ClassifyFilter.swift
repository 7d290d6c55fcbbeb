import DocumentReaders
import EventExtraction
import Exports
import LanguageRuntime
import Linguistics
import SourceTexts

/// The filter `classify`: `{"id","text","actor","recipient"}` to `{"id","event"}`.
public struct ClassifyFilter: LineFilter {
  private let pipeline: LanguagePipeline
  private let coder: EventCoder
  private let documents: DocumentCoder?
  private let reader: PlainTextReader

  /// - Parameter documents: a coder with the learned reader, whose judgement is weighed with the frames' and the
  ///   classifier's; nil leaves those alone.
  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(pipeline: LanguagePipeline, documents: DocumentCoder? = nil) throws {
    self.pipeline = pipeline
    self.coder = try EventCoder()
    self.documents = documents
    self.reader = try PlainTextReader()
  }

  public func makeWorker() -> Worker {
    Worker(annotator: pipeline.makeAnnotator(), coder: coder, documents: documents?.makeWorker(), reader: reader)
  }

  public struct Worker: LineFilterWorker {
    public struct Input: Decodable {
      var text: String
      var actor: String
      var recipient: String
    }

    let annotator: Annotator
    let coder: EventCoder
    let documents: DocumentCoder.Worker?
    let reader: PlainTextReader

    public mutating func answer(_ input: Input, id: RecordIdentifier, to json: inout JSONWriter) throws {
      let passage = annotator.analyse(ReadingText(verbatim: input.text))
      for (field, words) in [("actor", input.actor), ("recipient", input.recipient)] {
        guard input.text.holds(words) else {
          throw LineError(.invalidField, "field \"\(field)\" names words that don't stand in the text")
        }
      }
      let actor = passage.tokens(of: input.actor)
      let recipient = passage.tokens(of: input.recipient, notOverlapping: actor)
      let category = coder.classify(
        passage: passage, actor: actor, recipient: recipient,
        with: documents?.pairCategories(
          in: reader.read(text: input.text, metadata: DocumentMetadata()), actor: actor.map(passage.span(of:)),
          recipient: recipient.map(passage.span(of:))))
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
