import Foundation
import Store
import Testing
import WebServer

/// Pages are made of a snapshot; what it lists may be gone from the archive by then.
@Suite struct StaleSnapshotTests {
  @Test func whatWasRemovedMeanwhileIsNeitherCountedNorMissing() async throws {
    let archive = try SiteFixture.emptyArchive()
    for number in 0..<3 { try archive.store(try SiteFixture.document(number)) }
    try await SiteFixture.server(of: archive).visit { client in
      // Behind the server's back, as another process would.
      #expect(try archive.remove(document: 3))
      for path in ["/statements", "/figures", "/agreements", "/sources"] {
        let (status, text, _) = try await client.get(path)
        #expect(status == 200)
        #expect(text.components(separatedBy: "/documents/3?").count == 1, "\(path)")
      }
      let (_, csv, _) = try await client.get("/figures.csv")
      #expect(csv.split(separator: "\r\n").count == 3)
    }
  }
}
