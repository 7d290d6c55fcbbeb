import Findings
import Foundation
import SourceTexts
import Store
import Testing

@Suite struct ArchiveTests {
  @Test func givesBackExactlyWhatWasStored() throws {
    let archive = try Archive.openInMemory()
    guard case .added(let id) = try archive.store(SampleDocument.coded()) else {
      Issue.record("expected the document to be added")
      return
    }
    #expect(try archive.findings(of: id) == SampleDocument.findings)
    let source = try #require(try archive.source(of: id))
    #expect(source.text == SampleDocument.text)
    #expect(source.metadata.authors == ["A. Hand", "B. Hand"])
    #expect(source.pages.first?.label == "iii")
  }

  @Test func readingTheSameContentAgainChangesNothing() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    #expect(try archive.store(SampleDocument.coded()) == .unchanged(document: 1))
    #expect(try archive.documents().count == 1)
    #expect(try archive.events().count == 1)
  }

  @Test func theSameTextInTwoFilesIsOneSource() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded(file: "b.txt"))
    try archive.store(SampleDocument.coded(file: "a.txt"))
    #expect(try archive.documents().map(\.files) == [["a.txt", "b.txt"]])
  }

  @Test func codesAnewWhereTheCoderChanged() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded(coder: "test 1"))
    #expect(try archive.store(SampleDocument.coded(coder: "test 2")) == .recoded(document: 1))
    #expect(try archive.documents().map(\.versions.coder) == ["test 2"])
    #expect(try archive.search("Entente").count == 1)
  }

  @Test func rowsOfKnowledgeAreKeptAsTheyWereWhenADocumentWasCoded() throws {
    let archive = try Archive.openInMemory()
    let row = ResourceReference(table: "actors/states.tsv", line: 7)
    var first = SampleDocument.coded()
    first.knowledge = [row: "code=FRA  name=France"]
    var second = SampleDocument.coded(text: SampleDocument.text + " Later.", file: "b.txt", coder: "test 2")
    second.knowledge = [row: "code=GBR  name=Britain"]
    try archive.store(first)
    // The table has changed since: the line holds another row.
    try archive.store(second)
    #expect(try archive.knowledgeRow(row, of: 1) == "code=FRA  name=France")
    #expect(try archive.knowledgeRow(row, of: 2) == "code=GBR  name=Britain")
    try archive.store(SampleDocument.coded(coder: "test 3"))
    #expect(try archive.knowledgeRow(row, of: 1) == nil, "coded anew by what kept none")
  }

  @Test func removingADocumentTakesAllItsFindingsAlong() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    #expect(try archive.remove(document: 1))
    #expect(try archive.remove(document: 1) == false)
    #expect(try archive.events().isEmpty)
    #expect(try archive.search("Entente").isEmpty)
    #expect(try archive.findings(of: 1) == DocumentFindings())
  }

  @Test func remembersWhatCouldNotBeRead() throws {
    let archive = try Archive.openInMemory()
    let diagnostic = ReadingDiagnostic(.error, .encryptedFile, file: "x.pdf", message: "the file is encrypted")
    try archive.record(diagnostic)
    try archive.record(diagnostic)
    #expect(try archive.failures() == [diagnostic])
  }

  @Test func refusesAFileThatIsNoArchive() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("not-an-archive-\(UUID()).sqlite").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(repeating: 0x41, count: 4096).write(to: URL(fileURLWithPath: path))
    #expect(throws: ArchiveError.notAnArchive(path: path)) { try Archive.open(at: path) }
    #expect(throws: ArchiveError.missing(path: path + ".none")) { try Archive.openExisting(at: path + ".none") }
  }

  @Test func keepsItsContentBetweenRuns() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("archive-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("a.sqlite").path
    do { try Archive.open(at: path).store(SampleDocument.coded()) }
    #expect(try Archive.openExisting(at: path).documents().map(\.displayTitle) == ["The Entente"])
  }
}
