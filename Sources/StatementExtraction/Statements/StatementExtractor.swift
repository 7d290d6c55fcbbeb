import Findings
import Linguistics
import ResourceTables
import SourceTexts

/// Finds direct quotations and reported speech, with speaker, role, whom they are about, stance and date.
///
/// ## Rules
/// - `statement.direct`: words in quotation marks governed by a reporting word with a speaker; a name or title in
///   quotation marks ("a seminar titled “…”") and scare quotes that nobody utters aren't statements.
/// - `statement.direct-continued`: words in quotation marks in a sentence without a reporting word, where the sentence
///   before was a quotation by the same speaker.
/// - `statement.set-off`: a quotation set off as a block of its own, behind a passage whose last sentence says who speaks
///   ("Kissinger wrote:"); not one that a passage without a reporting word stands before.
/// - `statement.indirect`: "Putin said that …", "according to Russian sources, …", "Khamenei praised the deal"; not
///   "Putin believes that …", which nobody heard.
public struct StatementExtractor: Sendable {
  private let lexicon: ReportingLexicon
  private let quotations = QuotationFinder()
  private let reports: ReportFinder

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(knowledge: KnowledgeTables = .embedded) throws {
    lexicon = try ReportingLexicon(knowledge)
    reports = ReportFinder(lexicon: lexicon)
  }

  /// All statements in document order.
  ///
  /// - Parameters:
  ///   - events: The document's dated events, whose dates statements in their clauses take over.
  ///   - citations: Their outlets are where statements of the same sentence were published.
  /// - Complexity: linear in the number of tokens and findings, times the depth of the parse.
  public func statements(
    in document: AnalysedDocument, mentions: [ActorMention], times: [TimeExpression], events: [Event],
    citations: [Citation] = []
  ) -> [AttributedStatement] {
    let voices = SpeakerDirectory(document: document, mentions: mentions, lexicon: lexicon)
    let context = SentenceContext(mentions: mentions, times: times, events: events)
    let ofPassage = Dictionary(grouping: mentions, by: \.passage)
    let outlets = citations.filter { $0.outlet != nil }.sorted { $0.span < $1.span }
    var found: [AttributedStatement] = []
    var publication: Attribution?
    var openSpeaker: SpeakerDirectory.Speaker?
    var orphan: (builder: PassageStatements, quotation: Quotation)?
    var introducer: SpeakerDirectory.Speaker?
    for (number, passage) in document.passages.enumerated() {
      let passageReports = reports.reports(in: passage)
      var builder = PassageStatements(
        number: number, passage: passage, reports: passageReports, voices: voices, lexicon: lexicon, context: context,
        citations: outlets, mentions: ofPassage[number] ?? [], publication: publication,
        openSpeaker: openSpeaker)
      if document.firstBlock(of: passage)?.kind == .quotation, let introducer {
        builder.addSetOff(introducer)
      } else {
        builder.addDirect(quotations.quotations(in: passage))
        builder.addIndirect()
        introducer = builder.introducer()
      }
      if var before = orphan, let speaker = builder.firstSpeaker {
        let count = before.builder.statements.count
        before.builder.addOpen(before.quotation, speaker: speaker)
        found += before.builder.statements[count...]
      }
      orphan = builder.orphan.map { (builder, $0) }
      found += builder.statements
      publication = builder.publication
      openSpeaker = builder.openSpeaker
    }
    return found.enumerated().sorted {
      ($0.element.statement.span, $0.offset) < ($1.element.statement.span, $1.offset)
    }.map(\.element)
  }
}

/// A statement with the span of the words said, which its evidence may exceed by the reporting clause.
public struct AttributedStatement: Sendable, Hashable {
  public var statement: Statement
  public var content: Span

  public init(statement: Statement, content: Span) {
    self.statement = statement
    self.content = content
  }
}
