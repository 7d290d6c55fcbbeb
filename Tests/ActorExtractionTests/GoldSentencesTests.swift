import ActorExtraction
import Codebook
import Findings
import Foundation
import LanguageRuntime
import Linguistics
import SourceTexts
import TestSupport
import Testing

/// Scores mentions against the gold sentences beside the checkout, which are on some machines only.
@Suite struct GoldSentencesTests {
  private struct Gold: Decodable {
    struct Party: Decodable {
      var text: String
      var code: String?
    }
    struct Coded: Decodable {
      var actors: [Party]
      var recipients: [Party]
    }
    var date: String
    var text: String
    var events: [Coded]
  }

  @Test(.enabled(if: SharedData.file("plover/gsr_dev.jsonl") != nil && TestModel.folder != nil))
  func findsTheStatesOfActorsAndRecipients() throws {
    let file = try #require(SharedData.file("plover/gsr_dev.jsonl"))
    let annotator = try LanguagePipeline.load(folder: #require(TestModel.folder)).makeAnnotator()
    let resolver = try ActorResolver(lexicon: ActorLexicon.load())
    var actors = Tally()
    var recipients = Tally()
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let gold = try JSONDecoder().decode(Gold.self, from: Data(line.utf8))
      let source = SourceText(text: gold.text, blocks: [], format: .plainText)
      let document = AnalysedDocument(
        source: source, passages: [annotator.analyse(ReadingText(verbatim: gold.text))])
      let found = resolver.mentions(in: document, times: [], published: CalendarDay(gold.date))
      for event in gold.events {
        for party in event.actors { actors.count(party.text, party.code, in: gold.text, found) }
        for party in event.recipients { recipients.count(party.text, party.code, in: gold.text, found) }
      }
    }
    #expect(actors.recall >= 0.85, "\(actors.recall): \(actors.missed)")
    #expect(recipients.recall >= 0.80, "\(recipients.recall): \(recipients.missed)")
  }

  private struct Tally {
    var right = 0
    var missed: [String] = []

    var recall: Double { Double(right) / Double(max(1, right + missed.count)) }

    /// A party of a state counts as found where a mention inside its words has the state's code.
    mutating func count(_ words: String, _ code: String?, in text: String, _ found: [ActorMention]) {
      guard let code, code.utf8.count == 3, !ActorCode(rawValue: code).isKindOfOrganization else { return }
      let utf8 = text.utf8
      let range = text.range(of: words)
      let start = range.map { utf8.distance(from: utf8.startIndex, to: $0.lowerBound) } ?? 0
      let end = range.map { utf8.distance(from: utf8.startIndex, to: $0.upperBound) } ?? utf8.count
      let isFound = found.contains { $0.code?.rawValue == code && $0.span.overlaps(Span(start, end)) }
      if isFound { right += 1 } else { missed.append("\(code) \(words)") }
    }
  }
}
