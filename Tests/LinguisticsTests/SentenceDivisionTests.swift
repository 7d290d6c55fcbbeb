import Linguistics
import Testing

@Suite struct SentenceDivisionTests {
  /// Clauses of five tokens, each joined to the one before: "Russia met Iran today ,"
  private func splice(_ clauses: Int) throws -> [Token] {
    let lines = (0..<clauses).map { clause in
      let verb = clause * 5 + 2
      return """
        Russia Russia NNP nsubj \(verb) B-GPE
        met meet VBD \(clause == 0 ? "ROOT 0" : "conj \(verb - 5)")
        Iran Iran NNP dobj \(verb) B-GPE
        today today NN npadvmod \(verb) B-DATE
        , , , punct \(verb)
        """
    }
    return try #require(AnalysedPassage(notation: lines.joined(separator: "\n"))).tokens
  }

  @Test func dividesASentenceWithoutEndBehindItsCommas() throws {
    let whole = try splice(2000)
    var tokens = whole
    SentenceDivision.divide(&tokens)
    let passage = AnalysedPassage(tokens: tokens)
    #expect(tokens.map(\.text) == whole.map(\.text))
    #expect(tokens.map(\.span) == whole.map(\.span))
    #expect(passage.sentences.count >= 10_000 / SentenceDivision.longest)
    for sentence in passage.sentences {
      #expect(sentence.count <= SentenceDivision.longest)
      #expect(tokens[sentence.upperBound - 1].text == ",")
      let roots = sentence.filter { passage.head(of: $0) == nil }
      #expect(roots.count == 1)
      #expect(roots.allSatisfy { tokens[$0].relation == "ROOT" && tokens[$0].text == "met" })
      for word in sentence {
        #expect(sentence.contains(tokens[word].head))
        // No circles: the way up ends at the root.
        #expect(passage.ancestors(of: word).count < sentence.count)
      }
    }
  }

  @Test func leavesSentencesOfOrdinaryLengthAlone() throws {
    let whole = try splice(SentenceDivision.longest / 5)
    var tokens = whole
    SentenceDivision.divide(&tokens)
    #expect(tokens == whole)
  }

  @Test func keepsEntitiesWhole() throws {
    let lines = (0..<700).map { "Name Name NNP \($0 == 0 ? "ROOT 0" : "conj 1") \($0 % 7 == 0 ? "B" : "I")-ORG" }
    var tokens = try #require(AnalysedPassage(notation: lines.joined(separator: "\n"))).tokens
    SentenceDivision.divide(&tokens)
    let starts = tokens.indices.filter { tokens[$0].startsSentence }
    #expect(starts.count > 1)
    #expect(starts.allSatisfy { tokens[$0].entityBoundary == .begin })
  }

  @Test func dividesWordsWithoutAnyPunctuation() throws {
    let lines = (0..<1000).map { "word word NN \($0 == 0 ? "ROOT 0" : "dep \($0)")" }
    var tokens = try #require(AnalysedPassage(notation: lines.joined(separator: "\n"))).tokens
    SentenceDivision.divide(&tokens)
    #expect(AnalysedPassage(tokens: tokens).sentences.map(\.count) == [400, 400, 200])
  }
}
