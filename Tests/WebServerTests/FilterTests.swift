import Findings
import Testing
import WebServer

/// Filters that can't be understood, and those that lists don't have.
@Suite struct FilterTests {
  static let wrong = [
    ("actor=Xyzzyland", "Xyzzyland"), ("status=bogus", "bogus"), ("document=abc", "abc"), ("from=soon", "soon"),
    ("actor=\(String(repeating: "a", count: 1001))", "longer than 1,000 bytes"), ("sources=many", "many"),
    ("sources=0", "1 to 1,000"), ("category=BOGUS", "BOGUS"), ("facts=maybe", "maybe"),
    ("sides=between", "two actors"), ("actor=FRA&with=France", "the same"), ("from=1900&from=1901", "more than once"),
    ("quad=5", "quad"),
    ("basis=rumour", "rumour"), ("confidence=2", "0 to 1"), ("order=chance", "doubt"),
    ("from=1905&to=1904", "behind the last"),
  ]

  @Test(arguments: wrong) func whatCannotBeUnderstoodIsToldAndNotExported(_ query: String, _ reason: String)
    async throws
  {
    try await SiteFixture.server().visit { client in
      let (status, page, _) = try await client.get("/chronicle?\(query)")
      #expect(status == 200)
      #expect(page.contains("class=\"problem\"") && page.contains(reason))
      for export in ["/chronicle.csv", "/chronicle.md", "/chronicle.json", "/timeline.json"] {
        let (status, text, headers) = try await client.get("\(export)?\(query)")
        #expect(status == 400)
        #expect(headers[.contentType] == "text/plain; charset=utf-8")
        #expect(text.contains(reason))
      }
    }
  }

  @Test(arguments: [
    ("/sources", "from=1904", "no date"), ("/sources", "dated=1", "no date"), ("/figures", "quad=1", "Only happenings"),
    ("/figures", "sources=2", "Only happenings"),
    ("/statements", "status=denied", "Only happenings"), ("/agreements", "category=BOGUS", "BOGUS"),
  ]) func aListTellsWhatItCannotBeAskedFor(_ path: String, _ query: String, _ reason: String) async throws {
    try await SiteFixture.server().visit { client in
      #expect(try await client.get("\(path)?\(query)").1.contains(reason))
      let (status, text, _) = try await client.get("\(path).csv?\(query)")
      #expect(status == 400)
      #expect(text.contains(reason))
    }
  }

  @Test func aSwitchSetToNoughtIsOff() async throws {
    try await SiteFixture.server().visit { client in
      let all = try await client.get("/chronicle.csv").1
      #expect(try await client.get("/chronicle.csv?facts=0&dated=0&claims=0").1 == all)
      #expect(try await client.get("/chronicle.csv?facts=1").1 != all)
    }
  }

  @Test func formsOfferWhatTheirListsCanBeAskedFor() async throws {
    try await SiteFixture.server().visit { client in
      let (_, sources, _) = try await client.get("/sources")
      #expect(!sources.contains("name=\"from\"") && !sources.contains("name=\"undated\""))
      let (_, figures, _) = try await client.get("/figures")
      #expect(figures.contains("name=\"from\"") && !figures.contains("name=\"sources\""))
      let (_, chronicle, _) = try await client.get("/chronicle?sources=2")
      #expect(chronicle.contains("name=\"sources\" type=\"number\" min=\"1\" max=\"1000\" value=\"2\""))
    }
  }
}
