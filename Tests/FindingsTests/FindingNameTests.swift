import Findings
import SourceTexts
import Testing

@Suite struct FindingNameTests {
  @Test(arguments: [
    "9e561519.e1034", "9e561519.e0", "9e561519.c12-40", "9e561519aa.s12-40x2", "9e561519.t7",
  ]) func namesAreReadAndWrittenAlike(_ text: String) { #expect(FindingName(text)?.description == text) }

  @Test(arguments: [
    "", "9e561519", "9e561519.e", "9e561519.z1", "9e56151.e1", "9E561519.e1", "9e561519.e1.2", "9e561519.e-1",
    "9e561519.e1-", "9e561519.e1-2x", "9e561519.e1x2", "9e561519.e99999999999999", "zzz",
  ]) func whatIsNoNameIsNone(_ text: String) { #expect(FindingName(text) == nil) }

  @Test func tailsAreShortAndLongerWhereTheyWouldBeTheSame() {
    func tails(_ spans: [(Int, Int)]) -> [String] {
      FindingPlaces.tails(of: .event, at: spans.map { Span($0.0, $0.1) })
    }
    #expect(tails([(4, 9), (12, 15)]) == ["e4", "e12"])
    #expect(tails([(4, 9), (4, 15)]) == ["e4-9", "e4-15"])
    #expect(tails([(4, 9), (4, 9), (4, 15)]) == ["e4-9x1", "e4-9x2", "e4-15"])
    #expect(tails([]) == [])
  }

  @Test func dayNumbersRunOnAcrossTheYearOneBC() throws {
    let last = try #require(CalendarDay("0000-12-31"))
    let first = try #require(CalendarDay("0001-01-01"))
    #expect(first.dayNumber == last.dayNumber + 1)
    #expect(CalendarDay(dayNumber: last.dayNumber) == last)
  }

  @Test func aRequiredRecipientIsMissedWhereNoneIsTold() throws {
    func event(_ category: PloverCategory, _ actors: [ActorCode], to recipients: [ActorCode] = []) -> Event {
      func mention(_ code: ActorCode) -> ActorMention {
        ActorMention(code: code, name: code.rawValue, evidence: Evidence(span: Span(0, 1), rule: "r"))
      }
      return Event(
        category: category, actors: actors.map(mention), recipients: recipients.map(mention), trigger: Span(0, 1),
        evidence: Evidence(span: Span(0, 1), rule: "r"))
    }
    #expect(event(.aid, ["USA"]).lacksRequiredRecipient)
    #expect(!event(.aid, ["USA"], to: ["EGY"]).lacksRequiredRecipient)
    #expect(!event(.cooperate, ["USA", "EGY"]).lacksRequiredRecipient, "two actors of a mutual event meet it")
    #expect(event(.cooperate, ["USA", "USA"]).lacksRequiredRecipient)
    #expect(!event(.consult, ["USA"]).lacksRequiredRecipient)
  }
}
