import Findings
import HTTPTypes
import SourceTexts
import Store
import Testing
import WebServer

/// Rows of event data sets on the pages.
@Suite struct DataSetPageTests {
  private func archive() throws -> Archive {
    let archive = try SiteFixture.emptyArchive()
    var left = 70
    try archive.store(
      DataSet(
        digest: ContentDigest(of: "gulf".utf8), metadata: DocumentMetadata(title: "Gulf events"), files: ["gulf.tsv"],
        versions: CoderVersions(coder: "test", model: "none", codebook: "none")),
      next: {
        left -= 1
        guard left >= 0 else { return nil }
        return DataSetRow(
          category: .assault, actors: [DataSetRow.Party(code: "IRQ", name: "Iraq")],
          recipients: [DataSetRow.Party(code: "KWT", name: "Kuwait")],
          date: HistoricalDate(edtf: "1990-08-02", basis: .explicit))
      })
    return archive
  }

  @Test func rowsStandInTheChronicleWhereTheyAreAskedFor() async throws {
    let archive = try archive()
    try archive.store(SiteFixture.document(1))
    try await SiteFixture.server(of: archive).visit { client in
      let (_, plain, _) = try await client.get("/chronicle")
      #expect(plain.contains("1 happening in order") && plain.contains("name=\"data-sets\""))
      let (_, all, _) = try await client.get("/chronicle?data-sets=1")
      #expect(all.contains("71 happenings in order") && all.contains("with event data sets"))
      #expect(all.contains("Row 1 of the data set"))
      let (_, one, _) = try await client.get("/chronicle?document=1&page=2")
      #expect(one.contains("70 happenings in order") && one.contains("Row 70 of the data set"))
      let (_, csv, _) = try await client.get("/chronicle.csv?document=1&actor=IRQ")
      #expect(csv.split(separator: "\r\n").count == 71)
      let (_, pair, _) = try await client.get("/pairs/IRQ/KWT")
      #expect(!pair.contains("data set"), "texts and data sets are never mixed unasked")
    }
  }

  @Test func aDataSetsPageIsItsPartOfTheChronicle() async throws {
    let archive = try archive()
    let name = try #require(try archive.document(1)?.name)
    try await SiteFixture.server(of: archive).visit { client in
      let (_, start, _) = try await client.get("/")
      #expect(start.contains("Gulf events") && start.contains("70 events"))
      let (status, _, headers) = try await client.get("/documents/1")
      #expect(status == 303 && headers[.location] == "/chronicle?document=1")
      let (_, _, there) = try await client.get("/documents/1?finding=e60")
      #expect(there[.location] == "/chronicle?document=1&page=2#\(name).e60")
      let (_, empty, _) = try await client.get("/chronicle")
      #expect(empty.contains("the rows of event data sets are left out") && empty.contains("data-sets"))
    }
  }
}
