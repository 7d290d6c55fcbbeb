import Foundation
import TestSupport
import Testing

/// Decisions, documents and lists of an archive that an older version wrote, on the program itself.
@Suite struct DecisionCommandTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.add("a.sqlite", try Data(contentsOf: SharedData.fixture("archives/version-1-samples.sqlite")))
    return folder
  }

  private func run(_ arguments: String..., in folder: TemporaryFolder) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(arguments + ["--archive", "a.sqlite"], in: folder.url)
  }

  @Test func statementsFiguresAndAgreementsAreCorrectedByTheirOwnFields() throws {
    let folder = try folder()
    func first(_ list: String) throws -> String {
      let output = try run(list, "--format", "csv", in: folder).output
      return try #require(
        output.split(separator: "\r\n").dropFirst().first?.split(separator: ",").first.map(String.init))
    }
    let (statement, figure) = (try first("statements"), try first("figures"))
    #expect(try run("correct", figure, "--value", "-2.5", "--unit", "km", "--reason", "r", in: folder).exitCode == 0)
    #expect(
      try run("correct", statement, "--stance", "-1", "--about", "Russia", "--reason", "r", in: folder).exitCode == 0)
    let figures = try run("figures", "--format", "json", in: folder).output
    #expect(figures.contains("\"value\":\"-2.5\",\"unit\":\"km\"") && figures.contains("\"decision\":\"corrected\""))
    #expect(try run("statements", "--checked", "--format", "csv", in: folder).output.contains("RUS,-1"))
    let wrong = try run("correct", figure, "--stance", "1", "--reason", "r", in: folder)
    #expect(wrong.exitCode == 2 && wrong.errors.contains("has no stance; what can be corrected of it is value, unit"))
    let bad = try run("correct", statement, "--kind", "sung", "--reason", "r", in: folder)
    #expect(bad.exitCode == 2 && bad.errors.contains("“sung” can't be the kind"))
  }

  /// Fields of the lines of comma-separated values, up to the first that holds a comma.
  private func names(_ outcome: BuiltProgram.Outcome) -> [String] {
    outcome.output.split(separator: "\r\n").dropFirst().compactMap { line in
      line.split(separator: ",").dropFirst().first.map(String.init)
    }
  }

  @Test func whatIsDecidedIsShownLoggedTakenBackAndCarriedOver() throws {
    let folder = try folder()
    let all = names(try run("chronicle", "--format", "csv", in: folder))
    #expect(all.count > 20)
    #expect(try run("confirm", all[0], "--by", "A. Reader", in: folder).exitCode == 0)
    #expect(
      try run("correct", all[1], "--event", "AID", "--actors", "France", "--reason", "r", in: folder).exitCode == 0)
    #expect(try run("reject", all[2], "--reason", "r", in: folder).exitCode == 0)
    #expect(try run("merge", all[3], all[4], in: folder).exitCode == 0)
    #expect(try run("split", all[3], in: folder).exitCode == 0)
    #expect(
      try run(
        "add", "--document", "1", "--quote", "On 19 September 1898 General Kitchener met Marchand there", "--event",
        "CONSULT", "--actors", "GBR,FRA", "--date", "1898-09-19", "--reason", "by hand", in: folder
      ).exitCode == 0)
    let checked = try run("chronicle", "--checked", in: folder).output
    #expect(checked.contains("[confirmed]") && checked.contains("corrected"))
    #expect(!names(try run("chronicle", "--format", "csv", in: folder)).contains(all[2]))
    let log = try run("log", "--format", "csv", in: folder).output
    #expect(log.contains("A. Reader") && log.contains("merge") && log.contains("AID"))
    #expect(try run("undo", "4", in: folder).exitCode == 0)
    #expect(names(try run("chronicle", "--format", "csv", in: folder)).contains(all[2]))

    #expect(try run("log", "--format", "json", "-o", "d.json", in: folder).exitCode == 0)
    let chronicle = try run("chronicle", "--format", "csv", in: folder).output
    let other = try self.folder()
    try other.add("d.json", try Data(contentsOf: folder.url.appendingPathComponent("d.json")))
    let imported = try run("import", "d.json", in: other)
    #expect(imported.exitCode == 0 && imported.errors.contains("0 in the archive stand on no place"))
    #expect(try run("chronicle", "--format", "csv", in: other).output == chronicle)
  }

  @Test func documentsAreNamedListedCorrectedAndRemoved() throws {
    let folder = try folder()
    let list = try run("documents", "--format", "csv", in: folder)
    #expect(list.output.contains("entente-cordiale-making.html"))
    let corrected = try run(
      "correct", "entente-cordiale-making.html", "--title", "Mine", "--reason", "r", in: folder)
    #expect(corrected.exitCode == 0)
    #expect(try run("documents", "--format", "csv", in: folder).output.contains("Mine"))
    #expect(try run("remove", "7", in: folder).exitCode == 2)
    #expect(try run("remove", "2", in: folder).exitCode == 0)
    #expect(try run("chronicle", "--document", "2", in: folder).exitCode == 2)
    #expect(try run("chronicle", "--document", "", in: folder).exitCode == 2)
  }

  @Test(arguments: [
    ["chronicle", "Frnace"], ["chronicle", "FRA", "--kind", "NONSENSE"], ["chronicle", "--basis", "rumour"],
    ["confirm", "9e561519.e1"], ["correct", "zzz", "--event", "AID", "--reason", "r"], ["undo", "9"],
    ["add", "--document", "1", "--quote", "no such words", "--event", "AID", "--actors", "FRA"],
    ["reject", "4fef783b.e698"], ["figures", "--search", " "], ["agreement", "none.json"],
  ]) func whatCannotBeMeantIsAUsageError(_ arguments: [String]) throws {
    let folder = try folder()
    let outcome = try BuiltProgram.run(arguments + ["--archive", "a.sqlite"], in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.isEmpty && !outcome.errors.isEmpty)
  }

  @Test func aMistypedCommandOrActorIsAnsweredWithWhatMayHaveBeenMeant() throws {
    #expect(try BuiltProgram.run("chronicel").errors.contains("Did you mean \"chronicle\"?"))
    #expect(try BuiltProgram.run("help", "serch").errors.contains("\"search\""))
    let folder = try folder()
    #expect(try run("chronicle", "Frnace", in: folder).errors.contains("“France”"))
  }

  @Test func categoriesAreTold() throws {
    let outcome = try BuiltProgram.run("help", "categories")
    #expect(outcome.exitCode == 0 && outcome.lines.count > 16)
    #expect(outcome.output.contains("ASSAULT") && outcome.output.contains("4 material conflict"))
  }

  @Test func aFileIsWrittenWholeAndNoArchiveIsWrittenOver() throws {
    let folder = try folder()
    let printed = try run("chronicle", "FRA", "GBR", "--format", "json", in: folder)
    #expect(try run("chronicle", "FRA", "GBR", "--format", "json", "-o", "c.json", in: folder).output.isEmpty)
    let file = folder.url.appendingPathComponent("c.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == printed.output)
    #expect(printed.output.contains("\"name\":\"entente-cordiale-making.html\""))
    #expect(try run("chronicle", "-o", "a.sqlite", in: folder).exitCode == 2)
    #expect(try run("chronicle", "-o", "nowhere/c.json", in: folder).exitCode == 2)
    #expect(try run("documents", in: folder).exitCode == 0)
  }

  @Test func theReviewBeginsWithTheMostDoubtfulAndGoesOn() throws {
    let folder = try folder()
    let first = try run("review", "--limit", "1", "--format", "csv", in: folder)
    let name = try #require(names(first).first)
    #expect(try run("confirm", name, in: folder).exitCode == 0)
    #expect(names(try run("review", "--limit", "1", "--format", "csv", in: folder)).first != name)
  }
}
