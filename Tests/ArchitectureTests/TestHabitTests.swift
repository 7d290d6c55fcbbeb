import Foundation
import TestSupport
import Testing

/// What holds of the tests themselves.
@Suite struct TestHabitTests {
  /// A test that returns where its data are absent passes without having tested anything; one that is skipped says so.
  @Test func noTestReturnsSilentlyWhereItsDataAreAbsent() throws {
    let folder = SharedData.packageFolder.appendingPathComponent("Tests")
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    var count = 0
    for path in paths.sorted() where path.hasSuffix("Tests.swift") && !path.hasSuffix("TestHabitTests.swift") {
      let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      count += 1
      for line in Self.silentReturns(in: text) {
        Issue.record("Tests/\(path):\(line) returns where it should be skipped")
      }
    }
    #expect(count > 50)
    #expect(Self.silentReturns(in: "\n    guard let a = TestModel.folder else { return }\n") == [2])
    #expect(
      Self.silentReturns(in: "    guard\n      let a = SharedData.file(\"x\")\n    else {\n      return\n    }\n") == [
        1
      ])
    #expect(Self.silentReturns(in: "    guard let code, code.count == 3 else { return }\n").isEmpty)
  }

  /// The lines of guards that return where data aren't there.
  private static func silentReturns(in text: String) -> [Int] {
    let lines = text.components(separatedBy: "\n")
    return lines.indices.filter { place in
      guard lines[place].contains("guard") else { return false }
      let rest = lines[place...].prefix(8).joined(separator: " ").split(separator: " ").joined(separator: " ")
      guard let otherwise = rest.range(of: "else { return }") else { return false }
      let asked = rest[..<otherwise.lowerBound]
      return !asked.contains("{")
        && ["SharedData.", "TestModel.", "Fixture("].contains { asked.contains($0) }
    }.map { $0 + 1 }
  }
}
