import Findings
import Testing
import WebServer

/// What tables, matrices and series count.
@Suite struct CountingTests {
  /// The words of a page without its markup, blanks run together.
  private static func words(_ page: String) -> String {
    var words = ""
    var isMarkup = false
    for scalar in page.unicodeScalars {
      if scalar == "<" {
        isMarkup = true
        words += " "
      } else if scalar == ">" {
        isMarkup = false
      } else if !isMarkup {
        words.unicodeScalars.append(scalar)
      }
    }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func alliesInAnAttackAreNotCountedAsOpponents() async throws {
    try await EventFixture.server([[EventFixture(actors: ["FRA", "GBR"], recipients: ["DEU"])]]).visit { client in
      let france = Self.words(try await client.get("/actors/FRA").1)
      #expect(france.contains("Germany 0 1 0 1"))
      #expect(france.contains("United Kingdom 0 0 1 1"))
      let (_, pair, _) = try await client.get("/pairs/FRA/GBR")
      #expect(pair.contains("no happenings between them"))
      #expect(pair.contains("1 happening with both on one side"))
      #expect(!pair.contains("class=\"line "))
      let (_, opposed, _) = try await client.get("/pairs/DEU/GBR")
      #expect(opposed.contains("1 happening between them"))
      #expect(opposed.contains("class=\"line "))
    }
  }

  @Test func anEventAmongActorsAloneIsBetweenThem() async throws {
    let events = [
      EventFixture(category: .agree, actors: ["FRA", "GBR"]),
      EventFixture(actors: ["FRA", "GBR"], otherRecipient: "the rebels"),
    ]
    try await EventFixture.server([events]).visit { client in
      let france = Self.words(try await client.get("/actors/FRA").1)
      #expect(france.contains("United Kingdom 1 0 1 2"))
      for (sides, count) in [("between", "1 happening in"), ("together", "1 happening in"), ("", "2 happenings in")] {
        let (_, list, _) = try await client.get("/chronicle?actor=FRA&with=GBR&sides=\(sides)")
        #expect(list.contains(count), "\(sides)")
      }
    }
  }

  @Test func claimsAndWhatDidNotHappenAreCountedOnlyWhenAskedFor() async throws {
    let events = [
      EventFixture(actors: ["FRA"], recipients: ["DEU"]),
      EventFixture(actors: ["FRA"], recipients: ["DEU"], status: .denied),
      EventFixture(category: .threaten, actors: ["FRA"], recipients: ["DEU"], status: .hypothetical),
      EventFixture(category: .mobilize, actors: ["FRA"], recipients: ["DEU"], status: .expected),
      EventFixture(category: .coerce, actors: ["FRA"], recipients: ["DEU"], isClaim: true),
    ]
    try await EventFixture.server([events]).visit { client in
      for (address, asked) in [("/actors/FRA", "/actors/FRA?claims=1"), ("/pairs/FRA/DEU", "/pairs/FRA/DEU?claims=1")] {
        let (_, plain, _) = try await client.get(address)
        #expect(plain.contains("4 more are only claimed, denied, expected or hypothetical"))
        #expect(plain.contains("1 happening"))
        let (_, all, _) = try await client.get(asked)
        #expect(all.contains("5 happenings"))
      }
      let (_, chronicle, _) = try await client.get("/chronicle")
      #expect(Self.words(chronicle).contains("1914 0 0 0 1 1"))
      #expect(chronicle.contains("Count them too"))
      #expect(Self.words(try await client.get("/chronicle?claims=1").1).contains("1914 0 0 1 4 5"))
      let series = try await client.get("/timeline.json").1
      let full = try await client.get("/timeline.json?claims=1").1
      #expect(Self.total(series) == 1)
      #expect(Self.total(full) == 5)
      #expect(Self.total(try await client.get("/timeline.json?status=denied").1) == 1)
    }
  }

  /// The sum of a series' counts.
  private static func total(_ series: String) -> Int {
    series.split(separator: "]").reduce(0) { sum, point in
      sum + (point.split(separator: ",").last.flatMap { Int($0) } ?? 0)
    }
  }

  @Test func cellsOfAMatrixAddUpHoweverManyYearsThereAre() async throws {
    let events = (0..<40).map { EventFixture(actors: ["FRA"], recipients: ["DEU"], edtf: String(1871 + $0)) }
    try await EventFixture.server([events]).visit { client in
      let (_, page, _) = try await client.get("/actors/FRA")
      let text = Self.words(page)
      #expect(text.contains("1870s 1880s 1890s 1900–1909 1910s"))
      #expect(text.contains("9 10 10 10 1 · 40"))
    }
  }

  @Test func theReportsOfAHappeningAreCountedTruly() async throws {
    let event = EventFixture(actors: ["FRA"], recipients: ["DEU"], edtf: "1914-08-03")
    try await EventFixture.server(Array(repeating: [event], count: 30)).visit { client in
      let (_, text, _) = try await client.get("/chronicle")
      #expect(text.contains("30 sources"))
      #expect(text.contains("29 other reports"))
      #expect(text.contains("and 10 more"))
    }
  }

  @Test func tableAndTimelineFileALongDateAtItsEarliestDay() async throws {
    let event = EventFixture(actors: ["FRA"], recipients: ["DEU"], edtf: "1804/1813")
    try await EventFixture.server([[event]]).visit { client in
      let (_, series, _) = try await client.get("/timeline.json")
      // 1 January 1804 lies 60,631 days before 1970.
      #expect(series.contains("[-60631,4,1]"))
      #expect(Self.words(try await client.get("/chronicle").1).contains("1804 0 0 0 1 1"))
    }
  }

  @Test func bracketsOfTheSourceStandInWhatASearchFinds() async throws {
    try await EventFixture.server([[EventFixture(actors: ["FRA"])]]).visit { client in
      let (_, text, _) = try await client.get("/search?q=event")
      #expect(text.contains("<mark>event</mark> 0 as ⟦sic⟧."))
    }
  }
}
