import Foundation
import HTTPTypes
import Testing
import WebServer

/// Requests that nobody who means well sends. None of them may crash, run, change or show anything outside.
@Suite struct HostileRequestTests {
  /// What no answer may hold: the beginning of files that such requests are after, and markup that came from outside.
  static let signs = [
    "root:x:0", "/bin/bash", "#!/bin", "swift-tools-version", "<script>", "<img", "SQLite format",
  ]

  static let paths: [String] = {
    let escapes = [
      "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//....//etc/passwd",
      "..\\..\\etc\\passwd", "%252e%252e%252fetc%252fpasswd", "%c0%ae%c0%ae/etc/passwd", "/etc/passwd", "//etc/passwd",
      "file:///etc/passwd", "Package.swift", "%00", "entente.sqlite", "..;/..;/etc/passwd", "~root/.profile",
    ]
    let places = [
      "/", "/assets/", "/documents/", "/actors/", "/findings/", "/pairs/FRA/", "/assets/..%2f", "/documents/1/",
    ]
    return places.flatMap { place in escapes.map { place + $0 } }
  }()

  static let queries: [String] = {
    let values = [
      "%27%20OR%201%3D1--", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "%3Cimg%20src=x%20onerror=alert(1)%3E",
      "%27%3B%20DROP%20TABLE%20document%3B--", "{{7*7}}", "%7B%7B%7Btitle%7D%7D%7D", "%00%01%02",
      "NEAR(%22a%22%20%22b%22)",
      "%22%22%22%22", "*", "-", "%F0%9F%92%A9", "%ff%fe", "99999999999999999999999999", "-1", "1e309", "..%2f..%2f",
      String(repeating: "A", count: 4000),
    ]
    let places = [
      "/search?q=", "/chronicle?actor=", "/chronicle?from=", "/chronicle?category=", "/chronicle?page=",
      "/figures?document=", "/documents/1?finding=", "/documents/1?page=", "/documents/1?at=", "/documents/1?marks=",
      "/?order=",
    ]
    return places.flatMap { place in values.map { place + $0 } }
  }()

