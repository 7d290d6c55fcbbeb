import Findings
import Testing

@Suite struct CalendarDayTests {
  @Test func numbersAndDaysAgreeOverFiveThousandYears() {
    for number in stride(from: -1_500_000, through: 500_000, by: 97) {
      #expect(CalendarDay(dayNumber: number).dayNumber == number)
    }
  }

  @Test(arguments: [
    ("1970-01-01", 0, 4), ("1904-04-08", -24_009, 5), ("2000-02-29", 11_016, 2), ("1582-10-15", -141_427, 5),
  ])
  func knowsDayNumbersAndWeekdays(text: String, number: Int, weekday: Int) throws {
    let day = try #require(CalendarDay(text))
    #expect(day.dayNumber == number)
    #expect(day.weekday == weekday)
    #expect(day.description == text)
  }

  @Test(arguments: ["", "1904", "1904-4-8", "2017-02-29", "1900-02-29", "2001-13-01", "2001-00-01", "2001-01-00", "x"])
  func refusesWhatIsNoDay(text: String) { #expect(CalendarDay(text) == nil) }

  @Test func addingMonthsStaysInTheMonth() throws {
    let day = try #require(CalendarDay("2016-01-31"))
    #expect(day.adding(months: 1).description == "2016-02-29")
    #expect(day.adding(months: -2).description == "2015-11-30")
    #expect(day.adding(months: -13).description == "2014-12-31")
  }
}
