import SourceTexts
import Testing

@Suite struct SpanTests {
  @Test func overlapIsSymmetricAndNeedsASharedByte() {
    #expect(Span(0, 3).overlaps(Span(2, 5)))
    #expect(!Span(0, 3).overlaps(Span(3, 5)))
    #expect(!Span(3, 3).overlaps(Span(0, 5)))
  }
}
