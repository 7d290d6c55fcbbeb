import Findings
import Linguistics
import SourceTexts
import TemporalExtraction
import Testing

@Suite struct EventDaterTests {
  @Test func givesEachVerbOfASentenceItsOwnDate() throws {
    let dated = try dates(
      """
      Shoigu Shoigu NNP nsubj 2
      visited visit VBD ROOT 0
      Iran Iran NNP dobj 2
      in in IN prep 2
      January January NNP pobj 4
      2015 2015 CD nummod 5
      and and CC cc 2
      Putin Putin NNP nsubj 9
      visited visit VBD conj 2
      in in IN prep 9
      November November NNP pobj 10
      """, triggers: [1, 8])
    #expect(dated.map { $0?.edtf } == ["2015-01", "2015-11"])
    #expect(dated.map { $0?.basis } == [.explicit, .carried], "the second year is taken from the first")
  }

  @Test func leavesTheDateOfATreatyWithTheTreaty() throws {
    let dated = try dates(
      """
      Russia Russia NNP nsubj 2
      repealed repeal VBD ROOT 0
      the the DT det 5
      1995 1995 CD nummod 5
      pact pact NN dobj 2
      """, triggers: [1])
    #expect(dated == [nil])
  }

  @Test func countsAnEventOnceForEachOfItsJoinedDates() throws {
    let dated = try dates(
      """
      In in IN prep 6
      the the DT det 4
      19th 19th JJ amod 4
      century century NN pobj 1
      they they PRP nsubj 6
      fought fight VBD ROOT 0
      wars war NNS dobj 6
      in in IN prep 6
      1806 1806 CD pobj 8
      and and CC cc 9
      1828 1828 CD conj 9
      """, triggers: [5])
    #expect(dated.map { $0?.edtf } == ["1806", "1828"])
  }

  @Test func countsAnEventOnceForEachOfItsJoinedRanges() throws {
    let dated = try dates(
      """
      They they PRP nsubj 2
      fought fight VBD ROOT 0
      wars war NNS dobj 2
      in in IN prep 2
      1804 1804 CD pobj 4
      - - SYM punct 7
      1813 1813 CD prep 5
      and and CC cc 7
      1826 1826 CD conj 7
      - - SYM punct 11
      1828 1828 CD prep 9
      """, triggers: [1])
    #expect(dated.map { $0?.edtf } == ["1804/1813", "1826/1828"])
  }

  @Test func datesAfterAListOfOccasionsByTheLast() throws {
    let dated = try dates(
      """
      After after IN prep 11
      the the DT det 3
      war war NN pobj 1
      in in IN prep 3
      1988 1988 CD pobj 4
      and and CC cc 3
      the the DT det 8
      withdrawal withdrawal NN conj 3
      in in IN prep 8
      1989 1989 CD pobj 9
      sought seek VBD ROOT 0
      ties tie NNS dobj 11
      """, triggers: [10])
    #expect(dated.map { $0?.edtf } == ["1989"])
  }

  @Test func datesWhatARelativeClauseSaysOfATreatyByTheTreaty() throws {
    let dated = try dates(
      """
      Russia Russia NNP nsubj 2
      repealed repeal VBD ROOT 0
      the the DT det 5
      1995 1995 CD nummod 5
      pact pact NN dobj 2
      which which WDT nsubj 7
      limited limit VBD relcl 5
      sales sale NNS dobj 7
      """, triggers: [1, 6])
    #expect(dated.map { $0?.edtf } == [nil, "1995"])
  }

  @Test(arguments: [
    ("since", "2006/.."), ("until", "../2006"), ("by", "2006"), ("after", "2006/.."), ("before", "../2006"),
    ("in", "2006"), ("about", "2006~"),
  ])
  func opensTheEndsThatPrepositionsLeaveOpen(_ preposition: String, _ expected: String) throws {
    let dated = try dates(
      """
      Moscow Moscow NNP nsubj 2
      supported support VBD ROOT 0
      Tehran Tehran NNP dobj 2
      \(preposition) \(preposition) IN prep 2
      2006 2006 CD pobj 4
      """, triggers: [1])
    #expect(dated.map { $0?.edtf } == [expected])
  }

