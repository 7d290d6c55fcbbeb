import Analysis
import Codebook
import Findings
import Foundation
import LanguageRuntime
import Pipeline
import SourceTexts
import Store
import TestSupport
import Testing

/// Documents on their way from files through the coder into an archive, and back to their reasons.
@Suite(.enabled(if: TestModel.folder != nil)) struct IntakeTests {
  private static let lexicon = try? ActorLexicon.load()

  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("entente-intake-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    func add(_ name: String, _ text: String) throws -> String {
      let file = url.appendingPathComponent(name)
      try Data(text.utf8).write(to: file)
      return file.path
    }
  }

  private struct Missing: Error {}

  /// - Parameter knowledge: stands for the state of the knowledge files.
  private func reader(
    knowledge: String = "k 1", stated: DocumentMetadata? = nil, mayLoad: Bool = true
  ) throws -> ArchiveReader {
    let folder = try #require(TestModel.folder)
    let lexicon = try #require(Self.lexicon)
    let versions = CoderVersions(coder: "test", model: "m", codebook: knowledge)
    let coder = CoderSource(versions: versions) {
      if !mayLoad { throw Missing() }
      return (try DocumentCoder(pipeline: LanguagePipeline.load(folder: folder), lexicon: lexicon), lexicon)
    }
    return try ArchiveReader(
      coder: coder, workers: OrderedWorkers(threads: 2),
      stated: stated.map { ($0, Verdict(author: "A. Reader", time: "2026-11-30T20:00:00Z")) })
  }

  private func events(_ archive: Archive) throws -> [EventReport] {
    let table = try archive.table(of: .chronicle)
    let ids = table.places(Filter(undated: true)).map { table.rows[$0].id }
    let reports = try archive.events(ids: ids)
    return ids.compactMap { reports[$0] }
  }

  private static let text = "On 8 April 1904 France and Britain signed a convention in London."

  @Test func aFileIsReadCodedAndStoredAndItsFindingExplained() throws {
    let folder = try Folder()
    let archive = try Archive.openInMemory()
    let file = try folder.add("a.txt", Self.text)
    let summary = try reader().read([file, folder.url.path + "/none.txt"], into: archive)
    #expect(summary.added == 1 && summary.failed == 1 && summary.events == 1)
    let report = try #require(try events(archive).first)
    #expect(report.event.category == .support && report.event.date?.edtf == "1904-04-08")
    #expect(report.event.actors.map(\.entity) == ["state:FRA", "state:GBR"])
    let pipeline = try LanguagePipeline.load(folder: try #require(TestModel.folder))
    let explanation = try Explanation(of: report.name, in: archive, pipeline: pipeline).text
    #expect(explanation.contains("rule        event.") && explanation.contains("signed"))
    #expect(explanation.contains("actors/states.tsv") && !explanation.contains("(as it is now)"))
    let unknown = try #require(FindingName("01234567.e1"))
    #expect(throws: NamingError.self) { try Explanation(of: unknown, in: archive, pipeline: pipeline) }
  }

  @Test func unchangedContentNeedsNoCoder() throws {
    let folder = try Folder()
    let archive = try Archive.openInMemory()
    let file = try folder.add("a.txt", Self.text)
    _ = try reader().read([file], into: archive)
    #expect(try reader(mayLoad: false).read([file], into: archive).unchanged == 1)
    #expect(throws: Missing.self) { try reader(knowledge: "k 2", mayLoad: false).read([file], into: archive) }
    #expect(try reader(knowledge: "k 2").read([file], into: archive).recoded == 1)
  }

  @Test func whatTheUserStatesOutlivesReadingWithoutIt() throws {
    let folder = try Folder()
    let archive = try Archive.openInMemory()
    let file = try folder.add("a.txt", Self.text)
    _ = try reader(stated: DocumentMetadata(title: "Mine", published: "1905")).read([file], into: archive)
    #expect(try archive.document(1)?.metadata.title == "Mine")
    _ = try reader(knowledge: "k 2").read([file], into: archive)
    #expect(try archive.document(1)?.metadata.title == "Mine")
    #expect(try archive.document(1)?.metadata.published == "1905")
    #expect(try archive.log().map(\.decision.author) == ["A. Reader", "A. Reader"])
    // Stated again, it is no news.
    #expect(
      try reader(knowledge: "k 2", stated: DocumentMetadata(title: "Mine")).read([file], into: archive).unchanged == 1)
    #expect(try archive.log().count == 2)
  }

  @Test func bothVietnamsCanBeAskedForApartAndTogether() throws {
    let folder = try Folder()
    let archive = try Archive.openInMemory()
    let file = try folder.add(
      "v.txt", "In March 1965 North Vietnam attacked Laos. In April 1966 South Vietnam attacked Cambodia.")
    _ = try reader().read([file], into: archive)
    let naming = try ActorNaming(lexicon: try #require(Self.lexicon))
    func count(_ word: String) throws -> Int {
      let term = try #require(naming.read(word)).term
      return try archive.table(of: .chronicle).places(Filter(actors: [term])).count
    }
    #expect(try count("VNM") == 2)
    #expect(try count("North Vietnam") == 1)
    #expect(try count("polity:south-vietnam") == 1)
  }

  @Test func styleSheetsAndSamplesAreNoKnowledge() {
    #expect(
      !CoderVersion.codes("web/site.css", isLearned: true) && !CoderVersion.codes("samples/a.html", isLearned: true))
    #expect(CoderVersion.codes("actors/states.tsv", isLearned: false))
    #expect(!CoderVersion.codes("events/reader.safetensors", isLearned: false), "rules don't ask the learned reader")
    #expect(CoderVersion.codes("events/reader.safetensors", isLearned: true))
    let versions = CoderVersion.versions(model: ModelIdentity(folder: URL(fileURLWithPath: "/nonexistent")))
    #expect(versions == CoderVersion.versions(model: ModelIdentity(folder: URL(fileURLWithPath: "/nonexistent"))))
    #expect(versions.model == "nonexistent" && versions.modelDigest.isEmpty)
    let other = CoderVersion.versions(
      model: ModelIdentity(folder: URL(fileURLWithPath: "/nonexistent")), lexicons: [[0x41]])
    #expect(other.codebook != versions.codebook)
  }

  @Test func aModelIsKnownByNameVersionAndContent() throws {
    let identity = ModelIdentity(folder: try #require(TestModel.folder))
    #expect(identity.name.hasPrefix("en_core_web_sm") && identity.version == "3.8.0" && identity.digest.count == 16)
    let folder = try Folder()
    _ = try folder.add("meta.json", #"{"lang":"en","name":"x","version":"1"}"#)
    let one = ModelIdentity(folder: folder.url)
    _ = try folder.add("weights", "w")
    #expect(one.name == "en_x" && one.version == "1" && ModelIdentity(folder: folder.url).digest != one.digest)
  }
}
