import Analysis
import Findings
import SourceTexts
import Testing

@Suite struct HappeningGroupingTests {
  private static let model = Result { try PairModel.embedded() }

  private func report(
    _ sentence: String, name: String, document: Int64, category: PloverCategory = .support, date: String? = nil,
    isYearStated: Bool = true, actors: [ActorCode] = ["SWE", "DNK"]
  ) throws -> ComparableReport {
    let model = try Self.model.get()
    let story = StoryWords(sentence, passing: model.passing)
    let parties = actors.map { SignatureParty(code: $0) }
    return model.comparable(
      ReportSignature(
        name: name, document: document, sentence: document, category: category,
        date: date.flatMap { HistoricalDate(edtf: $0, basis: .explicit) }, isYearStated: isYearStated, actors: parties,
        story: story, clause: story.all))
  }

  private func groups(_ reports: [ComparableReport]) throws -> [Int] {
    let grouping = HappeningGrouping(model: try Self.model.get())
    var links: [HappeningGrouping.Link] = []
    for left in reports.indices {
      for right in reports.indices where right > left {
        guard let score = grouping.link(reports[left], reports[right]) else { continue }
        links.append(HappeningGrouping.Link(left: left, right: right, score: score))
      }
    }
    return grouping.groups(reports, links: links, twins: Array(reports.indices))
  }

  @Test func datesOfUnequalPrecisionAreOneHappening() throws {
    let groups = try groups([
      report(
        "Sweden and Denmark signed the treaty of Roskilde on 8 March 1658.", name: "a", document: 1, date: "1658-03-08"),
      report(
        "The treaty of Roskilde between Sweden and Denmark was signed in 1658.", name: "b", document: 2, date: "1658"),
    ])
    #expect(groups == [0, 0])
  }

  @Test func aVagueReportNeverChainsTwoDaysIntoOne() throws {
    let reports = try [
      report(
        "Sweden and Denmark signed a treaty at Roskilde on 3 March 1658.", name: "a", document: 1, date: "1658-03-03"),
      report("In March 1658 Sweden and Denmark signed a treaty at Roskilde.", name: "b", document: 2, date: "1658-03"),
      report(
        "Sweden and Denmark signed a treaty at Roskilde on 28 March 1658.", name: "c", document: 3, date: "1658-03-28"),
    ]
    let groups = try groups(reports)
    #expect(groups[0] != groups[2])
  }

  @Test func groupsDependOnNoOrder() throws {
    let reports = try [
      report(
        "Sweden and Denmark signed the treaty of Roskilde on 8 March 1658.", name: "a", document: 1, date: "1658-03-08"),
      report(
        "The treaty of Roskilde between Sweden and Denmark was signed in 1658.", name: "b", document: 2, date: "1658"),
      report("Sweden besieged Copenhagen in August 1658.", name: "c", document: 3, category: .assault, date: "1658-08"),
      report("The Swedes laid siege to Copenhagen in 1658.", name: "d", document: 4, category: .assault, date: "1658"),
      report("Denmark sent envoys to Roskilde.", name: "e", document: 5, category: .consult),
    ]
    func partition(_ order: [Int]) throws -> Set<Set<Int>> {
      var sets: [Int: Set<Int>] = [:]
      for (place, group) in try groups(order.map { reports[$0] }).enumerated() {
        sets[group, default: []].insert(order[place])
      }
      return Set(sets.values)
    }
    let expected = try partition([0, 1, 2, 3, 4])
    for order in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [1, 3, 0, 4, 2]] { #expect(try partition(order) == expected) }
  }

  @Test func aThreatAndTheAttackAreTwo() throws {
    let model = try Self.model.get()
    let threat = try report(
      "Sweden threatened to attack Copenhagen.", name: "a", document: 1, category: .threaten, date: "1658-08-08")
    let attack = try report(
      "Sweden attacked Copenhagen.", name: "b", document: 2, category: .assault, date: "1658-08-08")
    #expect(model.areTwo(threat, attack) && model.score(threat, attack) == nil)
  }

  @Test func theSameWordsOnAnotherStateAreAnotherHappening() throws {
    let model = try Self.model.get()
    let first = try report(
      "Sweden recognized the independence of Finland on 4 January 1918.", name: "a", document: 1, date: "1918-01-04",
      actors: ["SWE", "FIN"])
    let second = try report(
      "Sweden recognized the independence of Estonia on 4 January 1918.", name: "b", document: 2, date: "1918-01-04",
      actors: ["SWE", "EST"])
    #expect(model.areTwo(first, second))
  }

  @Test func twoPolitiesOfOneCodeAreTwo() throws {
    let model = try Self.model.get()
    func treaty(_ polity: String, _ document: Int64) -> ComparableReport {
      model.comparable(
        ReportSignature(
          name: polity, document: document, sentence: document, category: .support,
          actors: [SignatureParty(code: "DEU", key: "polity:\(polity)")]))
    }
    #expect(model.areTwo(treaty("nassau", 1), treaty("oldenburg", 2)))
    #expect(!model.areTwo(treaty("nassau", 1), treaty("nassau", 2)))
  }

  @Test func theSameWordsOnAnotherDayAreAnotherHappening() throws {
    let model = try Self.model.get()
    let first = try report("Sweden and Denmark held talks at Roskilde.", name: "a", document: 1, date: "1658-03-03")
    let again = try report("Sweden and Denmark held talks at Roskilde.", name: "b", document: 2, date: "1658-03-05")
    #expect(model.areTwo(first, again))
  }

  @Test func aGroupSaysWhyItIsOne() throws {
    let grouping = HappeningGrouping(model: try Self.model.get())
    let reports = try [
      report(
        "Sweden and Denmark signed the treaty of Roskilde on 8 March 1658.", name: "a", document: 1, date: "1658-03-08"),
      report("The treaty of Roskilde was signed on 8 March 1658.", name: "b", document: 2, date: "1658-03-08"),
    ]
    let reason = grouping.reason(for: 0, among: reports)
    #expect(reason.hasPrefix("one with b (") && reason.contains("day"))
    #expect(grouping.reason(for: 0, among: [reports[0]]) == "alone")
  }

  @Test func aSignatureIsReadAsItWasWritten() throws {
    let signature = try report(
      "Sweden and Denmark signed 2 treaties at Roskilde.", name: "a", document: 1, date: "1658/.."
    ).signature
    #expect(ReportSignature(line: signature.line, name: "a", document: 1, sentence: 1) == signature)
    #expect(ReportSignature(line: "", name: "a", document: 1, sentence: 1) == nil)
  }

  @Test func storyWordsTellNamesFromWordsAndLeaveYearsOut() throws {
    let story = StoryWords("In 1824 Monroe received Cañaz’s 12 letters.", passing: try Self.model.get().passing)
    #expect(story.names == ["canaz", "monro"])
    #expect(story.words == ["letter", "receiv"])
    #expect(story.numbers == ["12"])
  }
}
