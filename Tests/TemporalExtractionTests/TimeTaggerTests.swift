import Findings
import Linguistics
import SourceTexts
import TemporalExtraction
import Testing

@Suite struct TimeTaggerTests {
  @Test(arguments: ["On 30 February 1932 it fell .", "On April 31 , 1900 it fell .", "It fell 45.13.1900 there ."])
  func refusesDaysThatNeverWere(_ text: String) throws {
    let reading = try TimeTagger().read(MarkedText.document(of: text), written: CalendarDay("2013-03-22"))
    #expect(reading.expressions.isEmpty, "\(reading.expressions.map(\.value))")
    #expect(reading.refusals.count == 1)
    #expect(reading.refusals.allSatisfy { !$0.reason.isEmpty })
  }

  @Test func readsTheShortYearOfANumericDateAsRecent() throws {
    #expect(try values("Filed 19-Nov-12 by the clerk .", written: "2013-03-22") == ["2012-11-19"])
    #expect(try values("Filed 19-Nov-98 by the clerk .", written: "2013-03-22") == ["1998-11-19"])
  }

  @Test func takesWhicheverOrderMakesADay() throws {
    #expect(try values("It was 11/23/1946 then .") == ["1946-11-23"])
    #expect(try values("It was 23/11/1946 then .") == ["1946-11-23"])
    #expect(try values("It was 04/05/1946 then .") == ["1946-04-05"])
    #expect(try values("It was 04.05.1946 then .") == ["1946-05-04"])
  }

  @Test func takesTheOrderOfDayAndMonthFromTheWholeDocument() throws {
    #expect(try values("It was 4/5/1946 and then 23/11/1946 there .") == ["1946-05-04", "1946-11-23"])
    #expect(try values("It was 4/5/1946 and then 11/23/1946 there .") == ["1946-04-05", "1946-11-23"])
    #expect(try values("It was 1946/11/23 then .") == ["1946-11-23"])
  }

  @Test func readsBothCalendarsOfOneDayAsOne() throws {
    #expect(try values("On 5/18 May 1910 he wrote .") == ["1910-05-18"])
    #expect(try values("On 6/7 May 1910 they fought .") == ["1910-05-06", "1910-05-07"])
  }

  @Test func doesNotGoBackToAYearThatANounOnlyCarries() throws {
    let document = try MarkedText.document(notations: [
      """
      In in IN prep 5
      June June NNP pobj 1
      1925 1925 CD nummod 2
      they they PRP nsubj 5
      met meet VBD ROOT 0

      They they PRP nsubj 2
      broke break VBD ROOT 0
      a a DT det 4
      rule rule NN dobj 2
      from from IN prep 4
      1921 1921 CD pobj 5

      In in IN prep 4
      August August NNP pobj 1
      they they PRP nsubj 4
      left leave VBD ROOT 0
      """
    ])
    #expect(try TimeTagger().tag(document, written: nil).map(\.value) == ["1925-06", "1921", "1925-08"])
  }

  @Test func takesNoCountForAnEarlyYear() throws {
    #expect(try values("In 732 they were beaten .") == ["0732"])
  }

  @Test func countsFromTheStoryInNarrativeAndFromWritingInNews() throws {
    let narrative =
      "In August 1914 war came . In December 1914 it went on . The next month , snow fell . On 5 May it ended ."
    let told = try tag(narrative, written: "2009-12-19")
    #expect(told.map(\.value) == ["1914-08", "1914-12", "1915-01", "1915-05-05"])
    #expect(told.last?.evidence.rule == "time.day-month-year.told")
    let news = "On Tuesday they met . Last month they had quarrelled . On 5 May they meet again ."
    let written = try tag(news, written: "2013-03-22")
    #expect(written.map(\.value) == ["2013-03-19", "2013-02", "2013-05-05"])
    #expect(written.last?.evidence.rule == "time.day-month-year.written")
  }

  @Test func looksBackInNewsWhereASentenceFollowsAYearLongPast() throws {
    let found = try values(
      "On Tuesday they met . Last month they quarrelled . In May 1998 they had met too . In July they fought .",
      written: "2013-03-22")
    #expect(found == ["2013-03-19", "2013-02", "1998-05", "1998-07"])
  }

