import Codebook
import Findings
import Foundation
import LanguageRuntime
import Pipeline
import SourceTexts
import TestSupport
import Testing

/// The learned reader in the whole of the pipeline.
@Suite(.enabled(if: TestModel.folder != nil && TestModel.encoder != nil, "needs model and encoder: run Scripts/setup"))
struct LearnedCoderTests {
  private static func coder(_ precision: EncoderPrecision) -> Result<DocumentCoder, any Error> {
    Result {
      try DocumentCoder(
        pipeline: LanguagePipeline.load(folder: #require(TestModel.folder)), lexicon: ActorLexicon.load(),
        encoder: EncoderChoice(folder: #require(TestModel.encoder), precision: precision))
    }
  }
  private static let int8 = coder(.int8)
  private static let float32 = coder(.float32)

  private func events(_ text: String, _ coder: DocumentCoder) -> [Event] {
    let block = Block(kind: .paragraph, span: Span(0, text.utf8.count))
    let worker = coder.makeWorker()
    let source = SourceText(text: text, blocks: [block], format: .plainText)
    return worker.code(worker.analyse(source)).events
  }

  private let text = """
    In March 1911 Bulgaria asked Greece for talks on the frontier. Athens refused, and in April Bulgarian troops crossed the \
    river. Two weeks later the two governments signed a truce in Salonika.
    """

  @Test func readsWhoDidWhatToWhomAndWhen() throws {
    let found = events(text, try Self.int8.get())
    let request = try #require(found.first { $0.category == .request })
    #expect(request.actors.compactMap(\.code) == ["BGR"])
    #expect(request.recipients.compactMap(\.code) == ["GRC"])
    #expect(request.date?.edtf == "1911-03")
    for event in found {
      #expect(event.evidence.rule.rawValue.hasPrefix("event.learned"))
      #expect((0...1).contains(event.evidence.confidence))
      #expect(event.evidence.span.start <= event.trigger.start && event.trigger.end <= event.evidence.span.end)
    }
  }

  @Test func readsTheSameTwice() throws {
    let coder = try Self.int8.get()
    #expect(events(text, coder) == events(text, coder))
  }

  @Test func decidesAlikeInIntegersAndInFloats() throws {
    func lines(_ events: [Event]) -> [String] {
      events.map { event in
        let sides = [event.actors, event.recipients].map { $0.compactMap(\.code?.rawValue).joined(separator: ",") }
        return
          "\(event.category.rawValue) \(sides[0]) > \(sides[1]) \(event.date?.edtf ?? "-") \(event.status.rawValue)"
      }
    }
    #expect(lines(events(text, try Self.int8.get())) == lines(events(text, try Self.float32.get())))
  }

  @Test(arguments: [
    "", " ", "\u{0}\u{1}", String(repeating: "war ", count: 3000), String(repeating: "!", count: 2000),
    String(repeating: "a", count: 5000), "مرحبا بالعالم. Россия напала.",
    "\u{FEFF}France\u{200B} attacked \u{1F1EB}\u{1F1F7}.",
  ]) func survivesAnyText(_ text: String) throws {
    _ = events(text, try Self.int8.get())
  }

  @Test func tellsWhatItWeighed() throws {
    let coder = try Self.int8.get()
    let block = Block(kind: .paragraph, span: Span(0, text.utf8.count))
    let source = SourceText(text: text, blocks: [block], format: .plainText)
    let request = try #require(events(text, coder).first { $0.category == .request })
    let account = try #require(LearnedExplanation(ofEventAt: request.trigger, in: source, coder: coder)).text
    #expect(account.contains("REQUEST"))
    #expect(account.contains("BGR acts"))
    #expect(account.contains("1911-03"))
    #expect(LearnedExplanation(ofEventAt: Span(0, 2), in: source, coder: coder) == nil)
  }
}
