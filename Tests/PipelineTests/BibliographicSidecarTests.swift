import Foundation
import Pipeline
import SourceTexts
import Testing

@Suite struct BibliographicSidecarTests {
  private func record(_ name: String, _ content: String) throws -> (DocumentMetadata?, ReadingDiagnostic?) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sidecar-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(content.utf8).write(to: folder.appendingPathComponent(name))
    let found = BibliographicSidecar.record(beside: folder.appendingPathComponent("report.pdf").path)
    return (found.metadata, found.diagnostic)
  }

  @Test func readsTheFirstBibTeXEntry() throws {
    let (metadata, _) = try record(
      "report.bib",
      """
      @article{taylor1954,
        author = {Taylor, A. J. P. and P. J. V. Rolo},
        title = "The {Struggle} for Mastery",
        journal = {Past},  year = 1954, month = 4
      }
      """)
    #expect(
      metadata
        == DocumentMetadata(
          title: "The Struggle for Mastery", authors: ["A. J. P. Taylor", "P. J. V. Rolo"], published: "1954-04",
          publisher: "Past"))
  }

  @Test func readsCitationStyleJSON() throws {
    let (metadata, _) = try record(
      "report.csl.json",
      #"[{"title":"T","author":[{"family":"Steiner","given":"Zara"},{"literal":"FCO"}],"issued":{"date-parts":[["1977",3,2]]},"container-title":"Past","URL":"https://x.org"}]"#
    )
    #expect(
      metadata
        == DocumentMetadata(
          title: "T", authors: ["Zara Steiner", "FCO"], published: "1977-03-02", publisher: "Past",
          url: "https://x.org"))
  }

  @Test func tellsOfABrokenRecordAndOfNone() throws {
    #expect(try record("report.bib", "nothing here").1?.code == .malformedRecord)
    #expect(try record("report.csl.json", "{").1?.code == .malformedRecord)
    let none = try record("other.bib", "@book{x, title = {T}}")
    #expect(none.0 == nil && none.1 == nil)
  }
}
