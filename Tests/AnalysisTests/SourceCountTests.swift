import Analysis
import Testing

@Suite struct SourceCountTests {
  @Test func sharedOriginsJoinSources() {
    #expect(IndependentSources.count([]) == 0)
    #expect(IndependentSources.count([(source: 1, origin: 0), (source: 2, origin: 0)]) == 2)
    #expect(IndependentSources.count([(source: 1, origin: 9), (source: 2, origin: 9), (source: 3, origin: 0)]) == 2)
    #expect(IndependentSources.count([(source: 1, origin: 9), (source: 1, origin: 8), (source: 3, origin: 8)]) == 1)
  }

  @Test func textsOfOneAuthorOrOneHouseAreOneSource() {
    let sources = SourceLineage.sources(of: [
      .init(id: 1, digest: "a", authors: ["Ada Hand"]), .init(id: 2, digest: "b", authors: ["ADA  HAND"]),
      .init(id: 3, digest: "c", publisher: "The Gazette"), .init(id: 4, digest: "d", publisher: "The Gazette"),
      .init(id: 5, digest: "e", authors: ["Bo Quill"], publisher: "The Gazette"), .init(id: 6, digest: "e"),
    ])
    #expect(sources == [1: 1, 2: 1, 3: 3, 4: 3, 5: 5, 6: 5])
  }

  @Test func reprintsAndSharedReferencesAreToldApart() throws {
    let model = try PairModel.embedded()
    func report(_ text: String, _ document: Int64) -> ComparableReport {
      model.comparable(
        ReportSignature(
          name: "\(document)", document: document, sentence: document, category: .consult,
          story: StoryWords(text, passing: model.passing)))
    }
    let text =
      "Envoys of the margrave met merchants near the frozen harbour, quarrelled over salt and parted without a bargain."
    let reports = [
      report(text, 1), report(text, 2), report("The margrave's envoys failed to agree.", 3),
      report("Talks on salt failed.", 4),
    ]
    let origins = SharedOrigins(
      reports,
      grounds: [
        .init(), .init(), .init(references: ["Salt Office Papers, vol. 3"]),
        .init(references: ["Salt Office Papers, vol. 3"]),
      ])
    #expect(origins.first == [0, 0, 2, 2])
    #expect(origins.kinds == ["", "reprint", "", "same reference"])
  }
}
