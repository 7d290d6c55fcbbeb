import Linguistics
import Testing

@Suite struct ClauseRepairTests {
  /// Each token as `text relation>head's text`, those that the repair changed only.
  private func changes(_ notation: String) throws -> [String] {
    let passage = try #require(AnalysedPassage(notation: notation))
    let repaired = ClauseRepair.repaired(passage)
    return repaired.tokens.indices.filter { repaired.tokens[$0] != passage.tokens[$0] }.map { index in
      let token = repaired.tokens[index]
      return "\(token.text) \(token.relation)>\(repaired.tokens[token.head].text)"
    }
  }

  @Test func givesBackASubjectReadWithAWeekday() throws {
    let found = try changes(
      """
      On on IN prep 4
      Friday Friday NNP compound 3 B-DATE
      Peru Peru NNP pobj 1 B-GPE
      recalled recall VBD ROOT 0
      its its PRP$ poss 6
      envoy envoy NN dobj 4
      """)
    #expect(found == ["Friday pobj>On", "Peru nsubj>recalled"])
  }

  @Test func givesBackASubjectJoinedOverAComma() throws {
    let found = try changes(
      """
      After after IN prep 9
      the the DT det 3
      fall fall NN pobj 1
      of of IN prep 3
      Lima Lima NNP pobj 4 B-GPE
      , , , punct 5
      Chile Chile NNP conj 5 B-GPE
      left leave VBN amod 7
      signed sign VBD ROOT 0
      a a DT det 11
      truce truce NN dobj 9
      """)
    #expect(found.isEmpty, "a participle stands between")
    let plain = try changes(
      """
      After after IN prep 8
      the the DT det 3
      fall fall NN pobj 1
      of of IN prep 3
      Lima Lima NNP pobj 4 B-GPE
      , , , punct 5
      Chile Chile NNP conj 5 B-GPE
      signed sign VBD ROOT 0
      a a DT det 10
      truce truce NN dobj 8
      """)
    #expect(plain == ["Chile nsubj>signed"])
  }

  @Test func givesBackASubjectJoinedToTheObjectBefore() throws {
    let found = try changes(
      """
      Peru Peru NNP nsubj 2
      arrested arrest VBD ROOT 0
      rebels rebel NNS dobj 2
      and and CC cc 3
      Chile Chile NNP conj 3
      closed close VBD conj 2
      the the DT det 8
      border border NN dobj 6
      """)
    #expect(found == ["Chile nsubj>closed"])
  }

  @Test func leavesVerbsThatShareASubject() throws {
    let found = try changes(
      """
      Peru Peru NNP nsubj 2
      attacked attack VBD ROOT 0
      Chile Chile NNP dobj 2
      and and CC cc 3
      Bolivia Bolivia NNP conj 3
      and and CC cc 2
      annexed annex VBD conj 2
      Arica Arica NNP dobj 7
      """)
    #expect(found.isEmpty)
  }

  @Test func leavesTwoJoinedAtTheHeadOfTheirClause() throws {
    let found = try changes(
      """
      In in IN prep 6
      2014 2014 CD nummod 3 B-DATE
      Rossi Rossi NNP pobj 1 B-PERSON
      and and CC cc 3
      Meier Meier NNP conj 3 B-PERSON
      met meet VBD ROOT 0
      """)
    #expect(found == ["2014 pobj>In", "Rossi nsubj>met"])
  }

  @Test func givesBackASubjectReadAsASecondObjectOfItsPreposition() throws {
    let found = try changes(
      """
      In in IN prep 5
      spring spring NN pobj 1 B-DATE
      of of IN prep 2 I-DATE
      2019 2019 CD pobj 3 I-DATE
      attacked attack VBD ROOT 0
      """)
    #expect(found.isEmpty)
    let repaired = try changes(
      """
      In in IN prep 6
      spring spring NN pobj 1 B-DATE
      of of IN prep 2 I-DATE
      2019 2019 CD pobj 3 I-DATE
      Peru Peru NNP pobj 3 B-GPE
      attacked attack VBD ROOT 0
      """)
    #expect(repaired == ["Peru nsubj>attacked"])
  }

  @Test func makesAVerbOfTheParticipleInASentenceWithoutOne() throws {
    let found = try changes(
      """
      In in IN prep 6
      1990 1990 CD pobj 1
      the the DT det 6
      League League NNP compound 6
      sponsored sponsor VBN amod 6
      talks talk NNS ROOT 0
      . . . punct 6
      """)
    #expect(found.contains("sponsored ROOT>sponsored"))
    #expect(found.contains("League nsubj>sponsored"))
    #expect(found.contains("talks dobj>sponsored"))
  }
}
