import ActorExtraction
import Codebook
import EventExtraction
import Findings
import LanguageRuntime
import Linguistics
import ResourceTables
import SourceTexts
import TestSupport
import Testing

/// Runs both sentences of every frame through the real language model and the real actor resolver.
@Suite(.enabled(if: TestModel.folder != nil, "needs the language model: run Scripts/setup"))
struct FrameExampleTests {
  static let tables = EmbeddedTables.names.filter { $0.hasPrefix(EventCodebook.framePrefix) }

  @Test(arguments: tables) func everyFrameFiresOnItsExampleAndIsSilentOnItsCounterexample(_ table: String) throws {
    let folder = try #require(TestModel.folder)
    let annotator = try LanguagePipeline.load(folder: folder).makeAnnotator()
    let resolver = try ActorResolver(lexicon: ActorLexicon.load())
    let coder = try EventCoder()
    let frames = coder.codebook.frames.filter { $0.reference.table == table }
    #expect(!frames.isEmpty)

    func events(_ sentence: String) -> [Event] {
      let length = sentence.utf8.count
      let document = AnalysedDocument(
        source: SourceText(
          text: sentence, blocks: [Block(kind: .paragraph, span: Span(0, length))], format: .plainText),
        passages: [ClauseRepair.repaired(annotator.analyse(ReadingText(verbatim: sentence)))])
      return coder.events(in: document, mentions: resolver.mentions(in: document, times: [], published: nil))
    }
    for frame in frames {
      let fired = events(frame.example)
      #expect(
        fired.contains { $0.category == frame.category && $0.evidence.resources.first == frame.reference },
        "\(table):\(frame.reference.line) \(frame.trigger): \(frame.example) gave \(fired.map(\.category.rawValue))")
      if !frame.gives.isEmpty, let event = fired.first(where: { $0.evidence.resources.first == frame.reference }) {
        #expect(sides(of: event) == frame.gives, "\(frame.reference) \(frame.trigger): \(frame.example)")
      }
      // What is told as not done is no event that the counterexample should be without.
      let stray = frame.counterexamples.flatMap(events).filter {
        $0.evidence.resources.contains(frame.reference) && $0.status != .denied
      }
      #expect(
        stray.isEmpty, "\(table):\(frame.reference.line) \(frame.trigger) fired on: \(frame.counterexample)")
    }
  }

  /// The codes of who does it to whom: `FRA>DEU`; `FRA+DEU` where both do it.
  private func sides(of event: Event) -> String {
    func codes(_ parties: [ActorMention]) -> String {
      var seen: [String] = []
      for code in parties.map({ $0.code?.rawValue ?? "?" }) where !seen.contains(code) { seen.append(code) }
      return seen.joined(separator: "+")
    }
    return event.recipients.isEmpty ? codes(event.actors) : codes(event.actors) + ">" + codes(event.recipients)
  }
}
