import Analysis
import Exports
import Findings
import Pipeline
import SourceTexts
import Store
import Testing

/// The same documents give the same chronicle, however they came into the archive.
@Suite struct ReadingOrderTests {
  /// A document of one sentence with one event.
  private func document(
    _ text: String, _ edtf: String?, category: PloverCategory = .support, _ codes: [ActorCode] = ["SWE", "DNK"]
  ) -> CodedDocument {
    let whole = Span(0, text.utf8.count)
    let mentions = codes.map {
      ActorMention(
        code: $0, name: $0.rawValue, identifier: "state:\($0.rawValue)",
        evidence: Evidence(span: Span(0, 6), rule: "actor.name"))
    }
    return CodedDocument(
      source: SourceText(
        text: text, blocks: [Block(kind: .paragraph, span: whole)], metadata: DocumentMetadata(), format: .plainText),
      files: ["\(text.prefix(20)).txt"], sentences: [SentenceRecord(span: whole, text: text)],
      findings: DocumentFindings(
        actors: mentions,
        events: [
          Event(
            category: category, actors: mentions,
            date: edtf.flatMap { HistoricalDate(edtf: $0, basis: .explicit) }, trigger: Span(7, 12),
            evidence: Evidence(span: whole, rule: "event.verb-frame", confidence: 0.5))
        ]),
      versions: CoderVersions(coder: "test 1", model: "m", codebook: "c"))
  }

  private var documents: [CodedDocument] {
    [
      document("Sweden and Denmark signed the treaty of Roskilde on 8 March 1658.", "1658-03-08"),
      document("Sweden, in the treaty of Roskilde of 1658, got Skåne from Denmark.", "1658"),
      document("Sweden signed the treaty of Roskilde with Denmark in March 1658.", "1658-03"),
      document("Denmark gave Skåne up at Roskilde on 9 March 1658, in a treaty that Sweden dictated.", "1658-03-09"),
      document("Sweden besieged Copenhagen, the Danish capital, in August 1658.", "1658-08", category: .assault),
      document("Sweden laid siege to the Danish capital Copenhagen.", nil, category: .assault),
      document("Sweden and Poland made peace at Oliva in 1660.", "1660", ["SWE", "POL"]),
    ]
  }

  private func chronicle(_ archive: Archive) throws -> String {
    var bytes: [UInt8] = []
    try ChronicleAction(Filter(undated: true), of: archive).write(JSONChronicle(), to: { bytes += $0 })
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func noOrderOfReadingChangesAByte() throws {
    let all = documents
    var chronicles: Set<String> = []
    for order in [[0, 1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 2, 5, 1, 4]] {
      let archive = try Archive.openInMemory()
      for place in order { try archive.store(all[place]) }
      chronicles.insert(try chronicle(archive))
    }
    #expect(chronicles.count == 1)
    #expect(chronicles.first?.contains("\"independent_sources\":1") == true)
  }

  @Test func whatIsRemovedLeavesWhatItsNeighboursGiveAlone() throws {
    let all = documents
    let (whole, part) = (try Archive.openInMemory(), try Archive.openInMemory())
    for document in all { try whole.store(document) }
    let removed = try #require(try whole.documents().first { $0.files.contains { $0.hasPrefix("Sweden, in the") } })
    try whole.remove(document: removed.id)
    for (place, document) in all.enumerated() where place != 1 { try part.store(document) }
    #expect(try chronicle(whole) == chronicle(part))
  }

  @Test func reportsOfOneTreatyAreOneLineAndTheSiegeIsAnother() throws {
    let archive = try Archive.openInMemory()
    for document in documents { try archive.store(document) }
    let list = try ChronicleAction.occurrences(Filter(undated: true), of: archive)
    #expect(list.count < documents.count)
    let siege = list.filter { list.label(of: $0) == "ASSAULT" }
    #expect(siege.map { Int($0.reportCount) } == [2])
    #expect(siege.first?.year == 1658, "the report without a date takes its twin's")
  }
}
