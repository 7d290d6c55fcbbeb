import ActorExtraction
import Codebook
import EventExtraction
import Findings
import LanguageRuntime
import Linguistics
import SourceTexts
import StatementExtraction
import Store
import TemporalExtraction

/// Every stage from a document's text to its findings, with the knowledge each needs, loaded once and shared by
/// threads.
///
/// ```
/// SourceText → passages → analysis → times → actors → events → dates → statements, figures, citations, agreements
/// ```
public struct DocumentCoder: Sendable {
  private let pipeline: LanguagePipeline
  private let timeTagger: TimeTagger
  private let eventDater: EventDater
  private let historicalMode = HistoricalMode()
  private let actorResolver: ActorResolver
  private let eventCoder: EventCoder
  private let figureExtractor: FigureExtractor
  private let citationExtractor: CitationExtractor
  private let statementExtractor: StatementExtractor
  private let agreementExtractor: AgreementExtractor
  private let speechAttribution = SpeechAttribution()

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(pipeline: LanguagePipeline, lexicon: ActorLexicon) throws {
    self.pipeline = pipeline
    self.timeTagger = try TimeTagger()
    self.eventDater = try EventDater()
    self.actorResolver = try ActorResolver(lexicon: lexicon)
    self.eventCoder = try EventCoder()
    self.figureExtractor = try FigureExtractor()
    self.citationExtractor = try CitationExtractor()
    self.statementExtractor = try StatementExtractor()
    self.agreementExtractor = try AgreementExtractor()
  }

  /// One thread's coder.
  public func makeWorker() -> Worker { Worker(stages: self, annotator: pipeline.makeAnnotator()) }

  /// Codes documents one after another on one thread.
  public struct Worker {
    private let stages: DocumentCoder
    private let annotator: Annotator

    fileprivate init(stages: DocumentCoder, annotator: Annotator) {
      self.stages = stages
      self.annotator = annotator
    }

    /// Parses the narrative of a document.
    ///
    /// - Parameter progress: is told the share that is parsed, from 0 to 1, after each passage.
    /// - Complexity: linear in the length of the text.
    public func analyse(_ source: SourceText, progress: (Double) -> Void = { _ in }) -> AnalysedDocument {
      let readings = ReadingText.passages(of: source)
      let total = readings.reduce(0) { $0 + $1.text.utf8.count }
      var parsed = 0
      let passages = readings.map { reading in
        let passage = ClauseRepair.repaired(annotator.analyse(reading))
        parsed += reading.text.utf8.count
        progress(Double(parsed) / Double(max(1, total)))
        return passage
      }
      return AnalysedDocument(source: source, passages: passages)
    }

    /// All findings of a document whose metadata say when it was published.
    public func code(_ document: AnalysedDocument) -> DocumentFindings {
      let published = document.source.metadata.publicationDay
      let reading = stages.timeTagger.read(document, written: published)
      let times = reading.expressions
      let actors = stages.actorResolver.mentions(in: document, times: times, published: published)
      let undated = stages.eventCoder.events(in: document, mentions: actors)
      let events = stages.historicalMode.mark(
        stages.eventDater.date(undated, in: document, times: times, published: published), published: published)
      let figures = stages.figureExtractor.figures(
        in: document, mentions: actors, times: times, events: events)
      let citations = stages.citationExtractor.citations(in: document)
      let statements = stages.statementExtractor.statements(
        in: document, mentions: actors, times: times, events: events, citations: citations)
      let agreements = stages.agreementExtractor.agreements(
        in: document, mentions: actors, times: times, events: events)
      return DocumentFindings(
        times: times, actors: actors, events: stages.speechAttribution.attribute(events, to: statements),
        statements: statements.map(\.statement), figures: figures, citations: citations,
        agreements: agreements, refusals: reading.refusals)
    }
  }
}

extension AnalysedDocument {
  /// The sentences as they are read, in document order.
  public var sentenceRecords: [SentenceRecord] {
    passages.flatMap { passage in
      passage.sentences.compactMap { range in
        let text = passage.text(of: range).trimmingBlanks()
        return text.isEmpty ? nil : SentenceRecord(span: passage.span(of: range), text: text)
      }
    }
  }
}

extension String {
  fileprivate func trimmingBlanks() -> String {
    var text = self[...]
    while let first = text.unicodeScalars.first, first.properties.isWhitespace { text.unicodeScalars.removeFirst() }
    while let last = text.unicodeScalars.last, last.properties.isWhitespace { text.unicodeScalars.removeLast() }
    return String(text)
  }
}
