import Linguistics
import Testing

@Suite struct AnalysedPassageTests {
  private func passage() throws -> AnalysedPassage {
    try #require(
      AnalysedPassage(
        notation: """
          Lord Lord NNP compound 2 B-PERSON
          Lansdowne Lansdowne NNP nsubj 3 I-PERSON
          met meet VBD ROOT 0
          Cambon Cambon NNP dobj 3 B-PERSON
          . . . punct 3

          They they PRP nsubj 2
          agreed agree VBD ROOT 0
          """))
  }

  @Test func knowsSentencesEntitiesAndChildren() throws {
    let passage = try passage()
    #expect(passage.sentences == [0..<5, 5..<7])
    #expect(passage.entities.map(\.tokens) == [0..<2, 3..<4])
    #expect(Array(passage.children(of: 2)) == [1, 3, 4])
    #expect(passage.children(of: 2, relation: "dobj") == [3])
    #expect(passage.subtree(of: 1) == [0, 1])
    #expect(passage.ancestors(of: 0) == [1, 2])
    #expect(passage.head(of: 2) == nil)
    #expect(passage.sentence(of: 6) == 1)
    #expect(passage.text(of: 0..<3) == "Lord Lansdowne met")
    #expect(passage.span(of: 1..<2).count == 9)
  }

  @Test func refusesNotationWithoutAHead() {
    #expect(AnalysedPassage(notation: "Lord Lord NNP") == nil)
    #expect(AnalysedPassage(notation: "Lord Lord NNP nsubj 9") == nil)
  }

  @Test func anEmptyPassageHasNoSentences() { #expect(AnalysedPassage(tokens: []).sentences.isEmpty) }
}
