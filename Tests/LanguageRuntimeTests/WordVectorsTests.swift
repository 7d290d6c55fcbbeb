import Foundation
import LanguageRuntime
import TestSupport
import Testing

/// The model's folder with a small table of vectors put in.
private struct ModelWithVectors {
  let folder: URL

  /// Three rows of two numbers; "treaty" has row 0, "pact" row 1, "Treaty" row 0 too.
  init(of model: URL, shape: String = "(3, 2)", lastRow: UInt8 = 1) throws {
    let manager = FileManager.default
    folder = manager.temporaryDirectory.appendingPathComponent("entente-vectors-\(UUID().uuidString)")
    for file in try manager.subpathsOfDirectory(atPath: model.path) {
      let source = model.appendingPathComponent(file)
      var isFolder: ObjCBool = false
      guard manager.fileExists(atPath: source.path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      let target = folder.appendingPathComponent(file)
      try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      if file != "vocab/vectors", file != "vocab/key2row" {
        try manager.createSymbolicLink(at: target, withDestinationURL: source)
      }
    }
    let head = "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }".padding(
      toLength: 117, withPad: " ", startingAt: 0)
    var array = Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0, 118, 0]) + Data(head.utf8) + Data([0x0A])
    for value: Float in [3, 4, -4, 3, 6, 8] {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { array.append(contentsOf: $0) }
    }
    try array.write(to: folder.appendingPathComponent("vocab/vectors"))
    let identifiers = StringIdentifiers()
    var keys = Data([0x83])
    for (word, row) in [("treaty", 0), ("pact", lastRow), ("Treaty", 0)] as [(String, UInt8)] {
      keys.append(0xCF)
      withUnsafeBytes(of: identifiers.identifier(word).bigEndian) { keys.append(contentsOf: $0) }
      keys.append(row)
    }
    try keys.write(to: folder.appendingPathComponent("vocab/key2row"))
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

@Suite(.enabled(if: TestModel.folder != nil, "needs the model"))
struct WordVectorsTests {
  @Test func givesTheVectorsOfAPipeline() throws {
    let model = try ModelWithVectors(of: try #require(TestModel.folder))
    defer { model.remove() }
    let vectors = try #require(try LanguagePipeline.load(folder: model.folder).vectors)
    #expect(vectors.width == 2)
    #expect(vectors.count == 3)
    #expect(vectors["treaty"] == [3, 4])
    #expect(vectors["Treaty"] == [3, 4])
    #expect(vectors["pact"] == [-4, 3])
    #expect(vectors["TREATY"] == nil)
    #expect(vectors.similarity("treaty", "Treaty") == 1)
    #expect(vectors.similarity("treaty", "pact") == 0)
    #expect(vectors.similarity("treaty", "accord") == nil)
  }

  @Test func aPipelineWithoutVectorsHasNone() throws {
    #expect(try LanguagePipeline.load(folder: try #require(TestModel.folder)).vectors == nil)
  }

  @Test func refusesATableWhoseSizeIsNotWhatItsHeadSays() throws {
    let model = try ModelWithVectors(of: try #require(TestModel.folder), shape: "(3, 3)")
    defer { model.remove() }
    #expect(
      throws: ModelError(
        file: "vocab/vectors", reason: .shape(got: "24 bytes", expected: "[3, 3] float32"))
    ) { try LanguagePipeline.load(folder: model.folder) }
  }

  @Test func refusesARowOutsideTheTable() throws {
    let model = try ModelWithVectors(of: try #require(TestModel.folder), lastRow: 3)
    defer { model.remove() }
    let error = #expect(throws: ModelError.self) { try LanguagePipeline.load(folder: model.folder) }
    #expect(error?.file == "vocab/key2row")
  }
}
