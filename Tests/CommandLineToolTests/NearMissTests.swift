import Foundation
import TestSupport
import Testing

/// What the program says where a word was nearly right.
@Suite struct NearMissTests {
  private func archive() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.add("a.sqlite", try Data(contentsOf: SharedData.fixture("archives/version-1-samples.sqlite")))
    return folder
  }

  @Test(arguments: [
    (["chronicel"], "chronicle"), (["reviw"], "review"), (["help", "statments"], "statements"),
    (["docments"], "documents"),
  ])
  func aCommandThatIsNoneIsRefusedWithWhatMayHaveBeenMeant(_ arguments: [String], _ meant: String) throws {
    let outcome = try BuiltProgram.run(arguments)
    #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("Did you mean \"\(meant)\""), "\(outcome.errors)")
  }

  @Test(arguments: [
    ["chronicle", "Frnace"], ["statements", "Frnace"], ["review", "Frnace"],
  ])
  func anActorThatIsNoneIsRefusedWithWhoMayHaveBeenMeant(_ arguments: [String]) throws {
    let folder = try archive()
    let outcome = try BuiltProgram.run(arguments + ["--archive", "a.sqlite"], in: folder.url)
    #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("No actor is known by “Frnace”") && outcome.errors.contains("France"))
  }

  @Test func theCategoriesAreSixteenAndEachSaysWhatItIs() throws {
    let outcome = try BuiltProgram.run("help", "categories")
    #expect(outcome.exitCode == 0)
    let lines = outcome.lines.filter { $0.prefix { $0.isUppercase }.count > 2 }
    #expect(lines.count == 16)
    #expect(lines.allSatisfy { $0.split(separator: " ").count > 5 })
  }

  @Test(.enabled(if: TestModel.folder != nil)) func aByteOrderMarkInALexiconIsPassedOver() throws {
    let folder = try TemporaryFolder()
    try folder.add("a.txt", "On 8 April 1904 Xyzzyland and Britain signed a convention in London.")
    try folder.add("my.tsv", Data([0xEF, 0xBB, 0xBF]) + Data("name\tcode\tkind\nXyzzyland\tFRA\tstate\n".utf8))
    let read = try BuiltProgram.run(
      ["read", "a.txt", "--lexicon", "my.tsv", "--coder", "rules", "--archive", "a.sqlite"], in: folder.url)
    #expect(read.exitCode == 0, "\(read.errors)")
    let chronicle = try BuiltProgram.run(
      ["chronicle", "FRA", "--archive", "a.sqlite", "--format", "csv"], in: folder.url)
    #expect(chronicle.output.contains("1904-04-08"))
    // The row is kept with what rests on it, though the file is not given again.
    let name = try #require(chronicle.output.split(separator: "\r\n").last?.split(separator: ",")[1])
    let explained = try BuiltProgram.run(["explain", String(name), "--archive", "a.sqlite"], in: folder.url)
    #expect(explained.output.contains("name=Xyzzyland  code=FRA"), "\(explained.output)")
  }
}