  @Test func hostileAddressesGetPagesAndNothingElse() async throws {
    #expect(Self.paths.count + Self.queries.count > 300)
    try await SiteFixture.server().visit { client in
      for address in Self.paths + Self.queries {
        let (status, text, headers) = try await client.get(address)
        #expect([200, 303, 400, 404].contains(status), "\(address): \(status)")
        for sign in Self.signs { #expect(!text.contains(sign), "\(address) shows \(sign)") }
        #expect(headers[.contentSecurityPolicy] != nil, "\(address)")
      }
      let answer1 = try await client.get("/")
      #expect(answer1.1.contains("3 documents"))
    }
  }

  @Test(arguments: [
    "evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "a b", "evil.example:8080", "localhost:",
    "localhost.", "127.0.0.1:80:80", "0x7f000001", "[::1].evil.example",
  ])
  func otherNamesForThisAddressAreRefused(_ authority: String) throws {
    let names = try #require(HostName.names(boundTo: "127.0.0.1"))
    #expect(names.contains("localhost") && names.contains("127.0.0.1"))
    #expect(!(HostName.name(in: authority).map(names.contains) ?? false) || authority == "localhost:")
    #expect(HostName.name(in: "LOCALHOST:8080") == "localhost")
    #expect(HostName.name(in: "[::1]:8080") == "[::1]")
    #expect(HostName.names(boundTo: "0.0.0.0") == nil)
  }

  @Test(arguments: ["cross-site", "same-site", "none", nil])
  func formsFromElsewhereChangeNothing(_ site: String?) async throws {
    try await SiteFixture.server().visit { client in
      for address in ["/documents/1/remove", "/documents/1/metadata", "/samples", "/documents"] {
        let answer2 = try await client.post(address, "title=x", site: site)
        #expect(answer2.0 == 403)
      }
      let answer3 = try await client.get("/")
      #expect(answer3.1.contains("3 documents"))
    }
  }

  @Test func foreignOriginsAreRefusedWhereTheBrowserTellsNoMore() async throws {
    try await SiteFixture.server().visit { client in
      for origin in ["http://evil.example", "null", "http://localhost.evil.example", ""] {
        let answer4 = try await client.request("POST", "/documents/1/remove", [("Origin", origin)])
        #expect(answer4.status == 403)
      }
    }
  }

  @Test(arguments: ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
  func otherMethodsAreRefused(_ method: String) async throws {
    try await SiteFixture.server().visit { client in
      let answer5 = try await client.request(method, "/documents/1")
      #expect(answer5.status == 405)
    }
  }

  @Test(arguments: ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "a b", "evil.example:8080", ""])
  func requestsByOtherNamesGetNothing(_ host: String) async throws {
    try await SiteFixture.server().visit { client in
      let answer = try await client.request("GET", "/", [("Host", host)])
      #expect([400, 421].contains(answer.status))
      #expect(!answer.text.contains("Document 1"))
    }
  }

  @Test func brokenRequestsAreRefusedAndTheServerGoesOn() async throws {
    try await SiteFixture.server().visit { client in
      let requests: [[UInt8]] = [
        Array("GET / HTTP/9.9\r\n\r\n".utf8), Array("\u{16}\u{3}\u{1}\r\n\r\n".utf8),
        [UInt8](repeating: 0x41, count: 200_000),
        Array("GET / HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "y", count: 100_000))\r\n\r\n".utf8),
        Array("GET /\u{1} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8),
      ]
      for request in requests {
        let answer = try await client.send(request)
        #expect(answer.status != 200 && !answer.text.contains("Document 1"))
      }
      let answer6 = try await client.get("/")
      #expect(answer6.0 == 200)
    }
  }

  static let bodies: [(String, String)] = [
    ("", ""), ("multipart/form-data", "--x"), ("multipart/form-data; boundary=", "--\r\n"),
    ("multipart/form-data; boundary=x", ""), ("multipart/form-data; boundary=x", "--x"),
    ("multipart/form-data; boundary=x", "--x--"), ("multipart/form-data; boundary=x", "--x\r\n\r\n"),
    ("multipart/form-data; boundary=x", "--x\r\n\r\n\r\n--x--"),
    ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"),
    ("multipart/form-data; boundary=\(String(repeating: "x", count: 500))", "--x"),
    ("multipart/form-data; boundary=x", String(repeating: "--x\r\n\r\n\r\n", count: 5000)),
    ("application/json", "{}"), ("text/plain", "file=/etc/passwd"),
    ("application/x-www-form-urlencoded", "file=/etc/passwd"),
    ("multipart/form-data; boundary=x", "--x\r\n" + String(repeating: "A: b\r\n", count: 3000) + "\r\n\r\n--x--"),
  ]

  @Test(arguments: bodies) func brokenFormsAreRefused(_ type: String, _ body: String) async throws {
    try await SiteFixture.server().visit { client in
      let (status, text, _) = try await client.post("/documents", body, type: type)
      #expect([400, 413, 415].contains(status), "\(status)")
      for sign in Self.signs { #expect(!text.contains(sign)) }
    }
  }

  @Test(arguments: [
    "../../etc/passwd", "/etc/passwd", "C:\\Windows\\win.ini", "<script>alert(1)</script>.txt", "..", ".", "",
    "a\u{0}b", "x.jsonl", "x.pdf", String(repeating: "n", count: 900), "{{title}}",
  ]) func aFilesNameIsOnlyShown(_ name: String) async throws {
    try await SiteFixture.server(documents: 0).visit { client in
      let answer7 = try await client.upload("Words of \(name.count).", name: name)
      #expect(answer7.0 == 303)
      try await client.waitForReading()
      let (_, text, _) = try await client.get("/")
      for sign in Self.signs { #expect(!text.contains(sign)) }
      #expect(text.contains("1 document"))
    }
  }

  @Test func tooLargeAnUploadIsRefused() async throws {
    try await SiteFixture.server(uploadLimit: 10_000).visit { client in
      let answer8 = try await client.upload(String(repeating: "a", count: 20_000), name: "big.txt")
      #expect(answer8.0 == 413)
      let answer9 = try await client.get("/")
      #expect(answer9.0 == 200)
    }
  }

  @Test func withATokenNothingIsShownWithoutIt() async throws {
    let token = try #require(AccessToken("correct-horse"))
    try await SiteFixture.server(token: token).visit { client in
      for address in ["/", "/chronicle", "/documents/1", "/chronicle.csv", "/assets/site.js", "/timeline.json"] {
        let (status, text, _) = try await client.get(address)
        #expect(status == 401)
        #expect(!text.contains("convention"))
        let answer10 = try await client.get(address, [("Cookie", "entente_token=wrong-horse")])
        #expect(answer10.0 == 401)
        let answer11 = try await client.get(address, [("Authorization", "Bearer correct-hors")])
        #expect(answer11.0 == 401)
        let answer12 = try await client.get(address, [("Authorization", "Bearer correct-horse")])
        #expect(answer12.0 == 200)
        let answer13 = try await client.get(address, [("Cookie", "a=b; entente_token=correct-horse")])
        #expect(answer13.0 == 200)
      }
      let answer14 = try await client.post("/enter", "token=wrong")
      #expect(answer14.0 == 401)
      let (status, _, headers) = try await client.post("/enter", "token=correct-horse")
      #expect(status == 303)
      #expect(headers[.setCookie]?.contains("HttpOnly; SameSite=Strict") == true)
    }
  }

  @Test func anOpenAddressNeedsAToken() throws {
    let archive = try SiteFixture.emptyArchive()
    #expect(throws: WebServer.Failure.self) {
      try WebServer(archive: archive, lexicon: SiteFixture.someLexicon(), settings: WebServer.Settings(host: "0.0.0.0"))
    }
    #expect(AccessToken("short") == nil)
    #expect(AccessToken("semi;colon=1") == nil)
  }
}
