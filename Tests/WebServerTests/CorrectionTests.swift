import Foundation
import Pipeline
import Store
import Testing
import WebServer

/// Corrections of what is known of a document, and removals that come between.
@Suite struct CorrectionTests {
  @Test func aFieldThatIsTooLongIsToldAndNothingIsErased() async throws {
    let archive = try Archive.openInMemory()
    try archive.store(SiteFixture.document(1))
    try await SiteFixture.server(of: archive).visit { client in
      let long = String(repeating: "t", count: 2001)
      let (status, text, _) = try await client.post("/documents/1/metadata", "title=\(long)&authors=C.%20Ink")
      #expect(status == 422)
      #expect(text.contains("The title is too long: 2,001 bytes"))
      #expect(text.contains(long) && text.contains("C. Ink"))
      #expect(try archive.document(1)?.metadata.title == "Document 1")
    }
  }

  @Test func longListsOfAuthorsAreKept() async throws {
    let archive = try Archive.openInMemory()
    try archive.store(SiteFixture.document(1))
    try await SiteFixture.server(of: archive).visit { client in
      let authors = (0..<300).map { "A. Scholar\($0)" }
      let form = "title=Many%20hands&authors=" + authors.joined(separator: "%0D%0A").replacing(" ", with: "%20")
      let answer = try await client.post("/documents/1/metadata", form)
      #expect(answer.0 == 303)
      try await client.waitForReading()
      let metadata = try #require(try archive.document(1)?.metadata)
      #expect(metadata.authors == authors)
      #expect(metadata.published == "1999-01-02", "a field that isn't in the form changes nothing")
    }
  }

  @Test func aDocumentThatIsRemovedWhileItIsCorrectedStaysAway() async throws {
    let archive = try Archive.openInMemory()
    try archive.store(SiteFixture.document(1))
    try archive.store(SiteFixture.document(2))
    let (begun, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    var slow = SiteFixture.intake
    slow.code = { source, files, progress in
      begun.signal()
      gate.wait()
      return try SiteFixture.intake.code(source, files, progress)
    }
    try await SiteFixture.server(of: archive, intake: slow).visit { client in
      let first = try await client.post("/documents/1/metadata", "title=In%20flight")
      let second = try await client.post("/documents/2/metadata", "title=Waiting")
      #expect(first.0 == 303 && second.0 == 303)
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          begun.wait()
          continuation.resume()
        }
      }
      for number in 1...2 {
        let removal = try await client.post("/documents/\(number)/remove")
        #expect(removal.0 == 303)
      }
      gate.signal()
      gate.signal()
      try await client.waitForReading()
      #expect(try archive.documents().isEmpty)
      let (_, text, _) = try await client.get("/reading")
      #expect(text.contains("The document was removed meanwhile, so nothing was stored."))
      #expect(text.contains("The document was removed."))
    }
  }
}
