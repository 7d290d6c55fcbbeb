import Foundation
import TestSupport
import Testing

/// From files to a chronicle, on the program itself.
@Suite struct ArchiveCommandTests {
  @Test(.enabled(if: TestModel.folder != nil)) func whatCannotBeReadIsNamedAndTheRestIsStored() throws {
    let folder = try TemporaryFolder()
    try folder.add("good.txt", "On 8 April 1904 France and Britain signed a convention in London.")
    try folder.add("empty.pdf", "")
    let reading = ["read", "good.txt", "empty.pdf", "missing.html", "--archive", "a.sqlite"]
    let first = try BuiltProgram.run(reading, in: folder.url)
    #expect(first.exitCode == 1)
    #expect(first.errors.contains("empty.pdf: error:") && first.errors.contains("missing.html: error:"))
    let again = try BuiltProgram.run(["read", "good.txt", "--archive", "a.sqlite"], in: folder.url)
    #expect(again.exitCode == 0)
    #expect((again.output + again.errors).contains("1 unchanged"))

    let chronicle = try BuiltProgram.run(
      ["chronicle", "FRA", "GBR", "--archive", "a.sqlite", "--format", "csv"], in: folder.url)
    let rows = chronicle.output.split(whereSeparator: \.isNewline)
    #expect(chronicle.exitCode == 0)
    #expect(rows.count == 2)
    #expect(rows[0].hasPrefix("occurrence,finding,date,"))
    #expect(rows.last?.contains("1904-04-08") == true && rows.last?.contains("good.txt") == true)

    let named = try BuiltProgram.run(
      ["chronicle", "France", "Britain", "--archive", "a.sqlite", "--format", "csv"], in: folder.url)
    #expect(named.output == chronicle.output)
    #expect(named.errors.contains("\"France\" taken as FRA") && named.errors.contains("\"Britain\" taken as GBR"))

    let finding = try #require(rows.last?.split(separator: ",")[1])
    let explained = try BuiltProgram.run(["explain", String(finding), "--archive", "a.sqlite"], in: folder.url)
    #expect(explained.exitCode == 0)
    #expect(explained.output.contains("rule        event.") && explained.output.contains("signed"))
  }

  @Test(arguments: [
    ["chronicle", "--nonsense"], ["chronicle", "--kind", "FOO"], ["chronicle", "--from", "soon"], ["read"],
    ["explain", "zzz"], ["frobnicate"], ["chronicle", "FRA", "XXQ"], ["statements", "Xyzzyland"],
  ])
  func whatCannotBeMeantIsAUsageError(_ arguments: [String]) throws {
    let outcome = try BuiltProgram.run(arguments)
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
  }

  @Test func anArchiveThatIsNoneIsNotWrittenTo() throws {
    let folder = try TemporaryFolder()
    let file = try folder.add("notes.txt", "My notes, worth keeping.")
    let outcome = try BuiltProgram.run(["chronicle", "--archive", "notes.txt"], in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("notes.txt"))
    #expect(try String(contentsOf: file, encoding: .utf8) == "My notes, worth keeping.")
    let missing = try BuiltProgram.run(["search", "x", "--archive", "none.sqlite"], in: folder.url)
    #expect(missing.exitCode == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("none.sqlite").path))
  }
}
