import HTTPTypes
import Testing
import WebServer

@Suite struct ChangeTests {
  @Test func anUploadIsReadAndShown() async throws {
    try await SiteFixture.server(documents: 0).visit { client in
      let (status, _, headers) = try await client.upload("France and Britain talked.", name: "essay.txt")
      #expect(status == 303)
      #expect(headers[.location] == "/reading")
      try await client.waitForReading()
      let answer1 = try await client.get("/reading")
      #expect(answer1.1.contains("added"))
      let answer2 = try await client.get("/")
      #expect(answer2.1.contains(">essay.txt</a>"))
      let answer3 = try await client.get("/documents/1")
      #expect(answer3.1.contains("France and Britain talked."))
    }
  }

  @Test func whatCannotBeReadIsToldWithItsReason() async throws {
    try await SiteFixture.server(documents: 0).visit { client in
      let answer4 = try await client.upload("", name: "nothing.txt")
      #expect(answer4.0 == 303)
      try await client.waitForReading()
      let answer5 = try await client.get("/reading")
      #expect(answer5.1.contains("it is not a text"))
    }
  }

  @Test func aDocumentCanBeRemoved() async throws {
    try await SiteFixture.server().visit { client in
      let answer6 = try await client.get("/documents/1/remove")
      #expect(answer6.1.contains("Remove it"))
      let answer7 = try await client.post("/documents/1/remove")
      #expect(answer7.0 == 303)
      let answer8 = try await client.get("/documents/1")
      #expect(answer8.0 == 404)
      let answer9 = try await client.get("/")
      #expect(answer9.1.contains("2 documents"))
      let answer10 = try await client.post("/documents/1/remove")
      #expect(answer10.0 == 404)
    }
  }

  @Test func metadataCanBeCorrected() async throws {
    try await SiteFixture.server().visit { client in
      let form = "title=Another%20title&authors=B.%20Pen%0AC.%20Ink&published=2001-02&publisher=House&url="
      let answer11 = try await client.post("/documents/2/metadata", form)
      #expect(answer11.0 == 303)
      try await client.waitForReading()
      let (_, text, _) = try await client.get("/documents/2")
      for word in ["Another title", "B. Pen, C. Ink", "February 2001", "House"] { #expect(text.contains(word)) }
    }
  }

  @Test(arguments: ["published=yesterday", "published=2001/2002", "url=javascript:alert(1)"])
  func badMetadataIsRefusedAndKeptInTheForm(_ form: String) async throws {
    try await SiteFixture.server().visit { client in
      let (status, text, _) = try await client.post("/documents/2/metadata", form)
      #expect(status == 422)
      #expect(text.contains("role=\"alert\""))
    }
  }

  @Test func samplesAreLoadedWithOneClick() async throws {
    try await SiteFixture.server(documents: 0).visit { client in
      let answer12 = try await client.post("/samples")
      #expect(answer12.0 == 303)
      try await client.waitForReading()
      let answer13 = try await client.get("/")
      #expect(answer13.1.contains("entente-cordiale"))
    }
  }

  @Test func withoutAModelTheArchiveIsStillShown() async throws {
    try await SiteFixture.server(canRead: false).visit { client in
      let answer14 = try await client.get("/")
      #expect(answer14.1.contains("there is no model"))
      let answer15 = try await client.upload("x", name: "x")
      #expect(answer15.0 == 503)
      let answer16 = try await client.get("/chronicle")
      #expect(answer16.0 == 200)
    }
  }

  @Test func pagesFollowADocumentThatIsCodedAnewByAnotherProcess() async throws {
    let archive = try SiteFixture.emptyArchive()
    try archive.store(SiteFixture.document(1))
    try await SiteFixture.server(of: archive).visit { client in
      let before = try await client.get("/chronicle")
      #expect(before.1.contains("1 happening") && before.1.contains("Agree"))
      // As many findings as before, and one of them coded otherwise.
      var anew = SiteFixture.document(1)
      anew.versions.coder = "test 2"
      anew.findings.events[0].category = .sanction
      #expect(try archive.store(anew) == .recoded(document: 1))
      let table = try archive.table(of: .chronicle)
      #expect(table.rows.map(table.label) == ["SANCTION"])
      var text = ""
      for _ in 0..<100 where !text.contains("1 happening in order") {
        try await Task.sleep(for: .milliseconds(100))
        text = try await client.get("/chronicle?kind=SANCTION").1
      }
      #expect(text.contains("1 happening in order"))
      let stale = try await client.get("/chronicle?kind=AGREE")
      #expect(stale.1.contains("pass all of these filters"))
    }
  }

  @Test func pagesFollowChangesOfTheArchive() async throws {
    try await SiteFixture.server(documents: 1).visit { client in
      let answer17 = try await client.get("/chronicle")
      #expect(answer17.1.contains("1 happening"))
      let answer18 = try await client.post("/documents/1/remove")
      #expect(answer18.0 == 303)
      let answer19 = try await client.get("/chronicle")
      #expect(answer19.1.contains("load the samples"))
    }
  }
}
