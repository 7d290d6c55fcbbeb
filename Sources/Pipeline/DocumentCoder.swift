import ActorExtraction
import Codebook
import EventExtraction
import EventReading
import Findings
import LanguageRuntime
import Linguistics
import ResourceTables
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
  let timeTagger: TimeTagger
  private let eventDater: EventDater
  private let historicalMode = HistoricalMode()
  let actorResolver: ActorResolver
  let eventCoder: EventCoder
  private let figureExtractor: FigureExtractor
  private let citationExtractor: CitationExtractor
  private let statementExtractor: StatementExtractor
  private let agreementExtractor: AgreementExtractor
  private let speechAttribution = SpeechAttribution()
  private let reader: LearnedReader?

  /// - Parameters:
  ///   - encoder: Reads events by what was learned; nil reads them by rules alone.
  ///   - knowledge: The tables to code with. Events of a user's own frames are kept whatever the learned reader says.
  /// - Throws: `ResourceError` where a knowledge file is malformed, ``ModelError`` where the encoder isn't the one that
  ///   the learned reader was made for.
  public init(
    pipeline: LanguagePipeline, lexicon: ActorLexicon, encoder: EncoderChoice? = nil,
    knowledge: KnowledgeTables = .embedded
  ) throws {
    self.pipeline = pipeline
    self.reader = try encoder.map { try $0.load() }
    self.timeTagger = try TimeTagger(knowledge: knowledge)
    self.eventDater = try EventDater(knowledge: knowledge)
    self.actorResolver = try ActorResolver(lexicon: lexicon, knowledge: knowledge)
    self.eventCoder = try EventCoder(knowledge: knowledge)
    self.figureExtractor = try FigureExtractor(knowledge: knowledge)
    self.citationExtractor = try CitationExtractor(knowledge: knowledge)
    self.statementExtractor = try StatementExtractor(knowledge: knowledge)
    self.agreementExtractor = try AgreementExtractor(knowledge: knowledge)
  }

  /// One thread's coder.
  public func makeWorker() -> Worker {
    Worker(stages: self, annotator: pipeline.makeAnnotator(), reader: reader?.makeWorker())
  }

  /// Which coder finds the events.
  public var kind: CoderKind { reader == nil ? .rules : .learned }

  /// Name and version of the learned reader and its encoder; nil where rules alone find events.
  public var readerVersion: String? { reader?.file.identity }

  /// Codes documents one after another on one thread.
  public struct Worker {
    let stages: DocumentCoder
    private let annotator: Annotator
    private let reader: LearnedReader.Worker?

    fileprivate init(stages: DocumentCoder, annotator: Annotator, reader: LearnedReader.Worker?) {
      self.stages = stages
      self.annotator = annotator
      self.reader = reader
    }

    /// About the share of the whole work on a document that ``analyse(_:progress:)`` is.
    public var analysisShare: Double { reader == nil ? 0.8 : 0.15 }

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

    /// What the rules say of a document, laid out for the learned reader.
    func gather(_ document: AnalysedDocument) -> GatheredDocument { gather(document, ruled(document)) }

    private func gather(_ document: AnalysedDocument, _ ruled: RuledDocument) -> GatheredDocument {
      EvidenceGatherer(coder: stages.eventCoder, dater: stages.eventDater).evidence(
        of: document, mentions: ruled.actors, times: ruled.times.expressions, proposals: ruled.events,
        published: document.source.metadata.publicationDay)
    }

    /// What the learned reader weighed for the event at `trigger`; nil where it decides nothing there or isn't used.
    func account(ofEventAt trigger: Span, in source: SourceText) -> ReadingAccount? {
      guard let reader, let learned = stages.reader else { return nil }
      let evidence = gather(analyse(source)).evidence
      return try? ReadingAccount(of: trigger, in: evidence, source: source, reader: learned, worker: reader)
    }

    /// What the learned reader makes of two marked parties; nil where it isn't used.
    ///
    /// - Parameters:
    ///   - source: a text of a sentence or few.
    ///   - actor: where the one who acts is named, and `recipient`, the one acted on; nil where the text doesn't name it.
    func pairCategories(in source: SourceText, actor: Span?, recipient: Span?) -> [String: Float]? {
      guard let reader else { return nil }
      let evidence = gather(analyse(source)).evidence
      func tokens(_ span: Span?) -> Set<Int> {
        Set(evidence.words.indices.filter { number in span.map { $0.overlaps(evidence.words[number].span) } ?? false })
      }
      return try? reader.pairCategories(
        of: evidence, source: source, actor: tokens(actor), recipient: tokens(recipient))
    }

    /// Times, actors and the rules' own events.
    private func ruled(_ document: AnalysedDocument) -> RuledDocument {
      let published = document.source.metadata.publicationDay
      let times = stages.timeTagger.read(document, written: published)
      let actors = stages.actorResolver.mentions(in: document, times: times.expressions, published: published)
      let undated = stages.eventCoder.events(in: document, mentions: actors)
      let events = stages.eventDater.date(undated, in: document, times: times.expressions, published: published)
      return RuledDocument(times: times, actors: actors, events: events)
    }

    /// The events as the learned reader decides, or as the rules do where there is none; and what the learned reader
    /// decides of the other layers.
    private func events(
      of document: AnalysedDocument, _ ruled: RuledDocument, progress: (Double) -> Void
    ) -> (events: [Event], evidence: ReadingEvidence, decisions: DocumentDecisions?) {
      guard let reader, let file = stages.reader?.file else { return (ruled.events, ReadingEvidence(), nil) }
      let gathered = gather(document, ruled)
      // The windows are made to fit the encoder; should it refuse one all the same, the rules' reading stands.
      guard
        let decisions = try? reader.decisions(of: gathered.evidence, source: document.source, progress: progress)
      else {
        return (ruled.events, gathered.evidence, nil)
      }
      let decided = EventAssembler(file: file, document: document, gathered: gathered).events(of: decisions.events)
      return (withOwn(ruled.events, decided), gathered.evidence, decisions)
    }

    /// What was decided, with the events of the user's own frames, which nothing was learned of, in place of what was
    /// decided for the same words.
    private func withOwn(_ ruled: [Event], _ decided: [Event]) -> [Event] {
      let own = stages.eventCoder.codebook.frames.prefix { $0.isOwn }.map(\.reference)
      guard !own.isEmpty else { return decided }
      let kept = ruled.filter { event in event.evidence.resources.first.map { own.contains($0) } ?? false }
      if kept.isEmpty { return decided }
      let triggers = Set(kept.map(\.trigger))
      return (decided.filter { !triggers.contains($0.trigger) } + kept).enumerated().sorted {
        ($0.element.trigger.start, $0.offset) < ($1.element.trigger.start, $1.offset)
      }.map(\.element)
    }

    /// All findings of a document whose metadata say when it was published.
    ///
    /// - Parameter progress: is told the share of the learned reader's work that is done, from 0 to 1; rules alone are
    ///   quick and tell nothing.
    public func code(
      _ document: AnalysedDocument, progress: (Double) -> Void = { _ in }
    ) -> DocumentFindings {
      let published = document.source.metadata.publicationDay
      let ruled = ruled(document)
      let times = ruled.times.expressions
      let actors = ruled.actors
      let (read, evidence, decisions) = self.events(of: document, ruled, progress: progress)
      let events = stages.historicalMode.mark(read, published: published)
      func stands(_ layer: DocumentDecisions.Layer, _ span: Span) -> Bool {
        decisions?.supports(layer, at: span) ?? true
      }
      let figures = stages.figureExtractor.figures(
        in: document, mentions: actors, times: times, events: events
      ).filter { stands(.figures, $0.span) }
      let citations = stages.citationExtractor.citations(in: document)
      let statements = stages.statementExtractor.statements(
        in: document, mentions: actors, times: times, events: events, citations: citations)
      let said = statements.map(\.statement).filter { stands(.statements, $0.span) }
      let learned = SpokenStatements(evidence: evidence).statements(
        of: decisions?.statements ?? [], events: events, besides: said)
      let agreed = stages.agreementExtractor.agreements(
        in: document, mentions: actors, times: times, events: events
      ).filter { stands(.agreements, $0.span) }
      let named = NamedAgreements(evidence: evidence, source: document.source).agreements(
        of: decisions?.agreements ?? [], events: events, besides: agreed)
      return DocumentFindings(
        times: times, actors: actors, events: stages.speechAttribution.attribute(events, to: statements),
        statements: inOrder(said + learned, by: \.span), figures: figures, citations: citations,
        agreements: inOrder(agreed + named, by: \.span), refusals: ruled.times.refusals)
    }
  }
}

/// In the order of the text; what stands at one place stays as it was.
private func inOrder<Item>(_ items: [Item], by span: KeyPath<Item, Span>) -> [Item] {
  items.enumerated().sorted { ($0.element[keyPath: span], $0.offset) < ($1.element[keyPath: span], $1.offset) }
    .map(\.element)
}

/// What the rules find before events are decided.
private struct RuledDocument {
  var times: TimeReading
  var actors: [ActorMention]
  var events: [Event]
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
