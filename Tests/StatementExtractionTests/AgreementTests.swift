import Findings
import TestSupport
import Testing

@Suite(.enabled(if: TestModel.folder != nil)) struct AgreementTests {
  @Test func aPactThatIsSignedAndRepealedHasTwoRecords() throws {
    let fixture = try ExtractionFixture(
      "Russia and France signed the Treaty of Tilsit. Later Russia repealed the treaty.")
    let agreements = try fixture.agreements()
    #expect(agreements.map(\.name) == ["Treaty of Tilsit", "Treaty of Tilsit"])
    #expect(agreements.map(\.status) == [.signed, .ended])
    #expect(agreements.map(\.identifier) == ["tilsit", "tilsit"])
  }

  @Test func abbreviationsAndNamesAreOneAgreement() throws {
    let fixture = try ExtractionFixture(
      "Iran signed the Joint Comprehensive Plan of Action. America abandoned the JCPOA.")
    #expect(Set(try fixture.agreements().compactMap(\.identifier)) == ["jcpoa"])
  }

  @Test(arguments: [
    "No treaty was signed by Peru and Chile.", "A great deal of work remained.", "The port lies on the coast.",
    "Sales rose.",
  ])
  func wordsThatOnlyLookAlikeAreNoAgreements(text: String) throws {
    let fixture = try ExtractionFixture(text)
    let agreements = try fixture.agreements()
    #expect(agreements.isEmpty)
  }

  @Test func whatTwoSidesAgreedToDoIsADeal() throws {
    let fixture = try ExtractionFixture("Peru and Chile agreed to waive visas. Bolivia agreed to wait.")
    let agreements = try fixture.agreements()
    #expect(agreements.map(\.name) == ["agreed to waive visas"])
    #expect(agreements.map(\.parties) == [["PER", "CHL"]])
  }

  @Test func ratifyingWhatWasSignedMakesNoFurtherRecord() throws {
    let fixture = try ExtractionFixture(
      "Russia and France signed the Treaty of Tilsit. The parliament ratified the treaty. Later Russia ended the treaty."
    )
    #expect(try fixture.agreements().map(\.status) == [.signed, .ended])
  }

  @Test func frozenSalesAreSuspended() throws {
    let fixture = try ExtractionFixture("Moscow froze the sale of missiles to Iran.")
    #expect(try fixture.agreements().map(\.status) == [.suspended])
  }

  @Test func aTreatyThatEndsAWarIsNotEndedItself() throws {
    let fixture = try ExtractionFixture("The war ended in 1856 with the Treaty of Tilsit.")
    #expect(try fixture.agreements().map(\.status) == [.signed])
  }

  @Test func aTreatyLivesThroughAllVerbsOfItsSentence() throws {
    let fixture = try ExtractionFixture("The INF Treaty came into force in 1988 and was abandoned by Moscow in 2019.")
    #expect(try fixture.agreements().map(\.status) == [.inForce, .ended])
  }

  @Test func aShortFormInBracketsIsKnownAfterwards() throws {
    let fixture = try ExtractionFixture(
      "Oman and France signed the Coastal Fisheries Patrol Agreement (CFPA). Later Oman abrogated the CFPA.")
    let agreements = try fixture.agreements()
    #expect(agreements.map(\.status) == [.signed, .ended])
    #expect(Set(agreements.map(\.name)).count == 1)
  }

  @Test(arguments: [
    "Russia threatened to abandon the Treaty of Tilsit.", "Russia never abandoned the Treaty of Tilsit.",
  ])
  func whatIsThreatenedOrDeniedDoesNotEndIt(text: String) throws {
    let fixture = try ExtractionFixture(text)
    #expect(try !fixture.agreements().contains { $0.status == .ended })
  }

  @Test func aPlannedTreatyIsProposed() throws {
    let fixture = try ExtractionFixture("Japan plans to sign a peace treaty with Russia.")
    #expect(try fixture.agreements().map(\.status) == [.proposed])
  }

  @Test func anAgreementThatIsMerelyNamedHasItsOwnDate() throws {
    let fixture = try ExtractionFixture("Chamberlain hailed the Munich Agreement.")
    #expect(try fixture.agreements().map { $0.date?.edtf } == ["1938-09-30"])
  }
}
