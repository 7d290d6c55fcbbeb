import Findings
import HTTPTypes
import Testing
import WebServer

@Suite struct PageTests {
  static let pages = [
    "/", "/chronicle", "/actors", "/actors/FRA", "/pairs/FRA/GBR", "/statements", "/figures", "/agreements", "/sources",
    "/search", "/search?q=convention", "/documents/1", "/documents/1?finding=e23", "/documents/1/edit",
    "/documents/1/remove", "/reading", "/documents/1?at=0", "/documents/1?marks=actor,",
  ]

  @Test(arguments: pages) func everyPageIsShownWithItsHeadingAndNavigation(_ page: String) async throws {
    try await SiteFixture.server().visit { client in
      let (status, text, headers) = try await client.get(page)
      #expect(status == 200)
      #expect(headers[.contentType] == "text/html; charset=utf-8")
      #expect(text.contains("<h1>") && text.contains("aria-label=\"Sections\"") && text.contains("</html>"))
      #expect(!text.contains("<script>"), "text of a document became markup")
      #expect(!text.contains("{{") && !text.contains("Optional("))
    }
  }

  @Test(arguments: pages) func everyPageForbidsForeignScriptsAndFrames(_ page: String) async throws {
    try await SiteFixture.server().visit { client in
      let (_, text, headers) = try await client.get(page)
      let policy = try #require(headers[.contentSecurityPolicy])
      #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
      #expect(!policy.contains("unsafe"))
      #expect(headers[.xContentTypeOptions] == "nosniff")
      #expect(!text.contains(" style=\"") && !text.contains("onclick=") && !text.contains("href=\"javascript:"))
    }
  }

  @Test(arguments: [
    "/", "/chronicle", "/actors", "/statements", "/figures", "/agreements", "/sources", "/search?q=war",
  ])
  func anEmptyArchiveTellsWhatToDo(_ page: String) async throws {
    try await SiteFixture.server(documents: 0).visit { client in
      let (status, text, _) = try await client.get(page)
      #expect(status == 200)
      #expect(text.contains("Load the samples") || text.contains("load the samples"))
    }
  }

