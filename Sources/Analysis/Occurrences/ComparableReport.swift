import Findings

/// What is known of the document that a report stands in.
public struct ReportDocument: Sendable, Hashable {
  /// All that the document names anywhere.
  public var named: [SignatureParty]
  public var sentences: Int

  public init(named: [SignatureParty] = [], sentences: Int = 1) {
    self.named = named
    self.sentences = sentences
  }

  /// Whether it is long enough that what takes part in a happening would be named somewhere.
  var tellsOfSides: Bool { sentences >= 4 }
}

/// A report with its words weighed, ready to be compared with others.
public struct ComparableReport: Sendable {
  public let signature: ReportSignature
  public let document: ReportDocument
  let words: WordBag
  let names: WordBag
  let all: WordBag
  let clause: WordBag
  let codes: Set<ActorCode>

  public init(_ signature: ReportSignature, in document: ReportDocument = ReportDocument(), weights: WordWeights) {
    self.signature = signature
    self.document = document
    words = WordBag(signature.story.words, weights: weights)
    names = WordBag(signature.story.names, weights: weights)
    all = WordBag(signature.story.all, weights: weights)
    clause = WordBag(signature.clause, weights: weights)
    codes = Set(signature.parties.map(\.code))
  }

  /// Whether one of its states is named nowhere among `others`.
  func hasParty(outside others: [SignatureParty]) -> Bool {
    signature.parties.contains { party in
      !party.code.isKindOfOrganization && !others.contains { $0.fits(party) }
    }
  }
}
