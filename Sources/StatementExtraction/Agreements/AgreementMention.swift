import Findings

/// Words that stand for an agreement.
struct AgreementMention: Sendable, Hashable {
  enum Identity: Sendable, Hashable {
    /// As the table has it.
    case known(AgreementLexicon.Known)
    /// Lower-case name without articles.
    case named(String)
    /// "the deal": the pact told of last, or the last of that noun.
    case last(noun: String)
  }

  var identity: Identity
  var name: String
  /// The noun phrase.
  var tokens: Range<Int>
  var head: Int
  var parties: [ActorCode]
  /// As the governing verb tells; nil where none does.
  var status: Agreement.Status?
  /// The governing verb's token.
  var verb: Int?
  var rule: RuleIdentifier
  var confidence: Double
  var resources: [ResourceReference]
  /// Year in which the table says that it was signed.
  var signed: Int?
  /// Whether it is a pact proper, which "the agreement" can repeat, and no sale or membership.
  var isPact: Bool
  /// Whether the words alone are enough to report it, without a verb of its life.
  var standsAlone: Bool
  /// "the nuclear deal", which can repeat one told of before.
  var isDefinite = false
}