  @Test func chronicleShowsDateSidesSentenceAndSource() async throws {
    try await SiteFixture.server().visit { client in
      let (_, text, _) = try await client.get("/chronicle")
      #expect(text.contains("<time datetime=\"1904-04-08\">8 April 1904</time>"))
      #expect(text.contains("href=\"/actors/FRA\">France</a>"))
      #expect(
        text.contains("href=\"/documents/1?finding&#x3D;e23#e23\"") || text.contains("/documents/1?finding=e23#e23"))
      #expect(text.contains("denied"))
      #expect(text.contains(">1904</h2>"))
    }
  }

  @Test func reportsOfTheSameHappeningAreOneLine() async throws {
    try await SiteFixture.server().visit { client in
      let (_, text, _) = try await client.get("/chronicle?status=occurred")
      #expect(text.contains("1 happening in order of time"))
      // The second is a reprint of the first.
      #expect(!text.contains("2 sources"))
      #expect(text.contains("1 other report"))
    }
  }

  @Test(arguments: [
    ("/chronicle?actor=FRA", true), ("/chronicle?actor=France", true), ("/chronicle?actor=FRA&with=GBR", true),
    ("/chronicle?actor=RUS", false), ("/chronicle?from=1904", true), ("/chronicle?from=1905", false),
    ("/chronicle?to=1904-03", false), ("/chronicle?category=AGREE", true), ("/chronicle?category=ASSAULT", false),
    ("/chronicle?document=1", true), ("/chronicle?sources=3", false),
    ("/figures?category=trade", true), ("/figures?category=arms", false), ("/statements?actor=FRA", true),
    ("/agreements?category=signed", true), ("/agreements?category=ended", false), ("/sources?category=link", true),
  ]) func filtersKeepWhatTheyShould(_ address: String, _ isKept: Bool) async throws {
    try await SiteFixture.server().visit { client in
      let (status, text, _) = try await client.get(address)
      #expect(status == 200)
      #expect(text.contains("class=\"line ") == isKept)
      #expect(text.contains("pass all of these filters") == !isKept)
    }
  }

  @Test(arguments: ["/chronicle?actor=Xyzzyland", "/chronicle?document=99", "/figures?actor=Xyzzyland"])
  func aListOfAnUnknownActorOrDocumentShowsNothing(_ address: String) async throws {
    try await SiteFixture.server().visit { client in
      let (status, text, _) = try await client.get(address)
      #expect(status == 200)
      #expect(!text.contains("class=\"line "))
      #expect(text.contains("class=\"problem\"") && text.contains("Nothing is shown"))
    }
  }

  @Test func anActorThatIsNearlyRightIsToldWhoMayHaveBeenMeant() async throws {
    try await SiteFixture.server().visit { client in
      for page in ["chronicle", "statements", "figures", "agreements", "sources"] {
        let (_, text, _) = try await client.get("/\(page)?actor=Frnace")
        #expect(text.contains("No actor is known by “Frnace”. Did you mean “France”"), "\(page)")
        #expect(!text.contains("class=\"line "))
      }
    }
  }

  @Test func whatCannotBeUnderstoodInAFilterIsTold() async throws {
    try await SiteFixture.server().visit { client in
      let (_, text, _) = try await client.get("/chronicle?from=soon&actor=Xyzzyland")
      #expect(text.contains("“soon” is not a date"))
      #expect(text.contains("No actor is known by “Xyzzyland”"))
    }
  }

  @Test func aFindingShowsItsCodingItsDateAndWhy() async throws {
    try await SiteFixture.server().visit { client in
      let (_, text, _) = try await client.get("/documents/2?finding=e23")
      for word in ["Agree", "stated with it", "Lansdowne &lt;i&gt;", "test.event", "80%", "Rests on", "id=\"e23\""] {
        #expect(text.contains(word), "\(word)")
      }
    }
  }

  @Test(arguments: [
    ("event", "/chronicle?document=2#"), ("statement", "/statements?document=2#"), ("figure", "/figures?document=2#"),
    ("agreement", "/agreements?document=2#"), ("citation", "/sources?document=2#"),
  ]) func aFindingLeadsToItsLineAndTheLineBackToIt(_ kind: String, _ place: String) async throws {
    let tail = try #require(SiteFixture.tails[kind])
    try await SiteFixture.server().visit { client in
      let (_, panel, _) = try await client.get("/documents/2?finding=\(tail)")
      let start = try #require(panel.range(of: "/findings/"), "the panel has no link to the list")
      let link = String(panel[start.lowerBound...].prefix { $0 != "\"" })
      let (status, _, headers) = try await client.get(link)
      #expect(status == 303)
      let listed = try #require(headers[.location])
      #expect(listed.hasPrefix(place))
      let (_, list, _) = try await client.get(String(listed.prefix { $0 != "#" }))
      #expect(list.contains("id=\"\(listed.split(separator: "#")[1])\""))
      #expect(list.contains("/documents/2?finding=\(tail)"))
    }
  }

  @Test func theFiltersThatAreOnAreTold() async throws {
    try await SiteFixture.server().visit { client in
      let (_, text, _) = try await client.get("/chronicle?actor=FRA&with=GBR&from=1900&to=1904-04&dated=1")
      #expect(text.contains("France and United Kingdom · from 1900 · until April 1904 · with a date"))
    }
  }

  @Test func exportsHoldWhatTheFilterKeeps() async throws {
    try await SiteFixture.server().visit { client in
      let (_, csv, headers) = try await client.get("/chronicle.csv?status=denied")
      #expect(csv.split(separator: "\r\n").count == 2)
      #expect(headers[.contentDisposition]?.contains("chronicle.csv") == true)
      let answer1 = try await client.get("/chronicle.md")
      #expect(answer1.1.contains("## 1904"))
      let answer2 = try await client.get("/chronicle.json")
      #expect(answer2.1.hasPrefix("{\"sources\""))
      let answer3 = try await client.get("/figures.csv")
      #expect(answer3.1.split(separator: "\r\n").count == 4)
      let answer4 = try await client.get("/timeline.json")
      #expect(answer4.1.contains("[-24009,1,1]"))
    }
  }

  @Test func unchangedPagesAreNotSentTwice() async throws {
    try await SiteFixture.server().visit { client in
      let (_, _, headers) = try await client.get("/chronicle")
      let tag = try #require(headers[.eTag])
      let answer5 = try await client.get("/chronicle", [("If-None-Match", tag)])
      #expect(answer5.0 == 304)
    }
  }

  @Test func searchFindsSentencesAndActorsByAlias() async throws {
    try await SiteFixture.server().visit { client in
      let (_, sentences, _) = try await client.get("/search?q=conventions")
      #expect(sentences.contains("<mark>convention</mark>"))
      let answer6 = try await client.get("/search?q=Persia")
      #expect(answer6.1.contains("href=\"/actors/IRN\""))
      let answer7 = try await client.get("/search?q=%22%22")
      #expect(answer7.0 == 200)
    }
  }
}
