import Evaluation
import Testing

@Suite struct ReliabilityTableTests {
  @Test func binsHoldTheirLowerBound() {
    var table = ReliabilityTable(bins: 4)
    for confidence in [0, 0.24, 0.25, 0.5, 1] { table.count(confidence: confidence, isRight: true) }
    #expect(table.bins.map(\.count) == [2, 1, 1, 1])
    #expect(table.bins[0].said == 0.12)
  }

  @Test func confidencesOutsideTheRangeCountAsItsEnds() {
    var table = ReliabilityTable(bins: 2)
    table.count(confidence: -1, isRight: false)
    table.count(confidence: 7, isRight: true)
    #expect(table.bins.map(\.said) == [0, 1])
    #expect(table.brierScore == 0)
  }

  @Test func calibrationErrorIsTheDistanceFromWhatWasSaid() {
    var table = ReliabilityTable()
    for isRight in [true, false] { table.count(confidence: 0.75, isRight: isRight) }
    #expect(table.bins[7].shareRight == 0.5)
    #expect(table.expectedCalibrationError == 0.25)
    #expect(table.brierScore == (0.0625 + 0.5625) / 2)
  }

  @Test func withoutJudgementsThereIsNoError() {
    #expect(ReliabilityTable(bins: 0).bins.count == 1)
    #expect(ReliabilityTable().expectedCalibrationError == 0)
  }
}
