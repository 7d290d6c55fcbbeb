import Foundation
import TestSupport
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The server as `entente serve` starts it, with the readers and the coder that users get.
@Suite struct ServeCommandTests {
  private static let lines =
    #"{"text": "On 8 April 1904 France and Britain signed a convention in London.", "title": "First", "date": "1904-04-09"}"#
    + "\n" + #"{"text": "Germany and Austria signed a treaty in Vienna.", "title": "Second"}"# + "\n"
    + #"{"text": "broken"# + "\n"

  @Test(.enabled(if: TestModel.folder != nil), arguments: ["b.jsonl", "b.txt"])
  func uploadedJSONLinesAreReadAsRecords(_ name: String) async throws {
    let server = try await ServedArchive()
    defer { server.end() }
    _ = try await server.upload(Self.lines, name: name)
    let reading = try await server.afterReading()
    #expect(reading.contains("2 documents read") && reading.contains("line 3: it is not JSON"))
    let list = try await server.get("/")
    #expect(list.contains(">First</a>") && list.contains(">Second</a>") && list.contains("2 documents"))
    let document = try await server.get("/documents/1")
    #expect(document.contains("signed") && !document.contains("&quot;text&quot;"))
  }

  @Test(.enabled(if: TestModel.folder != nil)) func filesAreReadWhileTheServerRuns() async throws {
    let server = try await ServedArchive(
      files: ["good.txt": "On 8 April 1904 France and Britain signed a convention in London.", "empty.txt": ""],
      arguments: ["good.txt", "empty.txt", "missing.html"])
    defer { server.end() }
    let reading = try await server.afterReading()
    #expect(reading.contains("added") && reading.contains("missing.html"))
    #expect(try await server.get("/").contains("1 document"))
    #expect(server.errors.contains("empty.txt: error:") && server.errors.contains("missing.html: error:"))
  }

  @Test(arguments: [["--host", "0.0.0.0"], ["--token", "short"], ["--host", "[::]"]])
  func whatCannotBeServedIsToldBeforeAnythingIsRead(_ arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.add("good.txt", "France and Britain talked.")
    let outcome = try BuiltProgram.run(
      ["serve", "good.txt", "--archive", "a.sqlite", "--port", "0"] + arguments, in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(!outcome.errors.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("a.sqlite").path))
  }
}

/// `entente serve` on a free port, over an archive of its own.
private final class ServedArchive {
  private let folder: TemporaryFolder
  private let process = Process()
  private let log: URL
  private let base: String

  init(files: [String: String] = [:], arguments: [String] = []) async throws {
    folder = try TemporaryFolder()
    for (name, text) in files { try folder.add(name, text) }
    log = try folder.add("stderr.log", "")
    process.executableURL = BuiltProgram.location
    process.arguments = ["serve"] + arguments + ["--archive", "a.sqlite", "--port", "0"]
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    var found: String?
    for _ in 0..<600 where found == nil {
      try await Task.sleep(for: .milliseconds(50))
      let text = try String(contentsOf: log, encoding: .utf8)
      if let start = text.range(of: "http://"), let end = text[start.upperBound...].firstIndex(of: "/") {
        found = String(text[start.lowerBound..<end])
      }
    }
    guard let found else {
      process.terminate()
      throw CocoaError(.fileReadUnknown)
    }
    base = found
  }

  var errors: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  func end() {
    process.terminate()
    process.waitUntilExit()
  }

  func get(_ address: String) async throws -> String {
    let url = try #require(URL(string: base + address))
    return String(decoding: try await URLSession.shared.data(from: url).0, as: UTF8.self)
  }

  func upload(_ text: String, name: String) async throws -> String {
    var request = URLRequest(url: try #require(URL(string: base + "/documents")))
    request.httpMethod = "POST"
    request.setValue("same-origin", forHTTPHeaderField: "Sec-Fetch-Site")
    request.setValue("multipart/form-data; boundary=edge", forHTTPHeaderField: "Content-Type")
    request.httpBody = Data(
      "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n\(text)\r\n--edge--\r\n"
        .utf8)
    return String(decoding: try await URLSession.shared.data(for: request).0, as: UTF8.self)
  }

  /// What stands on the page of reading once something and everything has been read.
  func afterReading() async throws -> String {
    var text = ""
    for _ in 0..<400 {
      text = try await get("/reading/list")
      if text.contains("<li"), !text.contains("data-busy") { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    return text
  }
}
