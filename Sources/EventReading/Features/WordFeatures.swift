import Findings
import SourceTexts

/// The features of a word that are embedded beside its pieces. The order is that of `WORD_TABLES` in
/// `Training/reading_data.py`.
enum WordFeatures {
  static let tables = 8

  static func names(of word: ReadingEvidence.Word, proposals: [ReadingEvidence.Proposal]) -> [String] {
    let categories = word.lemmaCategories
    return [
      word.tag, word.relation, word.party, (word.isTime ? "time" : "") + (word.isQuoted ? "quoted" : ""),
      word.proposal.map { proposals[$0].event.category.rawValue } ?? "",
      categories.first?.rawValue ?? "", categories.count > 1 ? categories[1].rawValue : "",
      word.isContent ? String(word.modality) : "",
    ]
  }
}
