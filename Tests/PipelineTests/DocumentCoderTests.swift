import Codebook
import Findings
import LanguageRuntime
import Pipeline
import SourceTexts
import TestSupport
import Testing

/// Every stage from a text to its findings.
@Suite(.enabled(if: TestModel.folder != nil)) struct DocumentCoderTests {
  private static let text =
    "On 8 April 1904 Britain and France signed the Entente Cordiale. “It will last,” said Cambon. In 1905 Germany threatened France. The loan was worth 20 million francs."

  private func coder() throws -> DocumentCoder {
    try DocumentCoder(
      pipeline: LanguagePipeline.load(folder: try #require(TestModel.folder)), lexicon: ActorLexicon.load())
  }

  private func source(_ text: String) -> SourceText {
    SourceText(
      text: text, blocks: [Block(kind: .paragraph, span: Span(0, text.utf8.count))],
      metadata: DocumentMetadata(published: "1999-05-01"), format: .plainText)
  }

  private func code(_ coder: DocumentCoder, _ text: String) -> DocumentFindings {
    let worker = coder.makeWorker()
    return worker.code(worker.analyse(source(text)))
  }

  @Test func everyLayerIsFoundAndEverySpanHoldsItsWords() throws {
    let findings = code(try coder(), Self.text)
    #expect(findings.times.contains { $0.edtf == "1904-04-08" })
    #expect(findings.actors.contains { $0.code == "GBR" } && findings.actors.contains { $0.code == "DEU" })
    #expect(findings.events.contains { $0.category == .support && $0.date?.edtf == "1904-04-08" })
    #expect(findings.events.contains { $0.category == .threaten && $0.date?.edtf == "1905" })
    #expect(findings.statements.contains { $0.kind == .direct })
    #expect(findings.figures.contains { $0.value == 20_000_000 })
    #expect(!findings.agreements.isEmpty)
    let spans =
      findings.times.map(\.span) + findings.actors.map(\.span) + findings.events.flatMap { [$0.span, $0.trigger] }
      + findings.statements.map(\.span) + findings.figures.map(\.span) + findings.agreements.map(\.span)
    #expect(spans.allSatisfy { !$0.isEmpty && $0.end <= Self.text.utf8.count })
    #expect(
      findings.events.allSatisfy { (0...1).contains($0.evidence.confidence) && !$0.evidence.rule.rawValue.isEmpty })
  }

  @Test func theSameTextGivesTheSameFindingsOnEveryThread() throws {
    let coder = try coder()
    let first = code(coder, Self.text)
    let worker = coder.makeWorker()
    _ = worker.code(worker.analyse(source("In 1919 Poland attacked Ukraine.")))
    #expect(worker.code(worker.analyse(source(Self.text))) == first, "nothing is left of the document before")
  }

  @Test(arguments: ["", " ", "\n\n", "…", "1904", "👑", "a\u{0}b"])
  func whatSaysNothingGivesNothing(_ text: String) throws {
    let findings = code(try coder(), text)
    #expect(findings.events.isEmpty && findings.statements.isEmpty && findings.agreements.isEmpty)
  }

  @Test func progressGoesFromNothingToAll() throws {
    let worker = try coder().makeWorker()
    var told: [Double] = []
    _ = worker.analyse(source(Self.text)) { told.append($0) }
    #expect(told.last == 1 && told == told.sorted())
  }
}
