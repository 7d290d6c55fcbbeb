import Evaluation
import Testing

@Suite struct ConfusionTableTests {
  /// AGREE: 2 of 3 found, 1 of 3 said falsely. AID: its only one found, twice said. Silence on one AGREE.
  static let table = {
    var table = ConfusionTable()
    for (said, gold) in [("AGREE", "AGREE"), ("AGREE", "AGREE"), (nil, "AGREE"), ("AID", "AID"), ("AID", "SANCTION")] {
      table.count(said, gold: gold)
    }
    return table
  }()

  @Test func precisionAndRecallAreOfTheLabelsOwnCounts() {
    #expect(Self.table["AGREE"] == .init(2, said: 2, gold: 3))
    #expect(Self.table["AGREE"].f1 == 0.8)
    #expect(Self.table["AID"].precision == 0.5)
    #expect(Self.table["AID"].recall == 1)
  }

  @Test func macroF1CountsRareLabelsAlike() {
    let expected = (0.8 + 2.0 / 3 + 0) / 3
    #expect(abs(Self.table.macroF1(of: Self.table.labels) - expected) < 1e-12)
  }

  @Test func silenceIsNotRight() {
    #expect(Self.table.accuracy == 0.6)
    #expect(Self.table.total == 5)
  }

  @Test func nothingCountedIsNothingRight() {
    let table = ConfusionTable()
    #expect(table.accuracy == 0)
    #expect(table.macroF1(of: []) == 0)
    #expect(table["AGREE"].f1 == 0)
  }
}

extension ConfusionTable.Counts {
  fileprivate init(_ hits: Int, said: Int, gold: Int) {
    self.init()
    self.hits = hits
    self.said = said
    self.gold = gold
  }
}
