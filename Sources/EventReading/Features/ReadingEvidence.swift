import Findings
import SourceTexts

/// What the rules and the knowledge files say of a document, laid out by token, as the learned reader takes it in.
///
/// Tokens, sentences and passages are numbered through the whole document.
package struct ReadingEvidence: Sendable {
  /// One token with the features that are embedded beside its pieces.
  package struct Word: Sendable {
    package var span: Span
    package var tag: String
    package var relation: String
    /// Number of the token it depends on; its own for a root.
    package var head: Int
    package var lemma: String
    /// The sort of mention that covers it ("state", "person", …; empty for none), and whether it is that mention's head.
    package var party: String
    /// Whether a time expression covers it.
    package var isTime: Bool
    /// Whether it stands between quotation marks.
    package var isQuoted: Bool
    /// Whether it may be a trigger at all.
    package var isContent: Bool
    /// Whether it tells of nothing that happened or may (`PassageReading.isUntold(_:)`), so that it is no trigger whatever the
    /// reader thinks.
    package var isUntold = false
    /// Categories of the frames that its lemma triggers.
    package var lemmaCategories: [PloverCategory]
    /// `PassageReading.Modality` of its clause.
    package var modality: UInt16
    /// The parties that stand in its grammatical places, by number, with the places' names.
    package var places: [(party: Int, place: String)] = []
    /// The date that the rules would give an event that it tells.
    package var date: HistoricalDate?
    /// Number of the rules' event that it triggers.
    package var proposal: Int?

    package init(
      span: Span, tag: String, relation: String, head: Int, lemma: String, party: String, isTime: Bool, isQuoted: Bool,
      isContent: Bool, lemmaCategories: [PloverCategory], modality: UInt16
    ) {
      self.span = span
      self.tag = tag
      self.relation = relation
      self.head = head
      self.lemma = lemma
      self.party = party
      self.isTime = isTime
      self.isQuoted = isQuoted
      self.isContent = isContent
      self.lemmaCategories = lemmaCategories
      self.modality = modality
    }
  }

  /// A party that is named or referred to.
  package struct Party: Sendable {
    package var mention: ActorMention
    package var tokens: Range<Int>
    package var head: Int
    /// Sort of mention: the rule that found it without its prefix ("state", "person", "pronoun").
    package var sort: String
  }

  /// A time that may date what is told.
  package struct Time: Sendable {
    package var edtf: String
    package var basis: DateBasis
    package var kind: String
    package var tokens: Range<Int>
    package var head: Int
    package var span: Span
    package var confidence: Double
  }

  /// An event as the rules code it.
  package struct Proposal: Sendable {
    package var event: Event
    /// Its trigger's token.
    package var token: Int
    /// Numbers of its sides among ``ReadingEvidence/parties``, so far as they stand there.
    package var actors: [Int]
    package var recipients: [Int]
  }

  package var words: [Word] = []
  /// Token ranges, in order; together they cover all words.
  package var sentences: [Range<Int>] = []
  /// First token of each passage.
  package var passageStarts: [Int] = []
  package var parties: [Party] = []
  package var times: [Time] = []
  package var proposals: [Proposal] = []

  package init() {}
}
