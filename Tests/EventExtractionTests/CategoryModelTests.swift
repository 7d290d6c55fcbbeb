import EventExtraction
import Findings
import LanguageRuntime
import Linguistics
import ResourceTables
import SourceTexts
import TestSupport
import Testing

@Suite struct CategoryModelTests {
  private func model(_ file: [UInt8]) throws -> CategoryModel {
    try file.withUnsafeBufferPointer { try CategoryModel(name: "weights.bin", bytes: $0) }
  }

  private let file = CategoryModel.file(
    classes: ["AID", "ASSAULT"], sharpness: 2, scales: [0.5, 0.25], hashes: [7, CategoryModel.biasHash],
    weights: [4, -4, 1, 2])

  @Test func weightsSurviveTheirFile() throws {
    let model = try model(file)
    #expect(model.classes == ["AID", "ASSAULT"])
    #expect(model.sharpness == 2)
    // Nothing but the constant feature: 1 · 0.5 and 2 · 0.25.
    #expect(model.margins(of: PairFeatures()) == [0.5, 0.5])
  }

  @Test func anotherReadersOpinionIsWeighed() throws {
    let model = try model(file)
    // Alone the model doesn't know: 0.5 for either.
    #expect(abs(model.best(PairFeatures()).probability - 0.5) < 1e-6)
    #expect(model.best(PairFeatures(), with: ["AID": 0.9, "ASSAULT": 0.1]).name == "AID")
    #expect(model.best(PairFeatures(), with: ["AID": 0.2, "ASSAULT": 0.8]).name == "ASSAULT")
    // A class that the other doesn't have is improbable to it, not impossible.
    #expect(model.best(PairFeatures(), with: ["AID": 0.001]).name == "AID")
  }

  @Test func brokenFilesAreRefused() {
    #expect(throws: ResourceError.self) { try model(Array(file.dropLast())) }
    #expect(throws: ResourceError.self) { try model(file + [0]) }
    #expect(throws: ResourceError.self) { try model([0x45, 0x56]) }
    #expect(throws: ResourceError.self) { try model([]) }
  }

  @Test func probabilitiesAddUpToOne() {
    let margins: [Float] = [0.3, -1.2, 0.9]
    let sum = margins.indices.reduce(0.0) {
      $0 + CategoryModel.probability(of: $1, margins: margins, sharpness: 3)
    }
    #expect(abs(sum - 1) < 1e-9)
  }

  @Test(.enabled(if: TestModel.folder != nil, "needs the language model: run Scripts/setup"))
  func marksGetTheCategoryOfWhatTheOneDoesToTheOther() throws {
    let folder = try #require(TestModel.folder)
    let annotator = try LanguagePipeline.load(folder: folder).makeAnnotator()
    let coder = try EventCoder()
    func category(_ text: String, _ actor: String, _ recipient: String) -> PloverCategory {
      let passage = annotator.analyse(ReadingText(verbatim: text))
      let first = passage.tokens(of: actor)
      return coder.classify(
        passage: passage, actor: first, recipient: passage.tokens(of: recipient, notOverlapping: first))
    }
    #expect(
      category("Norway's premier praised the Danish parliament.", "Norway's premier", "Danish parliament") == .support)
    #expect(category("The rebels freed four Polish engineers.", "The rebels", "four Polish engineers") == .retreat)
    #expect(category("Ghana apologised to Togo on Monday.", "Ghana", "Togo") == .concede)
    #expect(category("Two jets of Ruritania bombed Graustark.", "Ruritania", "Graustark") == .assault)
  }
}
