import Findings
import Linguistics
import SourceTexts
import TemporalExtraction
import Testing

/// Dates that lie a told amount from others, that are only compared with, or that a heading or an earlier paragraph gives.
@Suite struct ReckonedDateTests {
  @Test func reckonsFromTheDateOfAPhrase() throws {
    let dated = try dates(
      [
        """
        Peru Peru NNP nsubj 2
        attacked attack VBD ROOT 0
        Chile Chile NNP dobj 2
        four four CD nummod 5
        days day NNS npadvmod 6
        after after IN prep 2
        the the DT det 8
        truce truce NN pobj 6
        of of IN prep 8
        30 30 CD nummod 11
        May May NNP pobj 9
        1881 1881 CD nummod 11
        """
      ], triggers: [(0, 1), (0, 7)])
    #expect(dated.map { $0?.edtf } == ["1881-06-03", "1881-05-30"])
    #expect(dated.first??.basis == .relative)
  }

  @Test func reckonsFromTheDateOfAClause() throws {
    let dated = try dates(
      [
        """
        Ten ten CD nummod 2
        years year NNS npadvmod 5
        after after IN mark 5
        Peru Peru NNP nsubj 5
        invaded invade VBD advcl 11
        Chile Chile NNP dobj 5
        in in IN prep 5
        April April NNP pobj 7
        1879 1879 CD nummod 8
        Bolivia Bolivia NNP nsubj 11
        invaded invade VBD ROOT 0
        Peru Peru NNP dobj 11
        """
      ], triggers: [(0, 4), (0, 10)])
    #expect(dated.map { $0?.edtf } == ["1879-04", "1889-04"])
  }

  @Test func reckonsOneOfAUnit() throws {
    let dated = try dates(
      [
        """
        A a DT det 2
        month month NN npadvmod 3
        before before IN prep 11
        the the DT det 5
        truce truce NN pobj 3
        of of IN prep 5
        23 23 CD nummod 8
        August August NNP pobj 6
        1939 1939 CD nummod 8
        they they PRP nsubj 11
        met meet VBD ROOT 0
        """
      ], triggers: [(0, 10)])
    #expect(dated.map { $0?.edtf } == ["1939-07"])
  }

  @Test func reckonsFromADateThatTheParseGaveToTheNextClause() throws {
    let dated = try dates(
      [
        """
        Ten ten CD nummod 2
        years year NNS npadvmod 5
        after after IN mark 5
        Peru Peru NNP nsubj 5
        invaded invade VBD advcl 12
        Chile Chile NNP dobj 5
        in in IN prep 12
        April April NNP pobj 7
        1879 1879 CD nummod 8
        , , , punct 12
        Bolivia Bolivia NNP nsubj 12
        invaded invade VBD ROOT 0
        """
      ], triggers: [(0, 4), (0, 11)])
    #expect(dated.map { $0?.edtf } == ["1879-04", "1889-04"])
  }

  @Test func countsAnniversariesOn() throws {
    let dated = try dates(
      [
        """
        On on IN prep 10
        the the DT det 4
        twentieth twentieth JJ amod 4
        anniversary anniversary NN pobj 1
        of of IN prep 4
        the the DT det 8
        1953 1953 CD nummod 8
        coup coup NN pobj 5
        Iran Iran NNP nsubj 10
        freed free VBD ROOT 0
        prisoners prisoner NNS dobj 10
        """
      ], triggers: [(0, 9)])
    #expect(dated.map { $0?.edtf } == ["1973"])
  }

  @Test(arguments: [("as", "in"), ("than", "in"), ("unlike", "in")])
  func leavesOutWhatIsOnlyComparedWith(_ word: String, _ preposition: String) throws {
    let dated = try dates(
      [
        """
        In in IN prep 7
        1923 1923 CD pobj 1
        \(word) \(word) IN prep 7
        \(preposition) \(preposition) IN prep 3
        1919 1919 CD pobj 4
        France France NNP nsubj 7
        occupied occupy VBD ROOT 0
        Essen Essen NNP dobj 7
        """
      ], triggers: [(0, 6)])
    #expect(dated.map { $0?.edtf } == ["1923"])
  }

  @Test func leavesOutTheLastTimeOfSomethingFirst() throws {
    let dated = try dates(
      [
        """
        Chile Chile NNP nsubj 2
        paid pay VBD ROOT 0
        the the DT det 5
        first first JJ amod 5
        visit visit NN dobj 2
        since since IN prep 5
        1979 1979 CD pobj 6
        """
      ], triggers: [(0, 1)])
    #expect(dated == [nil])
  }

  @Test func doesNotReachBackOverASemicolon() throws {
    let dated = try dates(
      [
        """
        Peru Peru NNP nsubj 2
        left leave VBD ccomp 7
        Arica Arica NNP dobj 2
        ; ; : punct 7
        in in IN prep 7
        1903 1903 CD pobj 5
        returned return VBD ROOT 0
        """
      ], triggers: [(0, 1), (0, 6)])
    #expect(dated.map { $0?.edtf } == [nil, "1903"])
  }

  @Test func doesNotRepeatAnEventForTheYearOfTheNextClause() throws {
    let dated = try dates(
      [
        """
        Peru Peru NNP nsubj 2
        seized seize VBD ROOT 0
        Arica Arica NNP dobj 2
        in in IN prep 2
        1903 1903 CD pobj 4
        and and CC cc 2
        in in IN prep 9
        1907 1907 CD pobj 7
        left leave VBD conj 2
        it it PRP dobj 9
        """
      ], triggers: [(0, 1), (0, 8)])
    #expect(dated.map { $0?.edtf } == ["1903", "1907"])
  }

