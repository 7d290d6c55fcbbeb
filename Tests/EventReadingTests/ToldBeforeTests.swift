import EventReading
import Findings
import SourceTexts
import Testing

/// What a trigger sees of the events decided before it.
struct ToldBeforeTests {
  /// Words whose heads are `heads`, in sentences of the lengths given.
  private func reading(heads: [Int], relations: [String], sentences lengths: [Int]) -> DocumentReading {
    var evidence = ReadingEvidence()
    for (number, head) in heads.enumerated() {
      evidence.words.append(
        .init(
          span: Span(number * 2, number * 2 + 1), tag: "VBD", relation: relations[number], head: head, lemma: "do",
          party: "", isTime: false, isQuoted: false, isContent: true, lemmaCategories: [], modality: 0))
    }
    var start = 0
    for length in lengths {
      evidence.sentences.append(start..<(start + length))
      start += length
    }
    evidence.passageStarts = [0]
    return DocumentReading(evidence)
  }

  private func told(_ token: Int, actors: Set<ActorCode> = ["RUS"], recipients: Set<ActorCode> = ["IRN"]) -> ToldEvent {
    ToldEvent(token: token, category: .request, actors: actors, recipients: recipients, date: "1941")
  }

  @Test func theEventAboveInTheParseGoverns() {
    // "asked … to withdraw …": word 2 hangs on 0 by xcomp, 3 on 2.
    let reading = reading(heads: [0, 0, 0, 2], relations: ["ROOT", "dobj", "xcomp", "dobj"], sentences: [4])
    let before = ToldBefore(3, history: [told(0)], in: reading)
    #expect(before.governor?.token == 0)
    #expect(before.relation == "xcomp")
    #expect(before.last?.token == 0)
    #expect(before.second == nil)
  }

  @Test func whatIsFarBackIsForgotten() {
    let reading = reading(
      heads: [0, 1, 2, 3, 4], relations: Array(repeating: "ROOT", count: 5), sentences: [1, 1, 1, 1, 1])
    #expect(ToldBefore(3, history: [told(0)], in: reading).last?.token == 0)
    #expect(ToldBefore(4, history: [told(0)], in: reading).last == nil)
    let both = ToldBefore(3, history: [told(0), told(2)], in: reading)
    #expect(both.last?.token == 2 && both.second?.token == 0)
    #expect(both.governor == nil)
  }

  @Test func aCodesPartIsTold() {
    let event = told(0, actors: ["RUS", "GBR"], recipients: ["IRN", "GBR"])
    #expect(["RUS", "IRN", "GBR", "FRA"].map { event.part(of: $0) } == ["actor", "recipient", "both", "-"])
  }

  @Test func aWordThatHangsOnItselfInARoundEndsTheSearch() {
    let reading = reading(heads: [1, 0, 1], relations: ["dep", "dep", "dep"], sentences: [3])
    #expect(ToldBefore(1, history: [told(2)], in: reading).governor == nil)
  }
}
