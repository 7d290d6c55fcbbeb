import Foundation
import LanguageRuntime
import Linguistics
import SourceTexts
import TestSupport
import Testing

@Suite(.enabled(if: TestModel.folder != nil, "needs the model"))
struct AnnotatorTests {
  let pipeline: LanguagePipeline

  init() throws {
    pipeline = try LanguagePipeline.load(folder: try #require(TestModel.folder))
  }

  private let texts = [
    "", " ", "\r\n", "France ceded the islands to Britain.", "  Two  blanks. And\r\nlines. ", "don't gonna (c)",
    "👩‍👩‍👧 waved 🇫🇷!", "e\u{301}tat and \u{E9}tat", "The U.S. and 10°C. at 5 p.m.", "a\u{0}b",
    String(repeating: "The king wrote to the queen. ", count: 60),
  ]

  @Test func tokensCoverTheTextByteForByte() {
    let annotator = pipeline.makeAnnotator()
    for text in texts {
      let bytes = Array(text.utf8)
      var offset = 0
      for token in annotator.annotate(text) {
        #expect(token.span.start == offset)
        #expect(bytes[token.span.start..<token.span.end].elementsEqual(token.text.utf8))
        offset = token.span.end + (token.hasSpaceAfter ? 1 : 0)
      }
      #expect(offset == bytes.count)
    }
  }

  @Test func headsAndSentencesAreWellFormed() {
    let annotator = pipeline.makeAnnotator()
    for text in texts where !text.isEmpty {
      let passage = AnalysedPassage(tokens: annotator.annotate(text))
      #expect(passage.tokens.first?.startsSentence == true)
      for index in passage.tokens.indices {
        let head = passage.tokens[index].head
        #expect(passage.sentence(of: head) == passage.sentence(of: index))
      }
    }
  }

  @Test func batchesGiveWhatSingleTextsGive() {
    let annotator = pipeline.makeAnnotator()
    let single = texts.map { pipeline.makeAnnotator().annotate($0) }
    #expect(annotator.annotate(texts) == single)
    // And what came before changes nothing.
    #expect(Array(annotator.annotate(Array(texts.reversed())).reversed()) == single)
  }

  @Test func givesTheSameForLongTextsAsForTheirTiles() {
    // More tokens than one tile and than the parser computes ahead.
    let sentence = "The ministers of both states met in the old town and signed a treaty. "
    let text = String(repeating: sentence, count: 900)
    let tokens = pipeline.makeAnnotator().annotate(text)
    #expect(tokens.count == 900 * 15)
    let starts = tokens.indices.filter { tokens[$0].startsSentence }
    #expect(starts == Array(stride(from: 0, to: tokens.count, by: 15)))
    let middle = tokens[(15 * 400)..<(15 * 401)].map(\.relation)
    #expect(tokens[(15 * 700)..<(15 * 701)].map(\.relation) == middle)
  }

  @Test(arguments: [1, 2, 3])
  func streamsKeepTheirOrderOnSeveralThreads(threads: Int) {
    let many = (0..<400).map { "Text number \($0) says that state \($0) met state \($0 + 1)." }
    var received: [[Token]] = []
    BatchAnnotator(pipeline, threads: threads).annotate(many) { received.append($0) }
    #expect(received == many.map { pipeline.makeAnnotator().annotate($0) })
  }

  @Test func anEndlessStreamCanBeLeft() {
    struct Enough: Error {}
    var received = 0
    let endless = sequence(first: 0) { $0 + 1 }.lazy.map { "Sentence \($0) of a stream without end." }
    #expect(throws: Enough.self) {
      try BatchAnnotator(pipeline, threads: 2).annotate(endless) { _ in
        received += 1
        if received == 1000 { throw Enough() }
      }
    }
    #expect(received == 1000)
  }

  @Test func rowsSayWhatTokensSay() throws {
    let annotator = pipeline.makeAnnotator()
    let texts = texts + ["A \"quoted\" \\ word\tand \u{1} more"]
    var rows: [[UInt8]] = []
    annotator.writeRows(of: texts) { rows.append($1) }
    for (text, json) in zip(texts, rows) {
      let value = try #require(JSONValue(parsing: json), "\(String(decoding: json, as: UTF8.self))")
      let written = (value.array ?? []).map { row in
        (row.array ?? []).map { $0.string ?? $0.int.map(String.init) ?? "?" }.joined(separator: "|")
      }
      #expect(written == ParityFixture.rows(annotator.annotate(text)))
    }
  }

  @Test func mapsSpansIntoTheDocument() throws {
    let source = SourceText(
      text: "xx France **ceded**\nit.",
      blocks: [Block(kind: .paragraph, span: Span(3, 23))], omissions: [Span(10, 12), Span(17, 19)], format: .plainText)
    let reading = try #require(ReadingText.passages(of: source).first)
    let passage = pipeline.makeAnnotator().analyse(reading)
    #expect(passage.tokens.map { source[$0.span] } == ["France", "ceded", "it", "."])
    #expect(passage.blocks == [0])
  }

  @Test func dividesSentencesWithoutEndInPassagesOnly() {
    let text =
      Array(repeating: "Russia criticised Iran and France met Turkey", count: 300).joined(separator: ", ") + "."
    let annotator = pipeline.makeAnnotator()
    let passage = annotator.analyse(ReadingText(verbatim: text))
    #expect(passage.sentences.allSatisfy { $0.count <= SentenceDivision.longest })
    #expect(passage.tokens.map(\.text) == annotator.annotate(text).map(\.text))
    #expect(annotator.analyse([ReadingText(verbatim: text)]).map(\.tokens) == [passage.tokens])
  }

  @Test func memoryOfWordsIsBounded() {
    let annotator = pipeline.makeAnnotator()
    for round in 0..<40 {
      let text = (0..<3000).map { "w\(round)x\($0)" }.joined(separator: " ")
      _ = annotator.annotate(text)
      #expect(annotator.memory.words < 70_000)
    }
    #expect(annotator.memory.generation > 0)
    #expect(annotator.annotate("It rained.").map(\.lemma) == ["it", "rain", "."])
  }
}