  @Test func takesDecadesInARowForOneStretch() throws {
    let dated = try dates(
      [
        """
        Throughout throughout IN prep 7
        the the DT det 3
        1920s 1920s NNS pobj 1
        and and CC cc 3
        1930s 1930s NNS conj 3
        they they PRP nsubj 7
        traded trade VBD ROOT 0
        """
      ], triggers: [(0, 6)])
    #expect(dated.map { $0?.edtf } == ["1920/1939"])
  }

  @Test func datesByTheEdgeOfAnEra() throws {
    let dated = try dates(
      [
        """
        With with IN prep 9
        the the DT det 3
        end end NN pobj 1
        of of IN prep 3
        the the DT det 7
        Cold Cold NNP compound 7
        War War NNP pobj 4
        they they PRP nsubj 9
        cooperated cooperate VBD ROOT 0
        """
      ], triggers: [(0, 8)])
    #expect(dated.map { $0?.edtf } == ["1991/.."])
  }

  @Test func datesASigningByTheYearThatTheTreatyIsCalledBy() throws {
    let dated = try dates(
      [
        """
        They they PRP nsubj 2
        signed sign VBD ROOT 0
        the the DT det 5
        1907 1907 CD nummod 5
        convention convention NN dobj 2
        """
      ], triggers: [(0, 1)])
    #expect(dated.map { $0?.edtf } == ["1907"])
  }

  @Test func carriesOnlyTheYearIntoTheNextParagraph() throws {
    let first =
      "Peru Peru NNP nsubj 2\nleft leave VBD ROOT 0\nin in IN prep 2\nMay May NNP pobj 3\n1903 1903 CD nummod 4"
    let dated = try dates(
      [first, "Chile Chile NNP nsubj 2\nsigned sign VBD ROOT 0"], triggers: [(0, 1), (1, 1)])
    #expect(dated.map { $0?.edtf } == ["1903-05", "1903"])
    #expect(dated.map { $0?.rule } == ["date.clause", "date.carried-year"])
  }

  @Test func carriesTheStoryToWhatWasStillToCome() throws {
    let dated = try dates(
      [
        """
        In in IN prep 4
        1903 1903 CD pobj 1
        Peru Peru NNP nsubj 4
        promised promise VBD ROOT 0

        It it PRP nsubj 3
        would would MD aux 3
        leave leave VB ROOT 0
        """
      ], triggers: [(0, 3), (0, 6)], status: .expected)
    #expect(dated.map { $0?.edtf } == ["1903", "1903"])
  }

  @Test func putsWhatHadBeenBeforeTheStory() throws {
    let dated = try dates(
      [
        """
        In in IN prep 4
        1903 1903 CD pobj 1
        Peru Peru NNP nsubj 4
        left leave VBD ROOT 0

        It it PRP nsubj 3
        had have VBD aux 3
        signed sign VBN ROOT 0
        """
      ], triggers: [(0, 3), (0, 6)])
    #expect(dated.map { $0?.edtf } == ["1903", "../1903"])
  }

  @Test func callsACompletedYearCarried() throws {
    let dated = try dates(
      [
        """
        In in IN prep 4
        1903 1903 CD pobj 1
        Peru Peru NNP nsubj 4
        left leave VBD ROOT 0

        On on IN prep 5
        3 3 CD nummod 3
        May May NNP pobj 1
        it it PRP nsubj 5
        returned return VBD ROOT 0
        """
      ], triggers: [(0, 3), (0, 8)])
    #expect(dated.map { $0?.edtf } == ["1903", "1903-05-03"])
    #expect(dated.map { $0?.basis } == [.explicit, .carried])
  }

  @Test func datesWhatStandsUnderAHeadingByIt() throws {
    let heading = "June 1911"
    let notation = "Peru Peru NNP nsubj 2\nleft leave VBD ROOT 0"
    let start = heading.utf8.count + 2
    let passage = try #require(AnalysedPassage(notation: notation, passageStart: start))
    let text = heading + "\n\n" + passage.text(of: 0..<2)
    let source = SourceText(
      text: text,
      blocks: [
        Block(kind: .heading, span: Span(0, heading.utf8.count), level: 2),
        Block(kind: .paragraph, span: Span(start, text.utf8.count)),
      ], format: .plainText)
    let document = AnalysedDocument(source: source, passages: [passage])
    let times = try TimeTagger().tag(document, written: nil)
    #expect(times.map(\.value) == ["1911-06"])
    let span = passage.tokens[1].span
    let event = Event(
      category: .retreat, actors: [], trigger: span, place: TokenPlaceReference(passage: 0, token: 1),
      evidence: Evidence(span: span, rule: "event.test"))
    let date = try EventDater().date([event], in: document, times: times, published: nil).first?.date
    #expect(date?.edtf == "1911-06")
    #expect(date?.basis == .carried)
    #expect(
      try EventDater().date([event], in: document, times: times, published: CalendarDay("1911-06-01")).first?.date
        == nil)
  }

  private func dates(
    _ notations: [String], triggers: [(passage: Int, token: Int)], status: EventStatus = .occurred
  ) throws -> [HistoricalDate?] {
    let document = try MarkedText.document(notations: notations)
    let times = try TimeTagger().tag(document, written: nil)
    let events = triggers.map { place in
      let span = document.passages[place.passage].tokens[place.token].span
      return Event(
        category: .support, actors: [], status: status, trigger: span,
        place: TokenPlaceReference(passage: place.passage, token: place.token),
        evidence: Evidence(span: span, rule: "event.test"))
    }
    return try EventDater().date(events, in: document, times: times, published: nil).map(\.date)
  }
}