  @Test func comesBackToTheDayOfWritingWhereOnlyAYearLongPastWasMentioned() throws {
    let found = try values(
      "On Tuesday he was jailed . He took bribes until 2003 . They found it out in February there .",
      written: "2013-03-22")
    #expect(found == ["2013-03-19", "2003", "2013-02"])
  }

  @Test func writesSetsAsTheStandardOfEachKindDoes() throws {
    #expect(try values("On Tuesday they met , as they do every month .") == ["2013-03-19", "P1M"])
    #expect(try values("In May 1918 and June 1919 they met , as they did every month .").last == "XXXX-XX")
  }

  @Test func refusesAShortYearThatNothingPlacesInACentury() throws {
    let reading = try TimeTagger().read(MarkedText.document(of: "Filed 19-Nov-12 by the clerk ."), written: nil)
    #expect(reading.expressions.isEmpty)
    #expect(reading.refusals.count == 1)
  }

  @Test func looksAheadFromAWillOfTheFuture() throws {
    let document = try MarkedText.document(notations: [
      """
      Talks talk NNS nsubj 3
      will will MD aux 3
      resume resume VB ROOT 0
      Monday Monday NNP npadvmod 3
      """
    ])
    #expect(try TimeTagger().tag(document, written: CalendarDay("2013-03-22")).map(\.value) == ["2013-03-25"])
  }

  @Test func staysInTheStoryPastAYearMentionedInPassing() throws {
    let found = try values(
      """
      On 24 April 1920 it began . On 5 May 1920 it went on . It was the largest battle since 1813 there . On 29 May it ended . \
      By 10 June 1920 all was over .
      """)
    #expect(found == ["1920-04-24", "1920-05-05", "1813", "1920-05-29", "1920-06-10"])
  }

  @Test func goesOnToTheNextYearWithAnEarlyMonth() throws {
    #expect(
      try values("In November 1967 he spoke . In March he went . In May 1968 talks began .")
        == ["1967-11", "1968-03", "1968-05"])
  }

  @Test func givesBothHalvesOfARangeTheInterval() throws {
    let found = try tag("They fought from 21 to 25 December 1989 and in 1980 - 88 before .")
    #expect(found.map(\.value) == ["1989-12-21", "1989-12-25", "1980", "1988"])
    #expect(
      found.map(\.edtf) == [
        "1989-12-21/1989-12-25", "1989-12-21/1989-12-25", "1980/1988", "1980/1988",
      ])
  }

  @Test(arguments: [
    ("Easter 1916", "1916-04-23"), ("Good Friday 1998", "1998-04-10"), ("Thanksgiving 1963", "1963-11-28"),
    ("Memorial Day 2011", "2011-05-30"), ("Nowruz 2017", "2017-03-21"),
  ])
  func reckonsMovableFeasts(_ words: String, _ value: String) throws {
    #expect(try values("They met on \(words) there .") == [value])
  }

  @Test(arguments: [
    ("264 BC", "-0263"), ("the late 1980s", "198X"), ("the 19th century", "18XX"), ("the summer of 1916", "1916-22"),
    ("the first half of 1915", "1915-01/1915-06"), ("fiscal year 2012", "2011/2012"),
  ])
  func saysWhatAPeriodMeansForDating(_ words: String, _ edtf: String) throws {
    let found = try tag("It was in \(words) there .")
    #expect(found.map(\.edtf) == [edtf])
    #expect(ExtendedDate.bounds(of: edtf) != nil)
  }

  @Test(arguments: [
    "He paid $1950 for it .", "Some 50 percent agreed .", "They may march .",
    "The First Army and the Second Corps met .",
    "", "He sat in row 12 .",
  ])
  func passesOverNumbersAndNamesThatAreNoTimes(_ text: String) throws {
    #expect(try values(text).isEmpty)
  }

  @Test func yieldsExpressionsInOrderThatDoNotOverlap() throws {
    let found = try tag(
      "On Monday , 6 June 1944 , at 6:30 a.m. they landed ; two days later , on the 8th , rain fell for three hours .")
    for (left, right) in zip(found, found.dropFirst()) { #expect(left.span.end <= right.span.start) }
    #expect(found.count >= 4)
  }

  private func tag(_ text: String, written: String = "2013-03-22") throws -> [TimeExpression] {
    try TimeTagger().tag(MarkedText.document(of: text), written: CalendarDay(written))
  }

  private func values(_ text: String, written: String = "2013-03-22") throws -> [String] {
    try tag(text, written: written).map(\.value)
  }
}
