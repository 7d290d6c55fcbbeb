import Findings
import Linguistics
import ResourceTables
import SourceTexts

/// Finds agreements (treaties, pacts, deals, sales, memberships) and what becomes of them in the text.
///
/// One record an agreement and status: a pact that is signed in one sentence and repealed in another gives two, with the
/// same name. "The deal" and "the agreement" stand for the one told of last.
///
/// ## Rules
/// - `agreement.known`: a name or alias of the table ("JCPOA"); "the nuclear deal" where the table says so.
/// - `agreement.named`: "the Treaty of Turkmenchay", "the Gore–Chernomyrdin pact"; not "a treaty port".
/// - `agreement.described`: "signed a trade agreement"; not "a great deal".
/// - `agreement.transaction`: "froze the sale of …", "offered a line of credit"; not "sales rose".
/// - `agreement.told`: "Peru and Chile agreed to waive visas"; not "Peru agreed to wait".
/// - `agreement.membership`: "Iran's admission to the … Organization", "joining the … Union".
public struct AgreementExtractor: Sendable {
  private let lexicon: AgreementLexicon

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(knowledge: KnowledgeTables = .embedded) throws { lexicon = try AgreementLexicon(knowledge) }

  /// All agreements in document order.
  ///
  /// - Complexity: linear in the number of tokens, times the depth of the parse.
  public func agreements(
    in document: AnalysedDocument, mentions: [ActorMention], times: [TimeExpression], events: [Event]
  ) -> [Agreement] {
    let context = SentenceContext(mentions: mentions, times: times, events: events)
    let ofPassage = Dictionary(grouping: mentions.filter { $0.headToken != nil }, by: \.passage).mapValues {
      $0.sorted { ($0.headToken ?? 0, $0.span) < ($1.headToken ?? 0, $1.span) }
    }
    let acronyms = AgreementAcronyms(document.passages, lexicon: lexicon).introductions
    var memory = AgreementMemory(repeating: lexicon.repeating, nouns: Set(lexicon.nouns.keys))
    for (number, passage) in document.passages.enumerated() {
      let finder = AgreementMentionFinder(
        lexicon: lexicon, passage: passage, mentions: ofPassage[number] ?? [], acronyms: acronyms)
      for mention in finder.agreementMentions() { memory.add(mention, in: passage, context: context) }
    }
    return memory.agreements
  }
}
