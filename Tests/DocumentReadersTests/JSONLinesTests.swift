import DocumentReaders
import Foundation
import SourceTexts
import Testing

@Suite struct JSONLinesTests {
  static func read(_ lines: String, limits: ReadingLimits = ReadingLimits()) throws -> [Result<
    SourceText, ReadingDiagnostic
  >] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("entente-\(UUID().uuidString).jsonl")
    try Data(lines.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let reader = try JSONLinesReader.open(path: file.path, reader: DocumentReader(limits: limits)).get()
    var found: [Result<SourceText, ReadingDiagnostic>] = []
    while let next = reader.next() { found.append(next) }
    return found
  }

  @Test func readsTheFieldsOfAnArticle() throws {
    let found = try Self.read(
      #"{"id":7,"title":"T","date":"1904-04-08T10:00:00Z","url":"http://a.b","publisher":"P","authors":["A B","C D"],"text":"Words were said."}"#
    )
    let source = try #require(try found.first?.get())
    #expect(found.count == 1)
    #expect(
      source.metadata
        == DocumentMetadata(
          identifier: "7", title: "T", authors: ["A B", "C D"], published: "1904-04-08", publisher: "P",
          url: "http://a.b"))
    #expect(source.text == "Words were said.")
    #expect(source.format == .jsonLines)
  }

  @Test func namesBadLinesAndGoesOn() throws {
    let found = try Self.read(
      "{\"text\":\"One.\"}\nnot json\n[1]\n\n{\"id\":\"x\"}\n{\"text\":\"\"}\n{\"text\":5}\n{\"text\":\"Two.\",\"date\":\"soon\"}\n{\"text\":\"cut"
    )
    #expect(
      found.map { outcome in
        switch outcome {
        case .success(let source): "\(source.text) \(source.diagnostics.map { "\($0.code.rawValue):\($0.line ?? 0)" })"
        case .failure(let diagnostic): "\(diagnostic.code.rawValue):\(diagnostic.line ?? 0)"
        }
      } == [
        "One. []", "malformed_record:2", "malformed_record:3", "malformed_record:5", "malformed_record:6",
        "malformed_record:7", "Two. [\"malformed_record:8\"]", "malformed_record:9",
      ])
  }

  @Test func passesOverALineThatIsTooLong() throws {
    let long = String(repeating: "a", count: 5000)
    let found = try Self.read(
      "{\"text\":\"One.\"}\n{\"text\":\"\(long)\"}\n{\"text\":\"Two.\"}\n", limits: ReadingLimits(textBytes: 1000))
    #expect(found.count == 3)
    #expect(found[1].failure?.code == .tooLarge)
    #expect(found[1].failure?.line == 2)
    #expect(try found[2].get().text == "Two.")
  }

  @Test func recognisesJSONLinesByContent() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("entente-\(UUID().uuidString).txt")
    try Data("{\"id\":1,\"text\":\"Words.\"}\n{\"id\":2,\"text\":\"More.\"}\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(JSONLinesReader.isJSONLines(path: file.path))
    #expect(!JSONLinesReader.isJSONLines(path: "/nowhere"))
  }
}
