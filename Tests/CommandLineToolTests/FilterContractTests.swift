import Foundation
import TestSupport
import Testing

/// What DESIGN.md promises of the filters, on the program itself.
@Suite struct FilterContractTests {
  @Test func badLinesGiveErrorsInTheirPlaceAndTheStreamGoesOn() throws {
    var input = Data("{\"id\":1,\"name\":\"Bush\",\"date\":\"1990-05-01\"}\r\n\r\n".utf8)
    input += Data("{\"id\":\"a\",\"name\":\"Khomeini\"\n{\"id\":[1],\"name\":\"x\"}\n[]\n".utf8)
    input += Data("{\"id\":\"z\",\"name\":\"Kremlin\",\"date\":\"2003-13-01\"}\n".utf8) + [0xFF, 0xFE, 0x0A]
    input += Data("{\"id\":\"b\",\"name\":\"Muscovy\",\"date\":null}".utf8)
    let outcome = try BuiltProgram.run(["resolve"], input: input)
    let objects = try outcome.objects()
    #expect(outcome.exitCode == 1)
    #expect(objects.count == 8)
    #expect(objects.map { $0["error"] != nil } == [false, true, true, true, true, true, true, false])
    #expect(objects.compactMap { ($0["error"] as? [String: Any])?["line"] as? Int } == [2, 3, 4, 5, 6, 7])
    #expect(objects[0]["code"] as? String == "USA")
    #expect(objects[5]["id"] as? String == "z")
    #expect(objects[7]["code"] as? String == "RUS")
    #expect(outcome.errors.contains("6 lines failed"))
  }

  @Test(.enabled(if: TestModel.folder != nil), arguments: ["parse", "times", "code"])
  func anyNumberOfThreadsGivesTheSameBytes(_ filter: String) throws {
    let input = (0..<60).map { number in
      "{\"id\":\(number),\"date\":\"1999-0\(number % 9 + 1)-11\",\"text\":\""
        + "Last week Iran and Russia signed treaty number \(number). "
        + String(repeating: "“We reject it,” the French foreign minister said. ", count: number % 5) + "\"}\n"
    }.joined()
    let alone = try BuiltProgram.run(filter, "--threads", "1", input: input)
    let together = try BuiltProgram.run(filter, "--threads", "4", input: input)
    #expect(alone.exitCode == 0)
    #expect(try alone.objects().compactMap { $0["id"] as? Int } == Array(0..<60))
    #expect(alone.output == together.output)
  }

  @Test(.enabled(if: TestModel.folder != nil)) func offsetsCountCodePointsOfTheTextAsGiven() throws {
    let text = "“Détente” 🕊️ came. On 3 May 2001, Italy’s foreign minister visited Libya."
    let outcome = try BuiltProgram.run("code", input: "{\"id\":\"é\",\"text\":\"\(text)\"}\n")
    let object = try #require(try outcome.objects().first)
    #expect(object["id"] as? String == "é")
    let scalars = Array(text.unicodeScalars)
    func slice(_ item: [String: Any]) throws -> String {
      let start = try #require(item["start"] as? Int)
      let end = try #require(item["end"] as? Int)
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<end])
      return String(view)
    }
    let time = try #require((object["times"] as? [[String: Any]])?.first)
    #expect(try slice(time) == "3 May 2001")
    let event = try #require((object["events"] as? [[String: Any]])?.first)
    let trigger = try #require(event["trigger"] as? [String: Any])
    #expect(try slice(trigger) == "visited")
    #expect(event["event"] as? String == "CONSULT")
    let actor = try #require((event["actors"] as? [[String: Any]])?.first)
    #expect(actor["code"] as? String == "ITA")
    #expect(try slice(actor).hasPrefix("Italy"))
  }

  @Test(.enabled(if: TestModel.folder != nil)) func everyPartOfACodingIsThereEvenWhereNothingIsFound() throws {
    let outcome = try BuiltProgram.run("code", input: "{\"id\":null,\"date\":null,\"text\":\"\"}\n")
    let object = try #require(try outcome.objects().first)
    for key in ["times", "events", "statements", "figures", "citations", "agreements"] {
      #expect((object[key] as? [Any])?.isEmpty == true, "\(key)")
    }
    #expect(object["coder"] != nil)
    #expect(outcome.exitCode == 0)
  }

  @Test func malformedKnowledgeIsNamedWithFileAndLine() throws {
    let folder = try TemporaryFolder()
    let lexicon = try folder.add("mine.tsv", "name\tcode\nJane\n")
    let outcome = try BuiltProgram.run(
      ["resolve", "--lexicon", lexicon.path], input: Data("{\"id\":1,\"name\":\"Jane\"}\n".utf8))
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("mine.tsv:2"))
  }

  @Test func aModelThatIsMissingIsSetUpMissing() throws {
    let outcome = try BuiltProgram.run("parse", "--model", "/no/such/model", input: "{\"id\":1,\"text\":\"x\"}\n")
    #expect(outcome.exitCode == 3)
    #expect(outcome.errors.contains("/no/such/model"))
  }
}
