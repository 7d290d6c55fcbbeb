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

extension AnalysedPassage {
  /// The first tokens whose words are `words`, outside `taken`; nil where there are none.
  func tokens(of words: String, notOverlapping taken: Range<Int>? = nil) -> Range<Int>? {
    let wanted = words.filter { !$0.isWhitespace }
    guard !wanted.isEmpty else { return nil }
    for start in tokens.indices {
      var seen = ""
      var end = start
      while end < tokens.count, seen.count < wanted.count {
        seen += tokens[end].text.filter { !$0.isWhitespace }
        end += 1
      }
      // A name may end inside a token ("U.S.-led"), which then counts as a whole.
      guard seen.hasPrefix(wanted) else { continue }
      let found = start..<end
      if let taken, found.overlaps(taken) { continue }
      return found
    }
    return nil
  }
}
