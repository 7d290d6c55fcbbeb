import Foundation
import LanguageRuntime
import TestSupport
import Testing

@Suite struct ParityTests {
  @Test(
    .enabled(if: ParityFixture.shared != nil && TestModel.folder != nil, "needs the parity data and the model"),
    arguments: KernelSet.available.map(\.name))
  func givesWhatSpaCyGivesOnEveryKernelSet(kernels: String) throws {
    let fixture = try #require(ParityFixture.shared)
    let folder = try #require(TestModel.folder)
    let pipeline = try LanguagePipeline.load(folder: folder, kernels: try #require(KernelSet.named(kernels)))
    let annotated = pipeline.makeAnnotator().annotate(fixture.documents.map(\.text))
    #expect(fixture.documents.count > 1000)
    for (document, tokens) in zip(fixture.documents, annotated) {
      #expect(ParityFixture.rows(tokens) == document.rows, "\(document.identifier)")
    }
  }
}
