/// A happening as the chronicle shows it: what happened, the best report of it, and how many others there are.
struct HappeningLine: ViewValue {
  static let isSelfContained = true
  var findingName: String
  var category: String
  var gloss: String
  var quadStyle: String
  var quadSign: String
  var quadWords: String
  var date: String
  var edtf: String?
  var dateNote: String?
  var sides: [Party]
  var targets: [Party]
  var hasTargets: Bool
  var reservations: [Remark]
  var corroboration: String?
  var sentence: String
  var href: String
  var source: String
  var sourceHref: String
  var pageOfSource: String
  var references: [CitedReference]
  var hasReferences: Bool
  var moreReferences: String
  var others: [OtherReport]
  var hasOthers: Bool
  var otherCount: String
  var moreOthers: String

  /// An actor on one side.
  struct Party: ViewValue {
    var partyName: String
    /// What stands before it.
    var separator: String
    var partyHref: String?
    var partyCode: String?
  }

  /// Another report of the same happening.
  struct OtherReport: ViewValue {
    var otherSentence: String
    var otherHref: String
    var otherSource: String
    var otherPage: String
  }
}

/// A reference of a sentence, with its address where it is one.
struct CitedReference: ViewValue {
  var referenceText: String
  var referenceHref: String?
}
