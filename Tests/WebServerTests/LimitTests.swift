import Foundation
import Store
import Testing
import WebServer

/// What the server takes at once, how long it waits, and what it tells of its limits.
@Suite struct LimitTests {
  private static func form(files: Int) -> String {
    (0..<files).map {
      "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\($0).txt\"\r\n\r\nText \($0).\r\n"
    }.joined() + "--edge--\r\n"
  }

  @Test(arguments: [(200, 303), (201, 413)])
  func moreFilesThanAFormMayHoldAreToldOf(_ files: Int, _ expected: Int) async throws {
    try await SiteFixture.server(documents: 0).visit { client in
      let (status, text, _) = try await client.post(
        "/documents", Self.form(files: files), type: "multipart/form-data; boundary=edge")
      #expect(status == expected)
      if expected == 413 { #expect(text.contains("At most 200 files")) }
    }
  }

  @Test func uploadsBeyondTheBudgetAreAskedToComeLater() async throws {
    let archive = try Archive.openInMemory()
    try await SiteFixture.server(of: archive, uploadBudget: 10_000).visit { client in
      let answer = try await client.upload(String(repeating: "a", count: 20_000), name: "big.txt")
      #expect(answer.0 == 503)
      #expect(answer.2[.retryAfter] == "30")
      for _ in 0..<4 {
        // What was held of an upload is free again once it is read or refused.
        let small = try await client.upload(String(repeating: "b", count: 6000), name: "small.txt")
        #expect(small.0 == 303)
      }
    }
  }

  @Test func aBodyThatDripsIsGivenUp() async throws {
    let archive = try Archive.openInMemory()
    try await SiteFixture.server(of: archive, bodyPatience: .milliseconds(300)).visit { client in
      let head =
        "POST /documents HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
        + "Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: 1000\r\n\r\n"
      let start = ContinuousClock.now
      let answer = try await client.send(Array(head.utf8), thenDripping: 20, every: .milliseconds(50))
      #expect(answer.status == 408)
      #expect(start.duration(to: .now) < .seconds(5), "the connection is closed after the answer")
    }
  }

  @Test func whatGoesWrongInsideIsNotShown() async throws {
    struct Broken: Error, CustomStringConvertible { let description = "SELECT secret FROM document" }
    let archive = try Archive.openInMemory()
    try archive.store(SiteFixture.document(1))
    let digest = try #require(try archive.document(1)?.digest.short)
    try await SiteFixture.server(of: archive, explain: { _ in throw Broken() }).visit { client in
      let (status, text, _) = try await client.get("/findings/\(digest).e23/explanation")
      #expect(status == 500)
      #expect(!text.contains("SELECT") && text.contains("Something went wrong here"))
    }
  }
}