  @Test func keepsIntervals() throws {
    let dated = try dates(
      """
      Russia Russia NNP nsubj 2
      fought fight VBD ROOT 0
      Persia Persia NNP dobj 2
      from from IN prep 2
      1804 1804 CD pobj 4
      to to IN prep 2
      1813 1813 CD pobj 6
      """, triggers: [1])
    #expect(dated.map { $0?.edtf } == ["1804/1813"])
    #expect(dated.first??.latest == CalendarDay("1813-12-31"))
  }

  static let story = """
    Russia Russia NNP nsubj 2
    invaded invade VBD ROOT 0
    Persia Persia NNP dobj 2
    in in IN prep 2
    1826 1826 CD pobj 4

    Persia Persia NNP nsubj 2
    protested protest VBD ROOT 0

    Britain Britain NNP nsubj 3
    had have VBD aux 3
    promised promise VBN ROOT 0
    help help NN dobj 3

    Persia Persia NNP nsubj 2
    remembers remember VBZ ROOT 0

    Britain Britain NNP nsubj 2
    withdrew withdraw VBD ROOT 0
    """

  @Test func carriesADateAlongThePastAndOverAPresentThatBreaksIn() throws {
    let dated = try dates(Self.story, triggers: [1, 6, 9, 12, 14])
    #expect(dated.map { $0?.edtf } == ["1826", "1826", "../1826", nil, "1826"])
    #expect(dated.map { $0?.basis } == [.explicit, .carried, .relative, nil, .carried])
    let confidences = dated.compactMap { $0?.confidence }
    #expect(confidences[0] > confidences[1])
  }

  @Test func carriesADateToWhatWasOnlyPossibleThenToo() throws {
    let dated = try dates(Self.story, triggers: [1, 6], status: .hypothetical)
    #expect(dated.map { $0?.edtf } == ["1826", "1826"])
  }

  @Test func neverTakesTheDayOfPublicationForTheDate() throws {
    let dated = try dates(
      """
      Russia Russia NNP nsubj 2
      praised praise VBD ROOT 0
      Iran Iran NNP dobj 2
      """, triggers: [1], published: "2017-02-06")
    #expect(dated == [nil])
  }

  @Test func reckonsCurrentlyFromPublicationInThePresentOnly() throws {
    func sentence(_ verb: String, _ tag: String) -> String {
      """
      Russia Russia NNP nsubj 3
      currently currently RB advmod 3
      \(verb) support \(tag) ROOT 0
      Iran Iran NNP dobj 3
      """
    }
    let present = try dates(sentence("supports", "VBZ"), triggers: [2], published: "2017-02-06")
    #expect(present.map { $0?.edtf } == ["2017-02"])
    #expect(present.map { $0?.basis } == [.relative])
    #expect(try dates(sentence("supported", "VBD"), triggers: [2], published: "2017-02-06") == [nil])
    #expect(try dates(sentence("supports", "VBZ"), triggers: [2], published: nil) == [nil])
  }

  @Test func datesByTheWarThatSomethingHappenedIn() throws {
    let dated = try dates(
      """
      Russia Russia NNP nsubj 2
      occupied occupy VBD ROOT 0
      Tabriz Tabriz NNP dobj 2
      during during IN prep 2
      World World NNP compound 6
      War War NNP pobj 4
      II II NNP nummod 6
      """, triggers: [1])
    #expect(dated.map { $0?.edtf } == ["1939/1945"])
    #expect(dated.first??.rule == "date.era")
  }

  @Test func leavesTheDateOfARelativeClauseOfTheSubjectThere() throws {
    let dated = try dates(
      """
      Germany Germany NNP nsubj 7
      which which WDT nsubj 4
      had have VBD aux 4
      annexed annex VBN relcl 1
      in in IN prep 4
      1938 1938 CD pobj 5
      attacked attack VBD ROOT 0
      Poland Poland NNP dobj 7
      """, triggers: [3, 6])
    #expect(dated.map { $0?.edtf } == ["1938", nil])
  }

