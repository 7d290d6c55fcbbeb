import Analysis
import Findings
import Foundation
import GRDB
import Store
import TestSupport
import Testing

/// Files that other programs and other versions made.
@Suite struct VersionTests {
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("entente-versions-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// A copy of a fixture.
    func copy(_ fixture: String) throws -> String {
      let path = path(fixture)
      try FileManager.default.copyItem(at: SharedData.fixture("archives/\(fixture)"), to: URL(fileURLWithPath: path))
      return path
    }
  }

  /// The fields of a line of comma-separated values.
  private func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  @Test(arguments: ["version-1-samples", "version-1-corrected"])
  func anArchiveOfVersionOneHasTheSameChronicle(_ name: String) throws {
    let folder = try Folder()
    let archive = try Archive.openExisting(at: folder.copy("\(name).sqlite"))
    let text = try String(contentsOf: SharedData.fixture("archives/\(name).csv"), encoding: .utf8)
    let lines = text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    // date, earliest, latest, basis, event, status, said by, sentence, page, references
    let columns = [2, 3, 4, 5, 6, 10, 11, 17, 19, 20]
    let expected = lines.map { line -> [String] in
      let all = fields(line[...])
      return columns.map { all[$0] }
    }
    let found = try archive.events().map { report -> [String] in
      let date = report.event.date
      return [
        date?.edtf ?? "", date?.earliest?.description ?? "", date?.latest?.description ?? "",
        (date?.basis ?? .none).rawValue, report.event.category.rawValue, report.event.status.rawValue,
        report.event.saidBy?.name ?? "", report.sentence.replacing("\"", with: ""), report.page ?? "",
        report.references.joined(separator: " | ").replacing("\"", with: ""),
      ]
    }
    #expect(found.count == expected.count)
    #expect(Set(found) == Set(expected))
    let occurrences = OccurrenceList(Filter(undated: true), in: try archive.table(of: .chronicle))
    // What two documents tell in other words is one line by now; no report is lost.
    #expect(occurrences.count <= Set(lines.compactMap { fields($0[...]).first }).count)
    #expect(occurrences.reduce(0) { $0 + Int($1.reportCount) } == expected.count)
  }

  @Test func correctionsOfVersionOneAreKeptWhenTheFileIsReadAgain() throws {
    let folder = try Folder()
    let path = try folder.copy("version-1-corrected.sqlite")
    let archive = try Archive.openExisting(at: path)
    let document = try #require(try archive.document(1))
    #expect(document.metadata.title == "Corrected title 1")
    #expect(document.metadata.authors == ["A. Corrector", "B. Corrector"])
    let source = try #require(try archive.source(of: 1))
    var metadata = source.metadata
    metadata.title = "From Fashoda to the Quai d'Orsay"
    metadata.publisher = "Corrected House"
    let versions = CoderVersions(coder: "test", model: "m", codebook: "c")
    guard
      case .code(let effective) = try archive.plan(
        for: source.with(metadata: metadata), files: document.files, versions: versions)
    else {
      Issue.record("expected it to be coded anew")
      return
    }
    #expect(effective.title == "Corrected title 1")
    let outcome = try archive.store(
      CodedDocument(
        source: source.with(metadata: metadata), files: document.files, sentences: [], findings: DocumentFindings(),
        versions: versions))
    #expect(outcome == .recoded(document: 1))
    #expect(try archive.document(1)?.metadata.title == "Corrected title 1")
    #expect(try archive.document(1)?.metadata.published == "2020-05")
    // What the file says as the archive had it was never a person's.
    #expect(try archive.metadataLayers(of: 1)["earlier"]?["publisher"] == nil)
  }

  @Test func namesOfFindingsInAnOldArchiveLeadToThem() throws {
    let folder = try Folder()
    let archive = try Archive.openExisting(at: folder.copy("version-1-samples.sqlite"))
    let reports = try archive.events()
    #expect(Set(reports.map(\.name)).count == reports.count)
    for report in reports {
      let found = try archive.finding(named: report.name)
      #expect(found.name == report.name && found.document == report.document)
    }
  }

  @Test func anotherProgramsFileIsRefusedUntouched() throws {
    let folder = try Folder()
    let path = folder.path("foreign.sqlite")
    do {
      let queue = try DatabaseQueue(path: path)
      try queue.write { db in try db.execute(sql: "CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('mine')") }
      try queue.close()
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: ArchiveError.notAnArchive(path: path)) { try Archive.open(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["foreign.sqlite"])
  }

  @Test func aNewerArchiveIsRefusedByName() throws {
    let folder = try Folder()
    let path = folder.path("newer.sqlite")
    do { try Archive.open(at: path).store(SampleDocument.coded()) }
    do {
      let queue = try DatabaseQueue(path: path)
      try queue.write { db in try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('2099-01-01 the future')") }
      try queue.close()
    }
    #expect(throws: ArchiveError.newerThanProgram(path: path)) { try Archive.open(at: path) }
    #expect(ArchiveError.newerThanProgram(path: path).description.contains("newer version of Entente"))
  }

  @Test func anArchiveThatCannotBeWrittenIsShown() throws {
    let folder = try Folder()
    let path = try folder.copy("version-1-samples.sqlite")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    do {
      let archive = try Archive.openExisting(at: path, isWritable: false)
      #expect(archive.isReadOnly)
      #expect(try !archive.events().isEmpty)
      #expect(throws: ArchiveError.readOnly(path: path)) { try archive.remove(document: 1) }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["version-1-samples.sqlite"])
  }

  @Test func anArchiveBearsItsMark() throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    do { try Archive.open(at: path).store(SampleDocument.coded()) }
    let queue = try DatabaseQueue(path: path)
    #expect(try queue.read { db in try Int32.fetchOne(db, sql: "PRAGMA application_id") } == 0x456E_7465)
    #expect(try queue.read { db in try String.fetchOne(db, sql: "PRAGMA integrity_check") } == "ok")
    #expect(try queue.read { db in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") }.isEmpty)
  }
}
