import Foundation
import TestSupport
import Testing

/// Tables that are wrong in one way each (`Fixtures/knowledge/broken.jsonl`): `entente knowledge check` names file and
/// line, what is wrong, and what may have been meant.
@Suite(.enabled(if: TestModel.folder != nil, "needs the language model: run Scripts/setup"))
struct BrokenKnowledgeTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var text: String?
    var hex: String?
    var tells: [String]
    var refused: Bool

    var testDescription: String { name }

    var bytes: Data {
      guard let hex else { return Data((text ?? "").utf8) }
      let digits = Array(hex.utf8)
      return Data(
        stride(from: 0, to: digits.count - 1, by: 2).compactMap {
          UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        })
    }
  }

  static let cases: [Case] = {
    guard let data = try? Data(contentsOf: SharedData.fixture("knowledge/broken.jsonl")) else { return [] }
    return data.split(separator: 0x0A).compactMap { try? JSONDecoder().decode(Case.self, from: $0) }
  }()

  @Test func thereAreManyWaysToBreakATable() { #expect(Self.cases.count >= 40) }

  @Test(arguments: cases) func tellsWhatIsWrongAndWhere(_ broken: Case) throws {
    let folder = try TemporaryFolder()
    try folder.add(broken.file, broken.bytes)
    let outcome = try BuiltProgram.run(["knowledge", "check", broken.file], in: folder.url)
    #expect(outcome.exitCode == (broken.refused ? 1 : 0), "\(outcome.output) \(outcome.errors)")
    for words in broken.tells { #expect(outcome.output.contains(words), "\(outcome.output) lacks \(words)") }
  }
}
