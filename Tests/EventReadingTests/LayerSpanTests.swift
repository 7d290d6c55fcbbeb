import EventReading
import Testing

/// Which words of a sentence are taken for a statement or an agreement.
struct LayerSpanTests {
  @Test func theRunThatLiesHighestAboveTheFloorIsTaken() {
    let spans = LayerSpan.spans(
      of: [0.1, 0.9, 0.2, 0.8, 0.1, 0, 0.9, 0.1], sentences: [0..<5, 5..<8], floor: 0.3, evidence: 0.5)
    #expect(spans == [.init(tokens: 1..<4, probability: 0.9), .init(tokens: 6..<7, probability: 0.9)])
  }

  @Test func littleEvidenceIsNone() {
    #expect(LayerSpan.spans(of: [0.5, 0.4], sentences: [0..<2], floor: 0.3, evidence: 0.5).isEmpty)
  }

  @Test func aRunEndsWithItsSentence() {
    let spans = LayerSpan.spans(of: [0.9, 0.9, 0.9], sentences: [0..<2, 2..<3], floor: 0.3, evidence: 0.5)
    #expect(spans.map(\.tokens) == [0..<2, 2..<3])
  }

  @Test func wordsThatWerentReadAreNone() {
    #expect(LayerSpan.spans(of: [0.9], sentences: [0..<2, 2..<4], floor: 0.3, evidence: 0.5).map(\.tokens) == [0..<1])
    #expect(LayerSpan.spans(of: [], sentences: [], floor: 0.3, evidence: 0.5).isEmpty)
  }
}
