import Findings
import TestSupport
import Testing

@Suite(.enabled(if: TestModel.folder != nil)) struct StatementTests {
  @Test func quotationGetsItsSpeakerRoleAndSubject() throws {
    let fixture = try ExtractionFixture("French President Emmanuel Macron called Russia “an unreliable partner.”")
    let statement = try #require(try fixture.statements().first)
    #expect(statement.kind == .direct)
    #expect(statement.speaker?.name == "Emmanuel Macron")
    #expect(statement.speaker?.code == "FRA")
    #expect(statement.about == ["RUS"])
    #expect(fixture.words(statement.span) == "“an unreliable partner.”")
  }

  @Test(arguments: [
    ("Lansdowne said that France had accepted the terms.", "Lansdowne"),
    ("According to Russian sources, Iran agreed to the plan.", "Russian sources"),
    ("A number of French newspapers reported that Britain would sign.", "A number of French newspapers"),
    ("The minister, Cambon wrote, wanted an agreement with Britain.", "Cambon"),
  ])
  func reportedSpeechHasAVoice(text: String, speaker: String) throws {
    let fixture = try ExtractionFixture(text)
    #expect(try fixture.statements().map { $0.speaker?.name } == [speaker])
  }

  @Test(arguments: [
    "They attended a seminar titled “Iran and Regional Cooperation in Eurasia.”",
    "France could say that Britain had broken the agreement.",
    "Delcassé believed that Germany was isolated.",
    "He bought a “used” car in Paris.",
  ])
  func titlesPossibilitiesBeliefsAndScareQuotesAreNoStatements(text: String) throws {
    let fixture = try ExtractionFixture(text)
    #expect(try fixture.statements().isEmpty)
  }

  @Test func praiseAndBlameShowTheStance() throws {
    let fixture = try ExtractionFixture("Khamenei praised Russia. Putin accused Ukraine of betrayal.")
    #expect(try fixture.statements().map(\.stance) == [1, -1])
  }

  @Test func aQuotationOverTwoSentencesIsOne() throws {
    let fixture = try ExtractionFixture("Poincaré said: “France will not yield. She will wait.” Britain agreed.")
    let direct = try fixture.statements().filter { $0.kind == .direct }
    #expect(direct.map { fixture.words($0.span) } == ["“France will not yield. She will wait.”"])
  }

  @Test func whoIsQuotedSpeaksAndNotWhoQuotes() throws {
    let fixture = try ExtractionFixture("Putin was quoted by Reuters as saying that “the deal is dead”.")
    #expect(try fixture.statements().map { $0.speaker?.name } == ["Putin"])
  }

  @Test func aQuotationGoesOnInTheNextParagraph() throws {
    let fixture = try ExtractionFixture("Putin said: “We shall never agree to that.\n\n“And they know it very well.”")
    #expect(Set(try fixture.statements().map { $0.speaker?.name }) == ["Putin"])
  }

  @Test(arguments: [
    ("Delcassé: “Germany attacked our consul.”", "Delcassé"),
    ("“Germany attacked our consul.” — Théophile Delcassé", "Théophile Delcassé"),
    ("Delcassé hit back: “Germany attacked our consul.”", "Delcassé"),
    ("Iran attacked the ships, said a trader who goes by the name of “Hamid.”", "Hamid"),
  ])
  func colonsDashesAndAliasesNameTheSpeaker(text: String, speaker: String) throws {
    let fixture = try ExtractionFixture(text)
    #expect(try fixture.statements().map { $0.speaker?.name } == [speaker])
  }

  @Test func aParagraphLeftOpenBelongsToWhoSpeaksInTheNext() throws {
    let fixture = try ExtractionFixture(
      "“Peru attacked our boats in May.\n\n“Peru will attack again,” Macron said.")
    #expect(Set(try fixture.statements().map { $0.speaker?.name }) == ["Macron"])
  }

  @Test(arguments: [
    "“Peru attacked our boats,” said Macron.", "Peru threatened Chile; Bolivia attacked Brazil.",
  ])
  func whoActsInTheWordsSaidDoesNotSpeak(text: String) throws {
    let fixture = try ExtractionFixture(text)
    #expect(try fixture.statements().allSatisfy { $0.speaker?.name == "Macron" })
  }

  @Test(arguments: [
    ("On Monday Chile demanded the return of its boats.", "Chile"),
    ("Peru regarded the raid as an attack on its people.", "Peru"),
    ("Chile made it clear that it would stay.", "Chile"),
  ])
  func demandsAndViewsAreStatements(text: String, speaker: String) throws {
    let fixture = try ExtractionFixture(text)
    #expect(try fixture.statements().map { $0.speaker?.name } == [speaker])
  }

  @Test func reportsInsideReportsAreFollowedToADepth() throws {
    let text = Array(repeating: "Russia said that", count: 60).joined(separator: " ") + " Iran agreed."
    let fixture = try ExtractionFixture(text)
    let count = try fixture.statements().count
    #expect((2...10).contains(count))
  }
}
