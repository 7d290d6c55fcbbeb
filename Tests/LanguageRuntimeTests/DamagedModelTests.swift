import Foundation
import LanguageRuntime
import TestSupport
import Testing

/// A copy of the model folder made of links, in which one file is replaced.
private struct DamagedModel {
  let folder: URL

  /// - Parameter edit: Gives the new content of the file at `path`; nil removes it.
  init(of model: URL, path: String, _ edit: ((Data) -> Data)?) throws {
    let manager = FileManager.default
    folder = manager.temporaryDirectory.appendingPathComponent("entente-model-\(UUID().uuidString)")
    for file in DamagedModel.files {
      let target = folder.appendingPathComponent(file)
      try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      let source = model.appendingPathComponent(file)
      if file != path {
        try manager.createSymbolicLink(at: target, withDestinationURL: source)
      } else if let edit {
        try edit(try Data(contentsOf: source)).write(to: target)
      }
    }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  static let files = [
    "attribute_ruler/patterns", "config.cfg", "lemmatizer/lookups/lookups.bin", "meta.json", "ner/model", "ner/moves",
    "parser/model", "parser/moves", "tagger/cfg", "tagger/model", "tok2vec/model", "tokenizer", "vocab/key2row",
    "vocab/lookups.bin", "vocab/vectors",
  ]
}

/// Numbers that look random and are the same on every run (SplitMix64).
private struct Sequence64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite(.enabled(if: TestModel.folder != nil, "needs the model"))
struct DamagedModelTests {
  /// Loads and, where that succeeds, annotates.
  private func use(_ folder: URL) throws -> Int {
    try LanguagePipeline.load(folder: folder).makeAnnotator().annotate("Don't go to the U.S., he's there!").count
  }

  @Test(arguments: DamagedModel.files.filter { !["meta.json", "vocab/lookups.bin", "vocab/vectors"].contains($0) })
  func namesTheFileThatIsMissing(path: String) throws {
    let model = try DamagedModel(of: try #require(TestModel.folder), path: path, nil)
    defer { model.remove() }
    #expect(throws: ModelError(file: path, reason: .missing)) { try use(model.folder) }
  }

  @Test(arguments: DamagedModel.files.filter { $0 != "meta.json" && $0 != "config.cfg" && !$0.hasPrefix("vocab/key") })
  func namesTheFileThatIsCutShort(path: String) throws {
    for part in [0.0, 0.3, 0.999] {
      let model = try DamagedModel(of: try #require(TestModel.folder), path: path) {
        $0.prefix(Int(Double($0.count) * part))
      }
      defer { model.remove() }
      let error = #expect(throws: ModelError.self) { try use(model.folder) }
      #expect(error?.file == path)
    }
  }

  @Test(arguments: DamagedModel.files)
  func survivesFlippedBits(path: String) throws {
    var random = Sequence64(state: 7)
    for round in 0..<3 {
      let model = try DamagedModel(of: try #require(TestModel.folder), path: path) { data in
        var bytes = [UInt8](data)
        for _ in 0..<(round + 1) where !bytes.isEmpty {
          let place = Int.random(in: 0..<min(bytes.count, round % 2 == 0 ? 3000 : bytes.count), using: &random)
          bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
        return Data(bytes)
      }
      defer { model.remove() }
      // Either it is refused or it gives tokens; both are fine, a trap would end the tests.
      do { #expect(try use(model.folder) > 0) } catch { #expect(error is ModelError) }
    }
  }

  @Test func namesTheLayerWhoseShapeIsWrong() throws {
    let model = try DamagedModel(of: try #require(TestModel.folder), path: "tagger/cfg") { _ in
      Data(#"{"labels": ["NN", "VB"]}"#.utf8)
    }
    defer { model.remove() }
    let error = #expect(throws: ModelError.self) { try use(model.folder) }
    #expect(error?.file == "tagger/model")
    #expect(error?.layer?.contains("softmax") == true)
    #expect(error?.description.contains("expected [2, 96]") == true, "\(String(describing: error))")
  }

  @Test func namesAComponentThatIsNotSupported() throws {
    let model = try DamagedModel(of: try #require(TestModel.folder), path: "config.cfg") { data in
      Data(
        String(decoding: data, as: UTF8.self)
          .replacingOccurrences(of: #"factory = "ner""#, with: #"factory = "transformer""#).utf8)
    }
    defer { model.remove() }
    #expect(
      throws: ModelError(
        file: "config.cfg", layer: "[components.ner]", reason: .unsupported("factory transformer"))
    ) { try use(model.folder) }
  }

  @Test func namesTheRegularExpressionThatIsNotSupported() throws {
    let model = try DamagedModel(of: try #require(TestModel.folder), path: "tokenizer") { data in
      // A conditional group in place of the look-ahead after a plus sign, of the same length.
      guard let place = data.range(of: Data("(?![0-9])".utf8)) else { return data }
      return data.replacingCharacters(in: place, with: "(?(1)0-9)")
    }
    defer { model.remove() }
    let error = #expect(throws: ModelError.self) { try use(model.folder) }
    #expect(error?.file == "tokenizer")
    #expect(error?.layer == "prefix_search")
    guard case .unsupported(let what)? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(what.contains("(?(1)"))
  }
}

extension Data {
  fileprivate func replacingCharacters(in range: Range<Data.Index>, with text: String) -> Data {
    var copy = self
    copy.replaceSubrange(range, with: Data(text.utf8))
    return copy
  }
}