  @Test func leavesWhatLayBeforeOutOfTheYearOfTheClauseAbove() throws {
    let dated = try dates(
      """
      Britain Britain NNP nsubj 2
      accused accuse VBD ROOT 0
      Russia Russia NNP dobj 2
      in in IN prep 2
      2018 2018 CD pobj 4
      after after IN mark 9
      it it PRP nsubj 9
      had have VBD aux 9
      expelled expel VBN advcl 2
      diplomats diplomat NNS dobj 9
      """, triggers: [1, 8])
    #expect(dated.map { $0?.edtf } == ["2018", "../2018"])
    #expect(dated.last??.rule == "date.before-story")
  }

  @Test func datesWhatHappenedAtATimeByTheTimeItself() throws {
    let dated = try dates(
      """
      Ties tie NNS nsubj 2
      improved improve VBD ROOT 0
      until until IN prep 2
      2008 2008 CD pobj 3
      , , , punct 4
      when when WRB advmod 8
      Russia Russia NNP nsubj 8
      invaded invade VBD relcl 4
      Georgia Georgia NNP dobj 8
      """, triggers: [1, 7])
    #expect(dated.map { $0?.edtf } == ["../2008", "2008"])
  }

  @Test(arguments: [("before", "../1948"), ("until", "../1948"), ("when", "1948")])
  func bringsTheConjunctionOfAClauseToWhatStandsAboveIt(_ conjunction: String, _ expected: String) throws {
    let dated = try dates(
      """
      Moscow Moscow NNP nsubj 2
      supported support VBD ROOT 0
      Cairo Cairo NNP dobj 2
      \(conjunction) \(conjunction) IN mark 6
      it it PRP nsubj 6
      recognized recognize VBD advcl 2
      Israel Israel NNP dobj 6
      in in IN prep 6
      1948 1948 CD pobj 8
      """, triggers: [1])
    #expect(dated.map { $0?.edtf } == [expected])
  }

  @Test func partsADateFromTheNameBehindIt() throws {
    let dated = try dates(
      """
      In in IN prep 5
      1904 1904 CD nummod 3
      France France NNP nsubj 5
      gladly gladly RB advmod 5
      signed sign VBD ROOT 0
      it it PRP dobj 5

      Britain Britain NNP nsubj 2
      signed sign VBD ROOT 0
      """, triggers: [4, 7])
    #expect(dated.map { $0?.edtf } == ["1904", "1904"])
    #expect(dated.map { $0?.basis } == [.explicit, .carried])
  }

  @Test(.timeLimit(.minutes(1))) func datesASentenceOfTenThousandClausesInTime() throws {
    var lines: [String] = []
    let clauses = 10_000
    for clause in 0..<clauses {
      let verb = clause * 5 + 2
      lines += [
        "Russia Russia NNP nsubj \(verb)",
        "fought fight VBD \(clause == 0 ? "ROOT 0" : "conj \(verb - 5)")",
        "in in IN prep \(verb)", "1904 1904 CD pobj \(verb + 1)", "and and CC cc \(verb)",
      ]
    }
    let dated = try dates(lines.joined(separator: "\n"), triggers: (0..<clauses).map { $0 * 5 + 1 })
    #expect(dated.count == clauses)
    #expect(dated.allSatisfy { $0?.edtf == "1904" })
  }

  @Test func leavesEventsWithoutAPlaceAlone() throws {
    let document = try MarkedText.document(notations: ["Peace peace NN ROOT 0"])
    let event = Event(
      category: .agree, actors: [], trigger: Span(0, 5), evidence: Evidence(span: Span(0, 5), rule: "event.test"))
    #expect(try EventDater().date([event], in: document, times: [], published: nil) == [event])
  }

  private func dates(
    _ notation: String, triggers: [Int], status: EventStatus = .occurred, published: String? = nil
  ) throws -> [HistoricalDate?] {
    let document = try MarkedText.document(notations: [notation])
    let day = published.flatMap { CalendarDay($0) }
    let times = try TimeTagger().tag(document, written: day)
    let events = triggers.map { token in
      let span = document.passages[0].tokens[token].span
      return Event(
        category: .support, actors: [], status: token == triggers[0] ? .occurred : status, trigger: span,
        place: TokenPlaceReference(passage: 0, token: token), evidence: Evidence(span: span, rule: "event.test"))
    }
    return try EventDater().date(events, in: document, times: times, published: day).map(\.date)
  }
}
